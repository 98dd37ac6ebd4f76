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

from sendkpi.ingest.spelling.cells import Cell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
UNSHOWN = "########"
"""What Excel shows for a number that its date format cannot."""

_TRUE = {"1", "true"}
_DIGITS = "0123456789"
_PIECE = 2**18


class DamagedError(Exception):
    """The file contradicts itself or the format: its message says how, in a plain sentence."""


@dataclass(frozen=True)
class Formats:
    """The kinds of a workbook's number formats, by a cell's style: a share of one, a date, a duration."""

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
    """The content of a worksheet's part."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class _Pass:
    """The state of reading one worksheet; its handlers are called by the XML parser.

    They run a million times for a large sheet, so each does with few calls what it has to.
    """

    def __init__(self, texts: Sequence[str], formats: Formats, epoch: dt.datetime) -> None:
        self.part = Part()
        self._texts, self._formats, self._epoch = texts, formats, epoch
        self._columns: dict[str, int] = {}
        self._seen: dict[str, str] = {}
        self._row = self._column = 0
        self._cells: dict[int, Cell] = {}
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
        elif self._cell is not None:
            if name == "v" or (name == "t" and not self._phonetic):
                self.parser.CharacterDataHandler = self._words.append
            elif name == "f":
                self._formula = True
            elif name == "rPh":
                self._phonetic = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self.part.merged.append(_merge(attributes.get("ref", "")))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.part.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            attributes = self._cell or {}
            self._cell = None
            if "r" in attributes:
                self._place(attributes["r"])
            if self._words or self._formula:
                self._keep(attributes.get("t", "n"), attributes.get("s", "0"))
                self._words.clear()
                self._formula = False
        elif name in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif name == "rPh":
            self._phonetic = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._go_to(int(float(number)) if number else self._row + 1)
        self._column = 0
        if attributes.get("hidden") in _TRUE:
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
            if isinstance(value, str) and cell.blank:
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

    def _number(self, text: str, style: str) -> object:
        try:
            value = int(text) if text.isdecimal() else float(text)
        except ValueError:
            return text
        if style not in self._formats.date:
            return value
        try:
            return from_excel(value, self._epoch, timedelta=style in self._formats.duration)
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
            return self._texts[int(text)]
        except (ValueError, IndexError):
            raise DamagedError("A cell refers to a text that the file does not hold.") from None


def read_sheet(source: IO[bytes], texts: Sequence[str], formats: Formats, epoch: dt.datetime) -> Part:
    """The content of a worksheet. `texts` are the workbook's shared texts, `epoch` the first day of its dates.

    Raises DamagedError, and what expat raises on XML that is none.
    """
    reading = _Pass(texts, formats, epoch)
    _feed(reading.parser, source)
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
    _feed(parser, source)
    return texts


def _feed(parser: expat.XMLParserType, source: IO[bytes]) -> None:
    """Give the parser the part in large pieces: it goes over an unfinished tag again with each."""
    while piece := source.read(_PIECE):
        parser.Parse(piece, False)  # noqa: FBT003 - expat's own way
    parser.Parse(b"", True)  # noqa: FBT003


def _refuse_doctype(*_declared: object) -> None:
    raise DamagedError("The file declares its own XML entities.")


def _merge(reference: str) -> Merge:
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
