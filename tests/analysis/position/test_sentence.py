"""What the scorecard says in words."""

from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis import scorecard
from sendkpi.analysis.wording import figure as shown
from sendkpi.analysis.wording import gap, rounded
from sendkpi.plan.choices import Expectation, Unit
from tests.build import annual, count, figure, measure, observations, plan, quarterly, waits, year_to_date_measure

EHCP1 = [
    figure("EHCP1", "2022-01", of=(6, 19)),
    figure("EHCP1", "2022-02", of=(9, 22)),
    figure("EHCP1", "2022-03", of=(8, 20)),
    figure("EHCP1", "2022-04", of=(16, 28)),
]
TBC = {"baseline": None, "baseline_month": None, "target": None}


def said(one, *rows, month=dt.date(2022, 4, 1)):
    return scorecard(plan(one), observations(*rows), month).iloc[0]["sentence"]


@pytest.mark.parametrize(
    ("one", "rows", "sentence"),
    [
        (
            year_to_date_measure(),
            EHCP1,
            ("44% so far this year, January to April 2022 (39 of 89), well behind the 51% that the plan expects by now; "
            "each remaining month needs 98% for the year to end at 80%."),
        ),
        (
            waits("ASC1"),
            [figure("ASC1", "2022-03", 61.0), figure("ASC1", "2022-04", 60.5)],
            ("60.5 weeks at the end of April 2022: the target of 52 weeks for April 2022 was missed. "
            "Better than the month before."),
        ),
        (
            quarterly("EHCP3", **TBC, baseline_promised="2022-01"),
            [figure("EHCP3", "2022-03", of=(10, 20))],
            "50% in January to March 2022 (10 of 20): no baseline has been agreed, though it was promised for January 2022.",
        ),
        (
            quarterly("EHCP3", **TBC, baseline_promised="2022-06"),
            [figure("EHCP3", "2022-03", of=(10, 20))],
            "50% in January to March 2022 (10 of 20): no baseline has been agreed, and is promised for June 2022.",
        ),
        (
            measure("EHCP2", **TBC),
            [figure("EHCP2", "2022-04", 50.0)],
            "50% in April 2022: no baseline has been agreed.",
        ),
        (
            count(),
            [figure("COM4", "2022-04", 1234.0)],
            "1,234 at the end of April 2022, which meets the target of 1,000 for July 2022.",
        ),
        (
            waits("ASC1", baseline=None, baseline_month=None, target_month="2023-04"),
            [figure("ASC1", "2022-04", 60.0)],
            ("60 weeks at the end of April 2022: the target of 52 weeks for April 2023 stands, "
            "and the plan gives no trajectory before then."),
        ),
        (
            quarterly("COM3", expectation=Expectation.IMPROVEMENT, **TBC),
            [figure("COM3", "2021-12", 50.0), figure("COM3", "2022-03", 48.0)],
            "48% in January to March 2022, worse than the quarter before.",
        ),
        (measure(), [figure("EHCP1", "2022-04", symbol="c")],
         "No figure for April 2022: confidential: the figure is hidden at its source."),
        (measure(), [figure("EHCP1", "2022-02", 45.0)],
         "No figure for April 2022, which was due by 31 May 2022; the last was 45% for February 2022."),
        (measure(), [], "No figure for April 2022, which was due by 31 May 2022, and none ever reported."),
        (annual(), [], "The first figure is for January 2023; nothing is due yet."),
        (year_to_date_measure(), [figure("EHCP1", "2022-04", 45.0)],
         "45% in April 2022: the year to date cannot be computed without numerators and denominators."),
    ],
)  # fmt: skip
def test_a_measures_position_in_words(one, rows, sentence):
    assert said(one, *rows) == sentence


@pytest.mark.parametrize(
    ("value", "unit", "table", "sentence"),
    [
        (43.82, Unit.PERCENT, "43.8%", "44%"),
        (39.0, Unit.WEEKS, "39.0 weeks", "39 weeks"),
        (38.46, Unit.WEEKS, "38.5 weeks", "38.5 weeks"),
        (1234.0, Unit.COUNT, "1,234", "1,234"),
    ],
)
def test_figures_carry_their_unit(value, unit, table, sentence):
    assert shown(value, unit) == table
    assert rounded(value, unit) == sentence


def test_a_missing_figure_is_not_reported_and_never_nan():
    assert shown(None, Unit.PERCENT) == "not reported"
    assert shown(float("nan"), Unit.COUNT) == "not reported"
    assert gap(float("nan"), Unit.COUNT) == ""


def test_a_gap_keeps_its_sign():
    assert gap(-7.513, Unit.PERCENT) == "−7.5 points"
    assert gap(2.0, Unit.WEEKS) == "+2.0 weeks"
    assert gap(-0.01, Unit.PERCENT) == "0.0 points"
