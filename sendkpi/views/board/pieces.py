"""Pieces that every part of the Board page is made of: comments, histories, groups of rows, files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd
import streamlit as st

from sendkpi import report
from sendkpi.analysis.board.words import FieldChange, Step, entry_steps, meeting_names
from sendkpi.analysis.wording import counted
from sendkpi.frames import Row, rows_of
from sendkpi.record.board import Board, Entry, latest
from sendkpi.values import day_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts.downloads import CSV, EXCEL, show_download

if TYPE_CHECKING:
    from sendkpi.frames.board import DecisionRow, LogRow, RiskRow
    from sendkpi.views.frame.positions import Key, Source


R = TypeVar("R", bound=Row)


def comment_and_history(row: LogRow | DecisionRow | RiskRow, what: str, rows: Sequence[Entry], board: Board) -> Html:
    """The newest comment with who made it, and every row of the entry one click away."""
    by = markup.below(_by(row.commented_by, row.commented_on)) if row.comment else ""
    return html("{}{}{}", row.comment, by, history(f"{what} {row.number}", rows, board))


def history(name: str, rows: Sequence[Entry], board: Board) -> Html:
    """Every row of an entry, newest first, behind its summary."""
    summary = html('History, {}<span class="unseen"> of {}</span>', counted(len(rows), "entry", "entries"), name)
    steps = map(_step, reversed(entry_steps(rows, meeting_names(board))))
    return html('<details class="told"><summary>{}</summary><ul>{}</ul></details>', summary, steps)


def _step(one: Step) -> Html:
    lines = [html("<br>{}", _part_words(part)) for part in one.changes]
    return html("<li>{}{}</li>", markup.quiet(_by(one.by, one.on)), lines)


def _part_words(one: FieldChange) -> str:
    return f"{one.label}: {one.before} → {one.after}" if one.before else f"{one.label}: {one.after}"


def _by(who: str, on: dt.date | None) -> str:
    return f"{who}, {day_name(on)}" if on else who


def day(on: Any, otherwise: str) -> str:  # noqa: ANN401 - a frame's cell
    """A day, or why there is none."""
    return day_name(on) if pd.notna(on) else markup.quiet(otherwise)


def usual_body(board: Board) -> str:
    """The body that meets most often, which goes without saying; "" where none meets."""
    bodies = Counter(one.body for one in latest(board.meetings))
    return max(bodies, key=bodies.__getitem__, default="")


def grouped(
    groups: Mapping[str, pd.DataFrame], columns: int, row: type[R], shown: Callable[[R], Html], nothing: str = "None"
) -> list[Html]:
    """The groups of a table, each under its own heading row that says how many there are."""
    empty = html('<tr><td class="quiet" colspan="{}">{}</td></tr>', columns, nothing)
    return [
        markup.group(f"{name}, {len(rows)}", columns, list(map(shown, rows_of(rows, row))) or [empty])
        for name, rows in groups.items()
    ]


def show_files(shown: Source, of: Key, name: str, table: pd.DataFrame) -> None:
    """The rows that are shown as CSV, and the board's whole business as one workbook."""
    rows, whole = (positions.file_name(shown.url, f"{one} as at {of.as_at.isoformat()}") for one in (name, "board"))
    with st.container(horizontal=True):
        show_download(CSV, rows, lambda: report.as_csv(table), key=f"board_csv_{name}")
        label, key = "Download all as Excel", f"board_xlsx_{name}"
        show_download(EXCEL, whole, lambda: _workbook(shown, of), label, key=key)


def _workbook(shown: Source, of: Key) -> bytes:
    plan = positions.at(of).plan
    made_up = ("Illustrative: every entry is made up.",) if shown.illustrative else ()
    sheets = report.board_sheets(positions.at(of).record.board, positions.current_plan(), plan, of.as_at)
    cover = (f"As at {day_name(of.as_at)}.", *made_up)
    return report.as_book(report.Book(f"The board: {plan.title}, {plan.place}", cover, sheets, author=plan.place))
