"""Writes README.md of this folder from the records that its tables are read as: run by `make docs`.

What a column holds in a few words is said in MEANINGS; its form, whether it may be empty and its legal values are
those that the reader holds it to, so they cannot differ.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from inspect import getdoc
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, get_args, get_origin

from sendkpi.files import write_file
from sendkpi.plan.sense import BASES, UNITS
from sendkpi.plan.tables import PLAN_TABLE, RULES, TITLE_LENGTH, columns, records, references, required
from sendkpi.published import PlansBasis
from sendkpi.record.updates import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = Path(__file__).with_name("README.md")

TOP = f"""# The plan's tables
<!-- Written by make_readme.py from the records: `make docs` writes it anew. -->

A plan is a folder of CSV files in UTF-8, each with a heading row. All of the files below must be there, with these
columns in any order; a table that has nothing to say holds its heading row alone.
`python -m sendkpi plan` names every fault by file, row and column.

- A month is written `2022-04`, a day `2022-01-11`, a number `12` or `58.66`, a yes or no `yes` or `no`.
- A list is joined by `; `, such as `EHCP1; EHCP7`.
- A title has at most {TITLE_LENGTH} characters.
- A column whose name ends in `_published` holds the document's own words. The column beside it is how the product
  reads them.
"""

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "": {
        "document": "The document that the row is taken from.",
        "line": "Where in the document it stands: lines of its text, or words that lead there.",
    },
    PLAN_TABLE: {
        "place": "The area that the plan is for, such as Haringey.",
        "title": "What pages and papers call the plan.",
        "area_code": "The local authority's three-digit number in national statistics. Needed where a measure has an "
        "`indicator`.",
        "region": "The region's name as national statistics have it.",
        "inspected": "The month of the inspection that the plan answers.",
        "inspectors": "Who inspected.",
        "answerable": "The organisations that must answer together.",
    },
    "documents": {
        "id": "What other tables call the document.",
        "title": "The document's name.",
        "published": "The day on which it came out.",
        "file": "The name of its text as a file. The product does not open it.",
    },
    "areas": {
        "id": "What pages and other tables call the area of weakness.",
        "title": "Its name in our words.",
        "title_published": "Its name in the document.",
        "lead_published": "Who leads it.",
        "found": "What the inspectors found, in a sentence or two.",
    },
    "measures": {
        "id": "The product's own name of the series: in workbooks, commands and addresses.",
        "ref_published": "The document's reference. Several series may share one; an empty one has none.",
        "area": "The area that it belongs to.",
        "title": "What is measured, in a few words.",
        "definition": "What exactly is counted, in a sentence.",
        "unit": "What a figure counts. Percentages are 0 to 100.",
        "better": "Which way is improvement.",
        "collected": "How long one of its periods is.",
        "basis": "What the rated figure covers.",
        "pooling": "How figures of several providers or months make one: `rate` is 100 times all numerators over all "
        "denominators, `mean` is weighted by denominators, `maximum` is the largest, `sum` adds, `stock` adds over "
        "providers and never over months.",
        "expectation": "`target`: a target by a month. `improvement`: better than in the period before.",
        "year_start": "The month, 1 to 12, in which the measure's year begins.",
        "collected_from": "The month in which its first period ends.",
        "reporting_lag": "Months from the end of a period until its figure is due.",
        "numerator_name": "What the numerator counts.",
        "denominator_name": "What the denominator counts.",
        "baseline_published": "The baseline in the document's words.",
        "baseline": "The baseline in the measure's unit. Empty until one is agreed.",
        "baseline_month": "The month that the baseline is of.",
        "baseline_promised": "The month by which the plan promises a baseline.",
        "target_published": "The target in the document's words.",
        "target_month_published": "The target's date in the document's words.",
        "target": "The target in the measure's unit. Empty until one is agreed.",
        "target_month": "The month by which it is to be met.",
        "target_promised": "The month by which the plan promises a target.",
        "tolerance": "How far behind the trajectory is still amber.",
        "tolerance_unit": "`points` of the measure's unit, or `percent` of the trajectory.",
        "floor": "A level that must never be passed, whatever the trajectory says.",
        "minimum_sample": "The least denominator that the plan asks for.",
        "sensitive": "Whether small numbers of it could point to a child.",
        "indicator": "The published indicator that is this measure for other areas.",
        "comparator": f"Which published figures count as this measure does: {' or '.join(PlansBasis)}. Needed where "
        "there is an `indicator`.",
        "sub_group": "The sub-group that answers for it.",
        "owner": "The organisation that sends its figures.",
    },
    "trajectory": {
        "measure": "The measure that the plan gives points for.",
        "month": "The month.",
        "value": "Where the measure should be by then, in its unit.",
    },
    "breakdowns": {
        "measure": "The measure.",
        "breakdown": "The part's name, as workbooks give it.",
        "kind": "What sort of part it is, such as provider.",
    },
    "sub_groups": {
        "id": "What other tables call the sub-group.",
        "name_published": "Its name in the document.",
        "title": "Its name in our words.",
        "leads": "The posts that lead it.",
        "areas": "The areas that it works on.",
    },
    "actions": {
        "id": "The action's published reference.",
        "area": "The area that it belongs to.",
        "title": "What is to be done, in a few words.",
        "leads_published": "Who leads it, in the document's words.",
        "leads": "The posts that lead it, one by one.",
        "sub_group": "The sub-group that answers for it.",
        "sub_groups_shared": "Other sub-groups that share it.",
    },
    "milestones": {
        "id": "The action and a letter, such as `1.1a`.",
        "action": "The action that it is a step of.",
        "letter_published": "The letter as printed. Empty where none is.",
        "title": "What will be done, in a few words.",
        "date_published": "Its date in the document's words.",
        "kind": "How it is dated.",
        "due": "The month of completion. Empty where the document gives a start, an event or nothing.",
        "start": "The month in which it begins.",
        "interim": "Months of earlier stages.",
        "recurring": "Whether it comes again and again.",
        "cadence": "How often it recurs, such as monthly, quarterly, annual, each meeting, unspecified.",
        "ongoing": "Whether it goes on without an end.",
        "tracking_month": "The month that places it in the published grid.",
        "quarter": "The quarter of the published grid, such as `Oct-Dec 21`.",
    },
    "impact_links": {
        "action": "The action.",
        "measure": "The measure that shows its impact. Empty where none does.",
        "match": "How well the measure fits the published words: exact, near, partial or none.",
        "title": "The published impact measure in a few words.",
    },
    "recommendations": {
        "id": "The recommendation's number.",
        "theme": "What it is about, as the document groups them.",
        "title": "What is recommended, in a few words.",
        "paragraph_published": "The paragraph's number in the document.",
        "decision": "The answer that it got, such as accepted, partially accepted, not accepted.",
        "decision_published": "That answer in the document's words.",
        "owners": "The posts that answer for it.",
        "who_and_when_published": "Who and when, in the document's words.",
        "due_published": "Its date in the document's words.",
        "due": "The month by which it is to be done.",
        "progress": "What the document says was done by then.",
        "status": f"How it stood by then: {', '.join(Progress)}.",
    },
    "recommendation_links": {
        "recommendation": "The recommendation.",
        "bears_on": "What of the plan bears on it, by our reading.",
    },
    "priorities": {
        "priority": "The priority's number in the wider strategy.",
        "priority_title": "Its name.",
        "code_published": "The item's code as printed.",
        "item": "The item's code as the product reads it.",
        "title": "What the item is, in a few words.",
        "area": "The area of the plan that takes it up.",
        "actions": "The actions that take it up.",
    },
    "reports": {
        "id": "What other tables call the report.",
        "audience": "Who receives it.",
        "title": "What it is.",
        "cadence": "How often: monthly, quarterly, half-yearly, annual. Empty where it is not said.",
        "cadence_published": "How often, in the document's words.",
        "milestone": "The milestone that promises it.",
    },
    "findings": {
        "area": "The area that it is about.",
        "about": "`inspectors`: what they found. `families`: what parents, carers and young people said. `outcome`: "
        "what will be different.",
        "title": "The point, in a few words.",
    },
    "bodies": {
        "id": "What the product calls the board, panel or forum.",
        "name_published": "Its name.",
        "title": "What it does for the plan.",
        "chair": "Who chairs it.",
        "meets": "How often it meets.",
    },
    "audiences": {
        "id": "What commands call the audience, such as `send-executive`.",
        "title": "Its name.",
        "periods": "The periods that it receives papers for.",
        "each": "`sub-group` where each of these has a paper of its own.",
        "areas": "The areas that its paper is about. Empty: all.",
        "measures": "The measures that its paper is about. Empty: all.",
        "sections": "The sections of its paper, in order.",
        "reports": "The promised reports that its paper is.",
    },
    "terms": {
        "term": "A short form or a word of the trade.",
        "title": "What it stands for.",
    },
    "comparators": {
        "measure": "The measure that it is held against.",
        "place": "Whose figure it is, by name.",
        "kind": "Whose figure it is.",
        "year": "The calendar year that it is of.",
        "basis": "Which cases it counts, as published: all plans, excluding exceptions.",
        "method": "How it was made: pooled, or an unweighted mean.",
        "neighbour_list": "For neighbours: the year of their list.",
        "areas_counted": "How many areas of the list had a figure.",
        "numerator": "The part.",
        "denominator": "The whole.",
        "value": "The figure in the measure's unit.",
        "release": "The release that it was taken from.",
        "published": "The day on which it became public: it is shown from then on.",
    },
    "neighbours": {
        "neighbour_list": "The year of the list.",
        "rank": "1 is the most alike. No two areas of a list share one.",
        "area_code": "The local authority's three-digit number in national statistics.",
        "place": "Its name.",
    },
    "queries": {
        "id": "The query's number.",
        "kind": "What sort of doubt: figure, date, reference, link, definition, lead, working value.",
        "about": "What it touches.",
        "field": "The part of it that is in doubt.",
        "published": "What the document says.",
        "doubt": "What is in doubt, in a sentence.",
        "working": "What the product works with until it is answered.",
    },
}
"""What each column holds, by table; under "" what a column of that name holds in every table."""

_FORMS: Mapping[object, str] = {str: "text", bool: "yes or no", int: "whole number", float: "number"}


def main() -> None:
    """Write the file."""
    write_file(FILE, readme().encode())


def readme() -> str:
    """The whole text."""
    return "\n".join((TOP, *(line for table in records() for line in _about(table)), *_together())) + "\n"


def _about(table: str) -> Iterator[str]:
    """A table: what a row is, what tells rows apart, and its columns."""
    summary = (getdoc(records()[table]) or "").partition("\n")[0]
    yield from (f"## {table}.csv", summary)
    if key := RULES[table].key:
        yield f"No two rows are alike in {_joined([f'`{name}`' for name in key], 'and')}."
    yield from ("", "| column | must be filled | written as | what it holds |", "|---|---|---|---|")
    for column in columns(table):
        needed = "yes" if is_needed(table, column) else ""
        yield f"| `{column}` | {needed} | {written_as(table, column)} | {meaning(table, column)} |"
    yield ""


def meaning(table: str, column: str) -> str:
    """What a column holds in a few words."""
    own = MEANINGS[table]
    return own[column] if column in own else MEANINGS[""][column]


def is_needed(table: str, column: str) -> bool:
    """Whether a cell of the column may not be empty."""
    hint = columns(table)[column]
    may_be_empty = hint is str or get_origin(hint) is tuple or isinstance(hint, UnionType)
    return column in required(table) or not may_be_empty


def written_as(table: str, column: str) -> str:
    """The form of a cell: a text, an id, one of the legal values, a list."""
    hint = columns(table)[column]
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    elif isinstance(hint, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    form = _form(table, column, hint)
    return f"list: {form}" if many else form


def _form(table: str, column: str, hint: object) -> str:
    if choices := RULES[table].choices.get(column):
        return _joined([f"`{one}`" for one in choices if one], "or")
    if targets := references(table).get(column):
        return f"id of {_joined([f'{one}.csv' for one in targets], 'or')}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _joined([f"`{one}`" for one in hint], "or")
    if hint is dt.date:
        return "day" if column in RULES[table].days else "month"
    return _FORMS[hint]


def _together() -> Iterator[str]:
    """What of a measure's settings goes with what."""
    yield from ("## What goes together in measures.csv", "| `collected` | `basis` |", "|---|---|")
    yield from (f"| {one} | {_joined([*bases], 'or')} |" for one, bases in BASES.items())
    yield from ("", "| `pooling` | `unit` |", "|---|---|")
    yield from (f"| {one} | {_joined([*units], 'or')} |" for one, units in UNITS.items())


def _joined(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


if __name__ == "__main__":
    main()
