from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from sendkpi import intake, store
from sendkpi.errors import DestroyedError
from sendkpi.values import today
from sendkpi.views.frame import access
from tests.filled import filled
from tests.on_record import on_record
from tests.real_plan import PLAN
from tests.views.conftest import dashboard, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

PAGE = "submissions_page"


def buttons(at: AppTest) -> list[str]:
    return [one.label for one in at.button]


def downloads(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.get("download_button")]


def withdraw(at: AppTest, *, name: str = "A. Officer", reason: str = "Wrong month", confirmed: bool = True) -> AppTest:
    at.text_input(key="withdraw_name").set_value(name)
    at.text_input(key="withdraw_reason").set_value(reason)
    at.checkbox(key="withdraw_confirmed").set_value(confirmed)
    return next(one for one in at.button if one.label == "Withdraw").click().run()


def test_the_illustrative_history_is_shown_and_nothing_in_it_can_be_withdrawn():
    at = page_alone(PAGE, submission="1").run()
    assert not at.exception
    said = words(at)
    assert "Illustrative figures." in said
    assert "Submission 1: " in said
    assert "nothing can be withdrawn here" in said
    assert "Withdraw" not in buttons(at)


def test_the_history_is_newest_first_with_what_each_file_changed(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    load("2022-02", {"EHCP1": (9, 22), "COM4": 600.0})
    said = words(page_alone(PAGE).run())
    assert said.index("2022-02.xlsx") < said.index("2022-01.xlsx")
    assert "2 new" in said
    assert "A. Officer" in said
    assert "Only these" in said
    assert "Illustrative" not in said


def test_an_open_submission_says_what_it_restated(load: Callable):
    load("2022-01", {"EHCP1": (6, 19), "COM4": 600.0})
    load("2022-01", {"EHCP1": (7, 19), "COM4": 600.0})
    at = page_alone(PAGE, submission="2").run()
    said = words(at)
    assert "Submission 2: 2022-01.xlsx" in said
    assert "1 restated, 1 unchanged" in said
    assert "6/19 (31.6%) 7/19 (36.8%) restated" in said
    assert downloads(at) == ["Download the original file"]


@pytest.mark.parametrize("asked", ["99", "twelve", "-1", "<b>"])
def test_a_submission_that_is_none_is_said_plainly(load: Callable, asked: str):
    load("2022-01", {"EHCP1": (6, 19)})
    at = page_alone(PAGE, submission=asked).run()
    assert not at.exception
    assert f"There is no submission “{asked}”" in at.warning[0].value.replace("\\", "")  # what Markdown needs
    assert not downloads(at)


def test_an_earlier_day_knows_nothing_of_a_later_file(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    said = words(page_alone(PAGE, as_at="2022-06-30", submission="1").run())
    assert "Nothing had been submitted by 30 June 2022." in said
    assert "There is no submission “1” as at 30 June 2022." in said


def test_a_withdrawal_with_name_and_reason_counts_at_once(load: Callable, own_database: str):
    load("2022-01", {"EHCP1": (6, 19)})
    at = withdraw(dashboard(submission="1").switch_page("pages/submissions_page.py").run())
    assert not at.exception
    (gone,) = on_record(store.connect(own_database)).submissions
    assert (gone.state, gone.withdrawn_by, gone.withdrawn_reason) == ("withdrawn", "A. Officer", "Wrong month")
    said = words(at)
    assert "Submission 1 is withdrawn." in said
    assert "by A. Officer: Wrong month" in said
    assert "Withdraw" not in buttons(at)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"name": " "}, "Say who withdraws the submission."),
        ({"reason": ""}, "Say why the submission is withdrawn."),
        ({"confirmed": False}, "nothing was withdrawn"),
    ],
    ids=["a name", "a reason", "a confirmation"],
)
def test_nothing_is_withdrawn_without(load: Callable, own_database: str, missing: dict, said: str):
    load("2022-01", {"EHCP1": (6, 19)})
    at = withdraw(page_alone(PAGE, submission="1").run(), **missing)
    assert said in words(at)
    assert on_record(store.connect(own_database)).submissions[0].state == "loaded"


def test_a_name_that_looks_like_markup_is_shown_as_it_is(own_database: str, load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    store.withdraw(store.connect(own_database), 1, by="<i>Ada</i>", reason="<script>x</script>")
    at = page_alone(PAGE).run()
    bodies = "".join(element.proto.body for element in at.get("html"))
    assert "<script>" not in bodies
    assert "&lt;i&gt;Ada&lt;/i&gt;" in bodies


def destroy(at: AppTest, *, name: str = "B. Officer", reason: str = "It held names", confirmed: bool = True) -> AppTest:
    at.text_input(key="purge_name").set_value(name)
    at.text_input(key="purge_reason").set_value(reason)
    at.checkbox(key="purge_confirmed").set_value(confirmed)
    return next(one for one in at.button if one.label == "Destroy the file").click().run()


def test_an_original_is_destroyed_and_a_sentence_stands_in_place_of_its_download(load: Callable, own_database: str):
    load("2022-01", {"EHCP1": (6, 19)})
    at = destroy(dashboard(submission="1").switch_page("pages/submissions_page.py").run())
    assert not at.exception
    said = words(at)
    assert "The original file of submission 1 is destroyed." in said
    assert re.search(r"The original file was destroyed on .* by B\. Officer: It held names\. Its figures stay\.", said)
    assert "Counts · Original file destroyed on" in said
    assert not downloads(at)
    assert buttons(at) == ["Withdraw"]
    with pytest.raises(DestroyedError):
        store.original(store.connect(own_database), 1)
    assert len(on_record(store.connect(own_database)).observations) == 1


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"name": " "}, "Say who destroys the original."),
        ({"reason": ""}, "Say why the original is destroyed."),
        ({"confirmed": False}, "nothing was destroyed"),
    ],
    ids=["a name", "a reason", "a confirmation"],
)
def test_nothing_is_destroyed_without(load: Callable, own_database: str, missing: dict, said: str):
    load("2022-01", {"EHCP1": (6, 19)})
    at = destroy(page_alone(PAGE, submission="1").run(), **missing)
    assert said in words(at)
    assert store.original(store.connect(own_database), 1)


def test_the_file_of_a_withdrawn_submission_can_still_be_destroyed(load: Callable, own_database: str):
    load("2022-01", {"EHCP1": (6, 19)})
    store.withdraw(store.connect(own_database), 1, by="A. Officer", reason="Wrong month")
    at = page_alone(PAGE, submission="1").run()
    assert buttons(at) == ["Destroy the file"]
    assert "destroyed on" in words(destroy(at))


def test_an_earlier_day_offers_neither_and_knows_that_a_file_is_gone(own_database: str):
    moved = store.connect(own_database)
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    earlier = intake.examine(PLAN, moved, filled(PLAN, "2022-02", {"EHCP1": (7, 19)}), "earlier.xlsx", today())
    recorded = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=3)
    store.submit(moved, earlier.extract, by="A. Officer", now=recorded)
    at = page_alone(PAGE, as_at=yesterday, submission="1").run()
    assert "To withdraw the submission or destroy its file, set “As at” to today." in words(at)
    assert buttons(at) == []
    assert downloads(at) == ["Download the original file"]
    store.purge(moved, 1, by="B. Officer", reason="It held names")
    at = page_alone(PAGE, as_at=yesterday, submission="1").run()
    said = words(at)
    assert "The original file was destroyed on" in said
    assert "Counts · Original file" not in said
    assert not downloads(at)


def test_who_is_no_officer_is_offered_neither_the_file_nor_its_destruction(load: Callable, monkeypatch):
    load("2022-01", {"EHCP1": (6, 19)})
    monkeypatch.setattr(access, "current_viewer", lambda: access.Viewer("R. Reader", frozenset({access.Role.READER})))
    at = page_alone(PAGE, submission="1").run()
    assert not at.exception
    assert "Submission 1: 2022-01.xlsx" in words(at)
    assert (buttons(at), downloads(at)) == ([], [])


def test_a_submission_lists_the_warnings_that_were_confirmed_with_it(own_database: str):
    engine, content = store.connect(own_database), filled(PLAN, "2022-01", {"EHCP1": (6, 19)})
    examined = intake.examine(PLAN, engine, content, "2022-01.xlsx", today())
    intake.accept(engine, examined, by="A. Officer", reason="Only these", confirmed=True)
    said = words(dashboard(submission="1").switch_page("pages/submissions_page.py").run())
    assert "What was confirmed with submission 1 Cell About Warning Reason" in said
    assert "EHCP2, January 2022 EHC plans that meet the co-production expectations is due and has no figure." in said
