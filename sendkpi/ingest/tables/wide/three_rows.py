"""Three rows of one measure that are its numerator, its denominator and its percentage, as their arithmetic shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendkpi.ingest.spelling.cells import Cell, Figure, read_figure
from sendkpi.ingest.spelling.numbers import PERCENT_SIGN
from sendkpi.layouts import Column

_WHOLE, _HALF = 100.0, 0.5
_ORDERS = ((0, 1, 2), (1, 0, 2), (0, 2, 1), (1, 2, 0), (2, 0, 1), (2, 1, 0))


def parts_of(rows: Sequence[Mapping[int, Mapping[Column, Cell]]]) -> tuple[int, int, int] | None:
    """Which of three rows is numerator, denominator and percentage; None unless every month's figures say so.

    Each row is its cells by month. A percentage has a percent sign or format, so that no three counts are taken so.
    """
    found = [order for order in _ORDERS if _fits(rows, order)]
    return found[0] if len(found) == 1 else None


def _fits(rows: Sequence[Mapping[int, Mapping[Column, Cell]]], order: tuple[int, int, int]) -> bool:
    months = set(rows[0]) & set(rows[1]) & set(rows[2])
    checked = 0
    for month in months:
        figures = [_figure(rows[at][month]) for at in order]
        if all(figure is None for figure in figures):
            continue
        top, bottom, share = figures
        if top is None or bottom is None or share is None or share.unit != PERCENT_SIGN or top.unit or bottom.unit:
            return False
        if not 0 <= top.value <= bottom.value or not bottom.value:
            return False
        if abs(_WHOLE * top.value / bottom.value - share.value) > min(share.half, _HALF) + 1e-9 * _WHOLE:
            return False
        checked += 1
    return checked > 0


def _figure(cells: Mapping[Column, Cell]) -> Figure | None:
    found = read_figure(cells[Column.VALUE]) if set(cells) == {Column.VALUE} else None
    return found if isinstance(found, Figure) else None
