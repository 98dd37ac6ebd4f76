"""Which measure and which breakdown a row means: spelling is forgiven, guessing is not."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import TOTAL
from sendkpi.ingest.texts import clean, key, listed, quoted

if TYPE_CHECKING:
    from sendkpi.ingest.cells import Cell
    from sendkpi.plan.records import Measure, Plan

_OFFERED = 3


def read_measure(plan: Plan, cell: Cell) -> Measure | Fault:
    """The measure that a cell names, whatever its blanks, hyphens and capitals."""
    if cell.blank:
        return Fault(codes.UNKNOWN_MEASURE, "The row has figures or words and names no measure.", cell.place)
    exact = [measure for measure in plan.measures if measure.id == cell.text]
    alike = exact or [measure for measure in plan.measures if key(measure.id) == key(cell.text)]
    if len(alike) == 1:
        return alike[0]
    near = [measure.id for measure in alike] or _nearest(plan, cell.text)
    advice = f"Did you mean {_either(near)}?" if near else None
    return Fault(codes.UNKNOWN_MEASURE, f"The plan has no measure {quoted(cell.text)}.", cell.place, advice)


def _either(names: list[str]) -> str:
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _nearest(plan: Plan, text: str) -> list[str]:
    """Ids that begin with what is written, then those spelt most like it."""
    ids = {key(measure.id): measure.id for measure in plan.measures}
    wanted = key(text)
    begun = [known for known in ids if wanted and known.startswith(wanted)]
    near = difflib.get_close_matches(wanted, ids, n=_OFFERED)
    return [ids[known] for known in dict.fromkeys([*begun, *near])][:_OFFERED]


def read_breakdown(plan: Plan, measure: Measure, cell: Cell) -> str | Fault:
    """The breakdown's name in the plan's spelling; "" for the total, which may be blank or called so."""
    written = key(cell.text)
    if cell.blank or written == key(TOTAL):
        return ""
    known = plan.breakdowns_of(measure.id)
    for name in known:
        if written and key(name) == written:
            return name
    if not known:
        what = f"{measure.id} has no breakdowns, so {quoted(cell.text)} does not belong here."
        return Fault(codes.UNKNOWN_BREAKDOWN, what, cell.place, "Leave the cell blank.")
    what = f"{measure.id} has no breakdown {quoted(cell.text)}."
    advice = f"Choose one of: {listed(list(known))}; or leave the cell blank for the total."
    return Fault(codes.UNKNOWN_BREAKDOWN, what, cell.place, advice)


def describe(measure: Measure | None, month: str, breakdown: str) -> str:
    """What a line is about: `EHCP1, April 2022`."""
    return clean(", ".join(part for part in (measure.id if measure else "", month, breakdown) if part))
