"""Where measures of a plan are heading: given these figures and this target, then this landing, or silence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendkpi.analysis import in_words, scorecard, timeline
from sendkpi.analysis.forecast.landings import fan
from sendkpi.analysis.forecast.likelihood import likelihood
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow
from sendkpi.plan.agreed import Changes, Decision, Rebase
from sendkpi.plan.choices import Pooling
from sendkpi.values import add_months
from tests.build import annual, figure, measure, month, observations, plan, quarterly, waits, year_to_date_measure

FIRST = dt.date(2021, 1, 1)


def months(count, step=1, first=FIRST):
    return [add_months(first, step * number).strftime("%Y-%m") for number in range(count)]


def landing(one, figures, when):
    return scorecard(plan(one), observations(*figures), month(when)).iloc[0]


def counted(pairs, id_="EHCP1", first=FIRST):
    return [figure(id_, when, of=pair) for when, pair in zip(months(len(pairs), 1, first), pairs, strict=True)]


def plain(values, id_, step=1, first=FIRST):
    return [figure(id_, when, value) for when, value in zip(months(len(values), step, first), values, strict=True)]


STEADY = [(10, 20), (12, 20), (9, 20), (11, 20)] * 6
"""About 52 %, 20 plans a month."""


def test_a_steady_rate_lands_where_it_is_and_a_far_target_is_almost_impossible():
    row = landing(measure(), counted(STEADY[:18]), "2022-06")
    assert row["landing"] == pytest.approx(52.5, abs=2)
    assert row["landing_low"] < row["landing"] < row["landing_high"]
    assert row["chance"] < 5
    assert row["landing_note"] == ""
    assert str(row["arrives"]) == "NaT"


def test_a_target_that_is_met_already_is_likely_and_the_line_is_there_next_month():
    row = landing(measure(target=45.0), counted(STEADY[:18]), "2022-06")
    assert row["chance"] > 60
    assert row["arrives"].date() == dt.date(2022, 7, 1)


def test_a_wait_lands_at_or_above_nothing_and_lower_is_better():
    falling = [3, 2, 4, 1, 2, 3, 1, 2, 1, 0, 1, 2, 0, 1, 0]
    row = landing(waits(target=2.0, target_month="2022-06"), plain(falling, "ASC1"), "2022-03")
    assert row["landing_low"] >= 0
    assert row["chance"] > 50


def test_a_year_to_date_adds_the_months_to_come_to_what_is_reported():
    """Eleven months of 2022 at 10 of 20 make 110 of 220; one more at 52.5 % of 20 lands at 50.2 %."""
    figures = counted([*STEADY[:12], *[(10, 20)] * 11])
    row = landing(year_to_date_measure(), figures, "2022-11")
    assert row["landing"] == pytest.approx(50.1, abs=0.4)
    assert row["landing_high"] - row["landing_low"] < 4
    assert row["landing_high"] <= 100 * 130 / 240
    assert row["chance"] == 0


def test_a_year_to_date_is_less_sure_early_in_the_year():
    widths = []
    for count in (14, 18, 23):
        when = add_months(FIRST, count - 1).strftime("%Y-%m")
        row = landing(year_to_date_measure(), counted(STEADY[:count]), when)
        widths.append(row["landing_high"] - row["landing_low"])
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 3 * widths[-1]


def test_a_target_of_next_year_begins_with_nothing_counted():
    lost = [*[(10, 20)] * 12, *[(2, 20), (4, 20)] * 3, *[(18, 20), (19, 20)] * 3]
    row = landing(year_to_date_measure(target_month="2023-12", target=60.0), counted(lost), "2022-12")
    assert row["landing"] > 75
    assert row["arrives"].date() == dt.date(2023, 1, 1)


def test_the_line_of_this_year_arrives_when_its_year_to_date_does():
    """30 % until June, then 80 %: the year to date passes 50 % once as many months were better."""
    rows = [*[(6, 20), (6, 20)] * 6, *[(6, 20)] * 2, *[(16, 20), (16, 20)] * 4]
    row = landing(year_to_date_measure(target=70.0), counted(rows), "2022-10")
    assert row["landing"] == pytest.approx(100 * (12 + 128 + 32) / 240, abs=1)
    assert row["arrives"].date() == dt.date(2022, 11, 1)


@pytest.mark.parametrize(
    ("one", "figures", "when", "note"),
    [
        (measure(target=None, target_month=None), counted(STEADY[:18]), "2022-06", "no_target"),
        (measure(), counted(STEADY[:11]), "2021-11", "too_few"),
        (measure(), [], "2022-06", "too_few"),
        (measure(target_month="2022-06"), counted(STEADY[:18]), "2022-06", "target_passed"),
        (measure(), plain([50.0] * 14, "EHCP1"), "2022-02", "constant"),
        (measure(target_month="2024-06"), counted(STEADY[:14]), "2022-02", "too_far"),
        (measure(), plain([2, 98, 5, 99, 1, 95] * 3, "EHCP1"), "2022-06", "too_wide"),
        (waits(pooling=Pooling.MAXIMUM, target_month="2022-12"), plain([60, 61, 59] * 5, "ASC1"), "2022-03", "kind"),
        (year_to_date_measure(), plain([60, 61, 59] * 5, "EHCP1"), "2022-03", "no_counts"),
        (quarterly(), plain([60, 61, 59] * 2, "EHCP3", 3, month("2021-03")), "2022-06", "too_few"),
        (quarterly(), plain([60, 61, 59] * 3, "EHCP3", 3, month("2020-03")), "2022-03", ""),
        (annual(), plain([60.0], "COP1", 12, month("2023-01")), "2023-01", "kind"),
    ],
)
def test_without_grounds_there_is_no_landing_and_the_reason_is_named(one, figures, when, note):
    row = landing(one, figures, when)
    assert row["landing_note"] == note
    assert np.isnan(row["landing"]) == np.isnan(row["chance"]) == (note != "")


def test_a_gap_of_more_than_a_third_is_a_reason():
    figures = [one for number, one in enumerate(counted(STEADY)) if number not in range(4, 13)]
    assert landing(measure(target_month="2023-06"), figures, "2022-12")["landing_note"] == "gaps"


def test_a_year_with_a_month_missing_has_no_landing():
    figures = [one for number, one in enumerate(counted(STEADY[:18])) if number != 13]
    assert landing(year_to_date_measure(), figures, "2022-06")["landing_note"] == "no_counts"


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=12, max_size=23),
    st.sampled_from([measure, year_to_date_measure]),
    st.floats(0, 100),
)
@settings(max_examples=60, deadline=None)
def test_whatever_was_counted_a_landing_is_within_bounds_or_silent(counts, kind, target):
    pairs = [(met, met + missed) for met, missed in counts]
    when = add_months(FIRST, len(pairs) - 1).strftime("%Y-%m")
    row = landing(replace(kind(), target=target), counted(pairs), when)
    if row["landing_note"]:
        assert np.isnan(row["landing"])
        return
    assert 0 <= row["landing_low"] <= row["landing"] + 1e-6
    assert row["landing"] - 1e-6 <= row["landing_high"] <= 100
    assert 0 <= row["chance"] <= 100


def test_chances_are_in_seven_words():
    words = [str(likelihood(chance)) for chance in (99, 95, 94.9, 80, 60, 59, 40, 39, 20, 19, 5, 4.9, 0)]
    assert words == [
        *["almost certain"] * 2,
        *["very likely"] * 2,
        "likely",
        *["about even"] * 2,
        *["unlikely"] * 2,
        *["very unlikely"] * 2,
        *["almost impossible"] * 2,
    ]


def test_files_give_the_likelihood_or_the_reason_in_words():
    card = scorecard(plan(measure(), measure("EHCP2")), observations(*counted(STEADY[:18])), month("2022-06"))
    assert in_words(card)["landing_note"].tolist()[0] == "almost impossible"
    assert in_words(card)["landing_note"].tolist()[1].startswith("too few figures")


def test_a_new_phase_lands_by_its_own_figures_once_it_has_eight():
    figures = counted([*[(4, 20), (5, 20)] * 6, *[(14, 20), (15, 20)] * 4])
    begun = Rebase("EHCP1", dt.date(2022, 1, 1), Decision(dt.date(2022, 2, 1), "The board", "A new definition."))
    world = replace(plan(measure()), changes=Changes(rebases=(begun,)))
    early = scorecard(world, observations(*figures[:19]), month("2022-07")).iloc[0]
    late = scorecard(world, observations(*figures), month("2022-08")).iloc[0]
    assert early["landing_note"] == "new_phase"
    assert late["landing"] == pytest.approx(72.5, abs=2)
    assert late["landing_low"] > 55


@pytest.mark.parametrize("kind", [measure, year_to_date_measure])
@pytest.mark.parametrize("target_month", ["2022-12", "2023-09"])
def test_the_way_to_the_target_ends_at_the_landing(kind, target_month):
    world = plan(kind(target_month=target_month))
    figures = observations(*counted(STEADY[:18]))
    (row,) = rows_of(scorecard(world, figures, month("2022-06")), ScorecardRow)
    way = fan(world, row, timeline(world, figures, month("2022-06")))
    assert way["month"].dt.strftime("%Y-%m").tolist()[0] == "2022-07"
    assert way["month"].dt.strftime("%Y-%m").tolist()[-1] == target_month
    last = way.iloc[-1]
    assert (last["level"], last["low"], last["high"]) == pytest.approx((row.landing, row.landing_low, row.landing_high))
    assert ((way["low"] < way["level"]) & (way["level"] < way["high"])).all()


def test_without_a_landing_there_is_no_way():
    world, figures = plan(measure()), observations(*counted(STEADY[:11]))
    (row,) = rows_of(scorecard(world, figures, month("2021-11")), ScorecardRow)
    assert fan(world, row, timeline(world, figures, month("2021-11"))).empty
