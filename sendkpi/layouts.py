"""Layouts: how to read the columns of a file that does not explain itself; asked once, and kept for the next month.

A layout is known by the fingerprint of its headings (`ingest.fingerprint`), so that the same file next month
needs no question. What people did not answer is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sendkpi.errors import SendKpiError
from sendkpi.values import Choice, Symbol

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

MARK = "mark:"
"""What the key of an answer begins with that says what a mark means; the mark follows in small letters."""
_LONGEST_ANSWER = 300


@dataclass(frozen=True)
class Layout:
    """An officer's answer for files with one fingerprint.

    `columns` names the heading of each column that is read, as `texts.key` makes it, or `#3` for the third column
    of the table where it has none; without any the table explains itself, and only `answers` are remembered.
    `answers` is the code that was chosen for each `values.Choice`, by its key.
    """

    name: str
    fingerprint: str
    columns: tuple[tuple[Column, str], ...] = ()
    months: Months = Months.COLUMN
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def marks(self) -> dict[str, str]:
        """The meanings of marks among the answers."""
        return {key.removeprefix(MARK): meaning for key, meaning in self.answers if key.startswith(MARK)}


@dataclass(frozen=True)
class Answers:
    """A person's answers about one file; they come before remembered layouts.

    `layouts` are for its tables by their headings; `forced` is for the row that has all of its headings;
    `chosen` is the answer to each choice by its key; `anew`: remembered layouts are left aside, so that all is asked
    again.
    """

    layouts: tuple[Layout, ...] = ()
    forced: Layout | None = None
    chosen: tuple[tuple[str, str], ...] = ()
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


def with_answers(layout: Layout, chosen: Mapping[str, str]) -> Layout:
    """The layout with these answers to choices, beside or in place of those it remembers."""
    return replace(layout, answers=tuple((dict(layout.answers) | dict(chosen)).items()))


def answered_layouts(
    known: Iterable[Layout], choices: Iterable[Choice], chosen: Mapping[str, str], filename: str
) -> tuple[Layout, ...]:
    """Layouts by which choices are answered so: what is known for their headings, or one of the file's name.

    Of two known with one fingerprint the first counts. A choice without an answer stays open.
    """
    all_known = list(known)
    first = {layout.fingerprint: layout for layout in reversed(all_known)}
    answered: dict[str, Layout] = {}
    for one in choices:
        if one.key not in chosen:
            continue
        for headings in one.fingerprints:
            layout = answered.get(headings) or first.get(headings)
            name = free_name(suggested_name(filename), [*all_known, *answered.values()])
            answered[headings] = with_answers(layout or Layout(name, headings), {one.key: chosen[one.key]})
    return tuple(answered.values())


def joined(
    answers: Answers, known: Sequence[Layout], asked: Iterable[Choice], used: Collection[str], filename: str
) -> Answers:
    """The answers about a file, with those to its choices joined to the layouts that it is read by.

    `asked` are the choices that are open without them. One that is remembered otherwise by a layout that is `used`,
    by name, is given again.
    """
    chosen = dict(answers.chosen)
    if answers.forced is not None and answers.forced.name in used:
        return replace(answers, forced=with_answers(answers.forced, chosen)) if chosen else answers
    every = (*answers.layouts, *known)
    answered = answered_layouts(every, asked, chosen, filename)
    explained = {layout.fingerprint for layout in answered}
    again = [
        with_answers(layout, {key: code for key, code in chosen.items() if key in dict(layout.answers)})
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
        "marks": layout.marks,
        "answers": {key: code for key, code in layout.answers if not key.startswith(MARK)},
    }


def from_record(record: Mapping[str, object]) -> Layout:
    """A layout from plain values.

    Raises SendKpiError with one sentence where they are not a layout's.
    """
    columns, marks, chosen = (record.get(name, {}) for name in ("columns", "marks", "answers"))
    texts = [record.get("name"), record.get("fingerprint")]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise SendKpiError("A layout needs a name and a fingerprint.")
    if len(str(texts[1])) > _LONGEST_FINGERPRINT:
        raise SendKpiError(f"A layout's fingerprint has at most {_LONGEST_FINGERPRINT} letters.")
    if not (isinstance(columns, dict) and isinstance(marks, dict) and isinstance(chosen, dict)):
        raise SendKpiError("A layout's columns, marks and answers are each a list of names with their meaning.")
    if any(not isinstance(code, str) or len(key) + len(code) > _LONGEST_ANSWER for key, code in chosen.items()):
        raise SendKpiError("A layout's answers are each a short text.")
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
        answers=(
            *((f"{MARK}{mark}".casefold(), str(meaning)) for mark, meaning in marks.items()),
            *((str(key), code) for key, code in chosen.items()),
        ),
    )
