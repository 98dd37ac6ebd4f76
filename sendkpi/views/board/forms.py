"""What the Board page's forms share: the entry that is added or amended, who owns it, its meeting, and the sending.

A form's name ends in the number of the entry that it amends, 0 for a new one: each begins from what stands. They
are about the configured store, as it stands now, whatever the page shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import streamlit as st

from sendkpi import store
from sendkpi.analysis.board.business import last_meeting
from sendkpi.analysis.board.words import meeting_names
from sendkpi.record.board import Board, BoardDecision, LogItem, Meeting, Risk, latest
from sendkpi.values import day_name, today
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key, Source

Entry = TypeVar("Entry", Meeting, LogItem, BoardDecision, Risk)

SHOWN = 80
"""Letters of an entry that the choice of what to amend shows."""


@dataclass(frozen=True)
class EntryForm(Generic[Entry]):
    """The form of one kind of entry, begun from what is on record now.

    `words` name an entry in the choice of what to amend, `show_fields` draws the fields and `stated` reads them.
    """

    name: str
    kind: str
    heading: str
    entering: str
    rows: Callable[[Board], Iterable[Entry]]
    words: Callable[[Entry], str]
    show_fields: Callable[[str, Plan, Board, Entry | None], None]
    stated: Callable[[str, Entry | None], Entry]

    def show(self, viewer: Viewer, shown: Source, of: Key) -> None:
        """Behind one line, since most who come here only read; nothing for who is no officer."""
        if Role.OFFICER not in viewer.roles:
            return
        plan, source = positions.own_position()
        board = positions.record(source, today()).board
        with st.expander(self.heading):
            _show_where(shown, of)
            current = self._choose(board)
            form = f"{self.name}{current.number if current else 0}"
            with entry_form.fields_of(form):
                self.show_fields(form, plan, board, current)
                entry_form.show_name(form, viewer)
                label = f"Amend {self._called(current)} {current.number}" if current else self.entering
                entry_form.show_send(label, self._enter, form, viewer, current)
            entry_form.show_refusal()

    def _called(self, entry: Entry) -> str:
        return entry.kind if isinstance(entry, Risk) else self.kind

    def _choose(self, board: Board) -> Entry | None:
        """The entry to amend, the newest first; None for a new one."""
        current: dict[int, Entry] = {one.number: one for one in latest(self.rows(board))}

        def name(number: int) -> str:
            if not number:
                return f"Add a new {self.kind}"
            words = " ".join(self.words(current[number]).split())
            return f"Amend {number}: {words[:SHOWN]}{'…' if len(words) > SHOWN else ''}"

        numbers, key = [0, *sorted(current, reverse=True)], entry_form.key(f"board_{self.kind}", "which")
        return current.get(st.selectbox("Add or amend", numbers, format_func=name, key=key))

    def _enter(self, form: str, viewer: Viewer, current: Entry | None) -> None:
        """Record the entry as the form states it, or keep why it is refused."""
        with entry_form.recording():
            by, stated = entry_form.recorder(form, viewer), self.stated(form, current)
            kept = store.enter(positions.own_source().engine, stated, by=by)
            done = "amended" if stated.number else "entered"
            entry_form.done(f"{self._called(stated).capitalize()} {kept.number} is {done}, recorded by {by}.")


def _show_where(shown: Source, of: Key) -> None:
    """That what is recorded here goes elsewhere, or begins from another day, than what the page shows."""
    entry_form.show_where(shown)
    if of.as_at < today() and not shown.illustrative:
        begins = "what you record begins from what stands today."
        markup.show(html('<p class="notice">The page shows {}; {}</p>', day_name(of.as_at), begins))


def show_owner(form: str, plan: Plan, board: Board, current: LogItem | Risk | None) -> None:
    """Who owns it: anybody, first those whom the board and the plan know."""
    known = {one.owner for one in latest(board.log)} | {one.owner for one in latest(board.risks)}
    leads = {name for one in plan.sub_groups for name in one.leads} | {
        lead for one in plan.actions for lead in one.leads
    }
    show_choice(form, "owner", "Owner", [*sorted(known), *sorted(leads)], current.owner if current else None)


def show_choice(form: str, name: str, label: str, options: list[str], current: str | None) -> None:
    """One of these, or other words."""
    offered = list(dict.fromkeys(options))
    st.selectbox(
        label,
        offered,
        index=offered.index(current) if current in offered else None,
        accept_new_options=True,
        placeholder="Choose, or write another",
        key=entry_form.key(form, name),
    )


def show_meeting(form: str, board: Board, current: LogItem | BoardDecision | None) -> None:
    """The meeting that it comes from: as it stands, else the last that was held."""
    names, last = meeting_names(board), last_held(board)
    now = current.meeting if current else last.number if last else None
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
