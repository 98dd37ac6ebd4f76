from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from tests.real_plan import PLAN
from tests.views.conftest import page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable


def test_every_organisation_is_told_what_it_owes():
    at = page_alone("due_page", month="2022-05", as_at="2022-06-15").run()
    assert not at.exception
    said = words(at)
    assert "Who owes what" in said
    assert all(f"{owner}: " in said for owner in PLAN.owners)
    assert {button.proto.label for button in at.get("download_button")} == {
        f"Download the template for {owner}" for owner in PLAN.owners
    }


def test_a_month_that_has_not_come_in_is_owed_whole_and_not_late_before_its_day(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    said = words(page_alone("due_page", month="2022-05", as_at="2022-06-01").run())
    assert "23 figures for May 2022 still to come, none of them late yet." in said
    assert "Haringey Council: 7 of 7 still to come" in said
    assert "NCL CCG: 16 of 16 still to come" in said


def test_what_has_come_says_so_and_the_rest_is_counted(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    said = words(page_alone("due_page", month="2022-01").run())
    assert "Haringey Council: 6 of 7 still to come" in said
    assert "NCL CCG: 16 of 16 still to come" in said
    assert " days late." in said
    assert "28 February 2022" in said


@pytest.mark.parametrize("asked", [{"month": "Smarch"}, {"as_at": "tomorrow"}], ids=["month", "day"])
def test_an_address_that_makes_no_sense_shows_the_latest_position(asked: dict[str, str]):
    at = page_alone("due_page", **asked).run()
    assert not at.exception
    assert "Position for March 2023 · as at 30 April 2023" in words(at)


def test_a_store_whose_only_file_was_withdrawn_is_owed_everything(load: Callable, own_database: str):
    submission = load("2022-01", {"EHCP1": (6, 19)})
    store.withdraw(store.connect(own_database), submission.id, by="A. Officer", reason="A test")
    assert "Haringey Council: 7 of 7 still to come" in words(page_alone("due_page", month="2022-01").run())
