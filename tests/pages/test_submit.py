from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendkpi import settings, store
from sendkpi.plan import read
from tests.filled import filled
from tests.pages.conftest import dashboard, page_alone, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")

PLAN = read(settings.plan_folder())
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def uploaded(content: bytes, name: str = "filled.xlsx") -> AppTest:
    """The Submit page with this file in its box."""
    at = dashboard().run().switch_page("pages/submit_figures.py").run()
    return at.file_uploader[0].set_value((name, content, XLSX)).run()


def store_figures(at: AppTest, *, name: str = "A. Officer", confirmed: bool = True, reason: str = "Checked") -> AppTest:
    """The form filled in and sent."""
    at.text_input(key="submit_name").set_value(name)
    if at.checkbox:
        at.checkbox(key="submit_confirmed").set_value(confirmed)
        at.text_input(key="submit_reason").set_value(reason)
    return next(one for one in at.button if one.label == "Store these figures").click().run()


def test_the_page_offers_a_template_and_says_that_the_other_pages_are_illustrative():
    at = page_alone("submit_figures").run()
    assert not at.exception
    assert "Illustrative figures stand on the other pages" in words(at)
    assert [box.label for box in at.selectbox] == ["Month of the figures", "Organisation"]


def test_a_file_that_is_no_workbook_gets_one_plain_line():
    at = uploaded(b"nonsense", "broken.xlsx")
    assert not at.exception
    assert len(at.error) == 1
    assert at.error[0].value.startswith("broken.xlsx: The file is not a whole Excel workbook.")


def test_problems_are_listed_by_cell_and_nothing_can_be_stored():
    at = uploaded(filled(PLAN, "2022-01", {"EHCP1": (20, 19), "COM4": -5.0}))
    said = words(at)
    assert "2 problems to mend" in said
    assert "KPIs!" in said
    assert "Store these figures" not in [button.label for button in at.button]


def test_a_good_file_is_previewed_stored_and_acknowledged(own_database: str):
    at = uploaded(filled(PLAN, "2022-01", {"EHCP1": (6, 19)}))
    assert "1 new, 0 restated, 0 unchanged" in words(at)
    store_figures(at)
    assert not at.exception
    assert "Stored as submission 1: 1 figure from filled.xlsx, by A. Officer." in words(at)
    assert at.session_state["month"].isoformat() == "2022-01-01"
    assert len(store.submissions(store.connect(own_database))) == 1


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"name": " "}, "Write your name"),
        ({"confirmed": False}, "to be confirmed, nothing was stored"),
        ({"reason": ""}, "say why its warnings are confirmed"),
    ],
    ids=["a name", "a confirmation", "a reason"],
)
def test_nothing_is_stored_without(own_database: str, missing: dict, said: str):
    at = store_figures(uploaded(filled(PLAN, "2022-01", {"EHCP1": (6, 19)})), **missing)
    assert said in words(at)
    assert not store.submissions(store.connect(own_database))


def test_the_same_file_again_is_recognised():
    content = filled(PLAN, "2022-01", {"EHCP1": (6, 19)})
    store_figures(uploaded(content))
    at = uploaded(content)
    assert "already loaded" in words(at)
    assert "Nothing changes." in words(at)
