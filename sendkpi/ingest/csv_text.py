"""A CSV file's bytes as rows, whatever program saved it: its encoding, its separator, its line ends."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from sendkpi.errors import RefusedError

LARGEST = 200_000_000
"""Bytes of the largest file that is read: several times a national file with every breakdown."""

_SEPARATORS = "\t;,"
"""Where two part a file's lines as evenly, the one that texts hold less often."""
_LOOKED_AT = 100
"""Lines that show what parts the cells: titles stand above the headings, and have none or another."""
_QUOTED = re.compile(r'"[^"]*"')
_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""The first line by which Excel is told the separator."""
_WIDE = re.compile(rb"(?:[^\0]\0){8}|(?:\0[^\0]){8}")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How zip archives and .xlsx workbooks begin, and .xls workbooks."""


def rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each row that says anything, with the number of the line where it ends; the first is the headings.

    Raises RefusedError where the bytes are no text of separated values, or too many.
    """
    return ((line, cells) for _, line, cells in records(content) if any(cell.strip() for cell in cells))


def records(content: bytes, *, strict: bool = False) -> Iterator[tuple[int, int, list[str]]]:
    """Each row, blank ones too, with its number as a spreadsheet counts and that of the line where it ends.

    `strict` refuses a quotation mark that does not end, which would swallow rows. Raises RefusedError as `rows` does.
    """
    if len(content) > LARGEST:
        raise RefusedError(f"it is larger than {LARGEST // 1_000_000} MB.")
    if content.startswith(_WORKBOOKS):
        raise RefusedError("it is a workbook or a zip archive: give the CSV file as it was downloaded.")
    encoding = encoding_of(content)
    # Decoded piece by piece: a whole file as one text would take several times its bytes.
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    first = list(islice(text, _LOOKED_AT))
    text.seek(0)
    if first and _DECLARED.fullmatch(first[0]):
        text.readline()
    lines = csv.reader(text, delimiter=separator(first) or ",", strict=strict)
    try:
        for number, cells in enumerate(lines, start=1):
            yield number, lines.line_num, cells
    except csv.Error as error:
        raise RefusedError(f"row {lines.line_num} is not CSV ({error}).") from None


def separator(lines: Sequence[str]) -> str | None:
    """What parts the cells, as declared or as most lines have it equally often; None where no two lines agree."""
    if lines and (declared := _DECLARED.fullmatch(lines[0])):
        return declared[1]
    plain = [_QUOTED.sub("", line) for line in lines]
    alike = {sign: _alike([line.count(sign) for line in plain]) for sign in _SEPARATORS}
    best = max(alike, key=lambda sign: alike[sign])
    return best if alike[best] > 1 or (len(lines) == 1 and alike[best]) else None


def _alike(counts: list[int]) -> int:
    """In how many lines a sign stands as often as in most, where it stands at all."""
    return max(Counter(count for count in counts if count).values(), default=0)


def encoding_of(content: bytes) -> str:
    """UTF-16 by its mark or the zeros between its letters, else UTF-8 where it is that, else the code page of Excel.

    Raises RefusedError where it is no text.
    """
    if content.startswith(_UTF_16):
        return "utf-16"
    if wide := _WIDE.match(content):
        return "utf-16-be" if wide[0].startswith(b"\0") else "utf-16-le"
    if b"\0" in content:
        raise RefusedError("it is not text: give the CSV file as it was downloaded.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
