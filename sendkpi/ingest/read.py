"""An uploaded workbook as an extract: its checked rows, and all of its problems at once, in the sheet's order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils.cell import coordinate_to_tuple

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.rows import Named, Row, read_line
from sendkpi.ingest.rules import check_rows, standing
from sendkpi.ingest.table import Table, find_table
from sendkpi.ingest.workbook import open_workbook
from sendkpi.values import PLACE, REPORTED, Extract, Problem, frame

if TYPE_CHECKING:
    import datetime as dt

    from sendkpi.plan.records import Plan

ASKED = ["measure", "month", "breakdown", *PLACE]


@dataclass(frozen=True)
class _Found:
    """What a file gave: where, its sound rows, what its rows name, its problems."""

    sheet: str = ""
    rows: tuple[Row, ...] = ()
    asked: tuple[tuple[Named, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_workbook(plan: Plan, content: bytes, filename: str, today: dt.date) -> Extract:
    """A workbook in the template's layout, whatever its bytes: never raises for what is in a file.

    `today` decides which months are in the future.
    """
    found = _read(plan, content, today)
    return Extract(
        filename=filename,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=frame([_as_reported(found.sheet, row) for row in found.rows], [*REPORTED, *PLACE]),
        asked=frame(
            [
                {
                    "measure": named.measure.id,
                    "month": named.month,
                    "breakdown": named.breakdown,
                    "sheet": found.sheet,
                    "cell": cell,
                }
                for named, cell in found.asked
                if named.measure
            ],
            ASKED,
        ),
        problems=found.problems,
    )


def _read(plan: Plan, content: bytes, today: dt.date) -> _Found:
    sheets = open_workbook(content)
    if isinstance(sheets, Fault):
        return _Found(problems=(Named().problem("", sheets),))
    table = find_table(sheets)
    if not isinstance(table, Table):
        sheet, fault = table
        return _Found(problems=(Named().problem(sheet, fault),))
    return _read_table(plan, table, today)


def _read_table(plan: Plan, table: Table, today: dt.date) -> _Found:
    readings = [read_line(plan, line, today) for line in table.lines]
    rows = tuple(reading.row for reading in readings if reading.row)
    between = check_rows(plan, rows)
    found = [(reading.named, fault) for reading in readings for fault in reading.faults]
    found += [(row.named, fault) for row, fault in between]
    if not rows and not found:
        found = [(Named(), Fault(codes.NOTHING_REPORTED, "The sheet has no figures."))]
    return _Found(
        table.sheet,
        standing(rows, between),
        tuple((reading.named, reading.asked) for reading in readings if reading.asked),
        tuple(named.problem(table.sheet, fault) for named, fault in sorted(found, key=lambda one: _place(one[1]))),
    )


def _place(fault: Fault) -> tuple[int, int]:
    """Row and column, for the sheet's order; the sheet as a whole comes first."""
    return coordinate_to_tuple(fault.cell) if fault.cell else (0, 0)


def _as_reported(sheet: str, row: Row) -> dict[str, object]:
    return {
        "measure": row.measure.id,
        "month": row.month,
        "breakdown": row.breakdown,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": row.value,
        "symbol": row.symbol,
        "commentary": row.commentary,
        "sheet": sheet,
        "cell": row.cell,
    }
