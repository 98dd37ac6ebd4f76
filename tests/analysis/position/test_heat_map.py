"""Every measure in every month: which months are filled, and with what."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from sendkpi.analysis import heat_map, scorecard, timeline
from sendkpi.frames import columns_of
from sendkpi.frames.figures import HeatRow
from sendkpi.values import add_months
from tests.build import count, figure, measure, observations, plan, quarterly

FIRST = dt.date(2022, 1, 1)
STEADY = [50.0, 52.0, 49.0, 51.0, 48.0, 52.0, 50.0, 49.0, 51.0, 50.0, 48.0, 52.0]


def told(name, values, step=1, first=FIRST):
    """A figure for each value from a month on; None for a period without one."""
    months = [f"{add_months(first, at * step):%Y-%m}" for at in range(len(values))]
    return [figure(name, month, value) for month, value in zip(months, values, strict=True) if value is not None]


def heat(world, figures, month, **asked):
    rows = timeline(world, observations(*figures), month)
    return heat_map(world, rows, month, **asked)


def filled(cells, name, column="rating"):
    """What stands in a measure's filled months."""
    own = cells[(cells["measure"] == name) & (cells[column] != "")]
    return {f"{month:%Y-%m}": value for month, value in zip(own["month"], own[column], strict=True)}


def test_each_cell_holds_the_rating_that_the_scorecard_gave_in_that_month():
    world = plan(measure("A"), quarterly("Q"))
    figures = [*told("A", [45.0, 30.0, None, 60.0]), *told("Q", [50.0], first=dt.date(2022, 3, 1))]
    cells = heat(world, figures, dt.date(2022, 4, 1))
    assert list(cells.columns) == columns_of(HeatRow)
    for name, months in (("A", 4), ("Q", 1)):
        shown = filled(cells, name)
        assert len(shown) == months
        for month, rating in shown.items():
            at = dt.date.fromisoformat(f"{month}-01")
            then = scorecard(world, observations(*figures), at, dt.date(2022, 5, 31)).set_index("measure")
            assert then.loc[name, "rating"] == rating, (name, month)


def test_a_month_that_is_due_and_has_not_come_is_filled_and_says_so():
    cells = heat(plan(measure()), told("EHCP1", [45.0, None, 47.0]), dt.date(2022, 3, 1))
    assert filled(cells, "EHCP1")["2022-02"] == "not_reported"
    assert cells["reported"].tolist() == [True, False, True]


def test_a_quarterly_measure_is_filled_at_the_ends_of_its_quarters_alone():
    cells = heat(plan(measure(), quarterly("Q")), [*told("EHCP1", STEADY)], dt.date(2022, 12, 1))
    assert list(filled(cells, "Q")) == ["2022-03", "2022-06", "2022-09", "2022-12"]
    assert len(filled(cells, "EHCP1")) == 12


def test_only_the_last_months_are_shown_and_none_before_the_first_that_has_anything():
    figures = told("EHCP1", [*STEADY, *STEADY])
    months = heat(plan(measure()), figures, dt.date(2023, 12, 1), count=15)["month"]
    assert (months.min(), months.max(), len(months)) == (pd.Timestamp(2022, 10, 1), pd.Timestamp(2023, 12, 1), 15)
    assert len(heat(plan(measure()), figures[:3], dt.date(2022, 3, 1))) == 3


def test_the_verdict_of_a_month_is_what_its_scorecard_said_and_later_figures_do_not_change_it():
    before = heat(plan(measure()), told("EHCP1", STEADY), dt.date(2022, 12, 1))
    assert set(filled(before, "EHCP1", "verdict").values()) == {"common_cause"}
    after = heat(plan(measure()), told("EHCP1", [*STEADY, 20.0, None]), dt.date(2023, 2, 1))
    verdicts = filled(after, "EHCP1", "verdict")
    assert verdicts.pop("2023-01") == "special_cause_concern"
    assert verdicts == filled(before, "EHCP1", "verdict")


def test_no_verdict_under_five_points_nor_for_a_level_on_a_day():
    world = plan(measure("FEW"), count("LEVEL"))
    figures = [*told("FEW", STEADY[:4]), *told("LEVEL", [900.0, 800.0, 950.0, 870.0, 910.0, 990.0])]
    cells = heat(world, figures, dt.date(2022, 6, 1))
    assert (cells["verdict"] == "").all()
    assert filled(cells, "FEW")
    assert filled(cells, "LEVEL")


def test_before_anything_is_due_there_is_one_empty_month():
    cells = heat(plan(measure()), [], dt.date(2021, 12, 1))
    assert (cells["rating"] == "").all()
