from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sendkpi import store
from tests.pages.conftest import dashboard, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_first_visit_shows_illustrative_figures_at_their_newest_month():
    at = dashboard().run()
    assert not at.exception
    said = words(at)
    assert "Illustrative figures." in said
    assert "Position for March 2023 · as at 30 April 2023" in said
    assert "Needs attention" in said
    assert "All measures" in said
    assert "nan" not in said.lower().split()


def test_the_address_chooses_month_and_day():
    at = dashboard(month="2022-06", as_at="2022-07-31").run()
    assert "Position for June 2022 · as at 31 July 2022" in words(at)


def test_a_month_in_words_is_understood_too():
    assert "Position for June 2022" in words(dashboard(month="June 2022").run())


def test_a_month_that_is_none_falls_back_with_a_plain_message():
    at = dashboard(month="Smarch").run()
    assert not at.exception
    assert "There is no month “Smarch”" in words(at)
    assert "Position for March 2023" in words(at)


def test_a_month_after_the_as_at_day_falls_back_with_a_plain_message():
    said = words(dashboard(month="2023-01", as_at="2022-07-31").run())
    assert "There is no month “January 2023” to show as at 31 July 2022" in said
    assert "Position for June 2022" in said


def test_a_day_that_is_none_falls_back_with_a_plain_message():
    at = dashboard(as_at="tomorrow").run()
    assert not at.exception
    assert "“tomorrow” is not a date" in words(at)


def test_the_figures_of_an_earlier_day_come_back():
    before, after = (words(dashboard(month="2022-06", as_at=day).run()) for day in ("2022-07-05", "2022-07-31"))
    assert before != after


def test_another_as_at_day_brings_its_own_latest_month():
    at = dashboard().run()
    at.date_input(key="as_at").set_value(dt.date(2022, 7, 31)).run()
    assert "Position for June 2022 · as at 31 July 2022" in words(at)


def test_real_figures_drive_the_illustrative_ones_away(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    said = words(dashboard(month="2022-01").run())
    assert "Illustrative" not in said
    assert "31.6%" in said


def test_a_month_without_figures_offers_the_newest_that_has_some(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    at = dashboard().run()
    assert "Nothing has been reported for" in words(at)
    next(button for button in at.button if button.label == "Show January 2022").click().run()
    assert "Position for January 2022" in words(at)


def test_a_store_whose_only_submission_was_withdrawn_is_empty_and_stays_real(load: Callable, own_database: str):
    submission = load("2022-01", {"EHCP1": (6, 19)})
    store.withdraw(store.connect(own_database), submission.id, by="A. Officer", reason="A test")
    at = dashboard().run()
    assert not at.exception
    assert "Nothing had been reported by" in words(at)
    assert "Illustrative" not in words(at)


def test_a_new_submission_shows_on_the_next_visit(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    at = dashboard(month="2022-02").run()
    assert "36.6%" not in words(at)
    load("2022-02", {"EHCP1": (9, 22)})
    assert "36.6%" in words(at.run())


def test_the_page_works_without_the_dashboard_around_it():
    at = page_alone("overview", month="2022-06").run()
    assert not at.exception
    assert "Position for June 2022" in words(at)


def test_what_the_address_asks_for_is_quoted_and_never_a_picture_or_a_link():
    at = dashboard(month="![x](http://127.0.0.1:9/leak.png)").run()
    assert r"!\[x\](http\:" in at.warning[0].value


def test_the_sidebar_offers_a_link_that_shows_the_same_on_any_day():
    said = [element.proto.body for element in dashboard().run().get("html")]
    (link,) = [body for body in said if "Link to exactly this" in body]
    assert "?month=March+2023&amp;as_at=2023-04-30" in link
