from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from sendkpi import settings, store
from sendkpi.plan import read
from sendkpi.record.updates import Status
from tests.delivery import done, milestone_update, put_off
from tests.plan import folder
from tests.store.filed import april, extract
from tests.views.conftest import alternatives, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

PAGE = "milestones_page"
JUNE = {"as_at": "2022-06-30"}
PARTS = ("Due and late", "By action", "Quarter by quarter", "Timeline", "List")


@pytest.fixture
def report(load: Callable, own_database: str) -> Callable[..., None]:
    """`report(done("1.1a", 2022, 5, 3))` records updates on 15 June 2022 in a store that has begun."""
    load("2022-01", {"EHCP1": (6, 19)})
    plan = read(settings.plan_folder())

    def recorded(*updates) -> None:
        for minute, update in enumerate(updates):
            now = dt.datetime(2022, 6, 15, 9, minute, tzinfo=dt.UTC)
            store.update_milestone(store.connect(own_database), plan, update, by="Ruth Adeyemi", now=now)

    return recorded


def opened(**query: str) -> AppTest:
    at = page_alone(PAGE, **(JUNE | query)).run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


def test_the_page_answers_what_was_due_and_whether_it_is_done(report: Callable):
    report(done("1.1a", 2021, 10, 20), done("1.1b", 2022, 1, 10), put_off("1.2d", "2022-09", "The supplier moved it"))
    said = words(opened())
    assert "2 of the 67 milestones due by June 2022 are complete, " in said
    assert ", 1 moved to a later month; " in said
    assert "77 milestones had a month up to June 2022, 10 of them recurring or ongoing and counted apart" in said
    assert "20 have no due month, 7 of these no month at all" in said
    assert "2 ● Complete" in said


def test_what_needs_attention_is_told_longest_overdue_first_with_what_was_said(report: Callable):
    report(
        milestone_update(
            "1.1c", Status.AT_RISK, comment="Two of three posts are filled", evidence="https://example.org/minutes"
        ),
        put_off("1.2d", "2022-09", "The supplier moved the date"),
    )
    at = opened()
    said = words(at)
    assert "■ Overdue by 11 months 1.3a SEND Executive approves the quality checking framework" in said
    assert (
        said.index("by 11 months") < said.index("1.1c One named caseworker") < said.index("1.2d Case system goes live")
    )
    assert "Two of three posts are filled" in said
    assert "Due September 2022, first April 2022" in said
    assert "The supplier moved the date · 15 June 2022, Ruth Adeyemi" in said
    assert '<a href="https://example.org/minutes" rel="noopener noreferrer">Evidence at example.org</a>' in html(at)


@pytest.mark.parametrize(
    "address", ["vbscript:alert(1)", "blob:https://example.org/1", "<script>x</script>", "http://[x"]
)
def test_only_an_address_of_the_web_becomes_a_link(report: Callable, address: str):
    report(milestone_update("1.1c", Status.AT_RISK, comment="<img src=x>", evidence=address))
    shown = html(opened())
    assert f'href="{address}' not in shown
    assert "<script>" not in shown
    assert "<img src=x>" not in shown
    assert "Evidence: " in shown


def test_what_falls_due_in_the_quarter_has_the_times_of_recurring_milestones(report: Callable):
    report(milestone_update("1.3c", Status.COMPLETE, occurrence="2022-04", completed_on=dt.date(2022, 4, 20)))
    said = words(opened(month="June 2022"))
    for month in ("April", "May", "June"):
        own = re.split(rf"{month} 2022: \d+ of ", said)[1].split("2022: ")[0]
        assert "1.3c Six plans or reviews audited a month (recurring)" in own


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_by_its_address_over_the_published_plan(part: str):
    at = opened(part=part)
    said = words(at)
    assert not re.search(r"\b(nan|NaN|NaT|None|<NA>)\b", said.replace("None of", ""))
    assert said.startswith("Illustrative figures.")


def test_filters_apply_to_the_headline_and_every_part(report: Callable):
    report(done("1.1a", 2021, 10, 20))
    at = opened(part="List")
    at.multiselect(key="area").select("WSOA 2").run()
    assert not at.exception
    said = words(at)
    assert "Only WSOA 2." in said
    assert "29 milestones" in said
    assert "1.1a" not in said
    at.multiselect(key="judged").select("complete").run()
    assert "No milestones match these filters." in words(at)


def test_a_sub_group_has_the_actions_that_it_shares(report: Callable):
    report()
    at = opened(part="By action")
    at.multiselect(key="sub_group").select("PFA").run()
    said = words(at)
    assert "1.7 Catch up on overdue annual reviews" in said
    assert "shared with Preparing for adulthood" in said
    assert "1.1 A larger, reorganised team" not in said


def test_actions_stand_by_area_or_by_sub_group_with_what_they_should_move(report: Callable):
    report(done("1.1a", 2021, 10, 20))
    at = opened(part="By action")
    said = words(at)
    assert "WSOA 1: EHC plans and annual reviews" in said
    assert "Should move: EHCP1, EHCP7, EHCP6, EHCP8" in said
    assert 'href="measure?measure=EHCP1&amp;as_at=2022-06-30"' in html(at)
    at.radio(key="by").set_value("Sub-group").run()
    assert "Preparing for adulthood ■ Overdue" in words(at)


def test_the_address_of_an_action_shows_it_alone_with_the_way_back(report: Callable):
    report(done("1.1a", 2021, 10, 20), milestone_update("1.1c", Status.AT_RISK, comment="One post is open"))
    at = opened(action="1.1")
    said = words(at)
    assert "All actions 1.1 A larger, reorganised team" in said
    assert "1.2a" not in said
    assert "EHC plans issued within 20 weeks EHCP1" in said
    assert "What was reported" in said
    assert "One post is open" in said
    assert alternatives(at)[0].startswith("8 milestones as at 30 June 2022, 1 complete")
    assert 'href="?as_at=2022-06-30"' in html(at)


def test_an_action_is_chosen_and_left_again(report: Callable):
    report()
    at = opened()
    at.selectbox(key="action_choice").select("1.2").run()
    assert "1.2 One new IT system" in words(at)
    assert "What needs attention" not in words(at)
    at.selectbox(key="action_choice").select("").run()
    assert "What needs attention" in words(at)


def test_an_action_that_the_plan_does_not_have_is_said():
    at = opened(action="9.9*")
    assert "The plan has no action" in at.warning[0].value
    assert "What needs attention" in words(at)


def test_what_else_the_address_asks_for_in_vain_is_said_in_a_line():
    at = opened(area="XX", lead="Nobody", milestone="9.9", part="Timeline", timeline="YY")
    said = [one.value for one in at.warning]
    assert said == [
        "There is no area “XX” and no lead “Nobody” to filter by.",
        "The plan has no milestone “9.9”.",
        "There is no area “YY” to filter by.",
    ]
    assert "48 milestones" in alternatives(at)[0]


@pytest.mark.parametrize("part", PARTS)
def test_a_plan_without_milestones_says_so_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_database: str, part: str
):
    monkeypatch.setenv("SENDKPI_PLAN", str(folder.write(tmp_path / "plan")))
    store.submit(store.connect(own_database), extract(april(16, 28)), by="Ada")
    at = opened(part=part)
    assert "The plan holds no milestones." in words(at)
    assert not at.tabs
    assert not at.multiselect


def test_a_milestone_put_off_stands_in_its_new_quarter_and_is_marked(report: Callable):
    report(put_off("1.2d", "2022-09", "The supplier moved it"))
    at = opened(part="Quarter by quarter")
    said = words(at)
    assert "Before October 2021 Oct–Dec 21 Jan–Mar 22 Apr–Jun 22 Jul–Sep 22 Year 2 No date" in said
    row = html(at).split("1.2 One new IT system")[1].split("</tr>")[0].split("<td>")[1:]
    assert [cell.count("</li>") for cell in row] == [0, 3, 1, 1, 5, 0, 0]
    assert "1.2d" in row[4]
    assert "→" in row[4]
    assert "Deferred, due September 2022, first April 2022, moved" in row[4]


def test_the_timeline_is_of_one_area_at_a_time_and_says_what_it_shows(report: Callable):
    report(put_off("2.4a", "2022-09", "The group met late"))
    at = opened(part="Timeline")
    assert alternatives(at)[0].startswith("48 milestones as at 30 June 2022")
    at.radio(key="timeline").set_value("WSOA 2").run()
    assert "1 moved to another month (2.4a)" in alternatives(at)[0]
    assert "1 was put off to a later month: by 8 months." in words(at)
    at.radio(key="timeline").set_value("All areas").run()
    assert alternatives(at)[0].startswith("119 milestones as at 30 June 2022")


def test_the_list_has_every_milestone_a_page_at_a_time_with_its_files(report: Callable):
    report()
    at = opened(part="List")
    assert "119 milestones" in words(at)
    assert html(at).count('<th scope="row">') == 50
    assert "1.1a Reorganised assessment team at work Action 1.1 · Head of SEND and 1 other ■ Overdue by 8" in words(at)
    assert [one.proto.label for one in at.get("download_button")] == ["Download as CSV", "Download as Excel"]


def test_officers_reach_the_form_from_a_milestone(report: Callable):
    report()
    assert "part=Update+a+milestone&amp;milestone=1.1a" in html(opened(action="1.1"))
    form = opened(part="Update a milestone", milestone="1.1a")
    assert form.selectbox(key="milestone_choice").value == "1.1a"
