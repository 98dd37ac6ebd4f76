"""A workbook read to its end: its sound rows, and all of its problems at once, in the file's order.

This is what happens in the process that reads; it knows no pandas, which would take most of its memory and time.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from openpyxl.utils.cell import coordinate_to_tuple

from sendkpi.frames import columns_of
from sendkpi.frames.figures import AskedRow, ExtractRow
from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import KNOWN_AT, LISTS_SHEET, PROBLEMS_TITLE, WITHOUT_FIGURES
from sendkpi.ingest.opening.unseen import hides_something, seen_sheet
from sendkpi.ingest.opening.workbook import open_workbook
from sendkpi.ingest.persons.check import check_persons
from sendkpi.ingest.persons.side_texts import check_side_texts
from sendkpi.ingest.rows.choices import Asked, ask_of, with_meanings
from sendkpi.ingest.rows.delivery import read_tables
from sendkpi.ingest.rows.fast_path import read_plain
from sendkpi.ingest.rows.row import Named, Row, is_to_come, read_line
from sendkpi.ingest.rows.rules import check_rows, sound_rows
from sendkpi.ingest.rows.unseen import HIDDEN, LEAVE, ask_hidden, hidden_cells, without_hidden
from sendkpi.ingest.spelling.measure_names import Names
from sendkpi.ingest.spelling.months import read_month
from sendkpi.ingest.spelling.texts import listed
from sendkpi.ingest.tables.delivery import split_sheet
from sendkpi.ingest.tables.finding import find_tables, unknown_fault, unknown_table
from sendkpi.layouts import MARK, Column
from sendkpi.spreadsheets import FIGURES_TITLE
from sendkpi.values import Problem, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sendkpi.ingest.opening.lines import DeliveryTable, Line, Table
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.rows.delivery import DeliveryRows
    from sendkpi.layouts import Layout
    from sendkpi.plan.whole import Plan
    from sendkpi.record.extract import WrittenDue
    from sendkpi.record.updates import MilestoneUpdate, RecommendationUpdate


_UNKNOWN_SHOWN = 5
"""Sheets that are shown, where nobody can tell which of them holds the figures."""
_LOOKED_AT = 200
"""Rows in which measures are looked for beside tables of milestones, where no table of figures was found."""


Columns = dict[str, list[object]]
"""Rows column by column, each with one entry a row: a hundred thousand records would take three times the room."""


@dataclass(frozen=True)
class Found:
    """The result of reading a file.

    `rows` are the sound ones (ExtractRow), `asked` where figures are asked for (AskedRow).
    """

    rows: Columns = field(default_factory=lambda: {name: [] for name in columns_of(ExtractRow)})
    asked: Columns = field(default_factory=lambda: {name: [] for name in columns_of(AskedRow)})
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    sheets_read: tuple[str, ...] = ()
    sheets_passed_over: tuple[str, ...] = ()
    question: Question | None = None
    layouts: tuple[str, ...] = ()
    milestones: tuple[MilestoneUpdate, ...] = ()
    recommendations: tuple[RecommendationUpdate, ...] = ()
    dues: tuple[WrittenDue, ...] = ()
    known_at: dt.datetime | None = None


def read_file(
    plan: Plan, content: bytes, today: dt.date, layouts: tuple[Layout, ...], forced: Layout | None
) -> Found | Fault:
    """The result of reading a workbook (see `read.read_workbook`), or the fault that keeps it from being opened."""
    sheets = open_workbook(content)
    if isinstance(sheets, Fault):
        return sheets
    if persons := check_persons(sheets) or check_side_texts(content):
        sheet, fault = persons
        return Found(problems=(Named().problem(sheet, fault),))
    names = Names(plan)
    exported = [sheet for sheet in sheets if _is_exported(sheet)]
    seen = [seen_sheet(sheet) for sheet in exported or sheets if not sheet.hidden and not _is_ours(sheet)]
    shown = [sheet for sheet, _ in seen]
    parted = [split_sheet(names, sheet) for sheet in shown]
    delivery, rest = [table for found, _ in parted for table in found], [left for _, left in parted]
    tables = [table for sheet in rest for table in find_tables(names, sheet, layouts, forced)]
    if exported:
        tables = [replace(table, faults=_but_columns_left_out(table.faults)) for table in tables]
    if not tables and (asked := [sheet for sheet in rest if not delivery or _names_measures(names, sheet)]):
        return _unknown(names, asked)
    unclear = {table.sheet for table in tables if table.unexplained}
    if unclear:
        return _unknown(names, [sheet for sheet in rest if sheet.title in unclear], tables)
    read: list[Table | DeliveryTable] = [*tables, *delivery]
    sheets_read = tuple(dict.fromkeys(table.sheet for table in read))
    over = _passed_over(sheets, sheets_read)
    unseen = [note for sheet, left_out in seen if sheet.title in sheets_read for note in left_out]
    notes = (*_sheet_notes(sheets_read, over), *_column_notes(read), *unseen)
    in_order = layouts if forced is None else (forced, *layouts)
    hiding = {sheet.title: sheet for sheet in shown if hides_something(sheet)}
    found = _read_tables(names, tables, read_tables(names, delivery), today, in_order, hiding)
    order = {sheet.title: at for at, sheet in enumerate(sheets)}
    known_at = next((moment for sheet in sheets if (moment := _known_at(sheet))), None)
    problems = sorted(found.problems, key=lambda problem: (order.get(problem.sheet, -1), *_place(problem.cell)))
    return replace(
        found,
        problems=tuple(problems),
        notes=(*notes, *found.notes),
        sheets_read=sheets_read,
        sheets_passed_over=over,
        known_at=known_at,
    )


def _names_measures(names: Names, sheet: Sheet) -> bool:
    """Whether a sheet in which no table was made out names a measure near its top, so that figures may be in it."""
    rows = sheet.numbers[:_LOOKED_AT]
    return any(names.measures(cell.text) for row in rows for cell in sheet.rows[row].values() if cell.text)


def _is_ours(sheet: Sheet) -> bool:
    """Whether it is the list of problems of a workbook that we marked, whatever it is called by now."""
    first = sheet.rows.get(1, {}).get(1)
    return first is not None and first.text == PROBLEMS_TITLE


def _is_exported(sheet: Sheet) -> bool:
    """Whether it is the sheet of figures of a workbook that `export` wrote: the others say what came of them."""
    first = sheet.rows.get(1, {}).get(1)
    return first is not None and first.text == FIGURES_TITLE


def _but_columns_left_out(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults without those of columns that an export has beside the figures."""
    return tuple(fault for fault in faults if fault.code is not codes.COLUMN_LEFT_OUT)


def _known_at(sheet: Sheet) -> dt.datetime | None:
    """The moment that a template's sheet of lists gives; None on any other sheet."""
    if sheet.title != LISTS_SHEET:
        return None
    headed = (column for column, cell in sheet.rows.get(1, {}).items() if cell.text == KNOWN_AT)
    written = [cell.text for column in headed if (cell := sheet.rows.get(2, {}).get(column))]
    try:
        moment = dt.datetime.fromisoformat(written[0]) if written else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _unknown(names: Names, shown: list[Sheet], found: Sequence[Table] = ()) -> Found:
    """The question about sheets in which no table explains itself, or in which `found` ones do only in part."""
    tables = tuple(unknown_table(sheet) for sheet in shown if sheet.rows)[:_UNKNOWN_SHOWN]
    if not tables:
        return Found(problems=(Named().problem("", Fault(codes.NOTHING_REPORTED, "The workbook is empty.")),))
    faults = [(table.sheet, fault) for table in found if table.unexplained for fault in table.faults]
    faults = faults or [(table.sheet, unknown_fault(names, table)) for table in tables]
    problems = tuple(Named().problem(sheet, fault) for sheet, fault in faults)
    return Found(problems=problems, question=Question(tables=tables))


@dataclass
class _Gathered:
    """Rows, faults and marks of the tables' lines, in their order."""

    rows: list[Row] = field(default_factory=list)
    asked: list[tuple[Named, str, str]] = field(default_factory=list)
    found: list[tuple[Named, str, Fault]] = field(default_factory=list)
    open: Asked = field(default_factory=Asked)
    notes: list[str] = field(default_factory=list)


def _read_tables(  # noqa: PLR0913, PLR0917 - the tables, and all that they are read with
    names: Names,
    tables: list[Table],
    delivery: DeliveryRows,
    today: dt.date,
    layouts: tuple[Layout, ...],
    hiding: Mapping[str, Sheet],
) -> Found:
    """Figures of the tables, with the updates of `delivery` beside them; `hiding` are sheets that hide something."""
    gathered = _Gathered()
    for table in tables:
        answers = _answers(table, layouts)
        lines = _shown_lines(table, hiding.get(table.sheet), answers, gathered)
        _read_lines(names, replace(table, lines=lines), today, answers, gathered)
    rows = tuple(gathered.rows)
    between = check_rows(names.plan, rows)
    found = gathered.found + [(row.named, row.sheet, fault) for row, fault in between] + gathered.open.faults()
    problems = [named.problem(sheet, fault) for named, sheet, fault in found]
    problems += [about.problem(sheet, fault) for about, sheet, fault in delivery.found]
    if not problems and not (rows or delivery.milestones or delivery.recommendations):
        problems = [_nothing(tables)]
    choices = gathered.open.choices()
    return Found(
        _reported(sound_rows(rows, between)),
        _asked(gathered.asked),
        _once(problems),
        notes=tuple(dict.fromkeys(gathered.notes)),
        question=Question(choices=choices) if choices else None,
        layouts=tuple(dict.fromkeys(layout.name for table in tables for layout in _remembered(table, layouts)[:1])),
        milestones=tuple(delivery.milestones),
        recommendations=tuple(delivery.recommendations),
        dues=tuple(delivery.dues),
    )


def _nothing(tables: list[Table]) -> Problem:
    if tables:
        return Named().problem(tables[0].sheet, Fault(codes.NOTHING_REPORTED, "The table has no figures."))
    advice = "Choose a status for what has moved, and save before sending."
    return Named().problem("", Fault(codes.NOTHING_REPORTED, "No row has a status.", advice=advice))


def _answers(table: Table, layouts: tuple[Layout, ...]) -> dict[str, str]:
    """The answers to choices that are remembered for a table, by key."""
    return {key: code for layout in reversed(_remembered(table, layouts)) for key, code in layout.answers}


def _shown_lines(table: Table, sheet: Sheet | None, answers: Mapping[str, str], gathered: _Gathered) -> Iterator[Line]:
    """The table's lines; figures that its sheet hides are asked about, read or left out."""
    for line in table.lines:
        if sheet is None or not (hidden := hidden_cells(line, sheet)):
            yield line
        elif HIDDEN not in answers:
            gathered.open.add(ask_hidden(sheet, hidden[0]), table.sheet, table.fingerprint)
            yield line
        else:
            left = answers[HIDDEN] == LEAVE
            gathered.notes.append(f"{table.sheet}: hidden figures were {'left out' if left else 'read too'}.")
            yield without_hidden(line, sheet) if left else line


def _read_lines(names: Names, table: Table, today: dt.date, answers: Mapping[str, str], gathered: _Gathered) -> None:
    marks = {key.removeprefix(MARK): meaning for key, meaning in answers.items() if key.startswith(MARK)}
    gathered.found += [(Named(), table.sheet, fault) for fault in table.faults]
    to_come: list[Line] = []
    newest: dt.date | None = None
    for line in table.lines:
        if line.blank:
            continue
        if is_to_come(line):
            to_come.append(line)
            continue
        explained = with_meanings(line, marks) if marks else line
        row = _read_line(names, table, line, explained, today, answers, gathered)
        if row and (newest is None or row.month > newest):
            newest = row.month
    for line in to_come:
        month = read_month(line.cells[Column.MONTH])
        if isinstance(month, Fault) or newest is None or month <= newest:
            _read_line(names, table, line, line, today, answers, gathered)


def _read_line(  # noqa: PLR0913, PLR0917 - a line, and all that it is read with
    names: Names,
    table: Table,
    line: Line,
    explained: Line,
    today: dt.date,
    answers: Mapping[str, str],
    gathered: _Gathered,
) -> Row | None:
    """The line's sound row, if it has one; what is wrong with it, and what it leaves open, is gathered."""
    reading = read_plain(names, explained, today, table.sheet) or read_line(
        names, explained, today, table.sheet, answers
    )
    if reading.asked:
        gathered.asked.append((reading.named, table.sheet, reading.asked))
    if reading.row:
        gathered.rows.append(reading.row)
    for fault in reading.faults:
        ask = ask_of(line, fault)
        if ask and ask.key not in answers:
            gathered.open.add(ask, table.sheet, table.fingerprint)
        else:
            gathered.found.append((reading.named, table.sheet, fault))
    return reading.row


def _remembered(table: Table, layouts: tuple[Layout, ...]) -> list[Layout]:
    """The layouts that say how a table is read, or what marks mean under its headings; first what counts."""
    by_headings = [layout for layout in layouts if layout.answers and layout.fingerprint == table.fingerprint]
    return [layout for layout in layouts if layout.name == table.layout] + by_headings


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem of a cell once: a heading is read again for every row below it."""
    met: dict[tuple[str, ...], Problem] = {}
    for problem in problems:
        met.setdefault((problem.sheet, problem.cell, problem.code, problem.message), problem)
    return tuple(met.values())


def _place(cell: str) -> tuple[int, int]:
    """Row and column, for the sheet's order; the sheet as a whole comes first."""
    return coordinate_to_tuple(cell) if cell else (0, 0)


def _passed_over(sheets: tuple[Sheet, ...], read: Sequence[str]) -> tuple[str, ...]:
    """The titles of the sheets that hold something and were not read, but for the list of problems that we add."""
    over = [sheet for sheet in sheets if sheet.rows and sheet.title not in read and not _is_ours(sheet)]
    return tuple(f"{sheet.title} (hidden)" if sheet.hidden else sheet.title for sheet in over)


def _sheet_notes(read: tuple[str, ...], over: tuple[str, ...]) -> tuple[str, ...]:
    """Which sheets were read and which were not, unless it is our own workbook as it should be."""
    if {title.removesuffix(" (hidden)") for title in over} <= WITHOUT_FIGURES:
        return ()
    return (f"Sheets read: {listed(read)}. Sheets passed over: {listed(over)}.",)


def _column_notes(tables: Sequence[Table | DeliveryTable]) -> tuple[str, ...]:
    over: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        over[table.sheet] += [name for name in table.passed_over if name not in over[table.sheet]]
    return tuple(f"{sheet}: columns passed over: {listed(names)}." for sheet, names in over.items() if names)


def _reported(rows: tuple[Row, ...]) -> Columns:
    columns: Columns = {"measure": [row.measure.id for row in rows]}
    return columns | {name: [getattr(row, name) for row in rows] for name in columns_of(ExtractRow)[1:]}


def _asked(asked: list[tuple[Named, str, str]]) -> Columns:
    return {
        "measure": [named.measure.id if named.measure else "" for named, _, _ in asked],
        "month": [named.month for named, _, _ in asked],
        "breakdown": [named.breakdown for named, _, _ in asked],
        "sheet": [sheet for _, sheet, _ in asked],
        "cell": [cell for _, _, cell in asked],
    }
