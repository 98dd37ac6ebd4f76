"""Updates from rows of milestones and recommendations, and every fault in them.

What was reported before is not known here: whether a month in Due is a new one is for whoever holds the row
against that.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import Part
from sendkpi.ingest.rows.row import clean_words
from sendkpi.ingest.spelling.cells import Cell, check_broken
from sendkpi.ingest.spelling.delivery_headings import MILESTONES
from sendkpi.ingest.spelling.months import day_of_text, read_month
from sendkpi.ingest.spelling.texts import key, quoted
from sendkpi.record.extract import WrittenDue
from sendkpi.record.update_rules import recurs
from sendkpi.record.updates import MilestoneUpdate, Progress, RecommendationUpdate, Status
from sendkpi.values import YEARS, Problem, day_name, month_name

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import DeliveryTable
    from sendkpi.ingest.spelling.delivery_refs import One, References
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.plan.delivery import Milestone

Word = TypeVar("Word", bound=StrEnum)
Update = TypeVar("Update", MilestoneUpdate, RecommendationUpdate)

_BESIDE_STATUS = {
    Part.COMPLETED: "a day of completion",
    Part.EVIDENCE: "evidence",
    Part.COMMENT: "a comment",
    Part.PROGRESS: "progress",
}
"""The columns that go with a status, in words for a message."""


class About(NamedTuple):
    """A row's milestone and month, in words: `1.3c, May 2022`."""

    words: str = ""

    def problem(self, sheet: str, fault: Fault) -> Problem:
        """A fault in this row as a problem of the file."""
        return Problem(fault.code.severity, fault.code.name, fault.message, sheet, fault.cell, about=self.words)


@dataclass
class DeliveryRows:
    """Updates in the order of the tables; `found` are the faults with their rows' words and sheets."""

    milestones: list[MilestoneUpdate] = field(default_factory=list)
    recommendations: list[RecommendationUpdate] = field(default_factory=list)
    dues: list[WrittenDue] = field(default_factory=list)
    found: list[tuple[About, str, Fault]] = field(default_factory=list)

    def keep(self, faults: Iterable[Fault], about: str, sheet: str) -> None:
        """Take the faults of a row."""
        self.found += [(About(about), sheet, fault) for fault in faults]


def read_tables(names: Names, tables: Iterable[DeliveryTable]) -> DeliveryRows:
    """All that the tables report, each milestone, occurrence and recommendation once."""
    gathered = DeliveryRows()
    for table in tables:
        gathered.keep(table.faults, "", table.sheet)
        read = _read_milestone if table.kind is MILESTONES else _read_recommendation
        for line in table.rows:
            read(names, line, table.sheet, gathered)
    gathered.milestones = _once(gathered.milestones, _about, gathered)
    gathered.recommendations = _once(gathered.recommendations, _about_number, gathered)
    return gathered


def _read_milestone(names: Names, line: Mapping[Part, Cell], sheet: str, gathered: DeliveryRows) -> None:
    """Keep a milestone row's update, its month alone, or its faults."""
    if _says_nothing(line):
        milestone, cell = names.milestones.find(line[Part.REF]), line[Part.DUE]
        month = _read_due(milestone, cell, []) if milestone else None
        if milestone and month:
            gathered.dues.append(WrittenDue(milestone.id, month, f"{sheet}!{cell.place}"))
        return
    faults = _broken(line)
    one = _named(names.milestones, line, Part.REF, faults)
    status = _read_status(Status, line, faults)
    completed_on = _read_day(line[Part.COMPLETED], faults)
    due = _read_due(one, line[Part.DUE], faults)
    again = one is not None and recurs(one)
    about = "" if one is None else _about_words(one.id, due if again else None)
    gathered.keep(faults, about, sheet)
    if one is None or status is None or faults:
        return
    words, moves = _words(line[Part.COMMENT]), status is Status.DEFERRED
    update = MilestoneUpdate(
        one.id,
        status,
        occurrence=due if again else None,
        completed_on=completed_on,
        due=None if again else due,
        reason=words if moves else "",
        evidence=_words(line[Part.EVIDENCE]),
        comment="" if moves else words,
        place=f"{sheet}!{line[Part.STATUS].place}",
    )
    gathered.milestones.append(update)


def _read_recommendation(names: Names, line: Mapping[Part, Cell], sheet: str, gathered: DeliveryRows) -> None:
    """Keep a recommendation row's update, or its faults."""
    if _says_nothing(line):
        return
    faults = _broken(line)
    one = _named(names.recommendations, line, Part.NUMBER, faults)
    status = _read_status(Progress, line, faults)
    gathered.keep(faults, f"Recommendation {one.id}" if one else "", sheet)
    if one is not None and status is not None and not faults:
        place = f"{sheet}!{line[Part.STATUS].place}"
        gathered.recommendations.append(RecommendationUpdate(one.id, status, _words(line[Part.PROGRESS]), place=place))


def _says_nothing(line: Mapping[Part, Cell]) -> bool:
    """Whether a row has neither a status nor anything that goes with one."""
    return all(line[part].blank for part in (Part.STATUS, *_BESIDE_STATUS) if part in line)


def _broken(line: Mapping[Part, Cell]) -> list[Fault]:
    return [fault for part, cell in line.items() if part is not Part.TITLE and (fault := check_broken(cell))]


def _named(references: References[One], line: Mapping[Part, Cell], part: Part, faults: list[Fault]) -> One | None:
    """The record that a row names; a title beside it that is another's is a fault."""
    cell = line[part]
    if check_broken(cell):
        return None
    named = references.read(cell)
    if isinstance(named, Fault):
        faults.append(named)
        return None
    other = references.titled(line[Part.TITLE])
    if other is not None and key(other.title) != key(named.title):
        what = f"The row names {named.id}, and {quoted(line[Part.TITLE].text)} is the title of {other.id}."
        faults.append(Fault(codes.TITLE_DISAGREES, what, line[Part.TITLE].place))
    return named


def _read_status(words: type[Word], line: Mapping[Part, Cell], faults: list[Fault]) -> Word | None:
    """The status, however its blanks, hyphens and capitals are written."""
    cell = line[Part.STATUS]
    if check_broken(cell):
        return None
    if cell.blank:
        what_else = next(what for part, what in _BESIDE_STATUS.items() if part in line and not line[part].blank)
        faults.append(Fault(codes.STATUS_MISSING, f"The row has {what_else} and no status.", cell.place))
        return None
    known = {key(word.value): word for word in words}
    found = known.get(key(cell.text)) if isinstance(cell.value, str) else None
    if found is None:
        advice = f"Choose one of: {', '.join(words)}."
        faults.append(Fault(codes.UNKNOWN_STATUS, f"{quoted(cell.text)} is not a known status.", cell.place, advice))
    return found


def _read_day(cell: Cell, faults: list[Fault]) -> dt.date | None:
    """The day of a date or of a text that begins with the day; a month alone is none."""
    if cell.blank or check_broken(cell):
        return None
    day = cell.value if isinstance(cell.value, dt.date) else None
    day = day.date() if isinstance(day, dt.datetime) else day
    if isinstance(cell.value, str):
        day = day_of_text(cell.text)
    if day is not None and day.year in YEARS:
        return day
    a_month = isinstance(cell.value, str) and not isinstance(read_month(cell), Fault) and day is None
    why = "is a month and no day" if a_month else "cannot be read as a day"
    faults.append(Fault(codes.DAY_UNREADABLE, f"{quoted(cell.text)} {why}.", cell.place))
    return None


def _read_due(milestone: Milestone | None, cell: Cell, faults: list[Fault]) -> dt.date | None:
    """The month in a Due cell; None where it is blank, or says what the plan published in place of a month."""
    if cell.blank or check_broken(cell):
        return None
    month = read_month(cell)
    if not isinstance(month, Fault):
        return dt.date(month.year, month.month, 1)
    published = key(milestone.date_published) if milestone else ""
    if not published or key(cell.text) != published:
        faults.append(month)
    return None


def _words(cell: Cell) -> str:
    return day_name(cell.value) if isinstance(cell.value, dt.date) else clean_words(cell)


def _about_words(milestone: str, occurrence: dt.date | None) -> str:
    return f"{milestone}, {month_name(occurrence)}" if occurrence else milestone


def _about(update: MilestoneUpdate) -> str:
    return _about_words(update.milestone, update.occurrence)


def _about_number(update: RecommendationUpdate) -> str:
    return f"Recommendation {update.recommendation}"


def _once(updates: list[Update], about: Callable[[Update], str], gathered: DeliveryRows) -> list[Update]:
    """Each update once; where rows contradict each other, none is kept."""
    groups: dict[str, list[Update]] = defaultdict(list)
    for update in updates:
        groups[about(update)].append(update)
    consistent = []
    for words, (first, *others) in groups.items():
        for other in others:
            sheet, _, cell = other.place.rpartition("!")
            seen = first.place.removeprefix(f"{sheet}!")
            fault = (
                Fault(codes.REPEATED_ROW, f"The same stands in {seen} already.", cell)
                if other == first
                else Fault(codes.CONTRADICTING_UPDATES, f"{seen} says something else of it.", cell)
            )
            gathered.keep([fault], words, sheet)
        if all(other == first for other in others):
            consistent.append(first)
    return consistent
