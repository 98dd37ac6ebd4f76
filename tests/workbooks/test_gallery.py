"""Every workbook of the gallery is read as it is meant without a question, or refused with the named reason."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from sendkpi.frames import rows_of
from sendkpi.frames.figures import ExtractRow
from sendkpi.ingest import read_workbook
from tests.workbooks import GALLERY, Workbook
from tests.workbooks.gallery import PLAN, TODAY, Figures

if TYPE_CHECKING:
    from sendkpi.record.extract import Extract

READ = [workbook for workbook in GALLERY if workbook.figures is not None]
REFUSED = [workbook for workbook in GALLERY if workbook.figures is None]
ASKED = {
    "ambiguous_mark",
    "hidden_figures",
    "raised_digit",
    "layout_unknown",
    "unknown_measure",
    "unknown_breakdown",
    "fraction_or_percentage",
    "dates_in_doubt",
    "not_reported_here",
    "not_own_period",
    "wrong_unit",
}


def _named(workbook: Workbook) -> str:
    return workbook.name


def _called(name: str) -> Workbook:
    return next(workbook for workbook in GALLERY if workbook.name == name)


@cache
def _read(workbook: Workbook) -> Extract:
    return read_workbook(PLAN, workbook.make(), "return.xlsx", TODAY)


def _figures(extract: Extract) -> Figures:
    return {
        (row.measure, row.month.date(), row.breakdown): (
            *(None if math.isnan(part) else part for part in (row.numerator, row.denominator, row.value)),
            row.symbol,
        )
        for row in rows_of(extract.rows, ExtractRow)
    }


def _lines(extract: Extract) -> list[str]:
    return [problem.line for problem in extract.problems]


def _check_problems(workbook: Workbook, extract: Extract) -> None:
    """Exactly these problems, each once; where a place matters, there."""
    assert {problem.code for problem in extract.problems} == set(workbook.problems), _lines(extract)
    for code, cells in workbook.problems.items():
        if cells is not None:
            named = (cells,) if isinstance(cells, str) else cells
            wanted = Counter(cell if "!" in cell else f"KPIs!{cell}" for cell in named)
            given = Counter(f"{problem.sheet}!{problem.cell}" for problem in extract.problems if problem.code == code)
            assert given == wanted, _lines(extract)


@pytest.mark.parametrize("workbook", READ, ids=_named)
def test_a_workbook_is_read_as_it_is_meant(workbook: Workbook):
    extract = _read(workbook)
    _check_problems(workbook, extract)
    assert extract.accepted
    assert extract.question is None
    assert _figures(extract) == workbook.figures
    assert len(extract.rows) == len(workbook.figures or ())


@pytest.mark.parametrize("workbook", REFUSED, ids=_named)
def test_a_workbook_is_refused_with_the_named_reason(workbook: Workbook):
    extract = _read(workbook)
    _check_problems(workbook, extract)
    assert not extract.accepted
    assert extract.question is None or ASKED & set(workbook.problems)


@pytest.mark.parametrize("workbook", [one for one in GALLERY if one.noted], ids=_named)
def test_what_was_passed_over_is_said(workbook: Workbook):
    notes = _read(workbook).notes
    assert [word for word in workbook.noted if not any(word in note for note in notes)] == [], notes


def test_a_month_named_only_in_the_title_is_asked_about_since_it_may_be_that_of_the_report():
    question = _read(_called("one month named only in the title")).question
    assert question is not None
    assert not question.tables
    assert [dict(one.options) for one in question.choices] == [
        {"title": "the month that the title names: April 2022", "before": "the month before it: March 2022"}
    ]


def test_each_unclear_mark_is_asked_about_once_however_many_cells_hold_it():
    question = _read(_called("dashes and stars in many cells")).question
    assert question is not None
    assert len(question.choices) == 2
    assert not question.tables


def test_the_gallery_holds_at_least_forty_workbooks_each_with_a_name_of_its_own():
    assert len(GALLERY) >= 40
    assert [name for name, count in Counter(one.name for one in GALLERY).items() if count > 1] == []
    assert len(READ) >= 40


@pytest.mark.parametrize("layout", range(1, 8))
def test_each_layout_found_in_real_files_is_shown_by_at_least_three_workbooks_that_are_read(layout: int):
    assert len([one.name for one in READ if layout in one.layouts]) >= 3


def test_what_is_read_means_some_figures_and_what_is_refused_says_why():
    assert all(workbook.figures for workbook in READ)
    assert all(workbook.problems for workbook in REFUSED)
