"""The plan as it is told to the public: of its own tables, and of as much as they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sendkpi.plan.choices import About
from sendkpi.views.story import page
from tests import build
from tests.plan.folder import write
from tests.real_plan import PLAN
from tests.views.conftest import page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest


@pytest.fixture(scope="module")
def shown() -> AppTest:
    return page_alone("story_page", month="June 2022", as_at="2022-07-31").run()


@pytest.fixture(scope="module")
def said(shown: AppTest) -> str:
    assert not shown.exception
    return words(shown)


def sent(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


def test_it_begins_with_who_inspected_when_what_they_found_and_who_answers(said: str):
    assert (
        "In July 2021 inspectors from Ofsted and the Care Quality Commission looked at how well Haringey helps "
        "children and young people with special educational needs and disabilities (SEND), "
        "and found 3 areas of weakness."
    ) in said
    assert "“Written Statement of Action”, published on 11 January 2022." in said
    assert "Haringey Council and North Central London Clinical Commissioning Group answer for it together." in said
    assert "119 milestones" in said


@pytest.mark.parametrize("area", PLAN.areas, ids=lambda area: area.id)
def test_each_area_tells_what_was_found_said_and_promised_and_leads_to_its_page(shown: AppTest, said: str, area):
    own = [one for one in PLAN.findings if one.area == area.id]
    assert all(one.title in said for one in own)
    inspectors = sum(one.about is About.INSPECTORS for one in own)
    assert f"What inspectors found: {inspectors} points" in said
    assert f"{area.id} · led by {area.lead_published}" in said
    assert f'href="{area.id.lower().replace(" ", "-")}?month=June+2022&amp;as_at=2022-07-31"' in sent(shown)


def test_each_area_says_how_it_stands(said: str):
    assert said.count("How it stands") == len(PLAN.areas)
    assert said.count("judged measures") == len(PLAN.areas)


def test_it_says_how_much_of_the_strategy_this_plan_takes_up(said: str):
    assert "1 wider strategy 5 priorities 19 areas of work 8 of them in this plan, 11 in the strategy alone" in said
    assert "2 Meet children's needs inside the borough where possible 0 4" in said
    assert "4 Work with children, young people and families as partners 4 in WSOA 3 0" in said
    assert all(one.title in said for one in PLAN.priorities)


def test_it_names_everyone_who_answers_and_what_they_are_told(said: str):
    answers = said.partition("Who answers for what")[2]
    assert all(body.name_published in answers for body in PLAN.bodies)
    assert "Chair: Director of Children's Services (Haringey Council)" in answers
    assert "Meets: Every six weeks, later every quarter" in answers
    assert "Highlight report on performance and progress, each quarter" in answers
    assert "Progress with the plan, how often is not said" in answers
    assert (
        "Parent Carer Forum Supports and challenges; finds two members for each sub-group No report is named" in answers
    )
    assert all(group.title in answers for group in PLAN.sub_groups)
    assert "SEND Service Manager and Head of Adult Social Care and Learning Disability WSOA 1" in answers
    assert "Figures come from Haringey Council (" in answers


def test_every_short_form_that_is_spelt_out_is_one_that_the_page_uses(said: str):
    _, _, rest = said.partition("The 3 areas")
    listed = said.partition("The 3 areas")[0]
    assert all(f"{one.term} {one.title}" in listed for one in PLAN.terms)
    assert all(one.term.casefold() in rest.casefold() for one in PLAN.terms)


def test_it_ends_with_where_to_look_next(shown: AppTest, said: str):
    assert "Where to look next" in said
    for address in ("home", "milestones", "scrutiny"):
        assert f'href="{address}?month=June+2022' in sent(shown)


def test_milestones_of_which_nothing_is_reported_are_not_called_done_or_late(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    said = words(page_alone("story_page").run())
    own = sum(one.action.startswith("1.") for one in PLAN.milestones)
    assert f"Nothing reported yet of {own} milestones" in said
    assert "milestones complete" not in said


@pytest.mark.usefixtures("own_database", "empty_illustrative")
def test_a_plan_with_nothing_but_measures_is_told_without_the_parts_it_lacks(tmp_path, monkeypatch):
    monkeypatch.setenv("SENDKPI_PLAN", str(write(tmp_path / "plan")))
    at = page_alone("story_page").run()
    assert not at.exception
    said = words(at)
    assert "Elsewhere has a plan for children and young people with special educational needs" in said
    assert "“The plan”, published on 28 March 2024." in said
    assert "1 measure shows what changes for families." in said
    assert "Figures come from The Council (1 measure)." in said
    for left_out in ("inspectors", "families said", "How the plans fit together", "Boards", "groups", "milestone"):
        assert left_out not in said
    assert "WSOA" not in said
    assert "Haringey" not in said


@pytest.mark.usefixtures("own_database", "empty_illustrative")
def test_a_report_to_nobody_who_is_described_still_names_its_reader(tmp_path, monkeypatch):
    report = {
        "id": "R",
        "audience": "The Panel",
        "title": "Our year",
        "cadence": "annual",
        "document": "D",
        "line": "9",
    }
    monkeypatch.setenv("SENDKPI_PLAN", str(write(tmp_path / "plan", {"reports": [report]})))
    assert "The Panel Our year, each year" in words(page_alone("story_page").run())


@pytest.mark.usefixtures("own_database", "empty_illustrative")
def test_words_that_are_not_ours_stay_words(tmp_path, monkeypatch):
    finding = {"area": "A1", "about": "inspectors", "title": "<img src=x> & more", "document": "D", "line": "9"}
    monkeypatch.setenv("SENDKPI_PLAN", str(write(tmp_path / "plan", {"findings": [finding]})))
    at = page_alone("story_page").run()
    assert "<img src=x>" not in sent(at)
    assert "&lt;img src=x&gt; &amp; more" in sent(at)


def test_a_plan_of_measures_alone_is_described_in_whole_sentences():
    first, *rest = page.describe(build.plan(build.measure(), build.waits()))
    assert first.endswith("It is about 2 areas in which help is to become better.")
    assert rest[-1] == "Here anyone can follow it: 2 measures show what changes for families."


def test_one_inspectorate_and_one_body_that_answers_read_well():
    plan = replace(
        build.plan(build.measure()),
        inspected=build.month("2023-05"),
        inspectors=("Ofsted",),
        answerable=("The Council",),
    )
    first, *rest = page.describe(plan)
    assert first.startswith("In May 2023 inspectors from Ofsted looked")
    assert "The Council answers for it." in rest
