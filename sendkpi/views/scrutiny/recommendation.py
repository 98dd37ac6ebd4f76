"""One recommendation: the answer given, what was heard of it then and since, and what of the plan bears on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.delivery.milestones import rolled_up
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.wording import counted
from sendkpi.charts import colour
from sendkpi.record.updates import Progress, RecommendationUpdate
from sendkpi.values import LONDON, day_name, month_name
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    from sendkpi.frames.delivery import RecommendationRow
    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Recommendation
    from sendkpi.plan.records import Query
    from sendkpi.views.frame.positions import Key

NOTHING_BEARS = "No measure and no action of the plan bears on it."

Term = tuple[str, Html]
"""A date, and as HTML what was said then."""


def card(of: Key, row: RecommendationRow, query: dict[str, str], *, alone: bool = False, opened: bool = False) -> Html:
    """The recommendation as it stood on the key's as-at day, with its way to measures and actions.

    One that does not stand alone on its page is folded behind its title unless `opened`, and folds away what was
    heard of it between the document and the newest update.
    """
    one = next(each for each in positions.at(of).plan.recommendations if each.id == row.recommendation)
    history = _terms([_answered(of, one), *_since(of, one, whole=alone)])
    basis = html('<p class="basis">{} {}</p>', status_chip(row), _answer(one))
    sides = html('<div class="sides">{}{}</div>', history, _bearing(of, one, query))
    body = basis + sides + _queries(positions.at(of).plan, one)
    if alone:
        return html('<section class="recommendation"><h3>{}</h3>{}</section>', one.title, body)
    title = html("<h3><b>{}</b> {}</h3>", one.id, one.title)
    pattern = '<details class="recommendation"{}><summary>{}</summary>{}</details>'
    return html(pattern, " open" if opened else "", title, body)


def status_chip(row: RecommendationRow) -> Html:
    """Settled, past its date or neither, as a shape and words on a tint."""
    if _late(row):
        return markup.look_chip(colour.BRAGS[DeliveryRating.OVERDUE], f"{counted(_late(row), 'month')} overdue")
    look = colour.BRAGS[DeliveryRating.COMPLETE if row.status == Progress.ADDRESSED else DeliveryRating.NOT_DUE]
    return markup.look_chip(look, _begun(row.status))


def _late(row: RecommendationRow) -> int:
    return 0 if pd.isna(row.months_overdue) else int(row.months_overdue)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _answer(one: Recommendation) -> Html:
    """`Accepted, due March 2020 · AD for SEND · EHC Plans, paragraph 3.15`."""
    due = f"due {month_name(one.due)}" if one.due else "no month was set"
    paragraph = one.paragraph_published.strip("()").removeprefix("para").strip()
    about = ", ".join(part for part in (one.theme, f"paragraph {paragraph}" if paragraph else "") if part)
    quiet = " · ".join(part for part in ("; ".join(one.owners), about) if part)
    return html("<span>{}</span> {}", f"{_begun(one.decision)}, {due}", markup.quiet(quiet))


def _terms(pairs: Iterable[Term]) -> Html:
    terms = [html("<div><dt>{}</dt><dd>{}</dd></div>", *one) for one in pairs]
    return html('<dl class="facts">{}</dl>', terms)


def _answered(of: Key, one: Recommendation) -> Term:
    """Its progress as the document has it."""
    paper = next(paper for paper in positions.at(of).plan.documents if paper.id == one.document)
    lines = f"{'lines' if ';' in one.line else 'line'} {one.line}"
    source = f"{paper.title}, {lines}" if one.line else paper.title
    return f"At {month_name(paper.published)}", _progress(one.status, one.progress, source)


def _since(of: Key, one: Recommendation, *, whole: bool) -> Iterable[Term]:
    """What was reported of it since, oldest first: all of it, or all but the newest folded away."""
    reported = positions.at(of).record.updates.recommendations
    updates = [_update(row) for row in reported if row.recommendation == one.id]
    if not updates:
        return [("Since then", html("Nothing heard by {}", day_name(of.as_at)))]
    if whole or len(updates) == 1:
        return updates
    before = counted(len(updates) - 1, "earlier update")
    return [("Since then", markup.folded(before, _terms(updates[:-1]))), updates[-1]]


def _update(update: RecommendationUpdate) -> Term:
    at = update.recorded.at
    day = day_name(at.astimezone(LONDON).date()) if at else "Since then"
    return day, _progress(update.status, update.progress, update.recorded.by)


def _progress(status: str, progress: str, source: str) -> Html:
    begun = html("<strong>{}.</strong> ", _begun(status)) if status else ""
    return html('{}{} <span class="quiet small">{}</span>', begun, progress, source)


def _bearing(of: Key, one: Recommendation, query: dict[str, str]) -> Html:
    """The measures and actions that bear on it, each with how it stands now."""
    plan = positions.at(of).plan
    bears = [link.bears_on for link in plan.recommendation_links if link.recommendation == one.id]
    items = [html("<li>{} {}</li>", *one) for one in (*_measures(of, bears, query), *_actions(of, bears, query))]
    body = html("<ul>{}</ul>", items) if items else html("<p>{}</p>", NOTHING_BEARS)
    return html('<div class="bearing"><h4>What bears on it</h4>{}</div>', body)


def _measures(of: Key, names: list[str], query: dict[str, str]) -> Iterable[tuple[Html, Html]]:
    """The measures of these names as links, each with its chip."""
    position = positions.at(of)
    plan, card = position.plan, position.scorecard
    ratings = dict(zip(card["measure"], card["rating"], strict=True))
    for measure in plan.measures:
        if measure.id in names:
            words = f"{plan.ref(measure)}: {measure.title}"
            yield markup.link(words, links.measure_address(measure.id, query)), markup.chip(ratings[measure.id])


def _actions(of: Key, names: list[str], query: dict[str, str]) -> Iterable[tuple[Html, Html]]:
    """The actions of these names as links, each with its chip."""
    rolled = rolled_up(positions.at(of).milestones, "action")
    brags = dict(zip(rolled["name"], rolled["brag"], strict=True))
    for action in positions.at(of).plan.actions:
        if action.id in names:
            link = markup.link(f"Action {action.id}: {action.title}", links.action_address(action.id, query))
            yield link, markup.brag_chip(brags.get(action.id, DeliveryRating.NO_DATE))


def _queries(plan: Plan, one: Recommendation) -> Html:
    """Where the published answer is in doubt, and how it is read; what is in doubt of fewest comes first."""
    own = sorted((query for query in plan.queries if one.id in query.about), key=lambda query: len(query.about))
    listed = markup.listed(map(doubt, own), "dashes")
    return listed and markup.folded(f"{counted(len(own), 'query', 'queries')} on what is published", listed)


def doubt(query: Query) -> Html:
    """What is in doubt, and how it is read."""
    return html("{} {}", query.doubt, markup.quiet(f"Taken as: {query.working} ({query.id})"))
