"""One cell of a figure's column: a number, a symbol, nothing, or a fault.

A figure is read as meant or refused, never read as another one.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.numbers import PERCENT_SIGN, read_written
from sendkpi.ingest.spelling.symbols import symbol_in
from sendkpi.ingest.spelling.texts import clean, quoted
from sendkpi.values import Symbol, day_name

AMBIGUOUS_MARKS = frozenset(
    {*"-‐‑–—−*.…:~?#s", "--", "**", "..", "...", "n/a", "n.a.", "na", "n/k", "tbc", "tba", "tbd"}
)
"""Marks that publications use for different things: asked about, never guessed."""

_EXCEL_ERROR = re.compile(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|[A-Z_]+[!?])", re.IGNORECASE)
_EXACT = 10**15  # below it every whole number is itself as a float


class Cell(NamedTuple):
    """The content of one cell. `percent`: shown by a percent format, so held as a fraction of one.

    `unresolved`: a formula whose result is not in the file. A tuple, since a file has a million of them.
    """

    row: int
    column: int
    value: object = None
    percent: bool = False
    unresolved: bool = False

    @property
    def place(self) -> str:
        """Its name in the sheet: `G7`."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def blank(self) -> bool:
        """Whether it looks empty."""
        if isinstance(self.value, str):
            return not self.text
        return self.value is None and not self.unresolved

    @property
    def text(self) -> str:
        """Its content as plain text, without the apostrophe that marks a number as text."""
        return "" if self.value is None else _plain(str(self.value))


@lru_cache(maxsize=4096)  # a column says the same few things over and over
def _plain(text: str) -> str:
    return clean(text).removeprefix("'").strip()


class Figure(NamedTuple):
    """A number as written in a cell: `value` in its `unit` ("" where none is written, "%" is 0-100, "weeks").

    `half` is half a unit of its last written digit: how far rounding may have moved it. `note`, `counts` and `symbol`
    are what else the cell says of it, as in `numbers.Written`.
    """

    cell: Cell
    value: float
    half: float
    unit: str = ""
    note: str = ""
    counts: tuple[float, float] | None = None
    symbol: Symbol | None = None

    @property
    def place(self) -> str:
        """Its cell's name in the sheet."""
        return self.cell.place


def check_broken(cell: Cell) -> Fault | None:
    """An error of Excel's in place of content, or a formula whose result nobody stored."""
    if cell.unresolved:
        return Fault(codes.FORMULA_WITHOUT_RESULT, "The formula has no stored result.", cell.place)
    if isinstance(cell.value, str) and "#" in cell.value and _EXCEL_ERROR.fullmatch(cell.text):
        return Fault(codes.ERROR_VALUE, f"{cell.text.upper()} is an error, not a figure.", cell.place)
    return None


def is_not_known(cell: Cell) -> bool:
    """Whether a cell shows `#N/A`: no figure yet, or one that was looked up in vain."""
    return isinstance(cell.value, str) and cell.text.upper() == "#N/A"


def read_symbol(cell: Cell) -> Symbol | Fault | None:
    """The symbol in a Symbol cell, `[c]` as well as `c`; None where it is blank."""
    if cell.blank:
        return None
    if found := symbol_in(cell.text):
        return found
    if cell.text.casefold() in AMBIGUOUS_MARKS:
        return _ambiguous(cell)
    return Fault(codes.UNKNOWN_SYMBOL, f"{quoted(cell.text)} is not a symbol.", cell.place)


def read_figure(cell: Cell) -> Figure | Symbol | Fault | None:
    """The reading of a figure's cell: the figure, a symbol in its place, None for nothing, or a fault."""
    value = cell.value
    if cell.blank:
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(cell, value)
    if isinstance(value, str):
        return _from_text(cell)
    shown = _day(value) if isinstance(value, dt.date) else f"{quoted(value)} is not a number."
    return Fault(codes.NOT_A_NUMBER, shown, cell.place)


def _day(value: dt.date) -> str:
    return f"The cell holds a date, {day_name(value)}, not a number."


def _ambiguous(cell: Cell) -> Fault:
    return Fault(codes.AMBIGUOUS_MARK, f"{quoted(cell.text)} can mean several things.", cell.place)


def _from_number(cell: Cell, value: float) -> Figure | Fault:
    """A number that Excel holds as one; by a percent format it is a fraction of one."""
    if type(value) is int and not cell.percent and abs(value) < _EXACT:
        return Figure(cell, float(value), 0.5)
    try:
        written = Decimal(repr(value)) * (100 if cell.percent else 1)
        read = float(written) + 0.0  # no minus on a nought
    except (ArithmeticError, ValueError):
        read = math.nan
    if not math.isfinite(read):
        return Fault(codes.NOT_A_NUMBER, f"{quoted(value)} is not a number.", cell.place)
    return Figure(cell, read, _half(written), PERCENT_SIGN if cell.percent else "")


def _half(written: Decimal) -> float:
    """Half a unit of the last digit, no more than half of one."""
    exponent = written.normalize().as_tuple().exponent
    return 0.5 * 10.0 ** min(exponent, 0) if isinstance(exponent, int) else 0.0


def _from_text(cell: Cell) -> Figure | Symbol | Fault:
    if cell.text.casefold() in AMBIGUOUS_MARKS:
        return _ambiguous(cell)
    if symbol := symbol_in(cell.text):
        return symbol
    written = read_written(str(cell.value))
    if written is None:
        advice = _NO_FIGURE_ASKED if _BOUND.match(cell.text) else None
        return Fault(codes.NOT_A_NUMBER, f"{quoted(cell.text)} is not a number.", cell.place, advice)
    return Figure(cell, *written)


_BOUND = re.compile(
    r"[<>≤≥＜＞]|[0-9.,]+ *(?:-|–|—|to) *[0-9]|(?:more|less|fewer|greater|under|over|above|below|at (?:least|most))\b",
    re.IGNORECASE,
)
_NO_FIGURE_ASKED = "Give the figure, or the symbol c where it may not be shown."
"""The advice where only a bound is given: the figure itself may be confidential."""
