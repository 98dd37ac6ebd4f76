"""One recommendation: the answer given, what was heard of it then and since, and what of the plan bears on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.delivery.milestones import rolled_up
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.wording import counted
from sendkpi.charts import colour
from sendkpi.record.updates import Progress
from sendkpi.values import LONDON, day_name, month_name
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendkpi.frames.delivery import RecommendationRow
    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Recommendation
    from sendkpi.record.updates import RecommendationUpdate
    from sendkpi.views.frame.positions import Key

NOTHING_BEARS = "No measure and no action of the plan bears on it."

Term = tuple[str, str]
"""A date, and as HTML what was said then."""


def card(of: Key, row: RecommendationRow, query: dict[str, str], *, alone: bool = False, opened: bool = False) -> str:
    """The recommendation as it stood on the key's as-at day, with its way to measures and actions.

    One that does not stand alone on its page is folded behind its title unless `opened`, and folds away what was
    heard of it between the document and the newest update.
    """
    one = next(each for each in positions.at(of).plan.recommendations if each.id == row.recommendation)
    heard = _terms([_answered(of, one), *_since(of, one, whole=alone)])
    body = (
        f'<p class="basis">{status_chip(row)} {_answer(one)}</p>'
        f'<div class="sides"><dl class="facts">{heard}</dl>{_bearing(of, one, query)}</div>'
        f"{_queries(positions.at(of).plan, one)}"
    )
    if alone:
        return f'<section class="recommendation"><h3>{escape(one.title)}</h3>{body}</section>'
    return (
        f'<details class="recommendation"{" open" if opened else ""}><summary><h3><b>{escape(one.id)}</b> '
        f"{escape(one.title)}</h3></summary>{body}</details>"
    )


def status_chip(row: RecommendationRow) -> str:
    """Settled, past its date or neither, as a shape and words on a tint."""
    if _late(row):
        return markup.look_chip(colour.BRAGS[DeliveryRating.OVERDUE], f"{counted(_late(row), 'month')} overdue")
    look = colour.BRAGS[DeliveryRating.COMPLETE if row.status == Progress.ADDRESSED else DeliveryRating.NOT_DUE]
    return markup.look_chip(look, _begun(row.status))


def _late(row: RecommendationRow) -> int:
    return 0 if pd.isna(row.months_overdue) else int(row.months_overdue)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _answer(one: Recommendation) -> str:
    """`Accepted, due March 2020 · AD for SEND · EHC Plans, paragraph 3.15`."""
    due = f"due {month_name(one.due)}" if one.due else "no month was set"
    paragraph = one.paragraph_published.strip("()").removeprefix("para").strip()
    about = ", ".join(part for part in (one.theme, f"paragraph {paragraph}" if paragraph else "") if part)
    quiet = " · ".join(part for part in ("; ".join(one.owners), about) if part)
    return f'<span>{escape(_begun(one.decision))}, {due}</span> <span class="quiet">{escape(quiet)}</span>'


def _terms(said: Iterable[Term]) -> str:
    return "".join(f"<div><dt>{name}</dt><dd>{html}</dd></div>" for name, html in said)


def _answered(of: Key, one: Recommendation) -> Term:
    """Its progress as the document has it."""
    paper = next(paper for paper in positions.at(of).plan.documents if paper.id == one.document)
    lines = f"{'lines' if ';' in one.line else 'line'} {one.line}"
    source = f"{paper.title}, {lines}" if one.line else paper.title
    return f"At {month_name(paper.published)}", _told(one.status, one.progress, source)


def _since(of: Key, one: Recommendation, *, whole: bool) -> Iterable[Term]:
    """What was reported of it since, oldest first: all of it, or all but the newest folded away."""
    reported = positions.at(of).record.updates.recommendations
    updates = [_update(row) for row in reported if row.recommendation == one.id]
    if not updates:
        return [("Since then", f"Nothing heard by {day_name(of.as_at)}")]
    if whole or len(updates) == 1:
        return updates
    before = counted(len(updates) - 1, "earlier update")
    folded = f'<details><summary>{before}</summary><dl class="facts">{_terms(updates[:-1])}</dl></details>'
    return [("Since then", folded), updates[-1]]


def _update(told: RecommendationUpdate) -> Term:
    at = told.recorded.at
    day = day_name(at.astimezone(LONDON).date()) if at else "Since then"
    return day, _told(told.status, told.progress, told.recorded.by)


def _told(status: str, progress: str, source: str) -> str:
    words = f"<strong>{escape(_begun(status))}.</strong> {escape(progress)}" if status else escape(progress)
    return f'{words} <span class="quiet small">{escape(source)}</span>'


def _bearing(of: Key, one: Recommendation, query: dict[str, str]) -> str:
    """The measures and actions that bear on it, each with how it stands now."""
    plan = positions.at(of).plan
    bears = [link.bears_on for link in plan.recommendation_links if link.recommendation == one.id]
    items = [*_measures(of, bears, query), *_actions(of, bears, query)]
    told = f"<ul>{''.join(items)}</ul>" if items else f"<p>{NOTHING_BEARS}</p>"
    return f'<div class="bearing"><h4>What bears on it</h4>{told}</div>'


def _measures(of: Key, names: list[str], query: dict[str, str]) -> Iterable[str]:
    position = positions.at(of)
    plan, card = position.plan, position.scorecard
    ratings = dict(zip(card["measure"], card["rating"], strict=True))
    for measure in plan.measures:
        if measure.id in names:
            words = f"{markup.ref(plan, measure)}: {measure.title}"
            link = markup.link(words, links.measure_address(measure.id, query))
            yield f"<li>{link} {markup.chip(ratings[measure.id])}</li>"


def _actions(of: Key, names: list[str], query: dict[str, str]) -> Iterable[str]:
    rolled = rolled_up(positions.at(of).milestones, "action")
    brags = dict(zip(rolled["name"], rolled["brag"], strict=True))
    for action in positions.at(of).plan.actions:
        if action.id in names:
            link = markup.link(f"Action {action.id}: {action.title}", links.action_address(action.id, query))
            yield f"<li>{link} {markup.brag_chip(brags.get(action.id, DeliveryRating.NO_DATE))}</li>"


def _queries(plan: Plan, one: Recommendation) -> str:
    """Where the published answer is in doubt, and how it is read; what is in doubt of fewest comes first."""
    own = sorted((query for query in plan.queries if one.id in query.about), key=lambda query: len(query.about))
    if not own:
        return ""
    listed = "".join(
        f'<li>{escape(query.doubt)} <span class="quiet">'
        f"Taken as: {escape(query.working)} ({escape(query.id)})</span></li>"
        for query in own
    )
    said = counted(len(own), "query", "queries")
    return f'<details><summary>{said} on what is published</summary><ul class="dashes">{listed}</ul></details>'
