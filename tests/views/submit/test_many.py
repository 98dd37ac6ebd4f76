"""Several files in the box of the Submit page: one table, each question once, one click that stores the good ones."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sendkpi import store
from tests.filled import filled
from tests.on_record import on_record
from tests.real_plan import PLAN
from tests.views.conftest import store_figures, uploaded, uploaded_together, words
from tests.views.submit.test_page import with_persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")

MONTHS = ("2022-03", "2022-01", "2022-02")


def book(month: str, timely: float = 6, **entries) -> bytes:
    return filled(PLAN, month, {"EHCP1": (timely, 19), **entries})


def folder(*months: str) -> dict[str, bytes]:
    return {f"{month}.xlsx": book(month) for month in months}


def table(at: AppTest) -> str:
    return words(at).partition("in the order of their months")[2].partition("3. Check and store")[0]


def buttons(at: AppTest) -> list[str]:
    return [one.label for one in at.button]


def submissions(url: str) -> list[tuple[str, str]]:
    return [(one.filename, one.reason) for one in on_record(store.connect(url)).submissions]


def test_files_are_listed_by_their_months_and_stored_in_that_order_with_one_click(own_database: str):
    at = uploaded_together(folder(*MONTHS))
    assert not at.exception
    assert table(at).split("Problems ")[1].startswith("2022-01.xlsx January 2022 1 0 0")
    at = store_figures(at)
    assert not at.exception
    assert [name for name, _ in submissions(own_database)] == ["2022-01.xlsx", "2022-02.xlsx", "2022-03.xlsx"]
    assert "Stored 3 files, as submissions 1, 2 and 3, by A. Officer." in words(at)
    assert "Submission 3: 1 figure from 2022-03.xlsx" in at.code[0].value
    assert at.session_state["month"].isoformat() == "2022-03-01"
    assert not at.file_uploader[0].value


def test_one_file_alone_has_no_table():
    assert "in the order of their months" not in words(uploaded(book("2022-01")))


def test_good_files_are_stored_and_the_others_stay_with_what_is_wrong(own_database: str):
    at = uploaded_together(folder("2022-01", "2022-02") | {"wrong.xlsx": book("2022-03", 20)})
    assert "wrong.xlsx 1 error" in table(at)
    assert "wrong.xlsx: 1 error" in [one.label for one in at.expander]
    assert "Store these 2 files" in buttons(at)
    at = store_figures(at)
    assert len(submissions(own_database)) == 2
    assert "2022-01.xlsx January 2022 0 0 1 Stored as submission 1" in table(at)
    assert "wrong.xlsx 1 error" in table(at)
    assert not [label for label in buttons(at) if label.startswith("Store")]


def test_each_is_held_against_those_before_it(own_database: str):
    at = uploaded_together({"a.xlsx": book("2022-01", 5), "b.xlsx": book("2022-01", 6)})
    assert "b.xlsx January 2022 0 1 0" in table(at)
    assert "5/19 (26.3%) stands already; this file says 6/19 (31.6%)" in words(at)
    at = store_figures(at)
    assert [name for name, _ in submissions(own_database)] == ["a.xlsx", "b.xlsx"]
    assert on_record(store.connect(own_database)).observations["numerator"].tolist() == [6.0]
    assert "5/19 (26.3%) → 6/19 (31.6%)" in at.code[0].value


def test_the_same_file_twice_is_said_and_stored_once(own_database: str):
    at = uploaded_together({"a.xlsx": (content := book("2022-01")), "copy.xlsx": content, "b.xlsx": book("2022-02")})
    assert "copy.xlsx January 2022 The same file as a.xlsx" in table(at)
    store_figures(at)
    assert [name for name, _ in submissions(own_database)] == ["a.xlsx", "b.xlsx"]


def test_more_files_than_are_read_at_once_are_counted_and_none_is_read():
    at = uploaded_together({f"{number}.xlsx": b"nonsense" for number in range(41)})
    assert [one.value for one in at.error] == [
        "41 files are more than the 40 that are read at once, so none was read. Take some out."
    ]


def test_a_question_of_several_files_is_asked_once(own_database: str):
    at = uploaded_together({f"{month}.xlsx": book(month, COM4="n/a") for month in MONTHS})
    (question,) = [box for box in at.selectbox if box.label.startswith("What does “n/a” mean")]
    assert "In 2022-03.xlsx, 2022-01.xlsx, 2022-02.xlsx" in words(at)
    assert table(at).count("A question below") == 3
    question.set_value("").run()
    assert "A question below" not in words(at)
    store_figures(at)
    assert len(submissions(own_database)) == 3
    assert len(store.layouts(store.connect(own_database))) == 1


def test_what_others_stored_meanwhile_is_taken_in_and_new_warnings_are_looked_at_first(own_database: str):
    at = uploaded_together(folder("2022-01", "2022-02"))
    other = uploaded(book("2022-02", 4))
    store_figures(other)
    at = store_figures(at)
    assert [name for name, _ in submissions(own_database)] == ["filled.xlsx", "2022-01.xlsx"]
    (refused,) = [one.value for one in at.error]
    assert refused.startswith("2022-02.xlsx: 1 warning came up since you looked")
    store_figures(at)
    assert [name for name, _ in submissions(own_database)][2:] == ["2022-02.xlsx"]


def warnings_of(url: str) -> Iterator[tuple[int, str, str]]:
    for one in store.record(store.connect(url), PLAN).confirmations:
        yield one.submission, one.code, one.reason


def test_warnings_have_one_reason_for_all_and_some_their_own(own_database: str):
    at = uploaded_together({"a.xlsx": book("2022-01", 5), "b.xlsx": book("2022-01", 6)})
    own = next(box for box in at.text_input if "stands already" in box.label)
    own.set_value("Found one more")
    store_figures(at, reason="Late")
    confirmed = list(warnings_of(own_database))
    assert (2, "restatement", "Found one more") in confirmed
    assert {why for _, code, why in confirmed if code == "due_and_missing"} == {"Late"}
    due = [(code, at) for at, code, _ in confirmed if code == "due_and_missing"]
    assert {at for _, at in due} == {1}


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"name": "\u200b "}, "Write your name"),
        ({"confirmed": False}, "to be confirmed"),
        ({"reason": "\u3164"}, "say why"),
    ],
    ids=["a name", "a confirmation", "a reason"],
)
def test_nothing_is_stored_without(own_database: str, missing: dict, said: str):
    at = store_figures(uploaded_together(folder("2022-01", "2022-02")), **missing)
    assert said in words(at)
    assert not submissions(own_database)


def test_a_second_click_has_the_receipt_of_the_first(own_database: str):
    at = uploaded_together(folder("2022-01", "2022-02"))
    for one in at.text_input:
        one.set_value("")
    late = next(one for one in at.button if one.label == "Store these 2 files")
    first = store_figures(at)
    assert not first.error
    second = late.click().run()
    assert not second.exception
    assert not second.error
    assert "Stored 2 files, as submissions 1 and 2" in words(second)
    assert len(submissions(own_database)) == 2


def test_a_file_about_single_persons_is_let_go_of_and_the_others_stay(own_database: str):
    content = with_persons()
    at = uploaded_together({"Ada Lovelace.xlsx": content, **folder("2022-01", "2022-02")})
    assert not at.exception
    (refusal,) = at.error
    assert "looks like names of children" in refusal.value
    assert "Lovelace" not in words(at)
    assert "Lovelace" not in repr(at.session_state)
    held = [one for one in gc.get_objects() if isinstance(one, UploadedFile) and one.getvalue() == content]
    assert held == []
    assert "Store these 2 files" in buttons(at)
    assert not submissions(own_database)
