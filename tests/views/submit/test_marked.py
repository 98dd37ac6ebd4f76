"""The Submit page's way back to the officer: their own workbook with its cells marked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.filled import filled
from tests.real_plan import PLAN
from tests.views.conftest import uploaded, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")

LABEL = "Take your workbook back with the cells marked"


def labels(at: AppTest) -> list[str]:
    """The files that the page offers."""
    return [button.proto.label for button in at.get("download_button")]


@pytest.mark.parametrize(
    "entries", [{"EHCP1": (20, 19)}, {"EHCP1": (6, 19)}], ids=["an error in a cell", "warnings about blank cells"]
)
def test_the_workbook_is_offered_back_marked_where_problems_have_cells(entries):
    assert LABEL in labels(uploaded(filled(PLAN, "2022-01", entries)))


def test_it_is_not_offered_for_what_has_no_cells():
    assert LABEL not in labels(uploaded(b"<html></html>", "page.xlsx"))


def test_nothing_of_a_file_about_children_is_given_back():
    book = openpyxl.Workbook()
    book.active.append(["Name", "Date of birth", "UPN", "NHS number"])
    book.active.append(["Ada Child", "1 May 2015", "H801200001001", "943 476 5919"])
    content = io.BytesIO()
    book.save(content)
    at = uploaded(content.getvalue(), "children.xlsx")
    assert "single persons" in words(at)
    assert LABEL not in labels(at)
