"""A CSV file's bytes as rows, whatever program saved it: its encoding, its separator, its line ends."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from sendkpi.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 200_000_000
"""Bytes of the largest file that is read: several times a national file with every breakdown."""

_SEPARATORS = ",\t;"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How zip archives and .xlsx workbooks begin, and .xls workbooks."""


def rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each row that says anything, with the number of the line where it ends; the first is the headings.

    Raises RefusedError where the bytes are no text of separated values, or too many.
    """
    if len(content) > LARGEST:
        raise RefusedError(f"it is larger than {LARGEST // 1_000_000} MB.")
    if content.startswith(_WORKBOOKS):
        raise RefusedError("it is a workbook or a zip archive: give the CSV file as it was downloaded.")
    encoding = _encoding(content)
    # Decoded piece by piece: a whole file as one text would take several times its bytes.
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    heading = text.readline()
    text.seek(0)
    lines = csv.reader(text, delimiter=max(_SEPARATORS, key=heading.count))
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield lines.line_num, cells
    except csv.Error as error:
        raise RefusedError(f"row {lines.line_num} is not CSV ({error}).") from None


def _encoding(content: bytes) -> str:
    """UTF-16 by its mark, else UTF-8 where it is that, else the Windows code page that Excel writes.

    Raises RefusedError where it is no text.
    """
    if content.startswith(_UTF_16):
        return "utf-16"
    if b"\0" in content:
        raise RefusedError("it is not text: give the CSV file as it was downloaded.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
