"""Layouts: how to read the columns of a file that does not explain itself; asked once, and kept for the next month.

A layout is known by the fingerprint of its headings (`ingest.fingerprint`), so that the same file next month
needs no question. What people did not answer is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sendkpi.errors import SendKpiError
from sendkpi.values import Symbol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sendkpi.values import UnclearMark

_WHEN = re.compile(
    r"(?:v|q|m|p)?\d+|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\d*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")
_LONGEST_NAME = 60
_LONGEST_FINGERPRINT = 64


class Column(StrEnum):
    """A column of a table of figures, by its heading in our own workbook, in its order."""

    MEASURE = "Measure"
    TITLE = "Title"
    MONTH = "Month"
    BREAKDOWN = "Breakdown"
    NUMERATOR = "Numerator"
    DENOMINATOR = "Denominator"
    VALUE = "Value"
    SYMBOL = "Symbol"
    COMMENTARY = "Commentary"


class Months(StrEnum):
    """The place of a table's months."""

    COLUMN = "column"
    ACROSS = "across"
    ABOVE = "above"
    SHEET = "sheet"


MONTHS_MEANINGS = {
    Months.COLUMN: "in a column, row by row",
    Months.ACROSS: "across the top, a column a month",
    Months.ABOVE: "once, in a cell above the table",
    Months.SHEET: "in the name of the sheet",
}

NONE_REPORTED = ""
"""The meaning of a mark that stands for nothing reported, as a blank cell does."""

MARK_MEANINGS = ("0", NONE_REPORTED, *Symbol)
"""The meanings that a mark in a figure's cell may have."""


@dataclass(frozen=True)
class Layout:
    """An officer's answer for files with one fingerprint.

    `columns` names the heading of each column that is read, as `texts.key` makes it, or `#3` for the third column
    of the table where it has none; without any the table explains itself, and only `marks` are remembered.
    `marks` is each mark, in small letters, with its meaning, one of MARK_MEANINGS.
    """

    name: str
    fingerprint: str
    columns: tuple[tuple[Column, str], ...] = ()
    months: Months = Months.COLUMN
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answers:
    """A person's answers about one file; they come before remembered layouts.

    `layouts` are for its tables by their headings; `forced` is for the row that has all of its headings;
    `marks` is each mark with its meaning; `anew`: remembered layouts are left aside, so that all is asked again.
    """

    layouts: tuple[Layout, ...] = ()
    forced: Layout | None = None
    marks: tuple[tuple[str, str], ...] = ()
    anew: bool = False

    @property
    def all(self) -> tuple[Layout, ...]:
        """Every layout among the answers, first the one that counts before others."""
        return self.layouts if self.forced is None else (self.forced, *self.layouts)


NOTHING_SAID = Answers()


def check_complete(columns: Collection[Column], months: Months) -> None:
    """Raise SendKpiError with one sentence where an answer leaves open what the measure, month or figure is."""
    if Column.MEASURE not in columns:
        raise SendKpiError("Say which column holds the measure.")
    if months is Months.COLUMN and Column.MONTH not in columns:
        raise SendKpiError("Say which column holds the month, or where else the month is.")
    figures = {Column.VALUE, Column.NUMERATOR, Column.DENOMINATOR, Column.SYMBOL}
    if months is not Months.ACROSS and not figures & set(columns):
        raise SendKpiError("Say which column holds the figure.")


def suggested_name(filename: str) -> str:
    """The suggested name of a file's layout: the file's name without its ending, months, years and version."""
    stem = filename.rpartition(".")[0] or filename
    words = [word for word in _WORDS.findall(stem) if not _WHEN.fullmatch(word)]
    return " ".join(words)[:_LONGEST_NAME].strip() or "Monthly return"


def free_name(wanted: str, known: Iterable[Layout]) -> str:
    """The name, with a number where a layout has it already: `Clinic return (2)`."""
    taken = {layout.name.strip().casefold() for layout in known}
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name


def with_marks(layout: Layout, meanings: Mapping[str, str]) -> Layout:
    """The layout with these meanings of marks, beside or in place of those it remembers."""
    known = dict(layout.marks) | {mark.casefold(): meaning for mark, meaning in meanings.items()}
    return replace(layout, marks=tuple(known.items()))


def mark_answers(
    known: Iterable[Layout], marks: Iterable[UnclearMark], meanings: Mapping[str, str], filename: str
) -> tuple[Layout, ...]:
    """Layouts by which unclear marks have these meanings: what is known for their headings, or one of the file's name.

    Of two known with one fingerprint the first counts. A mark without a meaning stays unclear.
    """
    all_known = list(known)
    first = {layout.fingerprint: layout for layout in reversed(all_known)}
    folded = {mark.casefold(): meaning for mark, meaning in meanings.items()}
    answered: dict[str, Layout] = {}
    for one in marks:
        if one.mark.casefold() not in folded:
            continue
        for headings in one.fingerprints:
            layout = answered.get(headings) or first.get(headings)
            name = free_name(suggested_name(filename), [*all_known, *answered.values()])
            answered[headings] = with_marks(layout or Layout(name, headings), {one.mark: folded[one.mark.casefold()]})
    return tuple(answered.values())


def with_meanings(
    answers: Answers, known: Sequence[Layout], asked: Iterable[UnclearMark], used: Collection[str], filename: str
) -> Answers:
    """The answers about a file, with the meanings of its marks joined to the layouts that it is read by.

    `asked` are the marks that are unclear without them. A meaning that is remembered otherwise by a layout that is
    `used`, by name, is given again.
    """
    meanings = dict(answers.marks)
    if answers.forced is not None and answers.forced.name in used:
        return replace(answers, forced=with_marks(answers.forced, meanings)) if meanings else answers
    every = (*answers.layouts, *known)
    answered = mark_answers(every, asked, meanings, filename)
    explained = {layout.fingerprint for layout in answered}
    again = [
        with_marks(layout, {mark: meaning for mark, meaning in meanings.items() if mark in dict(layout.marks)})
        for layout in every
        if layout.name in used and layout.fingerprint not in explained
    ]
    return replace(answers, layouts=(*answered, *(one for one in again if one not in every), *answers.layouts))


def as_record(layout: Layout) -> dict[str, object]:
    """The layout as plain values for JSON."""
    return {
        "name": layout.name,
        "fingerprint": layout.fingerprint,
        "months": str(layout.months),
        "columns": {str(column): heading for column, heading in layout.columns},
        "marks": dict(layout.marks),
    }


def from_record(record: Mapping[str, object]) -> Layout:
    """A layout from plain values.

    Raises SendKpiError with one sentence where they are not a layout's.
    """
    columns, marks = record.get("columns", {}), record.get("marks", {})
    texts = [record.get("name"), record.get("fingerprint")]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise SendKpiError("A layout needs a name and a fingerprint.")
    if len(str(texts[1])) > _LONGEST_FINGERPRINT:
        raise SendKpiError(f"A layout's fingerprint has at most {_LONGEST_FINGERPRINT} letters.")
    if not isinstance(columns, dict) or not isinstance(marks, dict):
        raise SendKpiError("A layout's columns and marks are each a list of names with their meaning.")
    if wrong := [name for name in columns if name not in set(Column)]:
        raise SendKpiError(f"A layout has no column {wrong[0]!r}: use {', '.join(Column)}.")
    if wrong := [meaning for meaning in marks.values() if meaning not in MARK_MEANINGS]:
        raise SendKpiError(f'A mark cannot mean {wrong[0]!r}: use 0, c, x, z, low, u, or "" for nothing reported.')
    months = record.get("months", Months.COLUMN)
    if months not in tuple(Months):
        raise SendKpiError(f"{months!r} is not a valid place for a layout's months: use {', '.join(Months)}.")
    if columns:
        check_complete([Column(name) for name in columns], Months(str(months)))
    return Layout(
        name=str(texts[0]),
        fingerprint=str(texts[1]),
        columns=tuple((Column(name), str(heading)) for name, heading in columns.items()),
        months=Months(str(months)),
        marks=tuple((str(mark).casefold(), str(meaning)) for mark, meaning in marks.items()),
    )
