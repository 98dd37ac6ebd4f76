"""The command `plan`: check the plan's folder, count what it holds, list its queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.cli.frame.command import DONE, Command, listing
from sendkpi.cli.frame.output import say, say_json
from sendkpi.cli.frame.sources import published_plan, record

if TYPE_CHECKING:
    from argparse import Namespace

    from sendkpi.plan import Plan

QUERY_FIELDS = ["id", "kind", "about", "field", "published", "doubt", "working", "document", "line"]


def show_plan(arguments: Namespace) -> int:
    """`plan`: what the folder holds, and where it is in doubt, as answered since. A broken folder is refused."""
    counted = _counts(published_plan())
    plan = record(arguments.as_at).plan
    if arguments.format == "json":
        queries = [{name: getattr(query, name) for name in QUERY_FIELDS} for query in plan.queries]
        say_json({**counted, "query_list": queries})
        return DONE
    say(f"{plan.title}, {plan.place}")
    for name, count in counted.items():
        say(f"{count:>5} {name}")
    for query in plan.queries:
        about = ", ".join((*query.about, query.field))
        say(f"{query.id} · {about} ({query.document}, line {query.line})")
        for label, words in (("published", query.published), ("doubt", query.doubt), ("we use", query.working)):
            if words:
                say(f"  {label}: {words}")
    return DONE


def _counts(plan: Plan) -> dict[str, int]:
    """The counts of the plan's records; two series may share one published measure."""
    return {
        "areas": len(plan.areas),
        "measures": plan.published_rows,
        "series": len(plan.measures),
        "actions": len(plan.actions),
        "milestones": len(plan.milestones),
        "recommendations": len(plan.recommendations),
        "queries": len(plan.queries),
    }


COMMANDS = {"plan": Command(listing("text", "json"), show_plan)}
