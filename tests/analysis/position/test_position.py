"""A month as known on a day: each part of it is worked out once, whoever asks, and says what the rules say alone."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from sendkpi import analysis
from sendkpi.analysis.position import position as module
from sendkpi.analysis.position.position import Position
from sendkpi.errors import UnknownNameError
from sendkpi.frames import frame
from sendkpi.frames.figures import ReleasedRow
from sendkpi.record.record import Record
from tests.build import figure, measure, month, observations, plan, trends, waits, year_to_date_measure

DAY = dt.date(2022, 7, 31)
JUNE = month("2022-06")
WORLD = plan(
    year_to_date_measure(),
    measure("EHCP2", target_month="2023-06"),
    waits("ASC1"),
    breakdowns={"ASC1": ("North", "South")},
)
WEEKS = {"North": 60, "South": 70}
FIGURES = observations(
    *[figure("EHCP1", f"2022-{at:02}", of=(10 + at, 40)) for at in range(1, 9)],
    *[figure("EHCP2", f"2022-{at:02}", float(40 + at)) for at in range(1, 9)],
    *[
        figure("ASC1", "2022-05", value, breakdown=name, denominator=50)
        for name, value in (("North", 60), ("South", 70))
    ],
)


def record(figures: pd.DataFrame = FIGURES, day: dt.date = DAY) -> Record:
    return Record(day, WORLD, WORLD, figures, figures, frame([], ReleasedRow))


def everything(position: Position) -> None:
    """Every part, as all pages together ask for them."""
    for name in ("timeline", "timelines", "scorecard", "processes", "benchmarks", "trends", "heat_map", "due"):
        getattr(position, name)
    for name in ("milestones", "recommendations", "submission_changes"):
        getattr(position, name)
    position.providers("ASC1")
    position.occurrences()


@pytest.fixture
def timelines(monkeypatch: pytest.MonkeyPatch) -> list[dt.date]:
    """The last months of the timelines that were worked out."""
    made: list[dt.date] = []

    def counted(*given: object) -> pd.DataFrame:
        made.append(given[2])
        return analysis.timeline(*given)

    monkeypatch.setattr(module, "timeline", counted)
    return made


def test_one_timeline_is_worked_out_however_much_is_asked(timelines: list[dt.date]):
    position = Position(record(), JUNE)
    assert timelines == []
    for _ in range(3):
        everything(position)
    assert timelines == [month("2023-06")]


def test_visitors_who_ask_at_once_share_what_is_worked_out(timelines: list[dt.date]):
    position, together = Position(record(), JUNE), Barrier(4)

    def visit(_: int) -> int:
        together.wait()
        return id(position.scorecard)

    with ThreadPoolExecutor(4) as visitors:
        assert len(set(visitors.map(visit, range(4)))) == 1
    assert len(timelines) == 1


def test_its_parts_are_what_the_rules_give_of_the_same_figures():
    position = Position(record(), JUNE)
    assert_frame_equal(position.scorecard, analysis.scorecard(WORLD, FIGURES, JUNE, DAY))
    for mine, own in zip(position.trends, trends(WORLD, FIGURES, WORLD.measures, JUNE, DAY), strict=True):
        assert mine.measure == own.measure
        assert_frame_equal(mine.frame, own.frame)
    rows = analysis.timeline(WORLD, FIGURES, JUNE, DAY)
    assert_frame_equal(position.timeline, rows)
    assert_frame_equal(position.heat_map, analysis.heat_map(WORLD, rows, JUNE))
    assert_frame_equal(position.due, analysis.due(WORLD, FIGURES, JUNE, DAY, FIGURES))


def test_figures_after_the_month_are_not_in_it():
    at = Position(record(), JUNE).trend("EHCP2").frame
    assert at.loc[at["reported"], "month"].max() == pd.Timestamp(2022, 6, 1)


def test_providers_have_a_timeline_each_from_the_first_figure_of_any():
    parts = Position(record(), JUNE).providers("ASC1")
    assert {name: rows["figure"].tolist()[0] for name, rows in parts.items()} == {"North": 60.0, "South": 70.0}
    assert Position(record(), JUNE).providers("EHCP1") == {}


def test_a_measure_that_the_plan_does_not_hold_is_named():
    with pytest.raises(UnknownNameError, match="'COM9'"):
        Position(record(), JUNE).trend("COM9")


def test_what_moved_is_told_from_an_earlier_position_to_this_one():
    may, june = Position(record(), month("2022-05")), Position(record(), JUNE)
    assert june.since(june).empty
    restated = observations(*FIGURES.to_dict("records")[1:], figure("EHCP1", "2022-01", of=(20, 40)))
    now = Position(record(restated), JUNE)
    assert now.since(june)["kind"].tolist() == ["restated"]
    assert set(june.since(may)["kind"]) <= {"rating", "variation", "assurance", "stopped", "began"}
