"""The rules of each table of a plan folder, beyond the types that its record's annotations say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import get_args, get_origin, get_type_hints

from sendkpi.plan.whole import Plan

TITLE_LENGTH = 90
"""Characters of a title, at most: titles are shown in table rows, lists and chart headings."""

PLAN_TABLE = "plan"
"""The table of one row that says whose plan it is."""


@dataclass(frozen=True)
class Rule:
    """The rules of a table's cells, among themselves and towards other tables.

    `key`: no two rows are alike in all of these. `required`: texts that may not be empty.
    `references`: the tables one of whose `id`s each column (or each part of a list) names; an
    empty cell names nothing. `choices`: the legal values of a text. `days`: dates that are days, not months.
    """

    key: tuple[str, ...] = ("id",)
    required: tuple[str, ...] = ()
    references: dict[str, tuple[str, ...]] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """Whose plan it is: the one row of plan.csv."""

    place: str
    title: str
    area_code: str
    region: str
    inspected: dt.date | None
    inspectors: tuple[str, ...]
    answerable: tuple[str, ...]


_ALWAYS = ("id", "title", "document", "line")

RULES: dict[str, Rule] = {
    PLAN_TABLE: Rule(key=(), required=("place",)),
    "documents": Rule(days=("published",)),
    "areas": Rule(),
    "measures": Rule(
        required=("area", "definition", "owner"),
        references={"area": ("areas",), "sub_group": ("sub_groups",)},
        choices={"tolerance_unit": ("points", "percent")},
    ),
    "trajectory": Rule(key=("measure", "month"), required=("measure",), references={"measure": ("measures",)}),
    "breakdowns": Rule(
        key=("measure", "breakdown"), required=("measure", "breakdown", "kind"), references={"measure": ("measures",)}
    ),
    "sub_groups": Rule(references={"areas": ("areas",)}),
    "actions": Rule(
        required=("area",),
        references={"area": ("areas",), "sub_group": ("sub_groups",), "sub_groups_shared": ("sub_groups",)},
    ),
    "milestones": Rule(required=("action",), references={"action": ("actions",)}),
    "impact_links": Rule(
        key=("action", "measure", "title"),
        required=("action", "match"),
        references={"action": ("actions",), "measure": ("measures",)},
    ),
    "recommendations": Rule(),
    "recommendation_links": Rule(
        key=("recommendation", "bears_on"),
        required=("recommendation", "bears_on"),
        references={"recommendation": ("recommendations",), "bears_on": ("measures", "actions")},
    ),
    "priorities": Rule(
        key=("priority", "item", "title"),
        required=("priority", "priority_title", "item"),
        references={"area": ("areas",), "actions": ("actions",)},
    ),
    "reports": Rule(required=("audience",), references={"milestone": ("milestones",)}),
    "findings": Rule(key=("area", "about", "title"), required=("area",), references={"area": ("areas",)}),
    "bodies": Rule(required=("name_published",)),
    "audiences": Rule(
        required=("periods", "sections"),
        references={"areas": ("areas",), "measures": ("measures",), "reports": ("reports",)},
        choices={"each": ("", "sub-group")},
    ),
    "terms": Rule(key=("term",), required=("term",)),
    "comparators": Rule(
        key=("measure", "place", "year", "basis", "neighbour_list", "release"),
        required=("measure", "place", "basis", "release"),
        references={"measure": ("measures",)},
        days=("published",),
    ),
    "neighbours": Rule(key=("neighbour_list", "area_code"), required=("area_code", "place")),
    "queries": Rule(
        required=("kind", "about", "doubt"),
        references={
            "about": (
                "measures",
                "areas",
                "actions",
                "milestones",
                "recommendations",
                "reports",
                "sub_groups",
                "documents",
            )
        },
    ),
}


@cache
def records() -> dict[str, type[object]]:
    """The record of each table, in the order of the plan: its heading, then each of its lists."""
    tuples = {name: get_args(hint)[0] for name, hint in get_type_hints(Plan).items() if get_origin(hint) is tuple}
    return {PLAN_TABLE: Heading} | {name: of for name, of in tuples.items() if of is not str}


@cache
def columns(table: str) -> dict[str, object]:
    """A table's columns in order, each with the annotation of its record's field."""
    return get_type_hints(records()[table])


def required(table: str) -> tuple[str, ...]:
    """The texts of a table that may not be empty: its own, and those that every table must fill."""
    always = tuple(name for name in _ALWAYS if name in columns(table))
    return (*always, *RULES[table].required)


def references(table: str) -> dict[str, tuple[str, ...]]:
    """The tables that each column of a table refers to; a `document` is everywhere one of documents.csv."""
    document = {"document": ("documents",)} if "document" in columns(table) else {}
    return document | RULES[table].references
