"""What the Board page's forms share: the entry that is added or amended, who owns it, its meeting, and the sending.

A form's name ends in the number of the entry that it amends, 0 for a new one: each begins from what stands. They
are about the configured store, as it stands now, whatever the page shows.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from sendkpi import store
from sendkpi.analysis.board.business import last_meeting
from sendkpi.analysis.board.words import meeting_names
from sendkpi.record.board import Board, BoardDecision, LogItem, Meeting, Risk, latest
from sendkpi.values import day_name, today
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

Entry = TypeVar("Entry", Meeting, LogItem, BoardDecision, Risk)

SHOWN = 80
"""Letters of an entry that the choice of what to amend shows."""


def own() -> tuple[Plan, Board]:
    """The plan and the board as they stand now in the configured store."""
    plan, source = positions.own_position()
    return plan, positions.record(source, today()).board


def show_where(shown: Source, of: Key) -> None:
    """That what is recorded here goes elsewhere, or begins from another day, than what the page shows."""
    entry_form.show_where(shown)
    if of.as_at < today() and not shown.illustrative:
        markup.show(
            html(
                '<p class="notice">The page shows {}; what you record begins from what stands today.</p>',
                day_name(of.as_at),
            )
        )


def choose(kind: str, rows: Iterable[Entry], words: Callable[[Entry], str]) -> Entry | None:
    """The entry to amend, the newest first; None for a new one."""
    stands: dict[int, Entry] = {one.number: one for one in latest(rows)}

    def name(number: int) -> str:
        if not number:
            return f"Add a new {kind}"
        told = " ".join(words(stands[number]).split())
        return f"Amend {number}: {told[:SHOWN]}{'…' if len(told) > SHOWN else ''}"

    numbers = [0, *sorted(stands, reverse=True)]
    chosen = st.selectbox("Add or amend", numbers, format_func=name, key=entry_form.key(f"board_{kind}", "which"))
    return stands.get(chosen)


def form_of(kind: str, stands: Meeting | LogItem | BoardDecision | Risk | None) -> str:
    """The name of a form."""
    return f"{kind}{stands.number if stands else 0}"


def show_owner(form: str, plan: Plan, board: Board, stands: LogItem | Risk | None) -> None:
    """Who owns it: anybody, first those whom the board and the plan know."""
    known = {one.owner for one in latest(board.log)} | {one.owner for one in latest(board.risks)}
    leads = {name for one in plan.sub_groups for name in one.leads} | {
        lead for one in plan.actions for lead in one.leads
    }
    show_choice(form, "owner", "Owner", [*sorted(known), *sorted(leads)], stands.owner if stands else None)


def show_choice(form: str, name: str, label: str, options: list[str], stands: str | None) -> None:
    """One of these, or other words."""
    offered = list(dict.fromkeys(options))
    st.selectbox(
        label,
        offered,
        index=offered.index(stands) if stands in offered else None,
        accept_new_options=True,
        placeholder="Choose, or write another",
        key=entry_form.key(form, name),
    )


def show_meeting(form: str, board: Board, stands: LogItem | BoardDecision | None) -> None:
    """The meeting that it comes from: as it stands, else the last that was held."""
    names, last = meeting_names(board), last_held(board)
    now = stands.meeting if stands else last.number if last else None
    st.selectbox(
        "From the meeting of",
        options := [None, *sorted(names, reverse=True)],
        index=options.index(now),
        format_func=lambda number: names[number] if number else "No meeting",
        key=entry_form.key(form, "meeting"),
    )


def last_held(board: Board) -> Meeting | None:
    """The last meeting up to today, today's included."""
    return last_meeting(board, today() + dt.timedelta(days=1))


def show_end(form: str, viewer: Viewer, label: str, send: Callable[..., None], *what: object) -> None:
    """Who records it, and the button."""
    entry_form.show_name(form, viewer)
    entry_form.show_send(label, send, viewer, *what)


def enter(form: str, viewer: Viewer, kind: str, entry: Callable[[], Entry]) -> None:
    """Record the entry as the form states it, or keep why it cannot stand."""
    with entry_form.recording():
        by, stated = entry_form.recorder(form, viewer), entry()
        kept = store.enter(positions.own_source().engine, stated, by=by)
        done = "amended" if stated.number else "entered"
        entry_form.done(f"{kind.capitalize()} {kept.number} is {done}, recorded by {by}.")
