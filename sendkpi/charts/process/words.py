"""What a process chart says in words: its text alternative, and the notes that it needs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis import wording
from sendkpi.analysis.spc.labels import FEWEST, Assurance, Note
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, NOTE_WORDS, describe_signal
from sendkpi.frames import rows_of
from sendkpi.frames.figures import DrawnPointRow
from sendkpi.plan.choices import Basis
from sendkpi.values import day_name, month_name

if TYPE_CHECKING:
    from sendkpi.charts.process.rows import Process


def describe_process(process: Process, variation: str, assurance: str, signal: str) -> str:
    """The chart in a few sentences, for who does not see it; the last three as in the scorecard, "" for no verdict."""
    observed = process.points[process.points["value"].notna()]
    ends = [
        f"{wording.figure(row.value, process.measure.unit)} in {month_name(row.date)}"
        for row in rows_of(observed.iloc[[0, -1]], DrawnPointRow)
    ]
    counted = wording.counted(len(observed), "figure")
    sentences = [f"{process.measure.title}, process chart of {counted}: from {ends[0]} to {ends[1]}."]
    if len(observed) == 1:
        sentences = [f"{process.measure.title}, process chart of one figure: {ends[1]}."]
    trial = process.points["note"].iloc[-1] == Note.TRIAL
    sentences += [describe_signal(variation, signal, trial=trial), _lines(process)]
    sentences += [ASSURANCE_WORDS[Assurance(assurance)].means] if assurance else []
    return " ".join(filter(None, [*sentences, _note(process)]))


def _lines(process: Process) -> str:
    """Average and limits of the last phase."""
    unit, final = process.measure.unit, process.points.iloc[-1]
    since = "" if len(process.phases) == 1 else f" since {month_name(process.phases['date'].iloc[-1])}"
    if pd.isna(final["upl"]) or final["held"]:
        return ""
    mean, low, high = (wording.figure(final[name], unit) for name in ("mean", "lpl", "upl"))
    sentence = f"The average{since} is {mean}, the process limits are {low} and {high}"
    name = "the year’s target" if process.measure.basis is Basis.YEAR_TO_DATE else "the target"
    return sentence + (f", {name} is {wording.figure(process.target, unit)}." if process.target is not None else ".")


def process_notes(process: Process) -> list[str]:
    """The notes beside the chart: a figure that is missing, limits that are not firm, and what is marked.

    Each is a plain sentence; the words of others stand in them as they were written.
    """
    notes = [_missing(process), _lines(process), _note(process), _overtaken(process), _beyond(process)]
    return [*filter(None, notes), *_marked(process)]


def _missing(process: Process) -> str:
    last = process.points["date"].iloc[-1]
    observed = process.points.loc[process.points["value"].notna(), "date"].iloc[-1]
    if last == observed:
        return ""
    return f"There is no figure for {month_name(last)}: the verdict is that of {month_name(observed)}, the last one."


def _note(process: Process) -> str:
    """The note on the last phase's limits; "" where they are firm."""
    final = process.points.iloc[-1]
    if final["note"] == Note.FEWER:
        count = wording.counted(int(final["based_on"]), "figure")
        since = "so far" if len(process.phases) == 1 else f"since {month_name(process.phases['date'].iloc[-1])}"
        return f"Only {count} {since}: limits and verdicts need at least {FEWEST}."
    return NOTE_WORDS[Note(final["note"])]


def _overtaken(process: Process) -> str:
    """Whether the newest figure has left the limits that the verdict on the target rests on."""
    last = process.points[process.points["value"].notna()].iloc[-1]
    if process.target is None or last["held"] or not last["rule_outside"]:
        return ""
    return "The last figure lies beyond the limits, so what they say of the target may no longer hold."


def _beyond(process: Process) -> str:
    """Whether a limit lies where no figure can, and is drawn at the edge."""
    lowest, highest = process.points["lpl"].min(), process.points["upl"].max()
    over = process.measure.unit == "percent" and highest > 100  # noqa: PLR2004 - a whole
    below = lowest < 0
    if not (over or below):
        return ""
    edge = " and ".join(words for words, there in (("0", below), ("100%", over)) if there)
    return f"The limits are arithmetic and reach beyond {edge}; they are drawn as far as there."


def _marked(process: Process) -> list[str]:
    rebased = [
        f"New limits from {month_name(one.month)}: {one.decision.reason.rstrip('.')} "
        f"({one.decision.body}, {day_name(one.decision.agreed_on)})."
        for one in process.rebases
    ]
    return rebased + [f"{month_name(one.month)}: {one.text.rstrip('.')}." for one in process.annotations]
