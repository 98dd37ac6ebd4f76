from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx import Document

from sendkpi import report
from sendkpi.analysis.position.position import Position
from sendkpi.frames import frame
from sendkpi.frames.figures import ReleasedRow
from sendkpi.plan.choices import PaperPeriod, PaperSection
from sendkpi.plan.delivery import Audience
from sendkpi.record.record import Record
from tests import build
from tests.report.on_paper import on_paper

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from sendkpi.plan import Plan

SECTIONS = tuple(one for one in PaperSection if one is not PaperSection.CHARTS)
EVERYTHING = Audience("board", "The Board", (PaperPeriod.QUARTER,), "", (), (), SECTIONS, (), "PLAN", "1")
QUARTER = report.Period(dt.date(2022, 4, 1), dt.date(2022, 6, 1))
NAMES = [f"EHCP{number}" for number in range(1, 21)]


def paper(plan: Plan, observations: pd.DataFrame, history: pd.DataFrame | None = None) -> report.Paper:
    """The paper with every section that a board's has, about April to June 2022."""

    def position(month: dt.date, day: dt.date) -> Position:
        ever = observations if history is None else history
        return Position(Record(day, plan, plan, observations, ever, frame([], ReleasedRow)), month)

    earlier = report.Earlier(position(dt.date(2022, 3, 1), dt.date(2022, 4, 30)))
    now = position(QUARTER.last, dt.date(2022, 7, 31))
    return report.paper(report.Subject(EVERYTHING, QUARTER, now, earlier))


def words(written: report.Paper) -> str:
    document = Document(io.BytesIO(report.as_word(written, dt.datetime(2022, 8, 1, tzinfo=dt.UTC))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


NOTHING = build.observations()
ONE = build.observations(*[build.figure("EHCP1", f"2022-0{month}", of=(10 + month, 30)) for month in range(1, 7)])
RED = build.observations(*[build.figure(name, f"2022-0{month}", of=(5, 30)) for name in NAMES for month in range(1, 7)])
CASES = {
    "nothing reported": (build.plan(*map(build.measure, NAMES)), NOTHING),
    "one measure": (build.plan(build.measure()), ONE),
    "everything red": (build.plan(*map(build.measure, NAMES)), RED),
}


@pytest.mark.office
@pytest.mark.parametrize("case", CASES)
def test_a_paper_is_sensible_whatever_was_reported(case: str, tmp_path: Path):
    written = paper(*CASES[case])
    reported = words(written)
    assert not {"nan", "NaT", "None", "inf"} & set(reported.split())
    headings = [section.heading for section in written.sections]
    assert headings[0] == "Summary"
    assert all(section.blocks for section in written.sections)
    pages = on_paper(report.as_word(written, dt.datetime(2022, 8, 1, tzinfo=dt.UTC)), tmp_path)
    assert len(pages) <= 12


def test_where_nothing_was_reported_it_says_so():
    reported = words(paper(*CASES["nothing reported"]))
    assert "No measure can be judged" in reported
    assert "Due and not reported: EHCP1" in reported


def test_where_everything_is_red_a_few_have_charts_and_the_rest_stand_in_a_table():
    written = paper(*CASES["everything red"])
    pictures = [block for section in written.sections for block in section.blocks if isinstance(block, report.Picture)]
    assert len(pictures) == 8
    (rest,) = [section for section in written.sections if section.heading == "Also in need of attention"]
    (table,) = rest.blocks
    assert isinstance(table, report.Table)
    assert len(table.rows) == len(NAMES) - 8


def test_long_words_of_an_officer_stand_in_it_whole():
    plan, observations = CASES["one measure"]
    written = paper(plan, observations)
    long = "A long line of words. " * 60
    summary = replace(written.sections[0], blocks=(report.Paragraph(long, report.ParagraphKind.OWN),))
    assert long.strip() in words(replace(written, sections=(summary, *written.sections[1:])))


def test_a_figure_restated_since_the_last_paper_is_told_with_what_it_was():
    plan = build.plan(build.measure())
    first = build.figure("EHCP1", "2022-04", of=(8, 20), recorded_at=dt.datetime(2022, 5, 9, tzinfo=dt.UTC))
    again = build.figure(
        "EHCP1", "2022-04", of=(9, 20), submission=2, recorded_at=dt.datetime(2022, 7, 9, tzinfo=dt.UTC)
    )
    assert "EHCP1, April 2022: 8/20 (40.0%) became 9/20 (45.0%)." in words(
        paper(plan, build.observations(again), build.observations(first, again))
    )
    assert "No figure was restated." in words(paper(plan, build.observations(first)))


def test_signs_that_word_cannot_hold_are_shown_as_marks():
    plan, observations = CASES["one measure"]
    written = paper(plan, observations)
    odd = replace(written.sections[0], blocks=(report.Paragraph("Plans\x01 come\x0b sooner\ud800\uffff."),))
    assert "Plans⟨U+0001⟩ come⟨U+000B⟩ sooner⟨U+D800⟩⟨U+FFFF⟩." in words(replace(written, sections=(odd,)))
