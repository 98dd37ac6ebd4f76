"""The fingerprint of a table's headings: the same every month, so that a layout is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sendkpi.errors import SendKpiError
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.headings import beside_month, read_over_figures
from sendkpi.ingest.spelling.months import read_heading
from sendkpi.ingest.spelling.texts import key
from sendkpi.layouts import Column, Layout, Months, check_complete

if TYPE_CHECKING:
    from sendkpi.values import UnknownTable

_MONTH = "<month>"


def fingerprint(headings: Sequence[Cell]) -> str:
    """The fingerprint of a row of headings in their order: blanks do not count, months count as one."""
    keys = [_MONTH if _is_period(cell) else key(cell.text) for cell in headings]
    names = [name for at, name in enumerate(keys) if name and (name != _MONTH or at == keys.index(_MONTH))]
    return hashlib.sha256("|".join(names).encode()).hexdigest()[:32]


def _is_period(cell: Cell) -> bool:
    """Whether a heading is of a month, with or without words beside it (`Apr-22 Actual`)."""
    return read_heading(cell) is not None or (isinstance(cell.value, str) and beside_month(cell.text) is not None)


def layout_from(
    table: UnknownTable, heading_row: int, columns: Mapping[Column, int], months: Months, name: str
) -> Layout:
    """An officer's answer as a layout: the row of the headings and the column numbers (A is 1) by what they hold.

    Raises SendKpiError where the answer leaves open what the measure, the month or the figure is.
    """
    texts = dict(table.rows).get(heading_row, ())
    check_complete(columns, months)
    if len(set(columns.values())) < len(columns):
        raise SendKpiError("One column cannot hold two things.")
    keys = [key(text) for text in texts]
    parts = _parts(table, heading_row) if months is Months.ACROSS else {}
    first = next((at for at, name_ in enumerate(keys, start=1) if name_), 1)
    return Layout(
        name=name,
        fingerprint=fingerprint([Cell(heading_row, at, text) for at, text in enumerate(texts, start=1)]),
        columns=tuple((column, parts.get(at) or _reference(keys, first, at)) for column, at in columns.items()),
        months=months,
    )


def _parts(table: UnknownTable, heading_row: int) -> dict[int, str]:
    """The words beside or under each month, by which a column of figures is known in every month."""
    rows = dict(table.rows)
    months = {at: text for at, text in enumerate(rows.get(heading_row, ()), start=1) if text}
    first = min((at for at, text in months.items() if _names_time(text)), default=len(months) + 1)
    below = next((texts for row, texts in table.rows if row > heading_row), ())
    under = {at: key(text) for at, text in enumerate(below, start=1) if at >= first and key(text)}
    beside = {at: key(split[1]) for at, text in months.items() if at >= first and (split := beside_month(text))}
    return under | beside


def _names_time(text: str) -> bool:
    return read_over_figures(Cell(0, 0, text)).time is not None or beside_month(text) is not None


def _reference(keys: Sequence[str], first: int, at: int) -> str:
    """How a column is named: by its heading where that is its alone, else by its place in the table."""
    heading = keys[at - 1] if at <= len(keys) else ""
    return heading if heading and keys.count(heading) == 1 else f"#{at - first + 1}"
