"""Risks and issues: what may go wrong by likelihood and impact, what has, who sees to it and who was told; the form."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.board import business as boards
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.charts import colour
from sendkpi.errors import RefusedError
from sendkpi.frames.board import RiskRow
from sendkpi.plan.choices import RiskKind, RiskStatus
from sendkpi.record.board import ESCALATE_FROM, SCORES, Board, Risk, history
from sendkpi.values import day_name
from sendkpi.views.board import forms, pieces
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

HEADS = ("Score", "Owner", "Mitigation", "Escalated to", "Newest comment")


def show_risks(viewer: Viewer, shown: Source, of: Key) -> None:
    """The form for officers; the risks with their matrix; the issues apart."""
    board, day = positions.at(of).record.board, day_name(of.as_at)
    table = boards.risks(board)
    markup.show(html("<h2>Risks</h2>"))
    FORM.show(viewer, shown, of)
    own = table[table["kind"] == RiskKind.RISK]
    if own.empty:
        markup.show(html("<p>No risk had been entered by {}.</p>", day))
    else:
        markup.show(html('<div class="matrix">{}{}</div>', _matrix(boards.matrix(table)), _facts(own)))
        markup.show(_table(own, board, f"Risks as at {day}, the highest score first", "Risk"))
    markup.show(html('<h2 class="rule">Issues</h2>'))
    issues = table[table["kind"] == RiskKind.ISSUE]
    if issues.empty:
        markup.show(html("<p>No issue had been entered by {}.</p>", day))
    else:
        markup.show(_table(issues, board, f"Issues as at {day}, the highest impact first", "Issue"))
    if len(table):
        pieces.show_files(shown, of, "risks and issues", table)


def _matrix(counts: pd.DataFrame) -> Html:
    """The open risks counted by likelihood and impact, as a real table; high cells say so in more than colour."""
    heads = [html('<th scope="col">{}</th>', impact) for impact in SCORES]
    corner = html('<tr><td class="quiet small">Likelihood ↓ impact →</td>{}</tr>', heads)
    body = [
        html('<tr><th scope="row">{}</th>{}</tr>', likelihood, map(partial(_cell, likelihood), SCORES, row))
        for likelihood, row in zip(reversed(SCORES), counts.to_numpy().tolist(), strict=True)
    ]
    caption = html("<caption>Open risks by likelihood (down) and impact (across)</caption>")
    return html("<table>{}<thead>{}</thead><tbody>{}</tbody></table>", caption, corner, body)


def _cell(likelihood: int, impact: int, count: int) -> Html:
    shown = html("<b>{}</b>", count) if count else markup.quiet("0")
    if likelihood * impact < ESCALATE_FROM:
        return html("<td>{}</td>", shown)
    shape = html('<span aria-hidden="true">{}</span>', colour.BRAGS[DeliveryRating.OVERDUE].shape)
    return html('<td class="high">{}<span class="unseen">high: </span> {}</td>', shape, shown)


def _facts(own: pd.DataFrame) -> Html:
    """How many are watched, how many of these are high, and how many high ones nobody above was told of."""
    watched = own[own["status"] == RiskStatus.OPEN]
    high, escalated = watched["high"], watched["escalated_to"].ne("")
    facts = {
        "Open": len(watched),
        f"{colour.BRAGS[DeliveryRating.OVERDUE].shape} High, {ESCALATE_FROM} or more": int(high.sum()),
        "Escalated": int(escalated.sum()),
        "High and escalated to nobody": int((high & ~escalated).sum()),
        "Closed": len(own) - len(watched),
    }
    body = [html("<div><dt>{}</dt><dd>{}</dd></div>", words, count) for words, count in facts.items()]
    return html('<dl class="facts">{}</dl>', body)


def _table(table: pd.DataFrame, board: Board, caption: str, what: str) -> Html:
    closed = table["status"] == RiskStatus.CLOSED
    heads = (what, *HEADS)
    groups = {name: rows for name, rows in (("Open", table[~closed]), ("Closed", table[closed])) if len(rows)}
    body = pieces.grouped(groups, len(heads), RiskRow, lambda row: _row(row, board))
    return markup.grouped_table(caption, heads, body, "record board risks")


def _row(row: RiskRow, board: Board) -> Html:
    cells = (
        _score(row),
        row.owner,
        row.mitigation,
        _escalated(row),
        pieces.comment_and_history(row, row.kind, history(board.risks, row.number), board),
    )
    name = f"{row.kind.capitalize()} {row.number}, raised {day_name(row.raised_on)}"
    return markup.row(html("{}{}", row.title, markup.below(name)), cells)


def _escalated(row: RiskRow) -> str:
    """To whom; that it was nobody only where somebody above should know."""
    missing = row.high and row.status == RiskStatus.OPEN
    return row.escalated_to or (markup.quiet("Nobody") if missing else "")


def _score(row: RiskRow) -> Html:
    """The score, marked where it is high, and what it is made of."""
    issue = row.kind == RiskKind.ISSUE
    happened = f"has happened: {max(SCORES)} × {row.impact} = {row.score}"
    made_of = happened if issue else f"likelihood {row.likelihood} ×\N{NO-BREAK SPACE}impact {row.impact}"
    high = row.high and row.status == RiskStatus.OPEN
    look = colour.BRAGS[DeliveryRating.OVERDUE]
    score = markup.look_chip(look, f"{row.score}, high") if high else html("<b>{}</b>", row.score)
    return score + markup.below(made_of)


def _show_fields(form: str, plan: Plan, board: Board, current: Risk | None) -> None:
    kinds = {RiskKind.RISK: "Risk: it may happen", RiskKind.ISSUE: "Issue: it has happened"}
    index, key = list(kinds).index(current.kind) if current else 0, entry_form.key(form, "kind")
    st.radio("Kind", list(kinds), index=index, format_func=kinds.__getitem__, horizontal=True, key=key)
    st.text_input("What it is", current.title if current else "", key=entry_form.key(form, "title"))
    first, second = st.columns(2)
    with first:
        forms.show_owner(form, plan, board, current)
        label, now = "Likelihood, 1 least to 5 most (a risk’s only)", current.likelihood if current else None
        entry_form.show_choice(form, "likelihood", label, SCORES, now, placeholder="Choose")
    with second:
        status = current.status if current else RiskStatus.OPEN
        entry_form.show_choice(form, "status", "Status", list(RiskStatus), status, words=str.capitalize)
        label, now = "Impact, 1 least to 5 most", current.impact if current else None
        entry_form.show_choice(form, "impact", label, SCORES, now, placeholder="Choose")
    escalated, key = current.escalated if current else "", entry_form.key(form, "escalated")
    st.text_input("Escalated to (blank: nobody)", escalated, key=key)
    about = current.mitigation if current else ""
    entry_form.show_text(form, "mitigation", "Mitigation: what is done about it", about)
    entry_form.show_text(form, "comment", "Comment: what is new, or why it is closed")


def _stated(form: str, current: Risk | None) -> Risk:
    kind, impact = RiskKind(entry_form.value(form, "kind")), entry_form.value(form, "impact")
    if impact is None:
        raise RefusedError("Say how great the impact is, from 1 to 5.")
    return replace(
        current or Risk(kind, "", "", None, impact, ""),
        kind=kind,
        title=entry_form.written(form, "title"),
        owner=entry_form.written(form, "owner"),
        likelihood=entry_form.value(form, "likelihood") if kind is RiskKind.RISK else None,
        impact=impact,
        mitigation=entry_form.written(form, "mitigation"),
        escalated=entry_form.written(form, "escalated"),
        status=RiskStatus(entry_form.value(form, "status")),
        comment=entry_form.written(form, "comment"),
    )


FORM = forms.EntryForm(
    "risk",
    "risk or issue",
    "Add or amend a risk or an issue",
    "Enter it",
    attrgetter("risks"),
    lambda one: f"{one.kind}, {one.title}",
    _show_fields,
    _stated,
)
