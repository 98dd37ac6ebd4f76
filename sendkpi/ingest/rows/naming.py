"""The measure and the breakdown of a line by the names that officers use: known, answered once, asked, or left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.spelling.guesses import abbreviates, guesses
from sendkpi.ingest.spelling.measure_names import BREAKDOWN, LEAVE, MEASURE, Names, read_breakdown
from sendkpi.ingest.spelling.texts import clean, key, listed, plain_name, quoted
from sendkpi.ingest.spelling.words.areas import is_elsewhere
from sendkpi.ingest.spelling.words.subjects import is_total
from sendkpi.layouts import Column

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Line
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.plan.records import Measure

_LONGEST_REFERENCE, _GUESSES = 16, 4
_LONGEST = 120
"""Letters in the longest name that is asked about."""


class Named(NamedTuple):
    """A line with the plan's names; or the question that its names leave open, or why it is left out."""

    line: Line | None
    measure: Measure | None = None
    ask: Ask | None = None
    left_out: str = ""
    also: Ask | None = None
    """The question about its breakdown, where its measure is asked about too."""
    unlike: bool = False
    """Whether the name that is asked about is like none of the plan's."""


def named_line(names: Names, line: Line) -> Named:
    """A line with its measure's id and its breakdown's name in the plan's spelling.

    A name that nobody could know is asked about, with the plan's names that it may mean.
    """
    label, title = line.cells[Column.MEASURE], line.cells[Column.TITLE]
    both = f"{label.text} {title.text}" if title.text else label.text
    answer = names.answer(both) or names.answer(label.text)
    if answer == LEAVE:
        return Named(None, left_out=clean(both))
    alike = names.measures(label.text)
    if answer is not None:
        alike = tuple(measure for measure in names.plan.measures if measure.id == answer)
    if label.blank or len(alike) == 1:
        return _with_breakdown(names, line, alike[0] if alike else None)
    if alike:
        titled = [measure for measure in names.measures(title.text) if measure in alike]
        if len(titled) == 1:
            return _with_breakdown(names, line, titled[0])
        return Named(line, ask=_ask_which(both, label, alike))
    if len(both) > _LONGEST:
        return Named(line)
    likely = _guesses(names, both)
    ask = _ask_measure(names, both, label, likely)
    unlike = not likely and ask.likely is None
    also = None if unlike else _ask_unknown_provider(names, line.cells[Column.BREAKDOWN])
    return Named(line, ask=ask, left_out=clean(both) if unlike else "", also=also, unlike=unlike)


def _with_breakdown(names: Names, line: Line, measure: Measure | None) -> Named:
    if measure is None:
        return Named(line)
    cell = line.cells[Column.BREAKDOWN]
    label = line.cells[Column.MEASURE]
    if label.text != measure.id:
        line = replace(line, cells={**line.cells, Column.MEASURE: label._replace(value=measure.id)})
    if cell.blank or not isinstance(read_breakdown(names.plan, measure, cell), Fault):
        return Named(line, measure)
    if is_elsewhere(names.plan, cell.text):
        return Named(None, measure, left_out=f"{measure.id}, {clean(cell.text)}")
    answer = names.answers.get(f"{BREAKDOWN}{plain_name(cell.text)}")
    if answer == LEAVE:
        return Named(None, measure, left_out=clean(cell.text))
    if answer is not None:
        return Named(
            replace(line, cells={**line.cells, Column.BREAKDOWN: cell._replace(value=answer or None)}), measure
        )
    known = names.plan.breakdowns_of(measure.id)
    return Named(line, measure, ask=_ask_provider(cell, known, measure)) if known else Named(line, measure)


def _guesses(names: Names, text: str) -> list[str]:
    """The measures that a name may mean: those spelt like a short one, then those whose titles share its words."""
    titles = {measure.id: f"{measure.title} {measure.id}" for measure in names.plan.measures}
    spelt = names.nearest(text) if len(key(text)) <= _LONGEST_REFERENCE else []
    return list(dict.fromkeys([*spelt, *guesses(text, titles)]))[:_GUESSES]


def _options(names: Names, first: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The measures to choose from, the likeliest first; then the parts of measures, and leaving the rows out."""
    likely = list(dict.fromkeys(first))
    others = [measure.id for measure in names.plan.measures if measure.id not in likely]
    parts = dict.fromkeys(row.breakdown for row in names.plan.breakdowns)
    return (
        *((one, f"{one}: {names.plan.measure(one).title}") for one in likely),
        (LEAVE, "none of the plan's: leave these rows out"),
        *((one, f"{one}: {names.plan.measure(one).title}") for one in others),
        *((f"{BREAKDOWN}{one}", f"{one}, of the measure above it") for one in parts),
    )


def _ask_measure(names: Names, text: str, label: Cell, likely: list[str]) -> Ask:
    parts = [row.breakdown for row in names.plan.breakdowns if abbreviates(text, row.breakdown)]
    options = _options(names, likely)
    advice = f"Did you mean {_either(likely)}?" if likely else None
    fault = Fault(codes.UNKNOWN_MEASURE, f"The plan has no measure {quoted(text)}.", label.place, advice)
    first = f"{BREAKDOWN}{parts[0]}" if parts else likely[0] if len(likely) == 1 else None
    return Ask(f"{MEASURE}{plain_name(text)}", f"Which measure is {quoted(text)}?", options, fault, first)


def _ask_which(text: str, label: Cell, alike: tuple[Measure, ...]) -> Ask:
    """Which of the measures that share a reference the words beside it mean."""
    titles = {measure.id: measure.title for measure in alike}
    likely = guesses(text, titles) if key(text) != key(label.text) else []
    options = tuple((one, f"{one}: {titles[one]}") for one in dict.fromkeys([*likely, *titles]))
    what = (
        f"{quoted(label.text)} is the reference of {listed(list(titles))}, and the words beside it name none of them."
    )
    fault = Fault(codes.UNKNOWN_MEASURE, what, label.place, f"Did you mean {_either(likely or list(titles))}?")
    question = f"Which measure is {quoted(text)}?"
    leave = (LEAVE, "none of these: leave these rows out")
    return Ask(f"{MEASURE}{plain_name(text)}", question, (*options, leave), fault, likely[0] if likely else None)


def _ask_unknown_provider(names: Names, cell: Cell) -> Ask | None:
    """The question who a breakdown is, asked with that of its measure: so that one round is enough."""
    known = tuple(dict.fromkeys(row.breakdown for row in names.plan.breakdowns))
    asked = f"{BREAKDOWN}{plain_name(cell.text)}" in names.answers
    if cell.blank or asked or not known or names.is_breakdown(cell.text) or is_elsewhere(names.plan, cell.text):
        return None
    near = [name for name in known if abbreviates(cell.text, name)] or guesses(
        cell.text, {name: name for name in known}
    )
    return _provider_question(cell, known, near, f"{quoted(cell.text)} is no breakdown of the plan.") if near else None


def _ask_provider(cell: Cell, known: tuple[str, ...], measure: Measure) -> Ask:
    short = [name for name in known if abbreviates(cell.text, name)]
    near = short or guesses(cell.text, {name: name for name in known})
    return _provider_question(cell, known, near, f"{measure.id} has no breakdown {quoted(cell.text)}.")


def _provider_question(cell: Cell, known: tuple[str, ...], near: list[str], what: str) -> Ask:
    options = (
        *((name, name) for name in dict.fromkeys([*near, *known])),
        ("", "all of them together"),
        (LEAVE, "none of these: leave these rows out"),
    )
    advice = f"Choose one of: {listed(list(known))}; or leave the cell blank for the total."
    fault = Fault(codes.UNKNOWN_BREAKDOWN, what, cell.place, advice)
    likely = near[0] if len(near) == 1 else "" if is_total(cell.text) else None
    return Ask(f"{BREAKDOWN}{plain_name(cell.text)}", f"Who is {quoted(cell.text)}?", options, fault, likely)


def _either(names: list[str]) -> str:
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
