"""The lines of the tables, read one by one: their sound rows, their faults, and what they leave open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.frames import columns_of
from sendkpi.frames.figures import ExtractRow
from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.layout import NUMBERS
from sendkpi.ingest.reading.found import Columns, Found, Gathered
from sendkpi.ingest.reading.subjects import ask_subject
from sendkpi.ingest.rows.choices import NOBODY, ask_of, with_meanings
from sendkpi.ingest.rows.fast_path import read_plain
from sendkpi.ingest.rows.naming import named_line
from sendkpi.ingest.rows.row import Named, Reading, Row, is_to_come, read_line
from sendkpi.ingest.rows.rules import check_rows, sound_rows
from sendkpi.ingest.rows.running import runs_on, settle
from sendkpi.ingest.rows.units import in_unit, with_fractions
from sendkpi.ingest.rows.unseen import HIDDEN, LEAVE, ask_hidden, hidden_cells, without_hidden
from sendkpi.ingest.spelling.cells import check_broken
from sendkpi.ingest.spelling.measure_names import LEAVE as LEAVE_OUT
from sendkpi.ingest.spelling.months import read_month
from sendkpi.ingest.spelling.texts import clean
from sendkpi.ingest.tables.beside import why_aside
from sendkpi.layouts import MARK, Column
from sendkpi.values import Problem, Question, Severity

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Line, Table
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.rows.delivery import DeliveryRows
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.tables.finding import Search


def read_all(search: Search, tables: list[Table], delivery: DeliveryRows, hiding: Mapping[str, Sheet]) -> Found:
    """Figures of the tables, with the updates of `delivery` beside them; `hiding` are sheets that hide something."""
    gathered = Gathered()
    for table in tables:
        read_table(search, table, hiding.get(table.sheet), gathered)
    settle_running(gathered)
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


def read_table(search: Search, table: Table, hiding: Sheet | None, gathered: Gathered) -> None:
    """Take a table's rows, its faults, and what it leaves open; `hiding` is its sheet where that hides something."""
    asks = [ask for ask in (*table.asks, ask_subject(table)) if ask]
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


def _shown_lines(table: Table, sheet: Sheet | None, gathered: Gathered) -> Iterator[Line]:
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


def settle_running(gathered: Gathered) -> None:
    """Take each month's own figures of rows that run on, or what is wrong with them, once all tables are read."""
    own = tuple(gathered.rows)
    for table, rows in gathered.running:
        settled = settle(rows, own, table.answers)
        gathered.rows += settled.rows
        gathered.found += [(row.named, row.sheet, fault) for row, fault in settled.faults]
        for ask in settled.asks:
            gathered.open.add(ask, table.sheet, table.fingerprint)
        gathered.left_out += [(table.sheet, f"{row.measure.id} year to date") for row in settled.left_out]


@dataclass
class _Lines:
    """The lines of a table as they are read, one by one."""

    names: Names
    table: Table
    today: dt.date
    gathered: Gathered
    marks: Mapping[str, str]
    known: bool = False
    newest: dt.date | None = None
    """The newest month with a sound row."""
    unlike: list[tuple[Line, Ask, str]] = field(default_factory=list)
    running: list[tuple[Row, str]] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Keep the row of a line, if it is a sound one: among those that run on where it does."""
        row = self.read(line)
        if row is None:
            return
        self.newest = max(self.newest or row.month, row.month)
        if line.basis and runs_on(row.measure):
            self.running.append((row, line.basis))
        else:
            self.gathered.rows.append(row)

    def read(self, line: Line) -> Row | None:
        """The row of a line; its faults and what it leaves open are gathered."""
        explained = with_meanings(line, self.marks) if self.marks else line
        plain = (
            None
            if line.unit or line.basis or line.statistic
            else read_plain(self.names, explained, self.today, self.table.sheet)
        )
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
        if found.also is not None:
            self.gathered.open.add(found.also, self.table.sheet, self.table.fingerprint)
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
        self.gathered.running.append((self.table, self.running))
        for line, ask, name in self.unlike:
            reading = read_line(self.names, line, self.today, self.table.sheet, self.table.answers)
            figures = all(fault.code is not codes.NOT_A_NUMBER for fault in reading.faults)
            if self.known and figures:
                self.gathered.left_out.append((self.table.sheet, name))
            else:
                self._keep(line, reading, ask._replace(likely=LEAVE_OUT) if figures else ask)

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
