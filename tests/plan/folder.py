"""A small plan folder of another place, and ways to break it: cells are changed as a person would in a spreadsheet."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from sendkpi.plan.tables import columns, records

if TYPE_CHECKING:
    from pathlib import Path

Cells = dict[str, str]

MEASURE: Cells = {
    "id": "M1",
    "area": "A1",
    "title": "Plans in time",
    "definition": "The share of plans written in time.",
    "unit": "percent",
    "better": "higher",
    "collected": "month",
    "basis": "month",
    "pooling": "rate",
    "expectation": "target",
    "year_start": "4",
    "collected_from": "2024-04",
    "reporting_lag": "1",
    "baseline": "40.5",
    "baseline_month": "2024-03",
    "target": "80",
    "target_month": "2025-03",
    "tolerance": "5",
    "tolerance_unit": "points",
    "sensitive": "yes",
    "owner": "The Council",
    "document": "D",
    "line": "12",
}

SMALL: dict[str, list[Cells]] = {
    "plan": [{"place": "Elsewhere", "title": "Our plan"}],
    "documents": [{"id": "D", "title": "The plan", "published": "2024-03-28", "file": "plan.txt"}],
    "areas": [{"id": "A1", "title": "Plans", "document": "D", "line": "3"}],
    "measures": [MEASURE],
}


def write(folder: Path, tables: dict[str, list[Cells]] | None = None) -> Path:
    """A plan folder of these tables' rows, header only where there are none."""
    folder.mkdir(exist_ok=True)
    for name in records():
        rows = (SMALL | (tables or {})).get(name, [])
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(columns(name)), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def change(folder: Path, table: str, row: int, **cells: str) -> None:
    """Write these cells into a row of a table; the header is row 1."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    for column, text in cells.items():
        lines[row - 1][lines[0].index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
