"""Milestones on a line of time as the rows that are drawn: names down the page, shapes and lines along it.

A month to be done by stands at its last day, one to begin in at its first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.analysis.delivery.words import overdue_words
from sendkpi.charts import colour
from sendkpi.charts.rows import Row, milliseconds
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow, OccurrenceRow
from sendkpi.values import add_months, day_name, month_end, month_name

ROW, TOP = 32, 24
"""Pixels of a row, and of the room above the first for the words at the as-at line."""

SHAPES = {"●": "circle", "▲": "triangle-up", "◆": "diamond", "■": "square", "○": "circle"}
"""The shapes of how delivery is judged, as a chart names them."""

TOOLTIP = ("Milestone", "Due", "Is", "Done")
"""What pointing at a shape shows."""


@dataclass(frozen=True)
class Span:
    """The days that the line of time holds, in milliseconds."""

    first: int
    last: int


def span_of(rows: pd.DataFrame, occurrences: pd.DataFrame, day: dt.date) -> Span | None:
    """From the first month that anything has to the end of the last, the as-at day among them."""
    months = pd.concat(
        [rows[name] for name in ("published_month", "due_month", "start_month", "completed_on")]
        + [occurrences["due_month"]]
    ).dropna()
    if months.empty:
        return None
    last = max(months.max().date(), day)
    first = min(months.min().date(), day).replace(day=1)
    return Span(milliseconds(first), milliseconds(add_months(last.replace(day=1), 1)))


def placed(rows: pd.DataFrame, actions: Mapping[str, str]) -> tuple[list[Row], dict[str, int]]:
    """The names down the chart, actions above their milestones; and at how many pixels each milestone stands."""
    names: list[Row] = []
    places: dict[str, int] = {}
    for action, own in rows.groupby("action", sort=False):
        names.append({"y": TOP + ROW * len(names) + ROW // 2, "text": f"{action} {actions[str(action)]}", "head": True})
        for row in rows_of(own, MilestoneRow):
            places[row.milestone] = TOP + ROW * len(names) + ROW // 2
            bare = "" if any(map(pd.notna, (row.due_month, row.start_month))) else " (no month)"
            names.append({"y": places[row.milestone], "text": f"{row.milestone} {row.title}{bare}", "head": False})
    return names, places


def marks_of(row: MilestoneRow, place: int) -> list[Row]:
    """A milestone's marks: a quiet one where it was published, a hollow one where it is due, a full one when done."""
    if pd.notna(row.asked):
        return []
    look, words = colour.BRAGS[DeliveryRating(row.brag)], _words(row)
    at = milliseconds(month_end(row.due_month)) if pd.notna(row.due_month) else None
    if at is None and pd.notna(row.start_month):
        at = milliseconds(row.start_month)
    marks: list[Row] = []
    if pd.notna(row.published_month) and row.published_month != row.due_month:
        quiet = {"shape": "circle", "ink": colour.QUIET_TEXT, "fill": colour.GROUND, "size": 55}
        marks.append({"at": milliseconds(month_end(row.published_month)), "y": place, **quiet, **words, "Words": ""})
    if at is not None:
        hollow = {"shape": SHAPES[look.shape], "ink": look.ink, "fill": colour.GROUND, "size": 95}
        marks.append({"at": at, "y": place, **hollow, **words})
    if pd.notna(row.completed_on):
        done = colour.BRAGS[DeliveryRating.COMPLETE]
        full = {"shape": SHAPES[done.shape], "ink": done.ink, "fill": done.ink, "size": 60}
        marks.append({"at": milliseconds(row.completed_on), "y": place, **full, **words, "Words": ""})
    return marks


def tick_of(row: OccurrenceRow, place: int) -> Row:
    """One occurrence of a recurring milestone: full when it is done."""
    done = row.brag == DeliveryRating.COMPLETE
    look = colour.BRAGS[DeliveryRating(row.brag)]
    words = {
        "Milestone": f"{row.milestone}, {month_name(row.occurrence_month)}",
        "Due": month_name(row.due_month),
        "Is": _judged(row),
        "Done": day_name(row.completed_on) if pd.notna(row.completed_on) else "",
    }
    return {
        "at": milliseconds(month_end(row.due_month)),
        "y": place,
        "shape": SHAPES[look.shape],
        "ink": look.ink,
        "fill": look.ink if done else colour.GROUND,
        "size": 40,
        **words,
        "Words": f"{words['Milestone']}: {words['Is']}",
    }


def lines_of(row: MilestoneRow, place: int, day: dt.date) -> list[Row]:
    """A pale bar from start to due, a line from the published month to another one, a line for the time overdue."""
    if pd.notna(row.asked):
        return []
    due = milliseconds(month_end(row.due_month)) if pd.notna(row.due_month) else None
    lines: list[Row] = []
    if pd.notna(row.start_month):
        end = due if due is not None else milliseconds(day)
        lines.append({"at": milliseconds(row.start_month), "end": end, "ink": colour.ALL_COUNTED, "width": 6})
    if due is not None and pd.notna(row.published_month) and row.published_month != row.due_month:
        at = milliseconds(month_end(row.published_month))
        lines.append({"at": at, "end": due, "ink": colour.BRAGS[DeliveryRating.DEFERRED].ink, "width": 2})
    if due is not None and row.brag == DeliveryRating.OVERDUE:
        lines.append({"at": due, "end": milliseconds(day), "ink": colour.BRAGS[DeliveryRating.OVERDUE].ink, "width": 1})
    return [{**line, "y": place} for line in lines if line["end"] > line["at"]]


def _words(row: MilestoneRow) -> Row:
    """The tooltip of a milestone, and its words."""
    due = f"{month_name(row.due_month)}" if pd.notna(row.due_month) else ""
    if due and pd.notna(row.published_month) and row.published_month != row.due_month:
        due += f", first {month_name(row.published_month)}"
    if not due and pd.notna(row.start_month):
        due = f"from {month_name(row.start_month)}"
    done = day_name(row.completed_on) if pd.notna(row.completed_on) else ""
    words = [f"{row.milestone}, {row.title}: {_judged(row).lower()}", f"due {due}" if due else "", done]
    return {
        "Milestone": f"{row.milestone} {row.title}",
        "Due": due,
        "Is": _judged(row),
        "Done": done,
        "Words": ", ".join(filter(None, words)),
    }


def _judged(row: MilestoneRow | OccurrenceRow) -> str:
    if row.brag == DeliveryRating.OVERDUE and pd.notna(row.months_overdue):
        return overdue_words(int(row.months_overdue)).capitalize()
    return DELIVERY_RATING_WORDS[DeliveryRating(row.brag)].word
