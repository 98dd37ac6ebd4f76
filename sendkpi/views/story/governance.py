"""The plan told to the public: how it fits into the wider strategy, and who answers for what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sendkpi.analysis import wording
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.story import page

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Body, PriorityItem, Report, SubGroup
    from sendkpi.views.frame.positions import Key

OFTEN = {"monthly": "each month", "quarterly": "each quarter", "half-yearly": "twice a year", "annual": "each year"}
"""How often, in plain words; another cadence is said as the plan has it."""


COLUMNS = ("Priority", "In this plan", "In the wider strategy alone")
"""The columns of both tables of priorities: how many areas of work, and which."""


def show_priorities(plan: Plan, query: dict[str, str]) -> None:
    """The way from the wider strategy to this plan, in counts and as a table; nothing for a plan without priorities."""
    if not plan.priorities:
        return
    taken = [one for one in plan.priorities if one.area]
    priorities = dict.fromkeys(one.priority for one in plan.priorities)
    steps = [
        "1 wider strategy",
        wording.counted(len(priorities), "priority", "priorities"),
        wording.counted(len(plan.priorities), "area of work", "areas of work"),
        f"{len(taken)} of them in this plan, {len(plan.priorities) - len(taken)} in the strategy alone",
    ]
    caption = "Areas of work by priority, in this plan and beside it"
    rows = (_counted(plan, name, query) for name in priorities)
    table = markup.table(caption, COLUMNS, rows, "fitting priorities")
    all_items = _all_items(plan, priorities)
    pattern = '<div class="rule"><h2>How the plans fit together</h2>{}{}{}</div>'
    markup.show(html(pattern, _chain(steps), table, all_items))


def _all_items(plan: Plan, priorities: Iterable[str]) -> Html:
    """Every area of work, a click away."""
    rows = (_listed(plan, name) for name in priorities)
    table = markup.table("Every area of work by priority", COLUMNS, rows, "fitting")
    count = wording.counted(len(plan.priorities), "area of work", "areas of work")
    return markup.folded(f"See {'the' if len(plan.priorities) == 1 else 'all'} {count}", table)


def _chain(steps: list[str]) -> Html:
    """Steps from left to right, each with its count in large figures."""
    items = [html("<li><b>{}</b> <span>{}</span></li>", *step.split(" ", 1)) for step in steps]
    return html('<ol class="chain">{}</ol>', items)


def _counted(plan: Plan, priority: str, query: dict[str, str]) -> Html:
    """A priority with how many of its areas of work this plan takes up, and in which of its areas."""
    own = [one for one in plan.priorities if one.priority == priority]
    ours = [one.area for one in own if one.area]
    named = html("{} in {}", len(ours), _area_links(plan, dict.fromkeys(ours), query)) if ours else "0"
    return markup.row(_name(own[0]), (named, str(len(own) - len(ours))))


def _listed(plan: Plan, priority: str) -> Html:
    """A priority with its areas of work, those of this plan apart from the others."""
    own = [one for one in plan.priorities if one.priority == priority]
    ours = [html('{} <span class="quiet way">{}</span>', one.title, one.area) for one in own if one.area]
    others = [one.title for one in own if not one.area]
    return markup.row(_name(own[0]), (_list(ours), _list(others)))


def _area_links(plan: Plan, areas: Iterable[str], query: dict[str, str]) -> Html:
    ways = (markup.link(area, links.address(links.area_path(plan.area(area)), query)) for area in areas)
    return Html(", ").join(html('<span class="small way">{}</span>', way) for way in ways)


def _name(one: PriorityItem) -> Html:
    return html("<strong>{}</strong> {}", one.priority, one.priority_title)


def _list(items: Iterable[str]) -> Html:
    """A list inside a cell; "" for none."""
    lines = Html().join(html("<li>{}</li>", one) for one in items)
    return lines and html("<ul>{}</ul>", lines)


def show_bodies(plan: Plan) -> None:
    """Who answers for the plan or is told of it: chair, meetings, reports; nothing where the plan names nobody."""
    known = {body.name_published for body in plan.bodies}
    others = dict.fromkeys(report.audience for report in plan.reports if report.audience not in known)
    rows = [_body(plan, body) for body in plan.bodies]
    rows += [markup.row(html("<strong>{}</strong>", name), ("", _reports(plan, name))) for name in others]
    if not rows:
        return
    heads = ("Who", "What for", "What they are told, and how often")
    table = markup.table("Boards, panels and forums around the plan", heads, rows, "fitting bodies")
    markup.show(html('<div class="rule"><h2>Who answers for what</h2>{}</div>', table))


def _body(plan: Plan, body: Body) -> Html:
    facts = [f"Chair: {body.chair}" if body.chair else "", f"Meets: {body.meets}" if body.meets else ""]
    name = html("<strong>{}</strong>{}", body.name_published, [markup.below(fact) for fact in facts if fact])
    return markup.row(name, (body.title, _reports(plan, body.name_published)))


def _reports(plan: Plan, audience: str) -> Html:
    reports = [_report(one) for one in plan.reports if one.audience == audience]
    return _list(reports) or markup.quiet("No report is named")


def _report(report: Report) -> Html:
    often = OFTEN.get(report.cadence, report.cadence) or "how often is not said"
    return html("{}, {}", report.title, markup.quiet(often))


@markup.shown_once_made
def show_groups(of: Key, query: dict[str, str]) -> Html:
    """Who does the work and who sends the figures: each sub-group with its leads, areas and milestones."""
    plan = positions.at(of).plan
    rows = [_group(plan, of, one, query) for one in plan.sub_groups if one.leads or one.areas]
    heads = ("Group", "Led by", "Works on", "How its work stands")
    table = markup.table("The groups that do the work", heads, rows, "fitting groups") if rows else ""
    return html('{}<p class="about">{}</p>', table, _owners(plan))


def _group(plan: Plan, of: Key, group: SubGroup, query: dict[str, str]) -> Html:
    everything = positions.at(of).milestones
    own = everything[everything["sub_group"] == group.id]
    leads, areas = wording.joined(list(group.leads)), _area_links(plan, group.areas, query)
    return markup.row(html("<strong>{}</strong>", group.title), (leads, areas, page.describe_milestones(own)))


def _owners(plan: Plan) -> str:
    counts = [
        f"{owner} ({wording.counted(sum(one.owner == owner for one in plan.measures), 'measure')})"
        for owner in plan.owners
    ]
    return f"Figures come from {wording.joined(counts)}."
