"""The plan's own area and others by name: whose figures a word beside them says that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.ingest.spelling.about import Subject, place_key, subject_of
from sendkpi.ingest.spelling.texts import clean

if TYPE_CHECKING:
    from sendkpi.plan.whole import Plan


def is_own(plan: Plan, text: str) -> bool:
    """Whether a text names the plan's own area, by its name in any form or by its number."""
    return place_key(text) == place_key(plan.place) or bool(plan.area_code and clean(text) == plan.area_code)


def is_elsewhere(plan: Plan, text: str) -> bool:
    """Whether a text names another area: the country, a region, a neighbour."""
    return not is_own(plan, text) and (is_place_elsewhere(plan, text) or subject_of(text) is Subject.ELSEWHERE)


def is_place_elsewhere(plan: Plan, text: str) -> bool:
    """Whether a text is the name of another area: the plan's region, a neighbour."""
    others = {place_key(one.place) for one in plan.neighbours} | {place_key(plan.region)}
    return place_key(text) in others - {""} and not is_own(plan, text)


def neighbour_in(plan: Plan, text: str) -> str:
    """The neighbour that a line names, where it does not name the plan's own area; "" for none."""
    words = f" {' '.join(clean(text).casefold().split())} "
    if f" {plan.place.casefold()} " in words:
        return ""
    return next((one.place for one in plan.neighbours if f" {one.place.casefold()} " in words), "")
