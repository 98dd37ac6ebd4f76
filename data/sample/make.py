"""Write the illustrative workbooks, and when each was received, from the story told beside. Run by `make sample`.

What was agreed meanwhile (agreed.csv, answered.csv, added.csv, rebased.csv, annotated.csv) is written by hand, and so
is what was reported of delivery (milestones.csv, recommendations.csv) and the board's memory (meetings.csv, log.csv,
decisions.csv, risks.csv); an added measure is in the templates, as it would be.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from data.sample.story import BY, Figure, Sent, sent
from sendkpi import ingest, plan
from sendkpi.files import write_file
from sendkpi.plan.agreed import Changes
from sendkpi.plan.changes import amend
from sendkpi.sample.events import COLUMNS, read_additions

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
MADE = (2022, 1, 1, 0, 0, 0)
"""The clock of the files themselves, so that the same seed makes the same bytes."""


def fill(empty: bytes, one: Sent) -> bytes:
    """The template with its figures typed in, and further rows below it."""
    book = load_workbook(io.BytesIO(empty))
    sheet = book["KPIs"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    last = sheet.max_row
    for row in range(2, last + 1):
        part = sheet.cell(row, columns["Breakdown"]).value or ""
        key = (sheet.cell(row, columns["Measure"]).value, "" if part == "Total" else part)
        _type(sheet, row, columns, one.told.get(key, {}))
    for row, (measure, month, figure) in enumerate(one.below, start=last + 1):
        _type(sheet, row, columns, {"Measure": measure, "Month": month, **figure})
    book.properties.created = book.properties.modified = dt.datetime(*MADE)  # noqa: DTZ001 - the format has no zone
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _type(sheet: Worksheet, row: int, columns: dict[str, int], figure: Figure) -> None:
    for name, value in figure.items():
        sheet.cell(row, columns[name], value)


def settled(content: bytes) -> bytes:
    """The same workbook with the clock of its parts set, so that it is the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                start, end = part.find(b"<dcterms:modified"), part.find(b"</dcterms:modified>")
                stamp = part.find(b">", start) + 1
                part = part[:stamp] + b"2022-01-01T00:00:00Z" + part[end:]
            new.writestr(zipfile.ZipInfo(name, MADE), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def listed(one: Sent) -> dict[str, str]:
    """A workbook's row in the list of what was received."""
    return {
        "file": one.name,
        "received_on": one.received.date().isoformat(),
        "recorded_at": one.received.isoformat(),
        "by": BY[one.owner],
        "note": one.note,
        "reason": one.reason,
        "withdrawn_at": one.withdrawn.isoformat() if one.withdrawn else "",
        "withdrawn_reason": one.withdrawn_reason,
    }


def write(folder: Path) -> set[Path]:
    """Write each workbook into a folder, and the list of when they were received; answers the workbooks."""
    published = plan.read(HERE.parent / "plan")
    amended = amend(published, Changes(additions=read_additions(HERE, published)))
    workbooks = sent(amended)
    for one in workbooks:
        write_file(folder / one.name, fill(ingest.template_workbook(amended, one.month, one.owner), one))
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    rows.writeheader()
    rows.writerows(listed(one) for one in workbooks)
    write_file(folder / "received.csv", text.getvalue().encode())
    return {folder / one.name for one in workbooks}


if __name__ == "__main__":
    written = write(HERE)
    for old in {*HERE.glob("*.xlsx")} - written:
        old.unlink()
    print(f"{len(written)} workbooks written to {HERE.relative_to(Path.cwd())}")
