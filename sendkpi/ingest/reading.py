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
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.layout import KNOWN_AT, LISTS_SHEET, NUMBERS, PROBLEMS_TITLE, WITHOUT_FIGURES
from sendkpi.ingest.opening.unseen import hides_something, seen_sheet
from sendkpi.ingest.opening.workbook import open_workbook
from sendkpi.ingest.persons.check import check_persons
from sendkpi.ingest.persons.side_texts import check_side_texts
from sendkpi.ingest.rows.choices import NOBODY, Asked, ask_of, with_meanings
from sendkpi.ingest.rows.delivery import read_tables
from sendkpi.ingest.rows.fast_path import read_plain
from sendkpi.ingest.rows.naming import named_line
from sendkpi.ingest.rows.row import Named, Row, is_to_come, read_line
from sendkpi.ingest.rows.rules import check_rows, sound_rows
from sendkpi.ingest.rows.running import runs_on, settle
from sendkpi.ingest.rows.units import in_unit, with_fractions
from sendkpi.ingest.rows.unseen import HIDDEN, LEAVE, ask_hidden, hidden_cells, without_hidden
from sendkpi.ingest.spelling.about import is_notable, names_week
from sendkpi.ingest.spelling.cells import check_broken
from sendkpi.ingest.spelling.measure_names import Names
from sendkpi.ingest.spelling.months import read_month
from sendkpi.ingest.spelling.texts import clean, listed, quoted
from sendkpi.ingest.tables.beside import why_aside
from sendkpi.ingest.tables.delivery import split_sheet
from sendkpi.ingest.tables.finding import Search, find_tables, unknown_fault, unknown_table
from sendkpi.layouts import MARK, Column
from sendkpi.spreadsheets import FIGURES_TITLE
from sendkpi.texts import visible
from sendkpi.values import Problem, Question, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sendkpi.ingest.opening.lines import DeliveryTable, Line, Table
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.rows.delivery import DeliveryRows
    from sendkpi.ingest.rows.row import Reading
    from sendkpi.ingest.spelling.cells import Cell
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


def read_file(  # noqa: PLR0913, PLR0917 - a file, and all that it is read with
    plan: Plan, content: bytes, filename: str, today: dt.date, layouts: tuple[Layout, ...], forced: Layout | None
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
    search = Search(names, layouts, forced, filename, today)
    tables = [table for sheet in rest for table in find_tables(search, sheet)]
    if not tables and not delivery:
        tables = [table for sheet in rest for table in find_tables(replace(search, any_name=True), sheet)]
    if exported:
        tables = [replace(table, faults=_but_columns_left_out(table.faults)) for table in tables]
    if not tables and (asked := [sheet for sheet in rest if not delivery or _names_measures(names, sheet)]):
        return _unknown(names, asked)
    unclear = {table.sheet for table in tables if table.unexplained}
    if unclear:
        return _unknown(names, [sheet for sheet in rest if sheet.title in unclear], tables)
    tables, subjects = _reported_tables(tables)
    read: list[Table | DeliveryTable] = [*tables, *delivery]
    sheets_read = tuple(dict.fromkeys(table.sheet for table in read))
    over = _passed_over(sheets, sheets_read)
    hiding = {sheet.title: sheet for sheet in shown if hides_something(sheet)}
    found = _read_tables(search, tables, read_tables(names, delivery), hiding)
    notes = (
        *_sheet_notes(sheets_read, over),
        *subjects,
        *found.notes,
        *_column_notes(read),
        *(note for sheet, left_out in seen if sheet.title in sheets_read for note in left_out),
        *_written_notes(rest, tables),
    )
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


def _reported_tables(tables: list[Table]) -> tuple[list[Table], list[str]]:
    """The tables that hold what was reported, with notes on those that are headed as targets or another area's.

    Where all are headed so, all are given: whether they are to be read is asked.
    """
    other = [table for table in tables if table.subject and table.answers.get(_SUBJECT) != _READ]
    if len(other) == len(tables):
        return tables, []
    notes = [
        f"{table.sheet}: the table headed {quoted(table.subject[1])} was passed over: {table.subject[0]}."
        for table in other
        if table.subject
    ]
    return [table for table in tables if table not in other], list(dict.fromkeys(notes))


_SUBJECT, _READ, _LEAVE = "subject", "read", "leave"


def _ask_subject(table: Table) -> Ask | None:
    """Whether a table that is headed as targets, or as another area's figures, is to be read all the same."""
    if table.subject is None or table.answers.get(_SUBJECT) == _READ:
        return None
    subject, heading = table.subject
    fault = Fault(codes.NOT_REPORTED_HERE, f"The table is headed {quoted(heading)}: {subject}.")
    options = ((_READ, "read them: they are what was reported"), (_LEAVE, "leave them out"))
    return Ask(_SUBJECT, f"Are the figures headed {quoted(heading)} what was reported?", options, fault)


_MOST_NOTES = 5


def _written_notes(sheets: list[Sheet], tables: list[Table]) -> list[str]:
    """What sentences in the sheets say of their figures: provisional, cumulative from a month, differently defined."""
    read = {table.sheet for table in tables}
    notes: list[str] = []
    for sheet in sheets:
        rows = (
            [list(cells.values()) for cells in sheet.rows.values() if len(cells) <= _FEW] if sheet.title in read else []
        )
        said = [cell for cells in rows for cell in cells if isinstance(cell.value, str) and is_notable(cell.text)]
        notes += [f"{sheet.title}!{cell.place} says: {visible(cell.text[:_LONGEST])}" for cell in said[:_MOST_NOTES]]
    return notes


_FEW = 2
"""Cells in a row that may be a note below or above a table."""
_LONGEST = 300


def _unknown(names: Names, shown: list[Sheet], found: Sequence[Table] = ()) -> Found:
    """The question about sheets in which no table explains itself, or in which `found` ones do only in part."""
    if not any(sheet.rows for sheet in shown):
        return _nothing_there("The workbook is empty.")
    tables = tuple(unknown_table(sheet) for sheet in shown if _holds_figures(sheet))[:_UNKNOWN_SHOWN]
    if not tables:
        return _nothing_there("No sheet holds a table of figures: a picture of one cannot be read.")
    if weeks := next((cell for sheet in shown for cell in _week_headings(sheet)), None):
        sheet, cell = weeks
        what = f"{quoted(cell.text)} names a week, and a week's figure is not a month's."
        return Found(problems=(Named().problem(sheet, Fault(codes.WRONG_PERIOD, what, cell.place)),))
    faults = [(table.sheet, fault) for table in found if table.unexplained for fault in table.faults]
    faults = faults or [(table.sheet, unknown_fault(names, table)) for table in tables]
    problems = tuple(Named().problem(sheet, fault) for sheet, fault in faults)
    return Found(problems=problems, question=Question(tables=tables))


def _nothing_there(what: str) -> Found:
    return Found(problems=(Named().problem("", Fault(codes.NOTHING_REPORTED, what)),))


def _holds_figures(sheet: Sheet) -> bool:
    """Whether a sheet may hold a table: more than one row with more than one cell."""
    return sum(len(cells) > 1 for cells in sheet.rows.values()) > 1


def _week_headings(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    for row in sheet.numbers[:_LOOKED_AT]:
        yield from ((sheet.title, cell) for cell in sheet.rows[row].values() if names_week(cell.text))


_MOST_NAMES = 12


def _more(names: Sequence[str]) -> str:
    return f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""


@dataclass
class _Gathered:
    """Rows, faults and marks of the tables' lines, in their order."""

    rows: list[Row] = field(default_factory=list)
    asked: list[tuple[Named, str, str]] = field(default_factory=list)
    found: list[tuple[Named, str, Fault]] = field(default_factory=list)
    open: Asked = field(default_factory=Asked)
    running: list[tuple[Table, Row, str]] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def notes(self) -> tuple[str, ...]:
        """What else was left aside."""
        out: dict[str, list[str]] = defaultdict(list)
        for sheet, name in self.left_out:
            if name not in out[sheet]:
                out[sheet].append(name)
        said = [f"{sheet}: rows left out: {listed(names[:_MOST_NAMES])}{_more(names)}." for sheet, names in out.items()]
        return (*dict.fromkeys(self.noted), *said)


def _read_tables(search: Search, tables: list[Table], delivery: DeliveryRows, hiding: Mapping[str, Sheet]) -> Found:
    """Figures of the tables, with the updates of `delivery` beside them; `hiding` are sheets that hide something."""
    gathered = _Gathered()
    for table in tables:
        _read_table(search, table, hiding.get(table.sheet), gathered)
    _settle_running(gathered)
    rows = tuple(gathered.rows)
    between = check_rows(search.names.plan, rows)
    found = gathered.found + [(row.named, row.sheet, fault) for row, fault in between] + gathered.open.faults()
    problems = [named.problem(sheet, fault) for named, sheet, fault in found]
    problems += [about.problem(sheet, fault) for about, sheet, fault in delivery.found]
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    if not wrong and not (rows or delivery.milestones or delivery.recommendations):
        problems.append(_nothing(tables))
    choices = gathered.open.choices()
    used = (layout.name for table in tables for layout in search.known(table.fingerprint, table.layout)[:1])
    return Found(
        _reported(sound_rows(rows, between)),
        _asked(gathered.asked),
        _once(problems),
        notes=gathered.notes(),
        question=Question(choices=choices) if choices else None,
        layouts=tuple(dict.fromkeys(used)),
        milestones=tuple(delivery.milestones),
        recommendations=tuple(delivery.recommendations),
        dues=tuple(delivery.dues),
    )


def _nothing(tables: list[Table]) -> Problem:
    if tables:
        return Named().problem(tables[0].sheet, Fault(codes.NOTHING_REPORTED, "The table has no figures."))
    advice = "Choose a status for what has moved, and save before sending."
    return Named().problem("", Fault(codes.NOTHING_REPORTED, "No row has a status.", advice=advice))


def _read_table(search: Search, table: Table, hiding: Sheet | None, gathered: _Gathered) -> None:
    """Take a table's rows, its faults, and what it leaves open; `hiding` is its sheet where that hides something."""
    asks = [ask for ask in (*table.asks, _ask_subject(table)) if ask]
    for ask in asks:
        gathered.open.add(ask, table.sheet, table.fingerprint)
    gathered.found += [(Named(), table.sheet, fault) for fault in table.faults]
    gathered.noted += [f"{table.sheet}: {note}" for note in table.notes]
    if asks:
        return
    names = search.names.knowing(table.answers)
    marks = {key.removeprefix(MARK): code for key, code in table.answers.items() if key.startswith(MARK)}
    lines = _Lines(names, table, search.today, gathered, marks)
    to_come: list[Line] = []
    for line in _shown_lines(table, hiding, gathered):
        if is_to_come(line):
            to_come.append(line)
        elif not line.blank:
            lines.take(line)
    for line in to_come:
        month = read_month(line.cells[Column.MONTH])
        if isinstance(month, Fault) or lines.newest is None or month <= lines.newest:
            lines.take(line)
    lines.finish()


def _shown_lines(table: Table, sheet: Sheet | None, gathered: _Gathered) -> Iterator[Line]:
    """The table's lines; figures that its sheet hides are asked about, read or left out."""
    for line in table.lines:
        if sheet is None or not (hidden := hidden_cells(line, sheet)):
            yield line
        elif HIDDEN not in table.answers:
            gathered.open.add(ask_hidden(sheet, hidden[0]), table.sheet, table.fingerprint)
            yield line
        else:
            left = table.answers[HIDDEN] == LEAVE
            gathered.noted.append(f"{table.sheet}: hidden figures were {'left out' if left else 'read too'}.")
            yield without_hidden(line, sheet) if left else line


def _settle_running(gathered: _Gathered) -> None:
    """Take each month's own figures of rows that run on, or what is wrong with them, once all tables are read."""
    own = tuple(gathered.rows)
    for table in dict.fromkeys(id(table) for table, _, _ in gathered.running):
        rows = [(row, basis) for one, row, basis in gathered.running if id(one) == table]
        of = next(one for one, _, _ in gathered.running if id(one) == table)
        settled = settle(rows, own, of.answers)
        gathered.rows += settled.rows
        gathered.found += [(row.named, row.sheet, fault) for row, fault in settled.faults]
        for ask in settled.asks:
            gathered.open.add(ask, of.sheet, of.fingerprint)
        gathered.left_out += [(of.sheet, f"{row.measure.id} year to date") for row in settled.left_out]


@dataclass
class _Lines:
    """The lines of a table as they are read, one by one."""

    names: Names
    table: Table
    today: dt.date
    gathered: _Gathered
    marks: Mapping[str, str]
    known: bool = False
    newest: dt.date | None = None
    """The newest month with a sound row."""
    unlike: list[tuple[Line, Ask, str]] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Keep the row of a line, if it is a sound one: among those that run on where it does."""
        row = self.read(line)
        if row is None:
            return
        self.newest = max(self.newest or row.month, row.month)
        if line.basis and runs_on(row.measure):
            self.gathered.running.append((self.table, row, line.basis))
        else:
            self.gathered.rows.append(row)

    def read(self, line: Line) -> Row | None:
        """The row of a line; its faults and what it leaves open are gathered."""
        explained = with_meanings(line, self.marks) if self.marks else line
        plain = None if line.unit or line.basis else read_plain(self.names, explained, self.today, self.table.sheet)
        if plain is not None:
            self.known = True
            return self._keep(line, plain)
        named, ask = self._named(explained)
        if named is None:
            return None
        return self._keep(line, read_line(self.names, named, self.today, self.table.sheet, self.table.answers), ask)

    def _named(self, line: Line) -> tuple[Line | None, Ask | None]:
        """The line by the plan's names and in its unit, None where it is left out; and what it leaves open."""
        label = line.cells[Column.MEASURE]
        if check_broken(label) or all(line.cells[column].blank for column in (*NUMBERS, Column.SYMBOL)):
            return line, None
        if (why := why_aside(self.names, label)) and self.names.answer(label.text) is None:
            self.gathered.left_out.append((self.table.sheet, f"{clean(label.text)} ({why.casefold()})"))
            return None, None
        found = named_line(self.names, line)
        if found.ask is not None and found.unlike:
            self.unlike.append((line, found.ask, found.left_out))
            return None, None
        if found.left_out:
            self.gathered.left_out.append((self.table.sheet, found.left_out))
        if found.line is None or found.measure is None:
            return found.line, found.ask
        self.known = True
        settled, wrong = in_unit(
            with_fractions(found.line, found.measure, self.table.answers), found.measure, self.table.answers
        )
        if isinstance(wrong, Ask):
            self.gathered.open.add(wrong, self.table.sheet, self.table.fingerprint)
        elif wrong is not None:
            self.gathered.found.append((Named(found.measure), self.table.sheet, wrong))
        return None if wrong is not None else settled, found.ask

    def finish(self) -> None:
        """Leave names that are like none of the plan's out, where others beside them are; else ask about them."""
        for line, ask, name in self.unlike:
            reading = read_line(self.names, line, self.today, self.table.sheet, self.table.answers)
            if self.known and all(fault.code is not codes.NOT_A_NUMBER for fault in reading.faults):
                self.gathered.left_out.append((self.table.sheet, name))
            else:
                self._keep(line, reading, ask)

    def _keep(self, line: Line, reading: Reading, asked: Ask | None = None) -> Row | None:
        """The sound row of a reading; its faults are gathered, those that one answer settles as questions."""
        if reading.asked:
            self.gathered.asked.append((reading.named, self.table.sheet, reading.asked))
        for fault in reading.faults:
            ask = asked if asked is not None and fault.code is asked.fault.code else ask_of(line, fault)
            if ask is None or ask.key in self.table.answers:
                self.gathered.found.append((reading.named, self.table.sheet, fault))
            else:
                named = NOBODY if ask.fault.code is codes.AMBIGUOUS_MARK else reading.named
                self.gathered.open.add(ask, self.table.sheet, self.table.fingerprint, named)
        return reading.row


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
