from __future__ import annotations

import gc
import io

import openpyxl
import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sendkpi import store
from sendkpi.values import add_months, month_name, today
from tests.filled import filled
from tests.on_record import on_record
from tests.real_plan import PLAN
from tests.views.conftest import XLSX, page_alone, store_figures, uploaded, words

pytestmark = pytest.mark.usefixtures("own_database")


def test_the_page_offers_a_template_and_says_that_the_other_pages_are_illustrative():
    at = page_alone("submit_figures").run()
    assert not at.exception
    assert "Illustrative figures stand on the other pages" in words(at)
    assert [box.label for box in at.selectbox] == ["Month of the figures", "Organisation"]


def test_a_file_that_is_no_workbook_gets_one_plain_line():
    at = uploaded(b"nonsense", "broken.xlsx")
    assert not at.exception
    assert len(at.error) == 1
    assert at.error[0].value.startswith("broken.xlsx: The file is plain text.")


def test_problems_are_listed_by_cell_and_nothing_can_be_stored():
    at = uploaded(filled(PLAN, "2022-01", {"EHCP1": (20, 19), "COM4": -5.0}))
    said = words(at)
    assert "2 problems to fix" in said
    assert "KPIs!" in said
    assert "Store these figures" not in [button.label for button in at.button]


def test_a_good_file_is_previewed_stored_and_acknowledged(own_database: str):
    at = uploaded(filled(PLAN, "2022-01", {"EHCP1": (6, 19)}))
    assert "1 new, 0 restated, 0 unchanged" in words(at)
    store_figures(at)
    assert not at.exception
    assert "Stored as submission 1: 1 figure from filled.xlsx, by A. Officer." in words(at)
    assert at.session_state["month"].isoformat() == "2022-01-01"
    assert len(on_record(store.connect(own_database)).submissions) == 1


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
    assert not on_record(store.connect(own_database)).submissions


def with_persons() -> bytes:
    """A good file with a list of children on a sheet beside the figures."""
    book = openpyxl.load_workbook(io.BytesIO(filled(PLAN, "2022-01", {"EHCP1": (6, 19)})))
    for cells in (["Child's name", "DOB"], ["Ada Lovelace", "10/12/2012"], ["Grace Hopper", "09/12/2013"]):
        (book["Cases"] if "Cases" in book.sheetnames else book.create_sheet("Cases")).append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def streamlits_files(monkeypatch) -> list[MemoryUploadedFileManager]:
    """Where Streamlit keeps the uploads of this test."""
    managers: list[MemoryUploadedFileManager] = []
    add = MemoryUploadedFileManager.add_file

    def noted(self: MemoryUploadedFileManager, *args, **named):
        managers.append(self)
        return add(self, *args, **named)

    monkeypatch.setattr(MemoryUploadedFileManager, "add_file", noted)
    return managers


def test_a_file_about_single_persons_is_refused_and_nothing_of_it_stays(own_database: str, streamlits_files: list):
    content = with_persons()
    at = uploaded(content, "Ada Lovelace.xlsx")
    assert not at.exception
    (refusal,) = at.error
    assert refusal.value.startswith("Cases!A1 · The column under it looks like names of children. Send totals only")
    assert not at.file_uploader[0].value
    latest = month_name(add_months(today().replace(day=1), -1))
    assert [button.proto.label for button in at.get("download_button")] == [f"Download the {latest} template"]
    kept = repr(at.session_state)
    assert "Lovelace" not in words(at) + kept
    assert streamlits_files
    assert [files for manager in streamlits_files for files in manager.file_storage.values() if files] == []
    gc.collect()
    held = [one for one in gc.get_objects() if isinstance(one, UploadedFile) and one.getvalue() == content]
    assert held == []
    assert not on_record(store.connect(own_database)).submissions


def test_the_refusal_stands_until_another_file_is_chosen():
    at = uploaded(with_persons())
    assert at.run().error
    at.file_uploader[0].set_value(("filled.xlsx", filled(PLAN, "2022-01", {"EHCP1": (6, 19)}), XLSX)).run()
    assert not at.error
    assert "1 new, 0 restated, 0 unchanged" in words(at)


def test_a_file_whose_original_was_destroyed_is_refused_with_the_reason(own_database: str):
    content = filled(PLAN, "2022-01", {"EHCP1": (6, 19)})
    store_figures(uploaded(content))
    store.purge(store.connect(own_database), 1, by="Bea", reason="It held names")
    at = uploaded(content)
    assert not at.exception
    assert "by Bea: It held names. Take out what should not be in it" in at.error[0].value
    assert not at.file_uploader[0].value


def test_the_same_file_again_is_recognised():
    content = filled(PLAN, "2022-01", {"EHCP1": (6, 19)})
    store_figures(uploaded(content))
    at = uploaded(content)
    assert "already loaded" in words(at)
    assert "Nothing changes." in words(at)


def test_a_preview_shows_old_and_new_figures_and_the_rating_before_and_after():
    store_figures(uploaded(filled(PLAN, "2022-01", {"EHCP1": (6, 19)})))
    at = uploaded(filled(PLAN, "2022-01", {"EHCP1": (16, 19), "COM4": 640.0}))
    said = words(at)
    changed, new = said.index("Figures that change"), said.index("New figures")
    assert changed < new
    assert "January 2022 6/19 (31.6%) 16/19 (84.2%) Off track → On trajectory" in said[changed:new]
    assert "January 2022 640 Not reported → " in said[new:]
    at = store_figures(at)
    (text,) = [one.value for one in at.code]
    assert "6/19 (31.6%) → 16/19 (84.2%). Rating: Off track → On trajectory." in text
    assert "January 2022: 640, new. Rating: Not reported → " in text


def test_warnings_stand_under_please_confirm_and_errors_under_what_is_wrong():
    asked = words(uploaded(filled(PLAN, "2022-01", {"EHCP1": (6, 19)})))
    assert "Please confirm" in asked
    assert "What is wrong" not in asked
    wrong = words(uploaded(filled(PLAN, "2022-01", {"EHCP1": (20, 19), "COM4": -5.0})))
    assert "What is wrong" in wrong
    assert "Please confirm" not in wrong


def test_a_second_click_on_store_has_the_receipt_of_the_first(own_database: str):
    at = uploaded(filled(PLAN, "2022-01", {"EHCP1": (6, 19)}))
    for one in at.text_input:
        one.set_value("")
    late = next(one for one in at.button if one.label == "Store these figures")
    first, second = store_figures(at), None
    assert not first.error
    second = late.click().run()
    assert not second.exception
    assert not second.error
    assert "Stored as submission 1" in words(second)
    assert len(on_record(store.connect(own_database)).submissions) == 1


def test_a_name_is_typed_once_a_visit():
    at = store_figures(uploaded(filled(PLAN, "2022-01", {"EHCP1": (6, 19)})))
    at.file_uploader[0].set_value([("next.xlsx", filled(PLAN, "2022-02", {"EHCP1": (6, 19)}), XLSX)]).run()
    assert at.text_input(key="submit_name").value == "A. Officer"
    assert at.text_input(key="submit_reason").value == ""


def test_the_page_says_how_much_it_takes_and_what_a_failed_upload_means():
    said = words(page_alone("submit_figures").run())
    assert "Up to 40 files at once, of 20 MB each." in said
    assert "If the box marks a file as failed, it did not arrive and nothing of it was stored" in said
