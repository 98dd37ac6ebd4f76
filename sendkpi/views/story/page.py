"""The plan told to the public: why there is one, what it is to change in each area, how that stands, where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import analysis
from sendkpi.analysis import wording
from sendkpi.analysis.delivery.milestones import NOT_REPORTED, rolled_up
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import RolledRow
from sendkpi.plan.choices import About
from sendkpi.values import day_name, month_name
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Finding
    from sendkpi.plan.records import Area
    from sendkpi.views.frame.positions import Key

SUBJECT = "children and young people with special educational needs and disabilities (SEND)"
"""Whom every plan of this kind is for."""


def show_about(plan: Plan) -> None:
    """Who inspected when and found how much, what answers it, how it is followed here; and the words of the trade."""
    lead, *rest = describe(plan)
    more = html('<p class="about">{}</p>', " ".join(rest)) if rest else ""
    markup.show(html('<p class="lead opening">{}</p>{}{}', lead, more, _terms(plan)))


def describe(plan: Plan) -> list[str]:
    """The plan in a few sentences, of what its tables hold."""
    count = wording.counted(len(plan.areas), "area")
    if plan.inspected:
        by = f" from {wording.joined([_with_article(one) for one in plan.inspectors])}" if plan.inspectors else ""
        first = (
            f"In {month_name(plan.inspected)} inspectors{by} looked at how well {plan.place} helps {SUBJECT}, "
            f"and found {count} of weakness."
        )
    else:
        first = f"{plan.place} has a plan for {SUBJECT}. It is about {count} in which help is to become better."
    return [first, *_documents(plan), *_answering(plan), _followed(plan)]


def _with_article(inspectorate: str) -> str:
    """`Ofsted`, `the Care Quality Commission`: a name of one word stands alone."""
    return f"the {inspectorate}" if " " in inspectorate and not inspectorate.startswith("the ") else inspectorate


def _documents(plan: Plan) -> list[str]:
    """Where the plan's areas were published."""
    named = {area.document for area in plan.areas}
    titles = [f"“{one.title}”, published on {day_name(one.published)}" for one in plan.documents if one.id in named]
    aim = " to put this right" if plan.inspected else ""
    return [f"The plan{aim} is {wording.joined(titles)}."] if titles else []


def _answering(plan: Plan) -> list[str]:
    if not plan.answerable:
        return []
    together = " together" if len(plan.answerable) > 1 else ""
    verb = "answer" if together else "answers"
    return [f"{wording.joined(list(plan.answerable))} {verb} for it{together}."]


def _followed(plan: Plan) -> str:
    measures = wording.counted(len(plan.measures), "measure")
    sentence = f"Here anyone can follow it: {measures} {_verb(plan.measures, 'show')} what changes for families"
    if plan.milestones:
        steps = wording.counted(len(plan.milestones), "milestone")
        sentence += f", and {steps} {_verb(plan.milestones, 'show')} what is done and when"
    return f"{sentence}."


def _verb(counted: tuple[object, ...], plural: str) -> str:
    return f"{plural}s" if len(counted) == 1 else plural


def _terms(plan: Plan) -> Html:
    """The short forms and words of the trade, each spelt once."""
    terms = Html().join(html("<div><dt>{}</dt><dd>{}</dd></div>", one.term, one.title) for one in plan.terms)
    return terms and html('<dl class="terms" aria-label="Words used here">{}</dl>', terms)


@markup.shown_once_made
def show_areas(of: Key, query: dict[str, str]) -> Html:
    """Each area: what was found and said, what is to be different, who leads, and how it stands."""
    plan = positions.at(of).plan
    cards = [_card(plan, of, area, query) for area in plan.areas]
    kept = [number for number, parts in enumerate(zip(*cards, strict=True)) if any(parts)]
    # a part that one area has keeps its row in all, so that the areas can be read across
    shown = [html("<li>{}</li>", [html("<div>{}</div>", card[number]) for number in kept]) for card in cards]
    title = f"The {len(cards)} areas" if len(cards) > 1 else "The area"
    listed = html('<ul class="story" style="--parts:{}">{}</ul>', len(kept), shown)
    return html('<div class="rule"><h2>{}</h2>{}</div>', title, listed)


def _card(plan: Plan, of: Key, area: Area, query: dict[str, str]) -> list[Html]:
    """The parts of an area's card, in their order; "" for one that there is nothing for."""
    own = [one for one in plan.findings if one.area == area.id]
    outcome = _points([one for one in own if one.about is About.OUTCOME])
    way = markup.link(area.title, links.address(links.area_path(area), query))
    return [
        html('<p class="quiet small">{}</p>', _head(area)),
        html("<h3>{}</h3>", way),
        html("<p>{}</p>", area.found) if area.found else Html(),
        _folded("What inspectors found", [one for one in own if one.about is About.INSPECTORS]),
        _folded("What families said", [one for one in own if one.about is About.FAMILIES]),
        outcome and html("<h4>What will be different</h4>{}", outcome),
        html("<h4>How it stands</h4>{}", _figures(of, area.id)),
        _delivery(of, area.id),
    ]


def _head(area: Area) -> str:
    return f"{area.id} · led by {area.lead_published}" if area.lead_published else area.id


def _folded(title: str, findings: list[Finding]) -> Html:
    return (
        markup.folded(f"{title}: {wording.counted(len(findings), 'point')}", _points(findings)) if findings else Html()
    )


def _points(findings: list[Finding]) -> Html:
    return markup.listed((one.title for one in findings), "dashes")


def _figures(of: Key, area: str) -> Html:
    everything = positions.at(of).scorecard
    own: pd.DataFrame = everything[everything["area"] == area]
    if own.empty:
        return html("<p>No measure is about it.</p>")
    counts = [markup.chip(rating, count) for rating, count in analysis.counts(own).items() if count]
    pattern = '<p>{}</p><ul class="counts" aria-label="Measures by rating">{}</ul>'
    return html(pattern, analysis.headline(own), counts)


def _delivery(of: Key, area: str) -> Html:
    everything = positions.at(of).milestones
    if everything.empty:
        return Html()
    return html("<p>{}</p>", describe_milestones(everything[everything["area"] == area]))


def describe_milestones(own: pd.DataFrame) -> str:
    """How some rows of `milestones` stand together: `29 of 48 milestones complete, 7 overdue`."""
    steps = wording.counted(len(own), "milestone")
    if (own["status"] == NOT_REPORTED).all():
        return f"Nothing reported yet of {steps}" if len(own) else "No milestones"
    (row,) = rows_of(rolled_up(own.assign(all=""), "all"), RolledRow)
    late = f", {row.overdue} overdue" if row.overdue else ""
    return f"{row.complete} of {steps} complete{late}"


def show_next(plan: Plan, query: dict[str, str]) -> None:
    """Where to look next: every page that answers the next question, where the plan has anything for it."""
    ways = [("Overview", links.HOME, "how every measure stands this month")]
    if plan.milestones:
        ways.append(("Milestones", links.MILESTONES, "what was to be done by when, and what has been"))
    if plan.recommendations or plan.reports:
        ways.append(("Scrutiny", links.SCRUTINY, "what councillors recommended, and which reports are due"))
    ways.append(("Explore", links.EXPLORE, "every figure, to filter and download"))
    items = [html("{}: {}", markup.link(name, links.address(path, query)), words) for name, path, words in ways]
    pattern = '<div class="rule"><h2>Where to look next</h2>{}</div>'
    markup.show(html(pattern, markup.listed(items, "rest ways")))
