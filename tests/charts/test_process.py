from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sendkpi import analysis
from sendkpi.analysis.spc.process import processes
from sendkpi.charts import Span, colour, describe_process, process_chart, process_notes, process_of, span, trend_chart
from sendkpi.plan.agreed import Annotation, Changes, Decision, Rebase
from sendkpi.values import add_months, parse_month
from tests import build
from tests.charts.drawn import drawn_rows, layers

DECIDED = Decision(dt.date(2022, 10, 1), "SEND Executive Board", "Counted by the case system.")
STEADY = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51]


def month(count: int) -> str:
    return f"{add_months(dt.date(2022, 1, 1), count):%Y-%m}"


def made(values, measure=None, changes=None, due=None):
    """The process chart of monthly figures from January 2022 on; None is a month without one."""
    measure = measure or build.measure()
    plan = replace(build.plan(measure), changes=changes or Changes())
    reported = [build.figure(measure.id, month(at), value) for at, value in enumerate(values) if value is not None]
    last = parse_month(due or month(len(values) - 1))
    found = processes(plan, analysis.timeline(plan, build.observations(*reported), last), last)
    return process_of(found, plan, measure)


def spec(process) -> dict:
    dates = process.points["date"]
    return process_chart(process, Span(dates.min().date(), dates.max().date()))


def lines(drawn: dict) -> list[list[dict]]:
    """The rows of the near limits, limits and averages, as far as they are drawn."""
    return [drawn_rows(layer) for layer in layers(drawn, "line") if "level" in drawn_rows(layer)[0]]


def points(drawn: dict) -> list[dict]:
    return drawn_rows(layers(drawn, "point")[0])


def words(drawn: dict) -> list[str]:
    return [row["text"].replace("\n", " ") for row in drawn_rows(layers(drawn, "text")[0])]


def rebased(at: str) -> Changes:
    return Changes(rebases=(Rebase("EHCP1", parse_month(at), DECIDED),))


@pytest.mark.parametrize(
    ("better", "last", "ink", "shape"),
    [
        ("higher", 60, colour.IMPROVEMENT, "triangle-up"),
        ("lower", 40, colour.IMPROVEMENT, "triangle-down"),
        ("higher", 40, colour.CONCERN, "square"),
        ("lower", 60, colour.CONCERN, "square"),
    ],
)
def test_a_signal_is_told_by_colour_and_by_shape(better, last, ink, shape):
    drawn = points(spec(made([*STEADY, last], build.measure(better=better))))
    assert (drawn[-1]["ink"], drawn[-1]["shape"]) == (ink, shape)
    assert (drawn[0]["ink"], drawn[0]["shape"]) == (colour.COMMON_CAUSE, "circle")


def test_pointing_at_a_month_says_its_figure_and_which_rule_fired():
    drawn = spec(made([*STEADY, 60]))
    shown = [field["field"] for field in layers(drawn, "rule")[-1]["encoding"]["tooltip"]]
    rows = drawn_rows(layers(drawn, "rule")[-1])
    assert [rows[-1][name] for name in shown] == [
        "January 2023", "60.0%", "Improvement: above the upper process limit",
    ]  # fmt: skip
    assert [rows[0][name] for name in shown] == ["January 2022", "50.0%", "Within what is usual"]


def test_a_run_above_the_average_is_said_of_each_of_its_points():
    drawn = points(spec(made([*[40, 46] * 4, 44, 45, 44, 45, 44, 45, 44])))
    assert {row["Shows"] for row in drawn[-7:]} == {"Improvement: one of seven points in a row above the average"}


def test_the_lines_of_a_chart_are_named_where_they_stand():
    assert {"51%", "Target 80%", "Average 50%"} <= set(words(spec(made(STEADY))))


def test_a_measure_on_the_year_to_date_is_drawn_month_by_month_against_the_years_target():
    measure = build.year_to_date_measure()
    plan = build.plan(measure)
    reported = [build.figure("EHCP1", month(at), of=(of, 20)) for at, of in enumerate([8, 9, 7, 8, 10, 9])]
    last = parse_month("2022-06")
    found = processes(plan, analysis.timeline(plan, build.observations(*reported), last), last)
    drawn = spec(process_of(found, plan, measure))
    assert [row["figure"] for row in points(drawn)] == [40, 45, 35, 40, 50, 45]
    assert "The year’s target 80%" in words(drawn)


def test_a_missing_month_breaks_the_line_and_is_said_to_be_missing():
    drawn = spec(made([50, 52, None, 51, 50, 48]))
    assert len({row["run"] for row in points(drawn)[:2]}) == 1
    assert points(drawn)[2]["run"] != points(drawn)[1]["run"]
    rows = drawn_rows(layers(drawn, "rule")[-1])
    assert (rows[2]["Figure"], rows[2]["Shows"]) == ("Not reported", "")


def test_each_phase_has_its_own_lines_and_none_joins_two():
    drawn = spec(made([*STEADY[:6], *[one + 20 for one in STEADY[:6]]], changes=rebased("2022-07")))
    near, limits, mean = lines(drawn)
    assert [len({row["line"] for row in one}) for one in (near, limits, mean)] == [4, 4, 2]
    assert [row["level"] for row in mean] == [50, 50, 70, 70]
    assert mean[1]["month"] == mean[2]["month"]  # one ends where the other begins
    assert points(drawn)[5]["run"] != points(drawn)[6]["run"]


def test_a_new_phase_is_marked_with_its_reason():
    process = made([*STEADY, *STEADY], changes=rebased("2022-07"))
    assert any(text.startswith("New limits: Counted by") for text in words(spec(process)))
    assert (
        "New limits from July 2022: Counted by the case system (SEND Executive Board, 1 October 2022)."
        in process_notes(process)
    )


def test_what_happened_is_marked_on_the_process_chart_and_on_the_trend():
    live = Annotation(parse_month("2022-04"), "Case system went live", DECIDED)
    process = made(STEADY, changes=Changes(annotations=(live,)))
    assert "Case system went live" in words(spec(process))
    assert "April 2022: Case system went live." in process_notes(process)
    measure, plan = build.measure(), build.plan(build.measure())
    reported = build.observations(*[build.figure("EHCP1", month(at), value) for at, value in enumerate(STEADY)])
    trend = build.trends(plan, reported, [measure], parse_month("2022-12"))[0]
    assert "Case system went live" in words(trend_chart(trend, span([trend]), annotations=[live]))
    assert "Case system went live" not in words(trend_chart(trend, span([trend])))


def test_what_happened_outside_the_months_of_a_chart_is_not_drawn_on_it():
    later = Annotation(parse_month("2024-04"), "A new team", DECIDED)
    assert "A new team" not in words(spec(made(STEADY, changes=Changes(annotations=(later,)))))


def test_under_five_points_there_are_no_limits_and_no_verdicts_and_it_is_said():
    process = made([50, 90, 10, 95])
    drawn = spec(process)
    assert len(lines(drawn)) == 1  # the average alone
    assert {row["ink"] for row in points(drawn)} == {colour.COMMON_CAUSE}
    assert {row["Shows"] for row in points(drawn)} == {"No verdict: fewer than 5 points"}
    assert process_notes(process) == ["Only 4 figures so far: limits and verdicts need at least 5."]


def test_a_new_phase_under_five_points_keeps_the_old_ones_limits_where_they_were():
    process = made([*STEADY, 70, 71], changes=rebased("2023-01"))
    near, limits, mean = lines(spec(process))
    assert [len({row["line"] for row in one}) for one in (near, limits, mean)] == [2, 2, 2]
    assert "Only 2 figures since January 2023: limits and verdicts need at least 5." in process_notes(process)


def test_figures_that_never_change_have_an_average_and_no_limits_in_words():
    process = made([50] * 8)
    assert len(lines(spec(process))) == 1
    assert process_notes(process) == ["The figures vary too little for limits."]


def test_trial_limits_are_said_to_be_trial():
    assert any(note.startswith("Trial limits") for note in process_notes(made(STEADY[:8])))
    assert not any(note.startswith("Trial limits") for note in process_notes(made(STEADY)))


def test_limits_beyond_nothing_and_all_are_cut_off_in_the_drawing_alone():
    process = made([90, 99, 80, 98, 85, 100, 82, 97])
    assert process.points["upl"].max() > 100
    assert max(row["level"] for row in lines(spec(process))[1]) == 100
    assert any("reach beyond 100%" in note for note in process_notes(process))
    few = made([0, 3, 0, 4, 1, 5, 0, 2], build.count(id_="EHCP1", collected_from="2022-01", pooling="sum"))
    assert few.points["lpl"].min() < 0
    assert min(row["level"] for row in lines(spec(few))[1]) == 0


def test_percentages_stand_between_0_and_100_and_counts_begin_at_0():
    axis = layers(spec(made(STEADY)), "point")[0]["encoding"]["y"]["scale"]["domain"]
    assert axis == [0, 100]
    counts = made([10, 12, 11, 13, 12, 90], build.count(id_="EHCP1", collected_from="2022-01", pooling="sum"))
    low, high = layers(spec(counts), "point")[0]["encoding"]["y"]["scale"]["domain"]
    assert low == 0
    assert high > max(90, counts.points["upl"].max())


def test_when_the_newest_month_is_missing_the_verdict_is_said_to_be_of_the_last_one():
    process = made([*STEADY, None], due="2023-01")
    assert process_notes(process)[0] == (
        "There is no figure for January 2023: the verdict is that of December 2022, the last one."
    )


def test_a_figure_beyond_the_limits_puts_the_verdict_on_the_target_in_doubt():
    doubt = "The last figure lies beyond the limits, so what they say of the target may no longer hold."
    assert doubt in process_notes(made([*STEADY, 60]))
    assert doubt not in process_notes(made(STEADY))


def test_the_text_alternative_says_what_the_chart_says():
    process = made([*STEADY, 60])
    assert describe_process(process, "improvement_high", "fail", "Above UCL") == (
        "Title of EHCP1, process chart of 13 figures: from 50.0% in January 2022 to 60.0% in January 2023. "
        "A real sign of improvement: the last figure is above the upper process limit. "
        f"{process_notes(process)[0]} "
        "The target lies on the better side of the limits: unless something changes, it is missed."
    )
    assert process_notes(process)[0].endswith("the target is 80.0%.")


def test_sixty_months_stay_well_under_what_is_drawn_as_lines_and_words():
    drawn = spec(made(STEADY * 5, changes=rebased("2023-07")))
    marks = sum(len(drawn_rows(layer)) for layer in layers(drawn))
    assert marks < 500


def test_a_measure_without_a_figure_has_no_process_chart():
    assert made([None, None]) is None
