"""One worksheet's XML in a single pass that keeps only cells with content, whatever range the sheet claims to use.

Formatted empty cells, far corners and merges of whole sheets cost nothing, rows may stand in any order, and any
encoding and namespace (strict OOXML too) is read. ECMA-376 part 1, section 18.3.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601

from sendkpi.ingest.opening.rich_text import Run
from sendkpi.ingest.opening.xml_part import DamagedError, feed, refuse_doctype
from sendkpi.ingest.spelling.cells import Cell

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
UNSHOWN = "########"
"""What Excel shows for a number that its date format cannot."""

_TRUE = {"1", "true"}
_NONE = {"0", "0.0"}
_DUMMIES = {"0", "0.0", "-0"}
"""Results that a writer of formulas stores in place of one that it cannot work out."""
_DIGITS = "0123456789"


@dataclass(frozen=True)
class Formats:
    """The kinds of a workbook's formats, by a cell's style: a share of one, a date, a duration; what is not seen.

    `struck` ones are struck through, `unshown` ones show nothing whatever the cell holds, and `words` are those that
    a format shows behind a number: a figure of `490` may be seen as `490 days`.
    """

    percent: frozenset[str] = frozenset()
    date: frozenset[str] = frozenset()
    duration: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    unshown: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Shared:
    """What the sheets of a workbook share: texts, formats, and the first day of its dates.

    `struck` are the numbers of the texts that are struck through as a whole. `recalculated`: the workbook asks to be
    worked out anew as it is opened, so that a 0 beside a formula may be its writer's dummy.
    """

    texts: Sequence[str]
    struck: frozenset[int]
    formats: Formats
    epoch: dt.datetime
    recalculated: bool = False


@dataclass(frozen=True)
class Merge:
    """A range of merged cells, first and last row and column, all counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Part:
    """The content of a worksheet's part. `struck` and `unshown` are cells by row and column, `filters` their ranges."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    filters: list[Merge] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    unshown: set[tuple[int, int]] = field(default_factory=set)


class _Pass:
    """The state of reading one worksheet; its handlers are called by the XML parser.

    They run a million times for a large sheet, so each does with few calls what it has to.
    """

    def __init__(self, shared: Shared) -> None:
        self.part = Part()
        self.spilled: list[Merge] = []
        self._book, self._formats = shared, shared.formats
        self._columns: dict[str, int] = {}
        self._seen: dict[str, str] = {}
        self._row = self._column = 0
        self._cells: dict[int, Cell] = {}
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._run = Run()
        self._formula = self._phonetic = self._views = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = refuse_doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            self._cell = attributes
            self._column += 1
        elif self._cell is not None:
            if name == "v":
                self.parser.CharacterDataHandler = self._words.append
            elif name == "f":
                self._formula = True
                if attributes.get("t") == "array":
                    self.spilled.append(read_range(attributes.get("ref", "")))
            else:
                self._start_text(name, attributes)
        elif name == "row":
            self._start_row(attributes)
        else:
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        """An element beside the cells."""
        if name == "mergeCell":
            self.part.merged.append(read_range(attributes.get("ref", "")))
        elif name == "col" and (attributes.get("hidden") in _TRUE or attributes.get("width") in _NONE):
            self.part.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "customSheetViews":
            self._views = True
        elif name == "autoFilter" and not self._views and "ref" in attributes:
            self.part.filters.append(read_range(attributes["ref"]))

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        """A part of a text that stands in the cell itself."""
        if name == "t" and not self._phonetic:
            self.parser.CharacterDataHandler = self._run.words.append
        elif name == "rPh":
            self._phonetic = True
        else:
            self._run.start(name, attributes)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            attributes = self._cell or {}
            self._cell = None
            if "r" in attributes:
                self._place(attributes["r"])
            if self._run.parts:
                self._words.append(self._run.text)
            if self._words or self._formula:
                self._keep(attributes.get("t", "n"), attributes.get("s", "0"))
                self._words.clear()
                self._formula = False
            if self._run.parts:
                self._run.clear()
        elif name == "v":
            self.parser.CharacterDataHandler = None
        elif name == "t":
            self.parser.CharacterDataHandler = None
            if not self._phonetic:
                self._run.end()
        elif name == "rPh":
            self._phonetic = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._go_to(int(float(number)) if number else self._row + 1)
        self._column = 0
        if attributes.get("hidden") in _TRUE or attributes.get("ht") in _NONE:
            self.part.hidden_rows.add(self._row)

    def _go_to(self, row: int) -> None:
        """On to the cells of a row, which other rows may have parted."""
        self._row = row
        self._cells = self.part.rows.get(row, {})

    def _place(self, place: str) -> None:
        """Move to the column that a cell names; one without a name is beside the one before."""
        letters = place.rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index_from_string(letters)
        self._column = column
        row = int(place[len(letters) :])
        if row != self._row:
            self._go_to(row)

    def _keep(self, kind: str, style: str) -> None:
        row, column, cells = self._row, self._column, self._cells
        if self._words:
            text = self._words[0] if len(self._words) == 1 else "".join(self._words)
            value = self._number(text, style) if kind == "n" else self._other(text, kind)
            cell = Cell(row, column, value, style in self._formats.percent)
            if self._formula and self._book.recalculated and text in _DUMMIES:
                cell = Cell(row, column, unresolved=True)
            elif isinstance(value, str) and cell.blank:
                return
        elif kind == "str":  # a formula whose result is no text at all
            return
        else:
            cell = Cell(row, column, unresolved=True)
        if column in cells:
            raise DamagedError(f"The cell {cell.place} stands in the file twice.")
        if not cells:
            if not (0 < row <= LAST_ROW):
                raise DamagedError("A cell lies beyond the last row that Excel has.")
            self.part.rows[row] = cells
        cells[column] = cell
        if style in self._formats.struck or (self._words and self._is_struck(kind)):
            self.part.struck.add((row, column))
        if style in self._formats.unshown:
            self.part.unshown.add((row, column))

    def _is_struck(self, kind: str) -> bool:
        """Whether a cell's text is struck through as a whole, by its letters' own formats."""
        if kind == "s":
            return bool(self._book.struck) and int(self._words[0]) in self._book.struck
        return kind == "inlineStr" and self._run.struck

    def forget_spilled(self) -> None:
        """Take the 0 of a cell that a formula beside it fills for no result, as a formula's own."""
        for place in self.spilled if self._book.recalculated else ():
            for row, cells in self.part.rows.items():
                if place.top <= row <= place.bottom:
                    inside = [at for at in cells if place.left <= at <= place.right and cells[at].value == 0]
                    cells.update({at: Cell(row, at, unresolved=True) for at in inside})

    def _number(self, text: str, style: str) -> object:
        try:
            value = int(text) if text.isdecimal() else float(text)
        except ValueError:
            return text
        if style not in self._formats.date:
            return f"{value} {self._formats.words[style]}" if style in self._formats.words else value
        try:
            return from_excel(value, self._book.epoch, timedelta=style in self._formats.duration)
        except (OverflowError, ValueError, TypeError):
            return UNSHOWN

    def _other(self, text: str, kind: str) -> object:
        if kind == "s":
            return self._shared(text)
        if kind == "b":
            return text.strip() in _TRUE
        return _iso_date(text) if kind == "d" else self._seen.setdefault(text, text)

    def _shared(self, text: str) -> str:
        try:
            return self._book.texts[int(text)]
        except (ValueError, IndexError):
            raise DamagedError("A cell refers to a text that the file does not hold.") from None


def read_sheet(source: IO[bytes], shared: Shared) -> Part:
    """The content of a worksheet.

    Raises DamagedError, and what expat raises on XML that is none.
    """
    reading = _Pass(shared)
    feed(reading.parser, source)
    reading.forget_spilled()
    return reading.part


def read_range(reference: str) -> Merge:
    """A range of cells by its name, such as `A1:D7`. Raises DamagedError."""
    try:
        left, top, right, bottom = range_boundaries(reference)
        return Merge(int(top or 1), int(left or 1), int(bottom or LAST_ROW), int(right or LAST_COLUMN))
    except (ValueError, TypeError):
        raise DamagedError("The file has an invalid merged range.") from None


def _iso_date(text: str) -> object:
    try:
        return from_ISO8601(text)
    except ValueError:
        return text
