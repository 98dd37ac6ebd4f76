"""Pieces that every part of the Board page is made of: comments, histories, groups of rows, files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd
import streamlit as st

from sendkpi import report
from sendkpi.analysis.board.words import meeting_names, told
from sendkpi.analysis.wording import counted
from sendkpi.frames import Row, rows_of
from sendkpi.record.board import latest
from sendkpi.values import day_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.current_plan import current_plan
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from sendkpi.analysis.board.words import Said, Step
    from sendkpi.frames.board import DecisionRow, LogRow, RiskRow
    from sendkpi.record.board import Board, Entry
    from sendkpi.views.frame.positions import Key, Source


R = TypeVar("R", bound=Row)


def comment_and_history(row: LogRow | DecisionRow | RiskRow, what: str, rows: Sequence[Entry], board: Board) -> str:
    """The newest comment with who made it, and every row of the entry one click away."""
    said = ""
    if row.comment:
        said = f'{escape(row.comment)}<br><span class="quiet small">{_by(row.commented_by, row.commented_on)}</span>'
    return said + history(f"{what} {row.number}", rows, board)


def history(name: str, rows: Sequence[Entry], board: Board) -> str:
    """Every row of an entry, newest first, behind its summary."""
    steps = "".join(_step(one) for one in reversed(told(rows, meeting_names(board))))
    many = counted(len(rows), "entry", "entries")
    return (
        f'<details class="told"><summary>History, {many}<span class="unseen"> of {escape(name)}</span></summary>'
        f"<ul>{steps}</ul></details>"
    )


def _step(one: Step) -> str:
    lines = "".join(f"<br>{_said(said)}" for said in one.said)
    return f'<li><span class="quiet">{_by(one.by, one.on)}</span>{lines}</li>'


def _said(one: Said) -> str:
    moved = f"{escape(one.before)} → {escape(one.after)}" if one.before else escape(one.after)
    return f"{one.label}: {moved}"


def _by(who: str, on: dt.date | None) -> str:
    return escape(f"{who}, {day_name(on)}" if on else who)


def day(on: Any, otherwise: str) -> str:  # noqa: ANN401 - a frame's cell
    """A day, or why there is none."""
    return day_name(on) if pd.notna(on) else f'<span class="quiet">{otherwise}</span>'


def usual_body(board: Board) -> str:
    """The body that meets most often, which goes without saying; "" where none meets."""
    bodies = Counter(one.body for one in latest(board.meetings))
    return max(bodies, key=bodies.__getitem__, default="")


def grouped(
    groups: Mapping[str, pd.DataFrame], columns: int, row: type[R], html: Callable[[R], str], nothing: str = "None"
) -> str:
    """The bodies of a table, one a group under its own heading row that says how many there are."""
    return "".join(_group(name, list(map(html, rows_of(rows, row))), columns, nothing) for name, rows in groups.items())


def _group(name: str, rows: Sequence[str], columns: int, nothing: str) -> str:
    head = f'<tr><th class="group" colspan="{columns}" scope="rowgroup">{escape(name)}, {len(rows)}</th></tr>'
    empty = f'<tr><td class="quiet" colspan="{columns}">{nothing}</td></tr>'
    return f"<tbody>{head}{''.join(rows) or empty}</tbody>"


def show_files(shown: Source, of: Key, name: str, table: pd.DataFrame) -> None:
    """The rows that are shown as CSV, and the board's whole business as one workbook."""
    at = f"as at {of.as_at.isoformat()}"
    with st.container(horizontal=True):
        st.download_button(
            "Download as CSV",
            data=lambda: report.as_csv(table),
            file_name=positions.file_name(shown.url, f"{name} {at}.csv"),
            mime="text/csv",
            key=f"board_csv_{name}",
            on_click="ignore",
        )
        st.download_button(
            "Download all as Excel",
            data=lambda: _workbook(shown, of),
            file_name=positions.file_name(shown.url, f"board {at}.xlsx"),
            mime=markup.WORKBOOK,
            key=f"board_xlsx_{name}",
            on_click="ignore",
        )


def _workbook(shown: Source, of: Key) -> bytes:
    plan = positions.at(of).plan
    made_up = ("Illustrative: every entry is made up.",) if shown.illustrative else ()
    sheets = report.board_sheets(positions.at(of).record.board, current_plan(), plan, of.as_at)
    cover = (f"As at {day_name(of.as_at)}.", *made_up)
    return report.as_book(report.Book(f"The board: {plan.title}, {plan.place}", cover, sheets, author=plan.place))
