from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.views.conftest import alternatives, dashboard, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

PAGE = "explore_page"


def cells(at: AppTest) -> int:
    """How many rows the table shows."""
    return sum(element.proto.body.count('<th scope="row">') for element in at.get("html"))


def downloads(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.get("download_button")]


def test_everything_is_there_a_hundred_rows_at_a_time():
    at = page_alone(PAGE).run()
    assert not at.exception
    assert "Illustrative figures." in words(at)
    assert cells(at) == 100
    assert "too many to tell apart on one chart" in words(at)
    assert downloads(at) == ["Download as CSV", "Download as Excel"]


def test_table_and_chart_follow_a_filter():
    at = page_alone(PAGE).run()
    at.multiselect(key="measures").select("COM4").run()
    assert not at.exception
    said = words(at)
    assert "1 measure, January 2022 to March 2023" in said
    assert alternatives(at) == [alternatives(at)[0]]
    assert "People signed up to the SEND newsletter: from " in alternatives(at)[0]
    assert "EHCP1" not in said


def test_providers_are_drawn_beside_the_total():
    at = page_alone(PAGE).run()
    at.multiselect(key="measures").select("ASC1-UNDER18")
    at.multiselect(key="providers").set_value(["Total", "Whittington Health"]).run()
    assert "Average wait for an autism assessment, under 18, Whittington Health: from " in alternatives(at)[0]


def test_a_figure_reads_as_people_read_it(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    at = page_alone(PAGE, month="2022-01").run()
    at.multiselect(key="measures").select("EHCP1").run()
    said = words(at)
    assert "6 19 31.6% 31.6%" in said
    assert "1 row: 1 measure, January 2022 to January 2022" in said
    assert "Illustrative" not in said


def test_filters_that_leave_nothing_say_so():
    at = page_alone(PAGE).run()
    at.multiselect(key="areas").select("WSOA 1")
    at.multiselect(key="owners").select("NCL CCG").run()
    assert not at.exception
    assert "match these filters" in at.info[0].value
    assert downloads(at) == []


def test_a_store_without_figures_shows_what_is_due(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    at = page_alone(PAGE, as_at="2022-03-31").run()
    assert not at.exception
    assert "There is no figure to draw." in words(at)
    assert "Not reported" in words(at)


@pytest.mark.parametrize("name", ["areas", "measures", "providers", "ratings", "from", "to", "page"])
def test_an_address_that_makes_no_sense_shows_everything(name: str):
    at = page_alone(PAGE, **{name: "nonsense"}).run()
    assert not at.exception
    assert cells(at) == 100


def test_the_address_holds_the_filters():
    at = page_alone(PAGE, areas="WSOA 2", ratings="Off track", **{"from": "January 2023"}).run()
    assert at.multiselect(key="areas").value == ["WSOA 2"]
    assert at.multiselect(key="ratings").value == ["red"]
    assert at.selectbox(key="from").value.isoformat() == "2023-01-01"
    assert "WSOA 1" not in words(at)


def test_a_page_that_a_filter_leaves_empty_becomes_the_first():
    at = page_alone(PAGE, page="3").run()
    at.multiselect(key="areas").select("WSOA 2").run()
    assert not at.exception
    assert cells(at) > 0


def test_an_earlier_day_forgets_a_choice_that_it_does_not_have():
    at = dashboard().run().switch_page("pages/explore_page.py").run()
    at.selectbox(key="from").set_value(dt.date(2023, 1, 1))
    at.multiselect(key="measures").set_value([at.multiselect(key="measures").options[-1].partition(":")[0]]).run()
    at.date_input(key="as_at").set_value(dt.date(2022, 2, 28)).run()
    assert not at.exception
    assert at.selectbox(key="from").value is None
    assert cells(at) > 0
