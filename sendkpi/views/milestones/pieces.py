"""Pieces of HTML that the parts of the Milestones page share: a milestone's line, its evidence, its occurrences."""

from __future__ import annotations

from collections.abc import Iterable
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
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Action

UPDATE, MILESTONE = "Update a milestone", "milestone"
"""The part of the page where officers record what is reported, and the name in its address of which milestone."""


def evidence(text: str) -> Html:
    """Evidence as a link where it is an address of the web, else as the words that it is."""
    if not text:
        return Html()
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host, parts = None, None
    if parts is None or parts.scheme not in {"http", "https"} or not host or any(map(str.isspace, text)):
        return html("Evidence: {}", text)
    return html('<a href="{}" rel="noopener noreferrer">Evidence at {}</a>', text, host)


def judged(row: MilestoneRow | OccurrenceRow) -> Html:
    """The chip of a milestone, and by how long it is overdue."""
    late = row.brag == DeliveryRating.OVERDUE and pd.notna(row.months_overdue)
    by = html(' <span class="late">by {}</span>', counted(int(row.months_overdue), "month")) if late else Html()
    return markup.brag_chip(row.brag) + by


def lines(
    plan: Plan, rows: Iterable[MilestoneRow], query: dict[str, str], *, alone: bool = False, update: bool = False
) -> Html:
    """A line each: judgement, reference and title, when it is due, whose it is, and the newest that was said of it.

    Within one action (`alone`), whose it is stands above them; `update` adds the way to the form.
    """
    actions = {one.id: one for one in plan.actions}
    shown = (_line(actions[row.action], row, query, alone=alone, update=update) for row in rows)
    return markup.listed(shown, "delivery")


def _line(action: Action, row: MilestoneRow, query: dict[str, str], *, alone: bool, update: bool) -> Html:
    when = due_words(row)
    about = [when[0].upper() + when[1:]]
    if pd.notna(row.completed_on):
        about.append(f"done {day_name(row.completed_on)}")
    if not alone:
        about.append(markup.link(f"{action.id} {action.title}", links.action_address(action.id, query)))
        about.append(", ".join(action.leads))
    if update:
        form = links.address(links.MILESTONES, {links.PART: UPDATE, MILESTONE: row.milestone} | query)
        about.append(markup.link(f"Update {row.milestone}", form))
    title = html("<p><b>{}</b> {}</p>", row.milestone, row.title)
    small = html('<p class="quiet small">{}</p>', Html(" · ").join(filter(None, about)))
    return html('<div class="judged">{}</div><div>{}{}{}</div>', judged(row), title, small, newest_words(row))


def newest_words(row: MilestoneRow) -> Html:
    """The newest that was said of a milestone: reason, comment, evidence, by whom; "" where nothing was."""
    if pd.isna(row.reported_on):
        overdue = row.brag == DeliveryRating.OVERDUE
        return html('<p class="quiet small">Nothing reported</p>') if overdue else Html()
    texts = filter(None, (*dict.fromkeys((row.reason, row.comment)), evidence(row.evidence)))
    by = markup.quiet(f"{day_name(row.reported_on)}, {row.reported_by}")
    return html('<p class="small">{}</p>', Html(" · ").join([*texts, by]))


def measures(plan: Plan, action: Action, query: dict[str, str]) -> Html:
    """`Should move: EHCP1, EHCP7`: the measures that show what an action is for; "" where the plan links nothing."""
    own = [one for one in plan.impact_links if one.action == action.id]
    names = dict.fromkeys(one.measure for one in own if one.measure)
    shown = [markup.link(name, links.measure_address(name, query)) for name in names]
    without = [f"{one.title} (no measure shows this)" for one in own if not one.measure]
    return html('<p class="small">Should move: {}</p>', Html(", ").join([*shown, *without])) if own else Html()


def marked(rows: pd.DataFrame) -> set[str]:
    """The milestones that stand at another month than the one they were published with, or were put off."""
    return set(rows.loc[moved(rows) | rows["brag"].eq(DeliveryRating.DEFERRED), "milestone"])


def step(row: MilestoneRow, *, was_moved: bool) -> Html:
    """A milestone's reference with its shape, on its tint; the rest when pointed at, and for a screen reader."""
    look, word = colour.BRAGS[DeliveryRating(row.brag)], DELIVERY_RATING_WORDS[DeliveryRating(row.brag)].word
    words = f"{row.title}. {word}, {due_words(row)}"
    arrow = html('<span aria-hidden="true"> →</span>') if was_moved else ""
    shape = html('<span aria-hidden="true">{}</span>', look.shape)
    unseen = html('<span class="unseen">: {}{}</span>', words, ", moved" if was_moved else "")
    inner = html("{} {}{}{}", shape, row.milestone, arrow, unseen)
    return html('<li style="{}" title="{}">{}</li>', markup.tinted(look), words, inner)


def step_line(row: MilestoneRow, query: dict[str, str], *, was_moved: bool) -> Html:
    """A milestone's reference with its shape on its tint, then its title, which leads to its action, and its month."""
    look, word = colour.BRAGS[DeliveryRating(row.brag)], DELIVERY_RATING_WORDS[DeliveryRating(row.brag)].word
    when = f"{due_words(row)}{', moved' if was_moved else ''}"
    title = markup.link(row.title, links.action_address(row.action, query))
    shape = html('<span aria-hidden="true">{}</span><span class="unseen">{}: </span>', look.shape, word)
    which = html('<span class="which" style="{}">{} {}</span>', markup.tinted(look), shape, row.milestone)
    return html('{}<span>{} <span class="quiet small">{}</span></span>', which, title, when)


def occurrence_table(name: str, rows: pd.DataFrame) -> Html:
    """The occurrences of one recurring milestone, newest first."""
    shown = map(_occurrence, rows_of(rows.iloc[::-1], OccurrenceRow))
    return markup.table(f"{name}, month by month", ("Month", "Judged", "Done", "What was said"), shown, "periods")


def _occurrence(row: OccurrenceRow) -> Html:
    done = day_name(row.completed_on) if pd.notna(row.completed_on) else ""
    words = Html(" · ").join(filter(None, (row.comment, evidence(row.evidence))))
    return markup.row(f"{row.occurrence_month:%B %Y}", (judged(row), done, words))
