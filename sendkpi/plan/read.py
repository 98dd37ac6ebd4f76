"""Reads a plan folder: one CSV table a record type, named like the plan's list of them.

A table's columns are its record's fields, and each cell is read by its field's annotation, so a new
field needs no new code here. A broken folder is refused with every fault at once, each naming its
file, its row (the line of the CSV file; the header is row 1) and its column.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from sendkpi.errors import PlanError, SendKpiError
from sendkpi.plan.cells import not_one_of, parts, read_cell
from sendkpi.plan.sense import check_area_code, check_measure, check_neighbours
from sendkpi.plan.tables import PLAN_TABLE, RULES, TITLE_LENGTH, Heading, columns, records, references, required
from sendkpi.plan.whole import Plan

HEADER = 1
"""The row of the column names."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a plan folder; row 0 is about the whole file."""

    table: str
    row: int
    column: str
    message: str

    @property
    def line(self) -> str:
        """`measures.csv, row 5, column target_month: '2022-13' is not a month: write it as 2022-04.`."""
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.table}.csv{row}{column}: {self.message}"


@dataclass(frozen=True)
class Row:
    """One row as written: where it begins, its cells by column, and whether it has a cell for each."""

    number: int
    cells: dict[str, str]
    whole: bool


@dataclass
class Table:
    """A table as written, and what is wrong with it so far."""

    name: str
    content: bytes = b""
    readable: bool = False
    rows: list[Row] = field(default_factory=list)
    records: list[object] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int, column: str, message: str) -> None:
        """Note one thing wrong."""
        self.faults.append(Fault(self.name, row, column, message))

    def in_order(self) -> list[Fault]:
        """Its faults by row, then by column as the table has them; columns that it should not have come last."""
        place = {column: number for number, column in enumerate(["", *columns(self.name)])}
        return sorted(self.faults, key=lambda fault: (fault.row, place.get(fault.column, len(place))))


def read(folder: Path) -> Plan:
    """The plan in a folder.

    Raises PlanError with everything that is wrong with it.
    """
    if not folder.is_dir():
        raise PlanError((f"{folder} is not a folder: a plan is a folder of CSV tables.",))
    tables = {name: _table(folder, name) for name in records()}
    for table in tables.values():
        _check_keys(table)
        _check_references(table, tables)
    _check_counts(tables)
    _check_areas(tables)
    faults = tuple(fault.line for table in tables.values() for fault in table.in_order())
    if faults:
        raise PlanError(faults)
    return _plan(tables)


def _plan(tables: dict[str, Table]) -> Plan:
    (heading,) = cast("list[Heading]", tables[PLAN_TABLE].records)
    lists = {name: tuple(table.records) for name, table in tables.items() if name != PLAN_TABLE}
    # The tables are the plan's own fields, each of records of that field's type: mypy cannot follow it there.
    make = cast("Callable[..., Plan]", Plan)
    return make(**vars(heading), fingerprint=_fingerprint(tables), **lists)


def _fingerprint(tables: dict[str, Table]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tables):
        digest.update(f"{name}.csv {len(tables[name].content)}\n".encode())
        digest.update(tables[name].content)
    return digest.hexdigest()


def _table(folder: Path, name: str) -> Table:
    table = Table(name)
    try:
        table.content = (folder / f"{name}.csv").read_bytes()
        text = table.content.decode("utf-8-sig")
    except FileNotFoundError:
        table.fault(0, "", "the file is missing.")
    except OSError as error:
        table.fault(0, "", f"the file cannot be opened ({error.strerror}).")
    except UnicodeDecodeError as error:
        at = table.content[: error.start].count(b"\n") + 1
        table.fault(at, "", "is not UTF-8 text: save the file as CSV UTF-8.")
    else:
        _split(table, text)
        for row in table.rows:
            if row.whole:
                _read_row(table, row)
    return table


def _split(table: Table, text: str) -> None:
    """Take a table's text apart into its rows, blank ones left out, and check its header."""
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins, header = HEADER, None
    try:
        for cells in lines:
            if header is None:
                header = [name.strip() for name in cells]
                _check_header(table, header)
            elif any(cell.strip() for cell in cells):
                whole = len(cells) == len(header)
                if not whole:
                    table.fault(begins, "", f"has {len(cells)} cells where the header has {len(header)}.")
                named = [*zip(header, (cell.strip() for cell in cells), strict=False)]
                # From the last to the first: where a column stands twice, its first cell is the one that counts.
                table.rows.append(Row(begins, dict(reversed(named)), whole))
            begins = lines.line_num + 1
    except csv.Error as error:
        table.fault(lines.line_num, "", f"is not CSV ({error}).")
        return
    if header is None:
        _check_header(table, [])
    table.readable = True


def _check_header(table: Table, header: list[str]) -> None:
    declared = columns(table.name)
    for name in declared:
        if name not in header:
            table.fault(HEADER, name, "the column is missing.")
    for name in dict.fromkeys(header):
        if name not in declared:
            table.fault(HEADER, name or "(no name)", "the column is not one of this table's.")
        elif header.count(name) > 1:
            table.fault(HEADER, name, "the column stands here more than once.")


def _read_row(table: Table, row: Row) -> None:
    """Read and check a row's cells, and keep its record where nothing is wrong with it."""
    before = len(table.faults)
    values: dict[str, object] = {}
    for column, hint in columns(table.name).items():
        if column in row.cells:
            try:
                values[column] = read_cell(row.cells[column], hint, day=column in RULES[table.name].days)
            except SendKpiError as error:
                table.fault(row.number, column, str(error))
            else:
                for message in _check_text(table.name, column, row.cells[column]):
                    table.fault(row.number, column, message)
    if table.name == "measures":
        for column, message in check_measure(values):
            table.fault(row.number, column, message)
    if len(table.faults) == before and len(values) == len(columns(table.name)):
        make = cast("Callable[..., object]", records()[table.name])
        table.records.append(make(**values))


def _check_text(table: str, column: str, text: str) -> Iterator[str]:
    """The faults of a readable cell: empty, too long for a title, none of the legal values."""
    choices = RULES[table].choices.get(column)
    if choices and text not in choices:
        yield not_one_of(text, list(choices))
    elif not text and column in required(table):
        yield "is empty and must not be."
    elif len(text) > TITLE_LENGTH and (column == "title" or column.endswith("_title")):
        yield f"has {len(text)} characters: a title has at most {TITLE_LENGTH}."


def _check_keys(table: Table) -> None:
    key = RULES[table.name].key
    first: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        found = tuple(row.cells.get(column, "").casefold() for column in key)
        if not any(found):
            continue
        if found in first:
            repeated = ", ".join(part for column in key if (part := row.cells.get(column, "")))
            table.fault(row.number, key[0], f"{repeated!r} is in row {first[found]} already.")
        first.setdefault(found, row.number)


def _check_references(table: Table, tables: dict[str, Table]) -> None:
    """Check that every name is one of its table's; a table that cannot be read is fault enough."""
    for column, targets in references(table.name).items():
        if not all(tables[target].readable for target in targets):
            continue
        ids = {row.cells.get("id") for target in targets for row in tables[target].rows}
        files = " or ".join(f"{target}.csv" for target in targets)
        for row in table.rows:
            for name in _names(table.name, column, row.cells.get(column, "")):
                if name not in ids:
                    table.fault(row.number, column, f"{name!r} is not an id of {files}.")


def _names(table: str, column: str, text: str) -> tuple[str, ...]:
    if columns(table)[column] is not str:
        return parts(text)
    return (text,) if text else ()


def _check_counts(tables: dict[str, Table]) -> None:
    heading, measures = tables[PLAN_TABLE], tables["measures"]
    if heading.readable and len(heading.rows) != 1:
        heading.fault(0, "", f"has {len(heading.rows)} rows: it holds one, the plan's place and title.")
    if measures.readable and not measures.rows:
        measures.fault(0, "", "holds no measures: a plan has at least one.")


def _check_areas(tables: dict[str, Table]) -> None:
    """The plan's own area must be numbered where a measure of it is published for every area."""
    heading, neighbours = tables[PLAN_TABLE], tables["neighbours"]
    own = next((row.cells.get("area_code", "") for row in heading.rows), "")
    published = [row.cells["id"] for row in tables["measures"].rows if row.cells.get("indicator") and "id" in row.cells]
    for row in heading.rows:
        if own and (words := check_area_code(own)):
            heading.fault(row.number, "area_code", words)
        elif not own and published and "area_code" in row.cells:
            words = f"is empty, though {published[0]} has an indicator: give the local authority's number, such as 309."
            heading.fault(row.number, "area_code", words)
    for number, column, words in check_neighbours(((row.number, row.cells) for row in neighbours.rows), own):
        neighbours.fault(number, column, words)
