"""A column that names places: only the plan's own rows are read, never another area's for a figure that we left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.about import heads_places
from sendkpi.ingest.spelling.place_names import is_elsewhere, is_own
from sendkpi.ingest.spelling.texts import clean, listed, quoted

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Page
    from sendkpi.plan.whole import Plan

_NAMED = 4
"""Places that a note names."""


def place_column(plan: Plan, page: Page, heading_row: int, columns: Iterable[int], rows: Sequence[int]) -> int | None:
    """The first of these columns that names places: by its heading, or because it names ours or one known elsewhere."""
    for column in columns:
        cells = [cell for row in rows if (cell := page.cells(row).get(column)) and isinstance(cell.value, str)]
        texts = [cell.text for cell in cells if not cell.blank]
        heading = page.seen(heading_row).get(column)
        if not texts:
            continue
        known = any(is_own(plan, text) or is_elsewhere(plan, text) for text in texts)
        if known or (heading is not None and heads_places(heading.text)):
            return column
    return None


def own_rows(plan: Plan, page: Page, column: int, rows: Sequence[int]) -> tuple[set[int], list[Fault], list[str]]:
    """The rows of these that are not ours, a fault where places are named and none is ours, and a note on the rest."""
    named = {row: text for row in rows if (text := page.label(row, column).text)}
    others = {row for row, text in named.items() if not is_own(plan, text)}
    places = list(dict.fromkeys(clean(named[row]) for row in sorted(others)))
    if not others:
        return set(), [], []
    shown = listed(places[:_NAMED]) + (" and others" if len(places) > _NAMED else "")
    if len(others) == len(named):
        what = f"The figures are of {quoted(shown)}, and the plan is of {plan.place}."
        return others, [Fault(codes.WRONG_PLACE, what, f"{get_column_letter(column)}{min(others)}")], []
    return others, [], [f"rows of {shown} were passed over: the plan is of {plan.place}."]
