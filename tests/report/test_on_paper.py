from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from docx import Document

from sendkpi import analysis, papers, report, settings, store
from sendkpi.analysis import wording
from sendkpi.plan import read
from sendkpi.plan.choices import PaperPeriod
from sendkpi.sample import story
from tests.report.on_paper import MARGIN, on_paper

if TYPE_CHECKING:
    from sendkpi.report import Subject
    from tests.report.on_paper import Page

JUNE, DAY = dt.date(2022, 6, 1), dt.date(2022, 7, 31)
QUARTER = papers.PaperChoice("send-executive", PaperPeriod.QUARTER, JUNE)
MADE = dt.datetime(2022, 8, 1, 9, 0, tzinfo=dt.UTC)
TOLD = report.Narrative("Waits are still too long.\nThe case system goes live in autumn.", "Agree the new target.")


@pytest.fixture(scope="module")
def subject(tmp_path_factory) -> Subject:
    """The illustrative story as it was known at the end of July 2022."""
    plan, url = read(settings.plan_folder()), f"sqlite:///{tmp_path_factory.mktemp('story') / 'story.db'}"
    story.fill(plan, url)
    return papers.subject(store.connect(url), plan, QUARTER, DAY, TOLD, illustrative=True)


@pytest.fixture(scope="module")
def content(subject: Subject) -> bytes:
    return report.as_word(report.paper(subject), MADE)


@pytest.fixture(scope="module")
def pages(content: bytes, tmp_path_factory) -> tuple[Page, ...]:
    return on_paper(content, tmp_path_factory.mktemp("paper"))


@pytest.mark.office
def test_the_board_reads_at_most_twelve_pages(pages: tuple[Page, ...]):
    assert 4 < len(pages) <= 12


@pytest.mark.office
def test_nothing_stands_past_the_margins(pages: tuple[Page, ...]):
    for page in pages:
        assert page.left >= MARGIN - 3, page.lines[0].words
        assert page.right <= page.width - MARGIN + 3, page.lines[0].words


@pytest.mark.office
def test_every_heading_is_followed_by_what_it_heads_on_its_page(pages: tuple[Page, ...]):
    headings = [(page, line) for page in pages for line in page.lines if line.level]
    assert len(headings) > 12
    for page, heading in headings:
        below = [line for line in page.lines if line.top >= heading.bottom - 1 and not line.level]
        assert below or any(bottom > heading.bottom for bottom in page.pictures), heading.words


@pytest.mark.office
def test_every_figure_is_the_scorecards(subject: Subject, content: bytes, pages: tuple[Page, ...]):
    recorded = subject.position.record
    card = analysis.scorecard(recorded.plan, recorded.observations, JUNE, DAY)
    rows = {row.cells[0].text: [cell.text for cell in row.cells] for row in scorecard_rows(content)}
    assert len(rows) == len(card)
    printed = "\n".join(line.words for page in pages for line in page.lines)
    for row in card.itertuples():
        (cells,) = [cells for name, cells in rows.items() if f": {row.title}" in name]
        assert cells[1] == wording.figure(row.value, row.unit)
        assert cells[2] == ("–" if pd.isna(row.trajectory) else wording.figure(row.trajectory, row.unit))
        assert cells[3].startswith("–" if pd.isna(row.target) else wording.figure(row.target, row.unit))
        assert cells[4].endswith(wording.RATING_WORDS[analysis.Rating(row.rating)].word)
        assert cells[1].split()[0] in printed


def scorecard_rows(content: bytes) -> list:
    """The rows of the paper's scorecard tables, without their headings."""
    tables = [one for one in Document(io.BytesIO(content)).tables if one.rows[0].cells[1].text == "Latest"]
    return [row for table in tables if len(table.columns) == 7 for row in table.rows[1:]]


def test_pictures_and_tables_are_told_in_words_and_headings_repeat(content: bytes):
    document = Document(io.BytesIO(content))
    pictures = [shape._inline.docPr for shape in document.inline_shapes]  # noqa: SLF001
    assert pictures
    assert all(len(one.get("descr", "")) > 20 and one.get("title") for one in pictures)
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml  # noqa: SLF001
        assert "w:tblCaption" in table._tbl.xml  # noqa: SLF001
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title


def test_the_officers_words_and_what_is_to_be_decided_stand_in_it(content: bytes):
    words = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    assert "Waits are still too long." in words
    assert words[words.index("Decisions sought") + 1] == "Agree the new target."
    assert any("Illustrative figures" in line for line in words[:8])
