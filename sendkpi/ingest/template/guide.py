"""The Read me sheet of a template: how to fill it, its symbols, and what each measure counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sendkpi.ingest.layout import GUIDE_SHEET, MILESTONES_SHEET, RECOMMENDATIONS_SHEET, SHEET, Part
from sendkpi.plan.choices import Basis, Pooling, Unit
from sendkpi.record.updates import Progress, Status
from sendkpi.values import Symbol, month_name

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan

_SYMBOL_ADVICE = {
    Symbol.CONFIDENTIAL: "Confidential. The figure is known and may not be shared.",
    Symbol.NOT_AVAILABLE: "Not available. There should be a figure and there is none; say why in Commentary.",
    Symbol.NOT_APPLICABLE: "Not applicable. There can be no figure for this period.",
    Symbol.LOW: "Low. The figure rounds to zero but is not zero.",
    Symbol.UNRELIABLE: "Low reliability. Give the figure as well, and say in Commentary why to read it with care.",
}

_UNIT_ADVICE = {
    Unit.PERCENT: "A percentage. Fill in Numerator and Denominator; Value is then worked out and may stay blank.",
    Unit.WEEKS: "Weeks. Fill in Value, and in Denominator how many children were counted.",
    Unit.COUNT: "A count. Fill in Value alone.",
}


def guide(
    plan: Plan, measures: Sequence[Measure], month: dt.date, owner: str | None, beside: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """The lines of the sheet: what about, and what to do. `measures` may repeat; each is explained once.

    `beside` are the titles of the workbook's sheets about delivery.
    """
    sheets = [SHEET, *beside]
    return [
        *_opening(plan, month, owner, beside, any_due=bool(measures)),
        *_FILLING,
        *(_MILESTONES if MILESTONES_SHEET in beside else ()),
        *(_RECOMMENDATIONS if RECOMMENDATIONS_SHEET in beside else ()),
        (
            "Other columns and sheets",
            f"Only the columns of {_joined(sheets)} are read. {GUIDE_SHEET} and notes beside the table are not.",
        ),
        *((f"Symbol {symbol}", advice) for symbol, advice in _SYMBOL_ADVICE.items()),
        *((measure.id, _measure(measure)) for measure in dict.fromkeys(measures)),
    ]


def _opening(
    plan: Plan, month: dt.date, owner: str | None, beside: Sequence[str], *, any_due: bool
) -> list[tuple[str, str]]:
    who = f" from {owner}" if owner else ""
    due = (
        f"Fill in the sheet {SHEET}, save the file and send it on the Submit page."
        if any_due
        else "Nothing falls due for this month. Earlier months can be corrected."
    )
    if beside:
        due += f" Say in {_joined(beside)} what has moved: with figures or without any."
    return [("This workbook", f"{plan.place}: {plan.title}. Figures for {month_name(month)}{who}. {due}")]


def _joined(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


_FILLING = (
    (
        "One row, one figure",
        (
            f"Each row of {SHEET} asks for one figure, in its shaded cells. Do not change the headings. Titles are "
            "locked."
        ),
    ),
    ("The period alone", "Give each period's own numbers, never a running total: the year to date is worked out."),
    ("Breakdown", "Blank means the total. The other rows of a measure ask for its parts; together they must agree."),
    ("Percentages", "Type 43.8 for 43.8%, not 0.438. With numerator and denominator there is no need to type any."),
    ("Quarters and years", "Month is the last month of the period: June 2022 stands for April to June 2022."),
    ("Nothing to report", "Leave the row blank, and the figure counts as not reported. Or give a symbol to say why."),
    ("Nobody counted", "If nobody was counted, type 0 in Denominator and leave Value blank."),
    ("Commentary", "Say what moved the figure and what is being done. It goes with a figure or a symbol."),
    ("Never name a child", "No names, dates of birth, numbers or addresses of children or families, in any cell."),
    ("Correcting a month", "Add a row below the last one with the measure, the earlier month and the right figure."),
)

_MILESTONES = (
    (
        MILESTONES_SHEET,
        (
            "Change only the rows that have moved: a row that says what is known already changes nothing, and a blank "
            f"cell takes nothing away. {Part.STATUS} is one of: {', '.join(Status)}."
        ),
    ),
    (
        "A completed milestone",
        (
            f"Give the status {Status.COMPLETE} and in {Part.COMPLETED} the day, such as 13 June 2022. A month alone "
            f"is no day. {Part.EVIDENCE} says what shows it: a minute, a page, a report."
        ),
    ),
    (
        "A milestone that moves",
        (
            f"Give the status {Status.DEFERRED}, the new month in {Part.DUE} and the reason in {Part.COMMENT}. In "
            f"every other row leave {Part.DUE} as it is."
        ),
    ),
    (
        "A milestone that comes again",
        (
            f"It has a row for each time, told apart by {Part.DUE}; another time is another row. One of these times is "
            "deferred on the Milestones page, not here."
        ),
    ),
)

_RECOMMENDATIONS = (
    (
        RECOMMENDATIONS_SHEET,
        (
            f"{Part.STATUS} is one of: {', '.join(Progress)}. {Part.PROGRESS} says in a few sentences what was done; "
            "it takes the place of what stood there."
        ),
    ),
)


def _measure(measure: Measure) -> str:
    """The definition of a measure, and the cells to fill for it."""
    parts = [measure.definition, _UNIT_ADVICE[measure.unit]]
    if measure.unit is Unit.WEEKS and measure.pooling is Pooling.MAXIMUM:
        parts[1] = "Weeks. Fill in the longest wait in Value, and in Denominator how many children were counted."
    if measure.numerator_name:
        parts.append(f"Numerator: {measure.numerator_name}.")
    if measure.denominator_name:
        parts.append(f"Denominator: {measure.denominator_name}.")
    if measure.basis is Basis.YEAR_TO_DATE:
        parts.append(f"Both for the {measure.collected} alone, not since the year began.")
    return " ".join(part for part in parts if part)
