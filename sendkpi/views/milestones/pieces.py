"""Pieces of HTML that the parts of the Milestones page share: a milestone's line, its evidence, its occurrences."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pandas as pd

from sendkpi.analysis.delivery.lists import moved
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.analysis.delivery.words import due_words
from sendkpi.analysis.wording import counted
from sendkpi.charts import colour
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow, OccurrenceRow
from sendkpi.values import day_name
from sendkpi.views.frame import links, markup
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Action

UPDATE, MILESTONE = "Update a milestone", "milestone"
"""The part of the page where officers record what is reported, and the name in its address of which milestone."""


def evidence(text: str) -> str:
    """Evidence as a link where it is an address of the web, else as the words that it is."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host, parts = None, None
    if parts is None or parts.scheme not in {"http", "https"} or not host or any(map(str.isspace, text)):
        return f"Evidence: {escape(text)}"
    return f'<a href="{escape(text)}" rel="noopener noreferrer">Evidence at {escape(host)}</a>'


def judged(row: MilestoneRow | OccurrenceRow) -> str:
    """The chip of a milestone, and by how long it is overdue."""
    late = row.brag == DeliveryRating.OVERDUE and pd.notna(row.months_overdue)
    by = f' <span class="late">by {counted(int(row.months_overdue), "month")}</span>' if late else ""
    return markup.brag_chip(row.brag) + by


def lines(
    plan: Plan, rows: Iterable[MilestoneRow], query: dict[str, str], *, alone: bool = False, update: bool = False
) -> str:
    """A line each: judgement, reference and title, when it is due, whose it is, and the newest that was said of it.

    Within one action (`alone`), whose it is stands above them; `update` adds the way to the form.
    """
    actions = {one.id: one for one in plan.actions}
    return "".join(_line(actions[row.action], row, query, alone=alone, update=update) for row in rows)


def _line(action: Action, row: MilestoneRow, query: dict[str, str], *, alone: bool, update: bool) -> str:
    when = due_words(row)
    about = [escape(when[0].upper() + when[1:])]
    if pd.notna(row.completed_on):
        about.append(f"done {day_name(row.completed_on)}")
    if not alone:
        about.append(markup.link(f"{action.id} {action.title}", links.action_address(action.id, query)))
        about.append(escape(", ".join(action.leads)))
    if update:
        form = links.address(links.MILESTONES, {links.PART: UPDATE, MILESTONE: row.milestone} | query)
        about.append(markup.link(f"Update {row.milestone}", form))
    return (
        f'<li><div class="judged">{judged(row)}</div><div><p><b>{escape(row.milestone)}</b> {escape(row.title)}</p>'
        f'<p class="quiet small">{" · ".join(filter(None, about))}</p>{said(row)}</div></li>'
    )


def said(row: MilestoneRow) -> str:
    """The newest that was said of a milestone: reason, comment, evidence, by whom; "" where nothing was."""
    texts = [escape(text) for text in dict.fromkeys((row.reason, row.comment)) if text]
    if row.evidence:
        texts.append(evidence(row.evidence))
    if pd.isna(row.reported_on):
        return '<p class="quiet small">Nothing reported</p>' if row.brag == DeliveryRating.OVERDUE else ""
    by = f'<span class="quiet">{day_name(row.reported_on)}, {escape(row.reported_by)}</span>'
    return f'<p class="small">{" · ".join([*texts, by])}</p>'


def measures(plan: Plan, action: Action, query: dict[str, str]) -> str:
    """`Should move: EHCP1, EHCP7`: the measures that show what an action is for; "" where the plan links nothing."""
    own = [one for one in plan.impact_links if one.action == action.id]
    shown = [markup.link(one.measure, links.measure_address(one.measure, query)) for one in own if one.measure]
    shown = list(dict.fromkeys(shown))
    without = [f"{escape(one.title)} (no measure shows this)" for one in own if not one.measure]
    return f'<p class="small">Should move: {", ".join([*shown, *without])}</p>' if own else ""


def marked(rows: pd.DataFrame) -> set[str]:
    """The milestones that stand at another month than the one they were published with, or were put off."""
    return set(rows.loc[moved(rows) | rows["brag"].eq(DeliveryRating.DEFERRED), "milestone"])


def step(row: MilestoneRow, *, was_moved: bool) -> str:
    """A milestone's reference with its shape, on its tint; the rest when pointed at, and for a screen reader."""
    look, word = colour.BRAGS[DeliveryRating(row.brag)], DELIVERY_RATING_WORDS[DeliveryRating(row.brag)].word
    words = f"{row.title}. {word}, {due_words(row)}"
    arrow = '<span aria-hidden="true"> →</span>' if was_moved else ""
    return (
        f'<li style="color:{look.ink};background:{look.tint}" title="{escape(words)}">'
        f'<span aria-hidden="true">{look.shape}</span> {escape(row.milestone)}{arrow}'
        f'<span class="unseen">: {escape(words)}{", moved" if was_moved else ""}</span></li>'
    )


def step_line(row: MilestoneRow, query: dict[str, str], *, was_moved: bool) -> str:
    """A milestone's reference with its shape on its tint, then its title, which leads to its action, and its month."""
    look, word = colour.BRAGS[DeliveryRating(row.brag)], DELIVERY_RATING_WORDS[DeliveryRating(row.brag)].word
    when = f"{due_words(row)}{', moved' if was_moved else ''}"
    title = markup.link(row.title, links.action_address(row.action, query))
    return (
        f'<li><span class="which" style="color:{look.ink};background:{look.tint}"><span aria-hidden="true">'
        f'{look.shape}</span><span class="unseen">{escape(word)}: </span> {escape(row.milestone)}</span>'
        f'<span>{title} <span class="quiet small">{escape(when)}</span></span></li>'
    )


def occurrence_table(name: str, rows: pd.DataFrame) -> str:
    """The occurrences of one recurring milestone, newest first."""
    heads = (("Month", False), ("Judged", False), ("Done", False), ("What was said", False))
    body = "".join(
        markup.row(
            f"{row.occurrence_month:%B %Y}",
            [
                (judged(row), False),
                (day_name(row.completed_on) if pd.notna(row.completed_on) else "", False),
                (" · ".join(filter(None, (escape(row.comment), evidence(row.evidence)))), False),
            ],
        )
        for row in rows_of(rows.iloc[::-1], OccurrenceRow)
    )
    return markup.table(f"{name}, month by month", heads, f"<tbody>{body}</tbody>", name="periods")
