"""Bytes opened as a workbook: only the cells that hold something, or one plain line saying why not."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl

from sendkpi.ingest import codes
from sendkpi.ingest.cells import Cell
from sendkpi.ingest.codes import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_OLD_OFFICE = bytes.fromhex("D0CF11E0")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells by row and column number, rows in order; blank ones are not there."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]


def open_workbook(content: bytes) -> tuple[Sheet, ...] | Fault:
    """The worksheets of a workbook, in their order.

    Whatever the bytes, the answer is sheets or one fault: a reader meets files that no one foresaw.
    """
    if reason := _not_a_workbook(content):
        return Fault(codes.NOT_A_WORKBOOK, reason)
    try:
        return tuple(_sheets(content))
    except Exception:  # noqa: BLE001 - openpyxl raises some twenty kinds on broken files; all mean this one line
        return Fault(codes.NOT_A_WORKBOOK, "The file is damaged, or is not an Excel workbook.")


def _not_a_workbook(content: bytes) -> str:
    """What the first bytes give away; "" where they may be a workbook's."""
    if not content:
        return "The file is empty."
    if content.startswith(_OLD_OFFICE):
        return "The file has a password." if _ENCRYPTED in content else "The file is an old Excel file (.xls)."
    if not content.startswith(_ZIP) or not zipfile.is_zipfile(io.BytesIO(content)):
        return "The file is not a whole Excel workbook."
    return ""


def _sheets(content: bytes) -> Iterator[Sheet]:
    written = _load(content, results=False)
    if not written.worksheets:
        raise ValueError(content[:2])
    has_formulas = any(cell.data_type == "f" for sheet in written.worksheets for cell in _cells(sheet))
    shown = _load(content, results=True) if has_formulas else written
    for sheet, results in zip(written.worksheets, shown.worksheets, strict=True):
        yield Sheet(sheet.title, _by_row(sheet, results))


def _load(content: bytes, *, results: bool) -> Workbook:
    """The workbook with formulas, or with the results that Excel stored for them. Links are never followed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about drop-downs and styles that openpyxl would lose on saving
        return openpyxl.load_workbook(io.BytesIO(content), data_only=results, keep_links=False)


def _cells(sheet: Worksheet) -> Iterator[ExcelCell]:
    return iter(sheet._cells.values())  # noqa: SLF001 - the only view of a sheet that does not invent empty cells


def _by_row(sheet: Worksheet, results: Worksheet) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    stored = results._cells  # noqa: SLF001 - as above
    for excel in _cells(sheet):
        if excel.value is None:
            continue
        cell = _cell(excel, stored[excel.row, excel.column])
        if not cell.blank:
            rows.setdefault(excel.row, {})[excel.column] = cell
    return {row: dict(sorted(rows[row].items())) for row in sorted(rows)}


def _cell(written: ExcelCell, result: ExcelCell) -> Cell:
    """A cell with the result of its formula; a text result may be empty, no result at all is a fault."""
    formula = written.data_type == "f"
    unresolved = formula and result.value is None and result.data_type != "str"
    return Cell(written.coordinate, result.value, _is_percent(str(written.number_format)), unresolved)


def _is_percent(number_format: str) -> bool:
    """Whether Excel shows the cell times 100: a percent sign that is not quoted or escaped text."""
    return "%" in _LITERAL.sub("", number_format)
