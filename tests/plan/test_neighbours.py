"""The areas that a plan's own is held against: their lists, the plan's own number, and what makes no sense of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendkpi import settings
from sendkpi.errors import PlanError
from sendkpi.plan import read
from sendkpi.published import Indicator
from tests.plan.folder import MEASURE, SMALL, change, write

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = MEASURE | {"indicator": "EHC plans in 20 weeks", "comparator": "all plans"}
OWN = SMALL["plan"][0] | {"area_code": "801", "region": "South West"}


def neighbour(rank: int, code: str, of: int = 2021) -> dict[str, str]:
    return {
        "neighbour_list": str(of),
        "rank": str(rank),
        "area_code": code,
        "place": f"Area {code}",
        "document": "D",
        "line": "1",
    }


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(PlanError) as refused:
        read(folder)
    return refused.value.faults


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lists = [neighbour(1, "802"), neighbour(2, "803"), neighbour(1, "803", of=2025)]
    return write(tmp_path, {"plan": [OWN], "measures": [PUBLISHED], "neighbours": lists})


def test_another_area_brings_its_own_number_region_and_neighbours(folder: Path):
    plan = read(folder)
    assert (plan.area_code, plan.region) == ("801", "South West")
    assert [(one.neighbour_list, one.rank, one.place) for one in plan.neighbours] == [
        (2021, 1, "Area 802"),
        (2021, 2, "Area 803"),
        (2025, 1, "Area 803"),
    ]
    assert plan.measure("M1").indicator is Indicator.EHC_PLANS_IN_TIME


@pytest.mark.parametrize(
    ("row", "cells", "message"),
    [
        (3, {"rank": "1"}, "row 3, column rank: 1 is in row 2 of the list of 2021 already."),
        (3, {"area_code": "802"}, "row 3, column neighbour_list: '2021, 802' is in row 2 already."),
        (
            3,
            {"area_code": "801"},
            "row 3, column area_code: '801' is the plan's own area: it is none of its neighbours.",
        ),
        (
            3,
            {"area_code": "E09000014"},
            "row 3, column area_code: 'E09000014' is not a local authority's three-digit number, such as 309.",
        ),
        (3, {"neighbour_list": "April 2021"}, "row 3, column neighbour_list: 'April 2021' is not a whole number"),
    ],
)
def test_a_neighbour_that_makes_no_sense_is_named(folder: Path, row: int, cells: dict[str, str], message: str):
    change(folder, "neighbours", row, **cells)
    (fault,) = faults(folder)
    assert fault.startswith(f"neighbours.csv, {message}")


def test_a_measure_that_is_published_for_every_area_needs_the_plans_own_number(folder: Path):
    change(folder, "plan", 2, area_code="")
    assert faults(folder) == (
        (
            "plan.csv, row 2, column area_code: is empty, though M1 has an indicator: "
            "give the local authority's number, such as 309."
        ),
    )


def test_a_measure_that_is_published_for_every_area_says_which_basis_is_its_own(folder: Path):
    change(folder, "measures", 2, comparator="all of them")
    assert faults(folder) == (
        (
            "measures.csv, row 2, column comparator: 'all of them' is not a basis of EHC plans in 20 weeks: "
            "say which one counts as the measure does, all plans or excluding exceptions."
        ),
    )


def test_haringey_has_two_lists_of_ten_neighbours():
    plan = read(settings.plan_folder())
    assert (plan.area_code, plan.region) == ("309", "London")
    lists = {year: [one.place for one in plan.neighbours if one.neighbour_list == year] for year in (2021, 2025)}
    assert [len(places) for places in lists.values()] == [10, 10]
    assert set(lists[2021]) & set(lists[2025]) == {"Waltham Forest", "Lewisham", "Lambeth", "Enfield", "Southwark"}
