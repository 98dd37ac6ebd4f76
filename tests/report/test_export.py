from __future__ import annotations

import datetime as dt

import pandas as pd

from sendkpi.analysis.position.position import Position
from sendkpi.frames import frame
from sendkpi.frames.figures import ReleasedRow
from sendkpi.record.record import Record
from sendkpi.record.submissions import State, Submission
from sendkpi.report import everything
from tests.build import figure, measure, observations, plan

PLAN = plan(measure("EHCP1", collected_from=dt.date(2022, 3, 1)))
NINE = dt.datetime(2022, 5, 3, 9, tzinfo=dt.UTC)
WITHDRAWN = Submission(1, "march.xlsx", "0", NINE.date(), NINE, "Ada", "", "", 1, State.WITHDRAWN)
ONCE = observations(figure("EHCP1", "2022-03", of=(8, 20), submission=1, recorded_at=NINE))


def test_the_workbook_lists_as_restated_what_a_measure_s_page_does_figures_of_withdrawn_files_too():
    record = Record(
        dt.date(2022, 5, 31), PLAN, PLAN, ONCE.head(0), ONCE, frame([], ReleasedRow), submissions=(WITHDRAWN,)
    )
    sheet = next(one.frame for one in everything(record).sheets if one.name == "Restatements")
    assert list(sheet["current"]) == [False]
    shown = Position(record, dt.date(2022, 4, 1)).restatements("EHCP1")
    pd.testing.assert_frame_equal(sheet.drop(columns="measure"), shown)
