"""The board's decisions with the agreed changes that carry them out, agreed changes that none names, and the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.board import business as boards
from sendkpi.analysis.changes.agreed import agreed
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.wording import counted, joined
from sendkpi.charts import colour
from sendkpi.frames import rows_of
from sendkpi.frames.board import DecisionRow
from sendkpi.frames.changes import AgreedRow
from sendkpi.record.board import Board, BoardDecision, change_names, history
from sendkpi.values import day_name, today
from sendkpi.views.board import forms, pieces
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

HEADS = ("Decision", "Decided", "What was agreed with it", "What came of it")
GAP = ("Agreed change", "What was agreed", "Agreed")


def show_decisions(viewer: Viewer, shown: Source, of: Key) -> None:
    """The form for officers, the decisions, and the agreed changes that wait for one."""
    board, plan = positions.at(of).record.board, positions.at(of).plan
    published = positions.current_plan()
    words, subjects = boards.change_words(published, plan), boards.change_subjects(published, plan)
    table = boards.decisions(board, words)
    markup.show(html("<h2>Decisions</h2>"))
    FORM.show(viewer, shown, of)
    if table.empty:
        markup.show(html("<p>No decision had been entered by {}.</p>", day_name(of.as_at)))
    else:
        rows = (_row(row, board, _Changes(words, subjects)) for row in rows_of(table, DecisionRow))
        caption = f"What the board had decided by {day_name(of.as_at)}, newest first"
        markup.show(markup.table(caption, HEADS, rows, "record board decisions"))
        pieces.show_files(shown, of, "decisions", table)
    _show_gap(of, board, words)


@dataclass(frozen=True)
class _Changes:
    """The agreed changes by their names: what each says, and what it is about."""

    words: dict[str, str]
    subjects: dict[str, tuple[str, ...]]

    def folded(self, names: Sequence[str]) -> Html:
        """How many and about what in a line, and what each says behind it; "" for none."""
        if not names:
            return Html()
        about = list(dict.fromkeys(subject for name in names for subject in self.subjects.get(name, ())))
        line = counted(len(names), "change") + (f": {joined(about)}" if about else "")
        items = [
            html("<li>{}: {}</li>", _change(name), self.words.get(name, "no longer in the plan")) for name in names
        ]
        return html('<details class="told"><summary>{}</summary><ul>{}</ul></details>', line, items)


def _row(row: DecisionRow, board: Board, changes: _Changes) -> Html:
    chip = markup.look_chip(colour.BRAGS[DeliveryRating.NO_DATE], "Withdrawn")
    withdrawn = html("{}<br>", chip) if row.withdrawn else ""
    cells = (
        _decided(row),
        changes.folded(row.changes),
        pieces.comment_and_history(row, "decision", history(board.decisions, row.number), board),
    )
    return markup.row(html("{}{}{}", withdrawn, row.decision, markup.below(f"Decision {row.number}")), cells)


def _decided(row: DecisionRow) -> Html:
    met = f", meeting of {day_name(row.met_on)}" if row.meeting and row.met_on != row.decided_on else ""
    return html("{}{}", day_name(row.decided_on), markup.below(f"{row.meeting}{met}" if row.meeting else "No meeting"))


def _change(name: str) -> Html:
    return markup.link(name.capitalize(), links.agreed_address(position_bar.current_query()))


def _show_gap(of: Key, board: Board, words: dict[str, str]) -> None:
    """The agreed changes that no decision names, so that nothing agreed lacks its decision unseen."""
    plan = positions.at(of).plan
    markup.show(html('<h2 class="rule">Agreed, and named by no decision</h2>'))
    names = [name for name in change_names(plan.changes) if name in words]
    gap = boards.unnamed(board, names)
    if not gap:
        sentence = "Every agreed change is named by a decision." if names else "Nothing had been agreed by then."
        markup.show(html("<p>{}</p>", sentence))
        return
    rows = agreed(positions.current_plan(), plan).drop_duplicates("change")
    body = (_gap_row(row, words) for row in rows_of(rows[rows["change"].isin(gap)], AgreedRow))
    caption = f"{counted(len(gap), 'agreed change')} of {len(names)} that no decision names, newest first"
    markup.show(markup.table(caption, GAP, body, "record board"))


def _gap_row(row: AgreedRow, words: dict[str, str]) -> Html:
    by = html("{}{}", day_name(row.agreed_on), markup.below(row.body))
    return markup.row(_change(row.change), (words[row.change], by))


def _show_fields(form: str, plan: Plan, board: Board, current: BoardDecision | None) -> None:
    entry_form.show_text(form, "decision", "What was decided", current.decision if current else "")
    _show_when(form, board, current)
    _show_changes(form, plan, board, current)
    if current:
        st.checkbox("It is withdrawn", current.withdrawn, key=entry_form.key(form, "withdrawn"))
    entry_form.show_text(form, "comment", "Comment: what came of it, or why it is withdrawn")


def _show_when(form: str, board: Board, current: BoardDecision | None) -> None:
    last = forms.last_held(board)
    day = current.decided_on if current else last.held_on if last else today()
    first, second = st.columns(2)
    first.date_input("Decided on", day, max_value=today(), format="DD/MM/YYYY", key=entry_form.key(form, "decided_on"))
    with second:
        forms.show_meeting(form, board, current)


def _show_changes(form: str, plan: Plan, board: Board, current: BoardDecision | None) -> None:
    """The agreed changes that carry it out, first those that no decision names yet."""
    words, names = boards.change_words(positions.current_plan(), plan), change_names(plan.changes)
    waiting = boards.unnamed(board, names)
    st.multiselect(
        "Agreed changes that carry it out",
        [*waiting, *(name for name in names if name not in waiting)],
        default=list(current.changes) if current else [],
        format_func=lambda name: f"{name}: {words.get(name, 'not of this plan')}",
        placeholder="None",
        key=entry_form.key(form, "changes"),
    )


def _stated(form: str, current: BoardDecision | None) -> BoardDecision:
    return replace(
        current or BoardDecision("", today()),
        decision=entry_form.written(form, "decision"),
        decided_on=entry_form.value(form, "decided_on") or today(),
        meeting=entry_form.value(form, "meeting"),
        changes=tuple(entry_form.value(form, "changes") or ()),
        withdrawn=bool(entry_form.value(form, "withdrawn")),
        comment=entry_form.written(form, "comment"),
    )


FORM = forms.EntryForm(
    "decision",
    "decision",
    "Add or amend a decision",
    "Enter the decision",
    attrgetter("decisions"),
    attrgetter("decision"),
    _show_fields,
    _stated,
)
