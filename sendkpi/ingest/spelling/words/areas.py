"""The plan's own area and others by name: whose figures a word beside them says that they are."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

from sendkpi.ingest.spelling.texts import clean
from sendkpi.ingest.spelling.words.notes import is_of_paper
from sendkpi.ingest.spelling.words.places import place_key
from sendkpi.ingest.spelling.words.subjects import Subject, subject_of
from sendkpi.settings import AREAS

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
    place = place_key(text)
    return (place in others - {""} or place in _authorities()) and not is_own(plan, text)


@cache
def _areas(kind: str) -> tuple[str, ...]:
    """The names of that kind of area, authorities or regions, by the table that comes with the product."""
    with AREAS.open(encoding="utf-8", newline="") as table:
        return tuple(row["name"] for row in csv.DictReader(table) if row["kind"] == kind)


@cache
def _authorities() -> frozenset[str]:
    """The authorities' names, as `place_key` has them."""
    return frozenset(map(place_key, _areas("authority")))


@cache
def _regions() -> re.Pattern[str]:
    """Any region's name; without `England` behind it only at the end of a line, where it is no part of a town."""
    names = (re.escape(name.casefold()) for name in sorted(_areas("region"), key=len, reverse=True))
    ends = (name.replace(r"\ england", r"(?:\ england|$)") for name in names)
    return re.compile(rf"\b(?:{'|'.join(ends)})(?!\w)", re.IGNORECASE)


_NAME = r"(?P<name>[A-Z][A-Za-z'’-]+(?:(?: |, )(?:and |upon |of |on |the |& )?[A-Z][A-Za-z'’-]+)*)"
_BODY = re.compile(
    rf"\b{_NAME} (?:ICB|ICS|CCG|Integrated Care (?:Board|System)|Clinical Commissioning Group)\b"
    rf"|\b{_NAME.replace('name', 'council')} Council\b"
    rf"|\b(?:(?:London|Royal|Metropolitan) Borough of|LB|City of) {_NAME.replace('name', 'borough')}"
)
_NO_NAME = re.compile(
    r"the|our|your|local|youth|school|health|parish|executive|each|for|to|by|of|from|all|and|send|nhs|borough|county"
    r"|city|district|metropolitan|unitary|scorecard|report|performance",
    re.IGNORECASE,
)


def place_in(plan: Plan, text: str) -> str:
    """The other place, council or health body that a line names, where it does not name the plan's own; "" for none."""
    words = f" {' '.join(clean(text).casefold().split())} "
    if is_of_paper(text):
        return ""
    if any(f" {own} " in words for own in _own_names(plan)):
        return ""
    neighbour = next((one.place for one in plan.neighbours if f" {one.place.casefold()} " in words), "")
    region = _regions().search(clean(text))
    return neighbour or (region[0] if region else "") or _body_in(text)


def _own_names(plan: Plan) -> set[str]:
    """The names of the plan's area and of those who answer for it, in small letters."""
    bodies = (*(measure.owner for measure in plan.measures), *plan.answerable)
    own = {_FORM.sub("", body).strip().casefold() for body in bodies}
    return {plan.place.casefold(), *own} - {""}


_FORM = re.compile(r"\b(?:CCG|ICB|ICS|NHS|Council|Clinical Commissioning Group|Integrated Care (?:Board|System))\b")


def _body_in(text: str) -> str:
    """The name of a council or a health body in a line of mixed letters."""
    for found in _BODY.finditer(clean(text)):
        name = found["name"] or found["council"] or found["borough"]
        if not all(map(_NO_NAME.fullmatch, name.split())):
            return name
    return ""
