"""The Haringey plan's actions, milestones, links, recommendations and queries, checked by hand against the document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sendkpi.plan import Plan, read
from sendkpi.plan.choices import MilestoneKind

if TYPE_CHECKING:
    from sendkpi.plan.delivery import Milestone

FOLDER = Path(__file__).parents[2] / "data" / "plan"

QUERY_KINDS = {"figure", "date", "reference", "link", "definition", "lead", "working value"}

LONGEST_DOUBT = 200


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read(FOLDER)


@pytest.fixture(scope="module")
def milestones(plan: Plan) -> dict[str, Milestone]:
    return {milestone.id: milestone for milestone in plan.milestones}


def test_seventy_seven_milestones_fall_due_by_june_2022(plan: Plan):
    assert sum(row.due is not None and row.due <= dt.date(2022, 6, 1) for row in plan.milestones) == 77


def test_twenty_milestones_have_no_due_month_and_seven_of_them_no_month_at_all(plan: Plan):
    undated = [row for row in plan.milestones if row.due is None]
    assert len(undated) == 20
    assert [row.id for row in undated if row.start is None] == ["1.3f", "1.8c", "2.4b", "2.4c", "2.4d", "2.4e", "3.7h"]


def test_a_milestone_is_named_by_its_action_and_a_letter(plan: Plan):
    assert all(row.id[:-1] == row.action and row.id[-1].isalpha() for row in plan.milestones)


def test_a_letter_printed_twice_or_not_at_all_is_inferred_and_stands_beside_the_printed_one(
    plan: Plan, milestones: dict[str, Milestone]
):
    assert milestones["3.8c"].letter_published == "b"
    unlettered = {row.action for row in plan.milestones if not row.letter_published}
    assert unlettered == {"2.7", "2.8"}


def test_a_date_is_kept_as_printed_beside_the_months_it_is_read_as(milestones: dict[str, Milestone]):
    camhs, training = milestones["1.4c"], milestones["1.2f"]
    assert (camhs.date_published, camhs.kind) == ("Feb 22; May 2022", MilestoneKind.BY_TWO_STAGE)
    assert (camhs.due, camhs.interim) == (dt.date(2022, 5, 1), (dt.date(2022, 2, 1),))
    assert (training.date_published, training.kind) == ("Dec to Apr 2022", MilestoneKind.RANGE)
    assert (training.start, training.due) == (dt.date(2021, 12, 1), dt.date(2022, 4, 1))


def test_a_milestone_that_only_starts_is_tracked_but_never_due(milestones: dict[str, Milestone]):
    onwards = milestones["2.6d"]
    assert (onwards.kind, onwards.start, onwards.due) == (MilestoneKind.START, dt.date(2022, 1, 1), None)
    assert (onwards.tracking_month, onwards.ongoing) == (dt.date(2022, 1, 1), True)


def test_no_two_milestones_or_actions_share_a_title(plan: Plan):
    for table in (plan.milestones, plan.actions, plan.recommendations):
        titles = [row.title for row in table]
        assert len(set(titles)) == len(titles)


def test_every_action_has_leads_and_answers_to_a_sub_group(plan: Plan):
    assert all(action.leads and action.sub_group for action in plan.actions)
    shared = {action.id: action.sub_groups_shared for action in plan.actions if action.sub_groups_shared}
    assert shared == {**dict.fromkeys(("1.3", "1.4", "1.5", "1.6"), ("HEALTH",)), "1.7": ("PFA",), "1.8": ("EHC",)}


def test_two_measures_have_no_action_behind_them(plan: Plan):
    linked = {link.measure for link in plan.impact_links}
    assert [measure.id for measure in plan.measures if measure.id not in linked] == ["EHCP4", "COM4"]


def test_a_link_without_a_measure_says_so(plan: Plan):
    assert all((link.match == "none") == (link.measure == "") for link in plan.impact_links)
    assert {link.match for link in plan.impact_links} == {"exact", "near", "partial", "none"}
    assert {link.action for link in plan.impact_links} == {action.id for action in plan.actions}


def test_a_recommendation_has_the_decision_and_month_it_was_given(plan: Plan):
    by_id = {row.id: row for row in plan.recommendations}
    assert [row.id for row in plan.recommendations if row.due is None] == ["4", "11"]
    assert (by_id["2"].due_published, by_id["2"].due) == ("Jan 21", dt.date(2021, 1, 1))
    assert (by_id["2"].decision, by_id["4"].decision) == ("investigation required", "not accepted")
    assert by_id["10"].owners == ("Head of Strategic Commissioning, Early Help and Culture",)


def test_queries_are_numbered_in_order_and_say_what_the_product_works_with(plan: Plan):
    assert [query.id for query in plan.queries] == [f"Q{n:03d}" for n in range(1, len(plan.queries) + 1)]
    assert {query.kind for query in plan.queries} == QUERY_KINDS
    assert all(query.working and len(query.doubt) <= LONGEST_DOUBT for query in plan.queries)


@pytest.mark.parametrize("field", ["tolerance", "reporting lag", "owner", "collected", "collected from", "sensitive"])
def test_every_working_value_of_a_measure_is_a_query(plan: Plan, field: str):
    named = {name for query in plan.queries if query.field == field for name in query.about}
    assert {measure.id for measure in plan.measures} <= named


def test_a_month_that_the_document_does_not_give_is_a_query(plan: Plan):
    asked = {name for query in plan.queries if query.kind == "date" for name in query.about}
    assert {row.id for row in plan.milestones if row.due is None} <= asked
    assert {row.id for row in plan.recommendations if row.due is None} <= asked
    assert {measure.id for measure in plan.measures if measure.baseline_promised} <= asked
