"""The Submit page with a workbook that says something of milestones and recommendations."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from sendkpi import ingest, store
from sendkpi.record.updates import NOTHING_REPORTED
from tests.filled import fill
from tests.real_plan import PLAN
from tests.views.conftest import dashboard, store_figures, uploaded, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")


def filled(entries=None, **sheets: dict[str, object]) -> bytes:
    """January's template with these cells typed in, by sheet and place, and figures by measure."""
    content = ingest.template_workbook(PLAN, dt.date(2022, 1, 1), reported=NOTHING_REPORTED)
    book = openpyxl.load_workbook(io.BytesIO(fill(content, entries or {})))
    for sheet, cells in sheets.items():
        for place, value in cells.items():
            book[sheet][place].value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


COMPLETE = {"D2": "complete", "E2": dt.date(2021, 11, 26), "F2": "Minute <7>"}
BEGUN = {"C3": "in progress", "D3": "A tracker is being bought"}


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def store_changes(at: AppTest) -> AppTest:
    at.text_input(key="submit_name").set_value("A. Officer")
    return next(one for one in at.button if one.label == "Store these changes").click().run()


def test_milestones_alone_are_previewed_stored_acknowledged_and_listed(own_database: str):
    at = uploaded(filled(Milestones=COMPLETE, Recommendations=BEGUN))
    said = words(at)
    assert "1 milestone and 1 recommendation change." in said
    assert "1.1a Reorganised assessment team at work not reported complete on 26 November 2021" in said
    assert "Evidence: Minute <7>" in said
    assert "Recommendation 2" in said
    assert "not started in progress A tracker is being bought" in said
    assert "0 figures" not in said
    store_changes(at)
    assert not at.exception
    assert "Stored as submission 1: 1 milestone and 1 recommendation from filled.xlsx, by A. Officer." in words(at)
    assert [one.milestone for one in store.reported(store.connect(own_database)).milestones] == ["1.1a"]
    history = words(dashboard().switch_page("pages/submissions_page.py").run())
    assert "1 milestone and 1 recommendation" in history


def test_figures_and_milestones_are_counted_beside_each_other():
    at = uploaded(filled({"EHCP1": (6, 19)}, Milestones=COMPLETE))
    assert "1 figure for January 2022: 1 new, 0 restated, 0 unchanged. 1 milestone changes." in words(at)
    store_figures(at)
    assert "1 figure, 1 milestone from filled.xlsx" in words(at)


def test_a_template_sent_back_as_it_came_is_told_so_in_one_line():
    at = uploaded(filled())
    assert len(at.error) == 1
    assert "all that is said of milestones and recommendations is known already" in at.error[0].value
    assert "Store these changes" not in labels(at)


def test_what_cannot_stand_is_listed_by_cell():
    at = uploaded(filled(Milestones={"D2": "complete", "D3": "done"}))
    said = words(at)
    assert "2 problems to fix" in said
    assert "Milestones!D2 1.1a Say on which day 1.1a was completed." in said
    assert "Milestones!D3" in said
