"""One worksheet's XML in a single pass that keeps only cells with content, whatever range the sheet claims to use.

Formatted empty cells, far corners and merges of whole sheets cost nothing, rows may stand in any order, and any
encoding and namespace (strict OOXML too) is read. ECMA-376 part 1, section 18.3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601

from sendkpi.ingest.cells import Cell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
UNSHOWN = "########"
"""What Excel shows for a number that its date format cannot."""

_TRUE = {"1", "true"}
_DIGITS = "0123456789"


class DamagedError(Exception):
    """The file contradicts itself or the format: its message says how, in a plain sentence."""


@dataclass(frozen=True)
class Formats:
    """What the number formats of a workbook say of a cell, by its style: a share of one, a date, a duration."""

    percent: frozenset[str] = frozenset()
    date: frozenset[str] = frozenset()
    duration: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Merge:
    """A range of merged cells, first and last row and column, all counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Part:
    """What the pass over a worksheet gathers."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class _Pass:
    """The state of reading one worksheet; its handlers are called by the XML parser."""

    def __init__(self, texts: Sequence[str], formats: Formats, epoch: dt.datetime) -> None:
        self.part = Part()
        self._texts, self._formats, self._epoch = texts, formats, epoch
        self._columns: dict[str, int] = {}
        self._seen: dict[str, str] = {}
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._formula = self._phonetic = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = _refuse_doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            self._cell = attributes
            self._column += 1
        elif name == "row":
            self._start_row(attributes)
        elif self._cell is not None:
            if name == "f":
                self._formula = True
            elif name == "v" or (name == "t" and not self._phonetic):
                self.parser.CharacterDataHandler = self._words.append
            elif name == "rPh":
                self._phonetic = True
        elif name == "mergeCell":
            self.part.merged.append(_merge(attributes.get("ref", "")))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.part.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif name == "c":
            if self._words or self._formula:
                self._keep(self._cell or {})
                self._words.clear()
                self._formula = False
            elif self._cell:
                self._place(self._cell)
            self._cell = None
        elif name == "rPh":
            self._phonetic = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._row = int(float(number)) if number else self._row + 1
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self.part.hidden_rows.add(self._row)

    def _place(self, attributes: Mapping[str, str]) -> None:
        """Where a cell stands: as it says, or beside the one before it."""
        place = attributes.get("r")
        if place is None:
            return
        letters = place.rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index_from_string(letters)
        self._column = column
        row = int(place[len(letters) :])
        if row != self._row:  # one number for all cells of a row
            self._row = row

    def _keep(self, attributes: Mapping[str, str]) -> None:
        self._place(attributes)
        row, column = self._row, self._column
        if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
            raise DamagedError("A cell lies beyond the last row or column that Excel has.")
        cell = self._cell_of("".join(self._words) if self._words else None, attributes)
        if cell.blank:
            return
        cells = self.part.rows.get(row)
        if cells is None:
            cells = self.part.rows[row] = {}
        if column in cells:
            raise DamagedError(f"The cell {cell.place} stands in the file twice.")
        cells[column] = cell

    def _cell_of(self, text: str | None, attributes: Mapping[str, str]) -> Cell:
        kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        if text is None:
            return Cell(self._row, self._column, unresolved=self._formula and kind != "str")
        value: object = text
        if kind == "n":
            value = self._number(text, style)
        elif kind == "s":
            value = self._shared(text)
        elif kind == "b":
            value = text.strip() in _TRUE
        elif kind == "d":
            value = _iso_date(text)
        else:
            value = self._seen.setdefault(text, text)
        return Cell(self._row, self._column, value, style in self._formats.percent)

    def _number(self, text: str, style: str) -> object:
        try:
            value = float(text) if not text.isdecimal() else int(text)
        except ValueError:
            return text
        if style not in self._formats.date:
            return value
        try:
            return from_excel(value, self._epoch, timedelta=style in self._formats.duration)
        except (OverflowError, ValueError, TypeError):
            return UNSHOWN

    def _shared(self, text: str) -> str:
        try:
            return self._texts[int(text)]
        except (ValueError, IndexError):
            raise DamagedError("A cell refers to a text that the file does not hold.") from None


def read_sheet(source: IO[bytes], texts: Sequence[str], formats: Formats, epoch: dt.datetime) -> Part:
    """What stands on a worksheet. `texts` are the workbook's shared texts, `epoch` the first day of its dates.

    Raises DamagedError, and what expat raises on XML that is none.
    """
    reading = _Pass(texts, formats, epoch)
    reading.parser.ParseFile(source)
    return reading.part


def read_texts(source: IO[bytes]) -> list[str]:
    """The texts that cells share, without the readings that help to pronounce them."""
    texts: list[str] = []
    words: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    phonetic = False

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal phonetic
        name = tag.rpartition(":")[2]
        if name == "rPh":
            phonetic = True
        elif name == "t" and not phonetic:
            parser.CharacterDataHandler = words.append

    def end(tag: str) -> None:
        nonlocal phonetic
        name = tag.rpartition(":")[2]
        if name == "t":
            parser.CharacterDataHandler = None
        elif name == "rPh":
            phonetic = False
        elif name == "si":
            texts.append("".join(words))
            words.clear()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.ParseFile(source)
    return texts


def _refuse_doctype(*_declared: object) -> None:
    raise DamagedError("The file declares its own XML entities.")


def _merge(reference: str) -> Merge:
    try:
        left, top, right, bottom = range_boundaries(reference)
        return Merge(int(top or 1), int(left or 1), int(bottom or LAST_ROW), int(right or LAST_COLUMN))
    except (ValueError, TypeError):
        raise DamagedError("The file merges cells that are none.") from None


def _iso_date(text: str) -> object:
    try:
        return from_ISO8601(text)
    except ValueError:
        return text
