"""Risks and issues: what may go wrong by likelihood and impact, what has, who sees to it and who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis.board import business as boards
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.charts import colour
from sendkpi.frames.board import RiskRow
from sendkpi.plan.choices import RiskKind, RiskStatus
from sendkpi.record.board import ESCALATE_FROM, SCORES, history
from sendkpi.values import day_name
from sendkpi.views.board import pieces, risk_form
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.access import Role
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.record.board import Board
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

HEADS = ("Score", "Owner", "Mitigation", "Escalated to", "Newest comment")


def show_risks(viewer: Viewer, shown: Source, of: Key) -> None:
    """The form for officers; the risks with their matrix; the issues apart."""
    board = positions.at(of).record.board
    table = boards.risks(board)
    markup.show("<h2>Risks</h2>")
    if Role.OFFICER in viewer.roles:
        risk_form.show_form(viewer, shown, of)
    own = table[table["kind"] == RiskKind.RISK]
    if own.empty:
        markup.show(f"<p>No risk had been entered by {day_name(of.as_at)}.</p>")
    else:
        markup.show(f'<div class="matrix">{_matrix(boards.matrix(table))}{_facts(own)}</div>')
        markup.show(_table(own, board, f"Risks as at {day_name(of.as_at)}, the highest score first", "Risk"))
    markup.show('<h2 class="rule">Issues</h2>')
    issues = table[table["kind"] == RiskKind.ISSUE]
    if issues.empty:
        markup.show(f"<p>No issue had been entered by {day_name(of.as_at)}.</p>")
    else:
        markup.show(_table(issues, board, f"Issues as at {day_name(of.as_at)}, the highest impact first", "Issue"))
    if len(table):
        pieces.show_files(shown, of, "risks and issues", table)


def _matrix(counts: pd.DataFrame) -> str:
    """The open risks counted by likelihood and impact, as a real table; high cells say so in more than colour."""
    heads = "".join(f'<th scope="col">{impact}</th>' for impact in SCORES)
    body = "".join(
        f'<tr><th scope="row">{likelihood}</th>'
        + "".join(_cell(likelihood * impact, count) for impact, count in zip(SCORES, told, strict=True))
        + "</tr>"
        for likelihood, told in zip(reversed(SCORES), counts.to_numpy().tolist(), strict=True)
    )
    return (
        "<table><caption>Open risks by likelihood (down) and impact (across)</caption>"
        f'<thead><tr><td class="quiet small">Likelihood ↓ impact →</td>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cell(score: int, count: int) -> str:
    high = score >= ESCALATE_FROM
    shape = colour.BRAGS[DeliveryRating.OVERDUE].shape
    mark = f'<span aria-hidden="true">{shape}</span><span class="unseen">high: </span>'
    shown = f"<b>{count}</b>" if count else '<span class="quiet">0</span>'
    return f'<td class="high">{mark} {shown}</td>' if high else f"<td>{shown}</td>"


def _facts(own: pd.DataFrame) -> str:
    """How many are watched, how many of these are high, and how many high ones nobody above was told of."""
    watched = own[own["status"] == RiskStatus.OPEN]
    high, told = watched["high"], watched["escalated_to"].ne("")
    facts = {
        "Open": len(watched),
        f"{colour.BRAGS[DeliveryRating.OVERDUE].shape} High, {ESCALATE_FROM} or more": int(high.sum()),
        "Escalated": int(told.sum()),
        "High and escalated to nobody": int((high & ~told).sum()),
        "Closed": len(own) - len(watched),
    }
    body = "".join(f"<div><dt>{words}</dt><dd>{count}</dd></div>" for words, count in facts.items())
    return f'<dl class="facts">{body}</dl>'


def _table(table: pd.DataFrame, board: Board, caption: str, what: str) -> str:
    closed = table["status"] == RiskStatus.CLOSED
    heads = (what, *HEADS)
    groups = {name: rows for name, rows in (("Open", table[~closed]), ("Closed", table[closed])) if len(rows)}
    body = pieces.grouped(groups, len(heads), RiskRow, lambda row: _row(row, board))
    return markup.table(caption, [(one, False) for one in heads], body, "record board risks")


def _row(row: RiskRow, board: Board) -> str:
    cells = (
        _score(row),
        escape(row.owner),
        escape(row.mitigation),
        _escalated(row),
        pieces.comment_and_history(row, row.kind, history(board.risks, row.number), board),
    )
    name = f"{row.kind.capitalize()} {row.number}, raised {day_name(row.raised_on)}"
    first = f'{escape(row.title)}<br><span class="quiet small">{name}</span>'
    return markup.row(first, [(html, False) for html in cells])


def _escalated(row: RiskRow) -> str:
    """To whom; that it was nobody only where somebody above should know."""
    missing = row.high and row.status == RiskStatus.OPEN
    return escape(row.escalated_to) or ('<span class="quiet">Nobody</span>' if missing else "")


def _score(row: RiskRow) -> str:
    """The score, marked where it is high, and what it is made of."""
    issue = row.kind == RiskKind.ISSUE
    happened = f"has happened: {max(SCORES)} × {row.impact} = {row.score}"
    made_of = happened if issue else f"likelihood {row.likelihood} ×\N{NO-BREAK SPACE}impact {row.impact}"
    high = row.high and row.status == RiskStatus.OPEN
    score = (
        markup.look_chip(colour.BRAGS[DeliveryRating.OVERDUE], f"{row.score}, high") if high else f"<b>{row.score}</b>"
    )
    return f'{score}<br><span class="quiet small">{made_of}</span>'
