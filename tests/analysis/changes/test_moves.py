from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendkpi.analysis import scorecard
from sendkpi.analysis.changes.moves import MOVES, Moment, State, moves, record_days
from sendkpi.plan.agreed import Agreement, Annotation, Answer, Changes, Decision, Rebase
from sendkpi.plan.changes import amend
from sendkpi.plan.records import Query
from tests.build import figure, measure, month, observations, plan, waits

MARCH, APRIL, MAY, JUNE, JULY = (month(f"2022-0{number}") for number in range(3, 8))
LATE = dt.date(2022, 12, 31)
STEADY = [50.0, 52.0, 49.0, 51.0, 48.0, 52.0, 50.0, 49.0, 51.0, 50.0, 48.0, 52.0]
YEAR = [f"2022-{number:02}" for number in range(1, 13)]


def state(known, figures, when, as_at=LATE):
    """The position of these figures at a month, all of it on record."""
    reported = observations(*figures)
    return State(Moment(when, as_at), scorecard(known, reported, when, as_at), known, reported)


def between(known, figures, first, last, as_at=LATE):
    """What moved between two months of the same figures."""
    return moves(state(known, figures, first, as_at), state(known, figures, last, as_at))


def restatements(before, after, when=JUNE, known=None, senders=None):
    """What moved in what is known of a month."""
    days = dt.date(2022, 7, 31), dt.date(2022, 8, 31)
    old, new = (
        state(known or plan(measure()), figures, when, day) for figures, day in zip((before, after), days, strict=True)
    )
    return moves(old, new, senders)


def decided(day: int) -> Decision:
    when = dt.datetime(2022, 7, day, 12, tzinfo=dt.UTC)
    return Decision(when.date(), "The Board", "It was time.", "A. Officer", when)


def agreements(before: Changes, after: Changes, **parts):
    """What moved where only the plan did; its words from the sentence, without the title."""
    published = plan(measure(), **parts)
    old, new = (state(amend(published, changes), [], JUNE) for changes in (before, after))
    rows = moves(old, new)
    return rows[rows["kind"] == "agreed"]


def kinds(rows):
    return list(zip(rows["measure"], rows["kind"], rows["way"], strict=True))


def test_a_rating_that_fell_is_told_with_both_figures_and_the_reason():
    rows = between(plan(measure()), [figure("EHCP1", "2022-05", 58), figure("EHCP1", "2022-06", 39)], MAY, JUNE)
    (row,) = rows.itertuples()
    assert (row.kind, row.way, row.before, row.after) == ("rating", "worse", "green", "red")
    assert (row.value_before, row.value_after) == (58, 39)
    assert row.month == pd.Timestamp(JUNE)
    assert row.sentence == "Moved from On trajectory (58%) to Off track (39%): worse than the baseline."


def test_a_rating_that_rose_is_better_and_one_that_stayed_is_not_told():
    figures = [figure("EHCP1", "2022-05", 39), figure("EHCP1", "2022-06", 70), figure("EHCP1", "2022-07", 75)]
    assert kinds(between(plan(measure()), figures, MAY, JUNE)) == [("EHCP1", "rating", "better")]
    assert between(plan(measure()), figures, JUNE, JULY).empty


def test_a_figure_that_can_no_longer_be_judged_is_neither_worse_nor_better():
    figures = [figure("EHCP1", "2022-05", 58), figure("EHCP1", "2022-06", None, symbol="c")]
    (row,) = between(plan(measure()), figures, MAY, JUNE).itertuples()
    assert (row.kind, row.way, row.after) == ("rating", "", "suppressed")


def test_a_promise_that_passes_without_being_kept_is_worse():
    tbc = measure(baseline=None, baseline_month=None, target=None, target_month=None, baseline_promised="2022-05")
    figures = [figure("EHCP1", "2022-05", 58), figure("EHCP1", "2022-06", 58)]
    (row,) = between(plan(tbc), figures, MAY, JUNE).itertuples()
    assert (row.way, row.before, row.after) == ("worse", "awaiting_baseline", "baseline_overdue")


def test_a_measure_that_stopped_reporting_is_told_once_with_its_last_figure():
    rows = between(plan(measure()), [figure("EHCP1", "2022-05", 58)], MAY, JUNE)
    assert kinds(rows) == [("EHCP1", "stopped", "worse")]
    assert rows["sentence"][0] == (
        "No figure for June 2022, which was due by 31 July 2022; the last was 58% for May 2022."
    )


def test_a_figure_that_is_not_due_yet_has_not_stopped():
    rows = between(plan(measure()), [figure("EHCP1", "2022-05", 58)], MAY, JUNE, as_at=dt.date(2022, 7, 30))
    assert rows.empty


def test_a_measure_never_reported_whose_first_figure_is_overdue_did_not_stop():
    first = measure(collected_from="2022-06")
    assert "stopped" not in set(between(plan(first), [], MAY, JUNE)["kind"])


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([figure("EHCP1", "2022-04", 50), figure("EHCP1", "2022-06", 70)], "Reported again. 70% in June 2022"),
        ([figure("EHCP1", "2022-06", 70)], "Reported for the first time. 70% in June 2022"),
    ],
)
def test_what_is_reported_again_says_so_and_where_it_stands(figures, words):
    (row,) = between(plan(measure()), figures, MAY, JUNE).itertuples()
    assert (row.kind, row.way, row.before, row.after) == ("began", "better", "not_reported", "green")
    assert words in row.sentence


def test_what_comes_back_off_track_is_no_good_news():
    figures = [figure("EHCP1", "2022-04", 50), figure("EHCP1", "2022-06", 30)]
    assert kinds(between(plan(measure()), figures, MAY, JUNE)) == [("EHCP1", "began", "worse")]


def test_a_new_signal_is_told_and_so_is_its_end():
    values = [*STEADY, 20.0, 50.0]
    months = [*YEAR, "2023-01", "2023-02"]
    figures = [figure("ASC1", when, value) for when, value in zip(months, values, strict=True)]
    year_end, signal, end = (month(when) for when in months[-3:])
    late = dt.date(2023, 6, 30)
    promised = plan(waits(target=100.0, baseline=120.0, target_month="2024-04"))
    rows = between(promised, figures, year_end, signal, late)
    assert kinds(rows) == [("ASC1", "variation", "better")]
    assert rows["sentence"][0] == (
        "A sign of improvement. The figures are lower than chance explains, which is better."
    )
    rows = between(promised, figures, signal, end, late)
    assert ("ASC1", "variation", "") in kinds(rows)
    assert "No sign of improvement any more." in " ".join(rows["sentence"])


def test_a_first_verdict_is_news_only_where_it_says_something():
    figures = [figure("EHCP1", when, value) for when, value in zip(YEAR, STEADY, strict=True)]
    before, after = month("2022-04"), month("2022-05")
    inside = between(plan(measure(target=50.0)), figures, before, after)
    assert set(inside["kind"]) & {"variation", "assurance"} == set()
    beyond = between(plan(measure(target=80.0)), figures, before, after)
    row = beyond[beyond["kind"] == "assurance"].iloc[0]
    assert (row["way"], row["before"], row["after"]) == ("worse", "", "fail")
    assert "Reliably misses now (trial limits)." in row["sentence"]


def test_a_restated_figure_is_told_as_it_was_and_is_with_who_and_when():
    again = {"submission": 14, "recorded_at": dt.datetime(2022, 8, 16, 9, tzinfo=dt.UTC)}
    rows = restatements(
        [figure("EHCP1", "2022-03", of=(8, 20)), figure("EHCP1", "2022-06", 60)],
        [figure("EHCP1", "2022-03", of=(9, 20), **again), figure("EHCP1", "2022-06", 60)],
        senders={14: "Ada"},
    )
    (row,) = rows.itertuples()
    assert (row.kind, row.before, row.after) == ("restated", "8/20 (40.0%)", "9/20 (45.0%)")
    assert (row.month, row.recorded_by, row.recorded_at) == (pd.Timestamp(MARCH), "Ada", again["recorded_at"])
    assert row.sentence == (
        "March 2022 restated, 8/20 (40.0%) → 9/20 (45.0%), by Ada on 16 August 2022 (submission 14)."
    )


def test_a_new_figure_and_another_comment_are_no_restatements():
    before = [figure("EHCP1", "2022-05", 60), figure("EHCP1", "2022-06", 60)]
    after = [
        *before[:1],
        figure("EHCP1", "2022-06", 60, commentary="Checked", submission=2),
        figure("EHCP1", "2022-04", 60, submission=2),
    ]
    assert restatements(before, after).empty


def test_a_withdrawn_figure_says_so_and_its_measure_has_stopped():
    rows = restatements([figure("EHCP1", "2022-06", 60)], [])
    assert kinds(rows) == [("EHCP1", "stopped", "worse"), ("EHCP1", "restated", "")]
    assert (rows["before"][1], rows["after"][1]) == ("60.0%", "withdrawn")
    assert rows["sentence"][1] == "June 2022 was 60.0%; withdrawn, and nothing in its place."


def test_a_figure_for_a_month_after_the_one_judged_is_not_its_news():
    before, after = ([figure("EHCP1", "2022-06", 60), figure("EHCP1", "2022-07", value)] for value in (60, 20))
    assert restatements(before, after).empty
    assert len(restatements(before, after, when=JULY)) == 2


def test_a_part_that_was_restated_is_named():
    promised = plan(measure(), breakdowns={"EHCP1": ("North", "South")})
    before, after = (
        [figure("EHCP1", "2022-06", 60), figure("EHCP1", "2022-06", value, breakdown="North")] for value in (60, 59)
    )
    (row,) = restatements(before, after, known=promised).itertuples()
    assert row.breakdown == "North"
    assert "June 2022, North, restated, 60.0% → 59.0%" in row.sentence


def test_an_agreed_target_is_told_with_who_agreed_it_and_from_when():
    old = Agreement("EHCP1", APRIL, decided(1), target=75.0)
    new = Agreement("EHCP1", JUNE, decided(5), target=70.0)
    (row,) = agreements(Changes((old,)), Changes((old, new))).itertuples()
    assert (row.part, row.before, row.after) == ("Target", "75.0% by December 2022", "70.0% by December 2022")
    assert (row.month, row.recorded_by) == (pd.Timestamp(JUNE), "A. Officer")
    assert row.sentence == (
        "Target agreed, 70.0% by December 2022, before 75.0% by December 2022, from June 2022 on "
        "(The Board, 5 July 2022; recorded by A. Officer)."
    )


def test_an_answer_is_told_of_the_one_measure_that_its_query_is_about():
    query = Query("Q1", "date", ("EHCP1",), "target", "Jan 2024", "Which year?", "2023", "PLAN", "1")
    answer = Answer("Q1", "Later.", "2024", decided(5))
    (row,) = agreements(Changes(), Changes(answers=(answer,)), queries=(query,)).itertuples()
    assert (row.measure, row.before, row.after) == ("EHCP1", "2023", "2024")
    assert row.sentence.startswith("Query Q1 answered: 2024, before 2023 (The Board")


def test_a_new_phase_and_words_on_charts_are_told_and_so_is_taking_them_back():
    rebase = Rebase("EHCP1", APRIL, decided(5))
    words = Annotation(APRIL, "New system", decided(6), area="WSOA 1")
    gone = Annotation(APRIL, "New system", decided(7), area="WSOA 1", lifted=True)
    rows = agreements(Changes(), Changes(rebases=(rebase,), annotations=(words, gone)))
    text = {(row.measure, row.area, row.sentence.partition(" (")[0]) for row in rows.itertuples()}
    assert text == {
        ("EHCP1", "WSOA 1", "A new phase begins in April 2022"),
        ("", "WSOA 1", "“New system” put on its charts in April 2022"),
        ("", "WSOA 1", "“New system” taken off its charts in April 2022"),
    }


def test_what_asks_most_of_a_reader_comes_first():
    names = ["GOOD", "AMBER", "RED", "STOPPED", "RESTATED"]
    promised = plan(*(measure(name) for name in names))
    fine = [figure(name, "2022-05", 58) for name in names[1:]]
    before = [*fine, figure("GOOD", "2022-05", 39)]
    later = {"GOOD": 70, "AMBER": 58, "RED": 30, "RESTATED": 70}
    after = [
        figure("RESTATED", "2022-05", 59, submission=2),
        *(row for row in before if row["measure"] != "RESTATED"),
        *(figure(name, "2022-06", value) for name, value in later.items()),
    ]
    rows = moves(state(promised, before, MAY), state(promised, after, JUNE))
    assert list(rows["measure"]) == ["RED", "AMBER", "STOPPED", "RESTATED", "GOOD"]


def test_between_two_months_the_news_is_what_was_recorded_since_the_earlier_ones_were_due():
    may, june = Moment(MAY, dt.date(2022, 8, 10)), Moment(JUNE, dt.date(2022, 8, 10))
    assert record_days(may, june) == (dt.date(2022, 6, 30), dt.date(2022, 8, 10))


def test_looking_back_the_news_of_a_month_ends_where_its_own_figures_were_due():
    may, june = Moment(MAY, LATE), Moment(JUNE, LATE)
    assert record_days(may, june) == (dt.date(2022, 6, 30), dt.date(2022, 7, 31))


@given(first=st.dates(dt.date(2022, 1, 1), dt.date(2024, 12, 31)), gap=st.integers(1, 40), on=st.integers(-60, 900))
def test_the_record_is_never_compared_backwards_nor_beyond_the_day(first, gap, on):
    start = first.replace(day=1)
    index = start.year * 12 + start.month - 1 + gap
    last, as_at = dt.date(index // 12, index % 12 + 1, 1), start + dt.timedelta(days=on)
    since, until = record_days(Moment(start, as_at), Moment(last, as_at))
    assert since <= until <= as_at


def test_two_days_are_compared_as_they_are():
    days = dt.date(2022, 7, 5), dt.date(2022, 9, 5)
    assert record_days(*(Moment(JUNE, day) for day in days)) == days


values = st.one_of(st.none(), st.sampled_from([10.0, 39.9, 58.0, 61.0, 80.0]))


@settings(max_examples=10)
@given(reported=st.lists(values, min_size=0, max_size=8), at=st.integers(1, 9), day=st.dates(dt.date(2022, 1, 1), LATE))
def test_between_a_state_and_itself_nothing_moves(reported, at, day):
    figures = [figure("EHCP1", f"2022-{n:02}", value) for n, value in enumerate(reported, start=1) if value is not None]
    agreed = Changes((Agreement("EHCP1", APRIL, decided(5), target=70.0),))
    one = state(amend(plan(measure(), waits()), agreed), figures, dt.date(2022, at, 1), day)
    rows = moves(one, one)
    assert rows.empty
    assert list(rows.columns) == MOVES


@settings(max_examples=10)
@given(reported=st.lists(values, min_size=2, max_size=9))
def test_every_measure_whose_rating_differs_is_told_exactly_once(reported):
    figures = [figure("EHCP1", f"2022-{n:02}", value) for n, value in enumerate(reported, start=1) if value is not None]
    last = len(reported)
    before, after = (state(plan(measure()), figures, dt.date(2022, n, 1)) for n in (last - 1, last))
    rows = moves(before, after)
    of_rating = rows[rows["kind"].isin(["rating", "stopped", "began"])]
    differs = before.scorecard["rating"][0] != after.scorecard["rating"][0]
    assert len(of_rating) == differs
