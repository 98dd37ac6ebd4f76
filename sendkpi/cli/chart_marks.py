"""Commands about charts: begin a new phase of a process chart, put words on charts, or take either back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import store
from sendkpi.cli.agreements import decision
from sendkpi.cli.command import DONE, Command, add_decision, month
from sendkpi.cli.output import say
from sendkpi.cli.sources import open_store, published_plan
from sendkpi.plan.agreed import Annotation, Rebase
from sendkpi.values import month_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _rebase_options(parser: ArgumentParser) -> None:
    parser.add_argument("--measure", required=True, metavar="M", help="the measure's id, such as EHCP7")
    parser.add_argument("--month", type=month, required=True, metavar="M", help="the first month of the new phase")
    parser.add_argument("--lift", action="store_true", help="take the phase begun in that month back")
    add_decision(parser)


def rebase(arguments: Namespace) -> int:
    """`rebase`: from that month on, a measure's process chart is held against its own new limits."""
    wanted = Rebase(arguments.measure, arguments.month, decision(arguments), arguments.lift)
    kept = store.rebase(open_store(), published_plan(), wanted, by=arguments.by)
    name = month_name(kept.month)
    begins = f"a new phase begins in {name}; its limits are worked out from there."
    say(f"{kept.measure}: {f'no new phase begins in {name} any more.' if kept.lifted else begins}")
    return DONE


def _annotate_options(parser: ArgumentParser) -> None:
    parser.add_argument("--month", type=month, required=True, metavar="M", help="the month that the words are about")
    parser.add_argument("--text", required=True, help="what happened, in at most 60 letters")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--measure", default="", metavar="M", help="on this measure's charts alone")
    where.add_argument("--area", default="", metavar="AREA", help="on the charts of this area's measures")
    parser.add_argument("--lift", action="store_true", help="take the same words at the same month and place back")
    add_decision(parser)


def annotate(arguments: Namespace) -> int:
    """`annotate`: words on charts at a month, of all measures unless one measure or area is named."""
    wanted = Annotation(
        arguments.month, arguments.text, decision(arguments), arguments.measure, arguments.area, arguments.lift
    )
    kept = store.annotate(open_store(), published_plan(), wanted, by=arguments.by)
    where = f"the charts of {kept.measure or kept.area}" if kept.measure or kept.area else "every chart"
    verb = "taken off" if kept.lifted else "put on"
    say(f"“{kept.text}” is {verb} {where}, at {month_name(kept.month)}.")
    return DONE


COMMANDS = {
    "rebase": Command(_rebase_options, rebase),
    "annotate": Command(_annotate_options, annotate),
}
