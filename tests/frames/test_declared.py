"""What the analysis answers has the columns and types that its rows declare, also where there is nothing to answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sendkpi import analysis
from sendkpi.analysis.board import business
from sendkpi.analysis.changes import agreed
from sendkpi.analysis.changes.restatements import restatements
from sendkpi.analysis.delivery.calendar import calendar
from sendkpi.analysis.delivery.lists import falling_due
from sendkpi.analysis.delivery.milestones import rolled_up
from sendkpi.analysis.delivery.recommendations import recommendations
from sendkpi.analysis.delivery.slippage import slippage
from sendkpi.analysis.spc.process import processes
from sendkpi.frames import columns_of, settle
from sendkpi.frames.board import DecisionRow, LogRow, MeetingRow, RiskRow
from sendkpi.frames.changes import AgreedRow, ChangedRow, RestatementRow, WaitingRow
from sendkpi.frames.delivery import (
    CalendarRow,
    FallingRow,
    MilestoneRow,
    OccurrenceRow,
    RecommendationRow,
    RolledRow,
    SlippageRow,
)
from sendkpi.frames.figures import (
    BenchmarkRow,
    DueRow,
    ExceptionRow,
    ExploredRow,
    HeatRow,
    PointRow,
    ScorecardRow,
    SeriesRow,
    TimelineRow,
    VerdictRow,
)
from sendkpi.plan import read
from sendkpi.record.board import Board
from sendkpi.record.updates import Reported
from sendkpi.settings import plan_folder
from tests.build import figure, observations

if TYPE_CHECKING:
    import pandas as pd

PLAN = read(plan_folder())
MONTH, DAY = dt.date(2022, 6, 1), dt.date(2022, 7, 31)
MONTHS = [f"2022-0{month}" for month in range(1, 7)]
FIGURES = observations(*(figure("EHCP1", month, of=(at + 3, 20)) for at, month in enumerate(MONTHS)))
NO_FIGURES = observations()


def frames_of(figures: pd.DataFrame):
    rows = analysis.timeline(PLAN, figures, MONTH, DAY)
    card = analysis.scorecard(PLAN, figures, MONTH, DAY)
    charts = processes(PLAN, rows, MONTH)
    steps = analysis.milestones(PLAN, Reported(), DAY)
    times = analysis.occurrences_frame(PLAN, Reported(), DAY)
    return [
        (rows, TimelineRow),
        (card, ScorecardRow),
        (analysis.exceptions(card), ExceptionRow),
        (analysis.series(PLAN, figures, "EHCP1"), SeriesRow),
        (analysis.explore(PLAN, figures, analysis.Filters(MONTH), DAY), ExploredRow),
        (analysis.heat_map(PLAN, rows, MONTH), HeatRow),
        (analysis.due(PLAN, figures, MONTH, DAY), DueRow),
        (charts.points, PointRow),
        (charts.verdicts, VerdictRow),
        (analysis.benchmarks(PLAN), BenchmarkRow),
        (agreed.waiting(PLAN, MONTH), WaitingRow),
        (agreed.agreed(PLAN, PLAN), AgreedRow),
        (analysis.changed(figures, {}), ChangedRow),
        (restatements(figures, NO_FIGURES, "EHCP1"), RestatementRow),
        (steps, MilestoneRow),
        (times, OccurrenceRow),
        (rolled_up(steps, "action"), RolledRow),
        (slippage(steps, "area"), SlippageRow),
        (falling_due(steps, times, MONTH), FallingRow),
        (calendar(PLAN, DAY), CalendarRow),
        (recommendations(PLAN, Reported(), DAY), RecommendationRow),
        (business.actions_log(Board(), DAY), LogRow),
        (business.decisions(Board(), {}), DecisionRow),
        (business.risks(Board()), RiskRow),
        (business.meetings(Board(), DAY), MeetingRow),
    ]


@pytest.mark.parametrize("figures", [FIGURES, NO_FIGURES], ids=["figures", "none"])
def test_every_frame_has_the_columns_and_types_that_its_rows_declare(figures):
    for table, row in frames_of(figures):
        own = table[columns_of(row)]
        assert own.dtypes.to_dict() == settle(own, row).dtypes.to_dict(), row.__name__
