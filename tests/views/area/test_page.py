from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from sendkpi import settings, store
from sendkpi.record.updates import MilestoneUpdate, Status
from tests.real_plan import PLAN
from tests.views.conftest import alternatives, dashboard, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("area", PLAN.areas, ids=lambda area: area.id)
def test_each_area_has_a_page_with_a_chart_for_each_of_its_measures(area):
    at = page_alone("area", path=area.id.lower().replace(" ", "-")).run()
    assert not at.exception
    said = words(at)
    assert f"{area.id}: {area.title}" in said
    assert area.found in said
    own = [measure for measure in PLAN.measures if measure.area == area.id]
    assert all(measure.title in said for measure in own)
    never_reported = 1 if area.id == "WSOA 1" else 0
    drawn = [words for words in alternatives(at) if words.startswith(tuple(f"{measure.title}: " for measure in own))]
    assert len(drawn) == len(own) - never_reported


def test_an_address_that_names_no_area_shows_the_first():
    at = page_alone("area").run()
    assert not at.exception
    assert "WSOA 1:" in words(at)


def test_the_menu_leads_to_the_areas():
    at = dashboard().run().switch_page("pages/area.py").run()
    assert not at.exception
    assert "WSOA 1:" in words(at)


def test_a_chart_says_in_words_what_it_shows():
    at = page_alone("area", path="wsoa-1", month="2022-06").run()
    first = alternatives(at)[0]
    assert first.startswith("EHC plans issued within 20 weeks: ")
    assert first.removeprefix("EHC plans issued within 20 weeks: ") in words(at)


def test_measures_with_nothing_agreed_and_nothing_reported_take_a_line_and_no_empty_box(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    at = page_alone("area", path="wsoa-1", month="2022-01").run()
    assert not at.exception
    assert len(alternatives(at)) == 2
    assert "Nothing to draw yet" in words(at)
    assert "nan" not in words(at).lower().split()


def test_a_card_opened_names_the_actions_that_should_move_its_measure():
    at = page_alone("area", path="wsoa-1")
    at.session_state["actions-EHCP1"] = True
    said = words(at.run())
    linked = {link.action for link in PLAN.impact_links if link.measure == "EHCP1"}
    titles = [action.title for action in PLAN.actions if action.id in linked]
    assert titles
    assert all(title in said for title in titles)


def test_a_card_opened_tells_how_each_action_and_its_milestones_stand(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    at = page_alone("area", path="wsoa-1", month="2022-01")
    at.session_state["actions-EHCP1"] = True
    at.run()
    assert "What should move it: 2 actions, 2 overdue" in [one.label for one in at.expander]
    sent = "".join(element.proto.body for element in at.get("html"))
    assert '<a href="milestones?action=1.1&amp;month=2022-01">1.1 ' in sent
    assert re.search(r"1\.1b Statutory assessment gets a new .* due December 2021, \d+ months late", words(at))


def test_a_line_says_how_the_areas_delivery_stands_and_leads_to_its_milestones(load: Callable, own_database: str):
    load("2022-01", {"EHCP1": (6, 19)})
    done = MilestoneUpdate("1.1a", Status.COMPLETE, completed_on=dt.date(2021, 10, 20))
    store.update_milestone(store.connect(own_database), PLAN, done, by="A. Officer")
    at = page_alone("area", path="wsoa-1", month="2022-01").run()
    assert re.search(r"Delivery: 1 of the \d+ milestones due by \w+ \d+ is complete, \d+ overdue", words(at))
    assert "■ Overdue 1.2 One new IT system to run assessments and annual reviews (10 of 10 milestones)" in words(at)
    sent = "".join(element.proto.body for element in at.get("html"))
    assert '<a href="milestones?area=WSOA+1&amp;month=2022-01">Delivery</a>' in sent


def test_the_cards_of_an_area_mark_what_was_done_on_their_charts(load: Callable, own_database: str):
    load("2022-01", {"EHCP1": (6, 19)})
    done = MilestoneUpdate("1.1c", Status.COMPLETE, completed_on=dt.date(2022, 1, 12))
    store.update_milestone(store.connect(own_database), PLAN, done, by="A. Officer")
    said = words(page_alone("area", path="wsoa-1", month="2022-01").run())
    linked = {link.measure for link in PLAN.impact_links if link.action == "1.1"}
    assert said.count("Milestones completed (grey dots under the chart): 1.1c (January 2022).") <= len(linked)
    assert "Milestones completed (grey dots under the chart): 1.1c (January 2022)." in said


def test_the_table_of_a_chart_opened_holds_its_figures_and_a_download():
    at = page_alone("area", path="wsoa-1", month="2022-06")
    at.session_state["table-EHCP1"] = True
    said = words(at.run())
    assert not at.exception
    assert (
        "Month Counted Month alone Year to date Trajectory Gap Rating Comment From January 2022 6 of 19 31.6%" in said
    )
    assert "July 2022" not in said.partition("Month Counted")[2].partition("EHC P 2")[0]
    assert [button.proto.label for button in at.get("download_button")] == ["Download as CSV"]


def test_the_page_begins_with_the_areas_own_headline_and_what_needs_attention():
    said = words(page_alone("area", path="wsoa-2", month="2023-03").run())
    headline = "of 6 judged measures are off track, "
    attention = said.partition("Needs attention")[2].partition("What inspectors found")[0]
    assert said.index(headline) < said.index("Needs attention") < said.index("What inspectors found")
    assert "Average wait for an autism assessment, under 18" in attention
    assert "Off track, but improving." in attention
    assert "EHC plans" not in attention


def test_what_needs_attention_leads_down_to_its_chart():
    sent = "".join(element.proto.body for element in page_alone("area", path="wsoa-1").run().get("html"))
    assert '<a href="#EHCP5">' in sent
    assert '<div class="card" id="EHCP5">' in sent
    assert '<a href="#EHCP9">' in sent
    assert '<li id="EHCP9">' in sent


def test_both_verdicts_stand_by_the_heading_of_a_chart_and_nothing_where_there_is_none():
    sent = "".join(element.proto.body for element in page_alone("area", path="wsoa-2").run().get("html"))
    cards = {card.partition('"')[0]: card for card in sent.split('<div class="card" id="')[1:]}
    assert 'alt="Change: Improving. ' in cards["ASC1-UNDER18"]
    assert 'alt="Target: Reliably misses. ' in cards["ASC1-UNDER18"]
    assert "<img" not in cards["ASC1-5TO18-MAX"]


def test_where_nothing_is_wrong_the_page_is_quiet():
    said = words(page_alone("area", path="wsoa-1", as_at="2022-01-31").run())
    assert "No measure can be judged yet" in said
    assert "Needs attention" not in said


MENU = """
import streamlit as st
from sendkpi.views.frame import links, positions
from tests import build

plan = build.plan(*[build.measure(f"M{{number}}", area=f"Part {{number}}") for number in range({count})])
for page in links.all_pages(plan):
    st.text(f"{{page.title}} at /{{page.url_path}}")
"""


@pytest.mark.parametrize("count", [1, 5])
def test_another_plan_has_a_page_for_each_of_its_own_areas(count: int):
    at = AppTest.from_string(MENU.format(count=count)).run()
    assert not at.exception
    areas = [f"Part {number} at /part-{number}" for number in range(count)]
    assert [text.value for text in at.text][: count + 1] == ["Overview at /", *areas]


FILES = """
import streamlit as st
from sendkpi.views.frame import links, positions

for page in links.all_pages(positions.current_plan()):
    st.text(page.url_path)
"""


def test_no_address_is_the_name_of_a_page_file_which_a_fresh_server_would_run_alone():
    addresses = {text.value for text in AppTest.from_string(FILES).run().text}
    assert addresses
    assert not addresses & {file.stem for file in (settings.ROOT / "pages").glob("*.py")}
