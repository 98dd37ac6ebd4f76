from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis.delivery.lists import (
    COLUMNS,
    DeliveryFilters,
    attention,
    columns_in,
    falling_due,
    listed,
    moved,
    quarter_words,
    within,
)
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.frames import columns_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.record.updates import Status
from tests.delivery import action, done, judged, milestone, milestone_update, occurring, plan_of, put_off, recurring

JUNE = dt.date(2022, 6, 1)
SHARED = plan_of(
    milestone("1.1a", "2022-04", quarter="Apr-Jun 22"),
    milestone("1.2a", "2022-08", quarter="Jul-Sep 22"),
    milestone("2.1a", None),
    actions=(
        action("1.1"),
        action("1.2", leads=("Head of SEND", "Designated Clinical Officer"), sub_groups_shared=("HEALTH",)),
        action("2.1", area="WSOA 2", sub_group="HEALTH", leads=("Head of CYP Commissioning",)),
    ),
)


def kept(**filters) -> list[str]:
    return list(within(SHARED, judged(SHARED), DeliveryFilters(**filters))["milestone"])


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, ["1.1a", "1.2a", "2.1a"]),
        ({"areas": ("WSOA 1",)}, ["1.1a", "1.2a"]),
        ({"sub_groups": ("HEALTH",)}, ["1.2a", "2.1a"]),
        ({"leads": ("Designated Clinical Officer",)}, ["1.2a"]),
        ({"brags": (DeliveryRating.OVERDUE, DeliveryRating.NO_DATE)}, ["1.1a", "2.1a"]),
        ({"quarters": ("",)}, ["2.1a"]),
        ({"action": "1.2"}, ["1.2a"]),
        ({"areas": ("WSOA 2",), "brags": (DeliveryRating.OVERDUE,)}, []),
    ],
)
def test_filters_leave_what_is_within_all_of_them_and_a_sub_group_what_it_shares(filters: dict, left: list[str]):
    assert kept(**filters) == left


def test_what_needs_attention_is_the_longest_overdue_then_at_risk_then_deferred():
    plan = plan_of(
        *(
            milestone(f"1.1{letter}", due)
            for letter, due in zip("abcde", ["2022-05", "2022-03"] * 2 + ["2022-06"], strict=True)
        )
    )
    rows = judged(plan, put_off("1.1c", "2022-09"), milestone_update("1.1e", Status.AT_RISK), done("1.1d", 2022, 3, 1))
    assert list(attention(rows)["milestone"]) == ["1.1b", "1.1a", "1.1e", "1.1c"]


def test_a_quarter_holds_what_is_due_or_begins_in_it_and_every_occurrence():
    plan = plan_of(
        milestone("1.1a", "2022-06"),
        milestone("1.1b", None, "2022-04"),
        milestone("1.1c", "2022-07"),
        recurring("1.1d", "monthly", "2022-03"),
    )
    falling = falling_due(judged(plan), occurring(plan, until=JUNE), JUNE)
    assert [f"{row.milestone} {row.month:%b}" for row in falling.itertuples()] == [
        "1.1b Apr",
        "1.1d Apr",
        "1.1d May",
        "1.1a Jun",
        "1.1d Jun",
    ]
    assert list(falling["begins"]) == [True, False, False, False, False]


def test_a_quarter_without_anything_is_empty():
    plan = plan_of(milestone("1.1a", "2022-01"))
    assert falling_due(judged(plan), occurring(plan), JUNE).empty


def test_a_milestone_put_off_falls_due_in_its_new_quarter_and_is_marked_as_moved():
    plan = plan_of(milestone("1.1a", "2022-01"), milestone("1.1b", "2022-06"))
    rows = judged(plan, put_off("1.1a", "2022-05"))
    assert list(falling_due(rows, occurring(plan), JUNE)["milestone"]) == ["1.1a", "1.1b"]
    assert list(moved(rows)) == [True, False]


def test_the_quarter_before_all_others_is_named_by_the_first_of_them():
    plan = plan_of(
        milestone("1.1a", "2021-07", quarter="before grid"),
        milestone("1.1b", "2021-12", quarter="Oct-Dec 21"),
        milestone("1.1c", None, quarter="Year 2"),
        milestone("1.1d", None),
    )
    assert quarter_words(plan) == {
        "before grid": "Before October 2021",
        "Oct-Dec 21": "Oct–Dec 21",
        "Year 2": "Year 2",
        "": "No date",
    }


def test_a_file_gives_people_s_words():
    table = listed(SHARED, judged(SHARED))
    assert list(table.columns) == list(columns_in("file"))
    assert list(table["judgement"]) == ["Overdue", "Not due yet", "No date"]
    assert list(table["sub_group"]) == ["EHC group", "EHC group", "HEALTH"]
    assert list(table["quarter"]) == ["Apr–Jun 22", "Jul–Sep 22", "No date"]


def test_every_column_of_a_milestone_is_in_the_list():
    assert {one.shows for one in COLUMNS} == set(columns_of(MilestoneRow))
