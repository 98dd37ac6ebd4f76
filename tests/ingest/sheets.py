"""Small workbooks in the template's layout: rows as keywords, the rest as the template has it."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils import get_column_letter

from sendkpi.ingest import read_workbook
from sendkpi.layouts import Column
from sendkpi.plan.choices import Pooling
from tests import build

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sendkpi.plan.whole import Plan
    from sendkpi.record.extract import Extract

TODAY = dt.date(2022, 7, 15)
APRIL = dt.date(2022, 4, 1)
HEADINGS = [column.value for column in Column]
PROVIDERS = ("North Clinic", "South, East and West Trust")

PLAN: Plan = build.plan(
    build.measure("EHCP1"),
    build.measure("EHCP2"),
    build.quarterly("EHCP3"),
    build.waits("ASC1-MEAN"),
    build.waits("ASC1-MAX", pooling=Pooling.MAXIMUM),
    build.measure("RATE"),
    build.count("COM4"),
    breakdowns={"ASC1-MEAN": PROVIDERS, "ASC1-MAX": PROVIDERS, "RATE": PROVIDERS, "COM4": PROVIDERS},
)


def row(measure: object = "EHCP1", month: object = APRIL, **cells) -> dict[str, object]:
    """One row by column: `numerator=6, denominator=19`. EHCP1 in April 2022 unless it says otherwise."""
    return {"measure": measure, "month": month} | cells


def workbook(
    *rows: Mapping[str, object],
    headings: Sequence[str | None] = HEADINGS,
    formats: Mapping[str, str] | None = None,
    sheet: str = "KPIs",
    above: int = 0,
    left: int = 0,
) -> bytes:
    """A workbook of these rows; `formats` by cell; `above` blank rows and `left` blank columns before the table."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for at, cells in enumerate([dict(zip(map(_name, headings), headings, strict=True)), *rows], start=above + 1):
        for column, heading in enumerate(headings, start=left + 1):
            page.cell(at, column).value = cells.get(_name(heading))
    for place, number_format in (formats or {}).items():
        page[place].number_format = number_format
    return saved(book)


def _name(heading: str | None) -> str:
    return (heading or "").strip().lower()


def sheet(*rows: Sequence[object], title: str = "Return") -> bytes:
    """A workbook of one sheet with these rows, whatever they are."""
    book = openpyxl.Workbook()
    book.active.title = title
    for cells in rows:
        book.active.append(cells)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook of these bytes, to look into or to fill."""
    return openpyxl.load_workbook(io.BytesIO(content))


def with_results(content: bytes, results: Mapping[str, str]) -> bytes:
    """The workbook as Excel would save it, with the results of its formulas by cell."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for place, result in results.items():
                    kind = ' t="str"' if not re.fullmatch(r"[\d.]+", result) else ""
                    found = rf'<c r="{place}"([^>]*)>(<f>.*?</f>)(?:<v ?/>|<v></v>)'
                    text, count = re.subn(found, rf'<c r="{place}"\1{kind}>\2<v>{result}</v>', part.decode())
                    assert count == 1, f"{place} holds no formula"
                    part = text.encode()
            archive.writestr(name, part)
    return new.getvalue()


def read(content: bytes, plan: Plan = PLAN, today: dt.date = TODAY, **limits: float) -> Extract:
    """The extract of these bytes in the middle of July 2022."""
    return read_workbook(plan, content, "july.xlsx", today, **limits)


def read_rows(*rows: Mapping[str, object], **layout) -> Extract:
    """The extract of a workbook of these rows."""
    return read(workbook(*rows, **layout))


def lines(extract: Extract) -> list[str]:
    """Its problems as people see them."""
    return [problem.line for problem in extract.problems]


def codes(extract: Extract) -> list[str]:
    """The codes of its problems, in order."""
    return [problem.code for problem in extract.problems]


def values(extract: Extract) -> list[float]:
    """The values of its rows."""
    assert not extract.problems, lines(extract)
    return list(extract.rows["value"])


def place(column: str, number: int = 2) -> str:
    """The cell of a column of the template in a row."""
    return f"{get_column_letter(HEADINGS.index(column) + 1)}{number}"
