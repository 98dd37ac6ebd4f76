"""The plan told to the public: how it fits into the wider strategy, and who answers for what."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sendkpi.analysis import wording
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import escape
from sendkpi.views.story import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Body, PriorityItem, Report, SubGroup
    from sendkpi.views.frame.positions import Key

OFTEN = {"monthly": "each month", "quarterly": "each quarter", "half-yearly": "twice a year", "annual": "each year"}
"""How often, in plain words; another cadence is said as the plan has it."""


COLUMNS = [("Priority", False), ("In this plan", False), ("In the wider strategy alone", False)]
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
    body = "".join(_counted(plan, name, query) for name in priorities)
    table = markup.table(
        "Areas of work by priority, in this plan and beside it", COLUMNS, f"<tbody>{body}</tbody>", "fitting priorities"
    )
    markup.show(
        f'<div class="rule"><h2>How the plans fit together</h2>{_chain(steps)}{table}'
        f"{_all_items(plan, priorities)}</div>"
    )


def _all_items(plan: Plan, priorities: Iterable[str]) -> str:
    """Every area of work, a click away."""
    body = "".join(_listed(plan, name) for name in priorities)
    table = markup.table("Every area of work by priority", COLUMNS, f"<tbody>{body}</tbody>", "fitting")
    count = wording.counted(len(plan.priorities), "area of work", "areas of work")
    return f"<details><summary>See {'the' if len(plan.priorities) == 1 else 'all'} {count}</summary>{table}</details>"


def _chain(steps: list[str]) -> str:
    """Steps from left to right, each with its count in large figures."""
    told = ""
    for step in steps:
        count, words = step.split(" ", 1)
        told += f"<li><b>{escape(count)}</b> <span>{escape(words)}</span></li>"
    return f'<ol class="chain">{told}</ol>'


def _counted(plan: Plan, priority: str, query: dict[str, str]) -> str:
    """A priority with how many of its areas of work this plan takes up, and in which of its areas."""
    own = [one for one in plan.priorities if one.priority == priority]
    ours = [one.area for one in own if one.area]
    areas = ", ".join(_area_link(plan, area, query) for area in dict.fromkeys(ours))
    named = f"{len(ours)} in {areas}" if ours else "0"
    return markup.row(_name(own[0]), [(named, False), (str(len(own) - len(ours)), False)])


def _listed(plan: Plan, priority: str) -> str:
    """A priority with its areas of work, those of this plan apart from the others."""
    own = [one for one in plan.priorities if one.priority == priority]
    ours = [f'{escape(one.title)} <span class="quiet way">{escape(one.area)}</span>' for one in own if one.area]
    others = [escape(one.title) for one in own if not one.area]
    return markup.row(_name(own[0]), [(_list(ours), False), (_list(others), False)])


def _name(one: PriorityItem) -> str:
    return f"<strong>{escape(one.priority)}</strong> {escape(one.priority_title)}"


def _area_link(plan: Plan, area: str, query: dict[str, str]) -> str:
    way = markup.link(area, links.address(links.area_path(plan.area(area)), query))
    return f'<span class="small way">{way}</span>'


def _list(told: Iterable[str]) -> str:
    """A list inside a cell; "" for none."""
    lines = "".join(f"<li>{one}</li>" for one in told)
    return f"<ul>{lines}</ul>" if lines else ""


def show_bodies(plan: Plan) -> None:
    """Who answers for the plan or is told of it: chair, meetings, reports; nothing where the plan names nobody."""
    known = {body.name_published for body in plan.bodies}
    others = dict.fromkeys(report.audience for report in plan.reports if report.audience not in known)
    rows = [_body(plan, body) for body in plan.bodies]
    rows += [markup.row(f"<strong>{escape(name)}</strong>", [("", False), _reports(plan, name)]) for name in others]
    if not rows:
        return
    heads = [("Who", False), ("What for", False), ("What they are told, and how often", False)]
    table = markup.table(
        "Boards, panels and forums around the plan", heads, f"<tbody>{''.join(rows)}</tbody>", "fitting bodies"
    )
    markup.show(f'<div class="rule"><h2>Who answers for what</h2>{table}</div>')


def _body(plan: Plan, body: Body) -> str:
    facts = [f"Chair: {body.chair}" if body.chair else "", f"Meets: {body.meets}" if body.meets else ""]
    small = "".join(f'<br><span class="quiet small">{escape(fact)}</span>' for fact in facts if fact)
    name = f"<strong>{escape(body.name_published)}</strong>{small}"
    return markup.row(name, [(escape(body.title), False), _reports(plan, body.name_published)])


def _reports(plan: Plan, audience: str) -> tuple[str, bool]:
    told = [_report(one) for one in plan.reports if one.audience == audience]
    return (_list(told) or '<span class="quiet">No report is named</span>', False)


def _report(report: Report) -> str:
    often = OFTEN.get(report.cadence, report.cadence) or "how often is not said"
    return f'{escape(report.title)}, <span class="quiet">{escape(often)}</span>'


def show_groups(of: Key, query: dict[str, str]) -> None:
    """Who does the work and who sends the figures: each sub-group with its leads, areas and milestones."""
    markup.show(_groups(of, tuple(query.items())))


@lru_cache(maxsize=128)
def _groups(of: Key, asked: tuple[tuple[str, str], ...]) -> str:
    plan, query = positions.at(of).plan, dict(asked)
    groups = [one for one in plan.sub_groups if one.leads or one.areas]
    table = ""
    if groups:
        heads = [("Group", False), ("Led by", False), ("Works on", False), ("How its work stands", False)]
        body = "".join(_group(plan, of, one, query) for one in groups)
        table = markup.table("The groups that do the work", heads, f"<tbody>{body}</tbody>", "fitting groups")
    return f'{table}<p class="about">{escape(_owners(plan))}</p>'


def _group(plan: Plan, of: Key, group: SubGroup, query: dict[str, str]) -> str:
    everything = positions.at(of).milestones
    own = everything[everything["sub_group"] == group.id]
    areas = ", ".join(_area_link(plan, area, query) for area in group.areas)
    standing = escape(page.describe_milestones(own))
    leads = escape(wording.joined(list(group.leads)))
    return markup.row(f"<strong>{escape(group.title)}</strong>", [(leads, False), (areas, False), (standing, False)])


def _owners(plan: Plan) -> str:
    counts = [
        f"{owner} ({wording.counted(sum(one.owner == owner for one in plan.measures), 'measure')})"
        for owner in plan.owners
    ]
    return f"Figures come from {wording.joined(counts)}."
