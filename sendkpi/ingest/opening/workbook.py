"""Bytes opened as a workbook: only the cells that hold something, or one plain line saying why not.

The parts of the package are found as ECMA-376 (parts 1 and 2) lays down, in its transitional and its strict form.
Links to other files are never followed and macros never run: neither part is opened.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # package.py lets no entity and no document type in

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.package import check_package
from sendkpi.ingest.opening.sheet_part import DamagedError, Formats, Merge, read_sheet, read_texts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from sendkpi.ingest.spelling.cells import Cell

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_WORKBOOK = "xl/workbook.xml"
_TRUE = {"1", "true"}


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells by row and column number, rows in order; blank ones are not there.

    `hidden_rows` and `hidden_columns` are the numbers of those that hold something.
    """

    title: str
    rows: dict[int, Mapping[int, Cell]]
    hidden: bool = False
    merged: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = field(default=frozenset())
    hidden_columns: frozenset[int] = field(default=frozenset())

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of the rows that hold something, in order."""
        return list(self.rows)

    @cached_property
    def width(self) -> int:
        """The last column that holds something."""
        return max((column for cells in self.rows.values() for column in cells), default=0)


def open_workbook(content: bytes) -> tuple[Sheet, ...] | Fault:
    """The worksheets of a workbook, in their order.

    Whatever the bytes, the answer is sheets or one fault: a reader meets files that no one foresaw.
    """
    if fault := check_package(content):
        return fault
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = tuple(_Package(archive).sheets())
    except DamagedError as error:
        return Fault(codes.DAMAGED, str(error))
    except MemoryError:
        raise  # the process that reads has a limit, and says so itself
    except Exception:  # noqa: BLE001 - broken files raise some twenty kinds of error; all mean this one line
        return Fault(codes.DAMAGED, "The file is damaged.")
    return sheets or Fault(codes.DAMAGED, "The workbook has no sheets.")


def sheet_of(archive: zipfile.ZipFile, part: str) -> str:
    """The title of the first sheet that refers to a part (its comments, its drawings), "" where none does so itself."""
    package = _Package(archive)
    try:
        return next((title for title, parts in package.references() if part.casefold().lstrip("/") in parts), "")
    except (ET.ParseError, DamagedError):
        return ""


class _Package:
    """The parts of a workbook's package, found by their relationships."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.casefold().lstrip("/"): name for name in archive.namelist()}

    def sheets(self) -> Iterator[Sheet]:
        """The worksheets as they are declared; charts and macros on sheets of their own are none."""
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            relation = next((text for name, text in sheet.attrib.items() if name.endswith("}id")), "")
            kind, target = self._relations.get(relation, ("", ""))
            if kind not in {"worksheet", ""}:
                continue
            yield self._sheet(sheet, target)

    def references(self) -> Iterator[tuple[str, set[str]]]:
        """The title of each sheet, and the names of the parts that it refers to."""
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            relation = next((text for name, text in sheet.attrib.items() if name.endswith("}id")), "")
            _, target = self._relations.get(relation, ("", ""))
            yield sheet.get("name", ""), {part.casefold() for _, part in self._relations_of(target).values()}

    def _sheet(self, declared: ET.Element, target: str) -> Sheet:
        title = declared.get("name", "")
        name = self._names.get(target.casefold())
        if name is None:
            raise DamagedError(f"The file declares a sheet {title} and does not hold it.")
        with self._archive.open(name) as source:
            part = read_sheet(source, self._texts, self._formats, self._epoch)
        used = {column for cells in part.rows.values() for column in cells} if part.hidden_columns else set()
        return Sheet(
            title,
            {row: dict(sorted(part.rows[row].items())) for row in sorted(part.rows)},
            hidden=declared.get("state", "visible") != "visible",
            merged=tuple(part.merged),
            hidden_rows=frozenset(part.hidden_rows & part.rows.keys()),
            hidden_columns=frozenset(
                column for column in used if any(first <= column <= last for first, last in part.hidden_columns)
            ),
        )

    def _read(self, name: str) -> ET.Element | None:
        """A part's XML, None where the package has no such part."""
        known = self._names.get(name.casefold())
        return None if known is None else ET.fromstring(self._archive.read(known))  # noqa: S314 - see the import

    @cached_property
    def _main(self) -> str:
        """The part that lists the sheets, which some writers name otherwise than Excel does."""
        found = self._relations_of("")
        return next((target for kind, target in found.values() if kind == "officeDocument"), _WORKBOOK)

    @cached_property
    def _root(self) -> ET.Element:
        root = self._read(self._main)
        if root is None:
            raise DamagedError("The file has no workbook in it.")
        return root

    @cached_property
    def _relations(self) -> dict[str, tuple[str, str]]:
        return self._relations_of(self._main)

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to, by id: the last word of the relation's type, and the part's name."""
        folder, name = posixpath.split(part)
        root = self._read(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in ([] if root is None else root.iterfind("{*}Relationship"))
            if one.get("TargetMode") != "External"
        }

    def _part(self, kind: str) -> str | None:
        """The name of the workbook's one part of this kind, as the archive spells it."""
        target = next((target for known, target in self._relations.values() if known == kind), "")
        return self._names.get(target.casefold())

    @cached_property
    def _texts(self) -> list[str]:
        name = self._part("sharedStrings")
        if name is None:
            return []
        with self._archive.open(name) as source:
            return read_texts(source)

    @cached_property
    def _epoch(self) -> dt.datetime:
        properties = self._root.find("{*}workbookPr")
        mac = properties is not None and properties.get("date1904", "0") in _TRUE
        first: dt.datetime = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900
        return first

    @cached_property
    def _formats(self) -> Formats:
        name = self._part("styles")
        root = None if name is None else self._read(name)
        if root is None:
            return Formats()
        own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iterfind("{*}numFmts/{*}numFmt")}
        written = {
            str(style): own.get(number := one.get("numFmtId", "0")) or BUILTIN_FORMATS.get(int(number), "General")
            for style, one in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        }
        return Formats(
            percent=frozenset(style for style, text in written.items() if _is_percent(text)),
            date=frozenset(style for style, text in written.items() if is_date_format(text)),
            duration=frozenset(style for style, text in written.items() if is_timedelta_format(text)),
        )


def _is_percent(number_format: str) -> bool:
    """Whether Excel shows the cell times 100: a percent sign that is not quoted or escaped text."""
    return "%" in _LITERAL.sub("", number_format)
