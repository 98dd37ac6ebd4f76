"""Who owes what for a month: organisation by organisation, with the template that each has to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import analysis
from sendkpi.analysis.wording import counted
from sendkpi.frames import rows_of
from sendkpi.frames.figures import DueRow
from sendkpi.values import LONDON, day_name, month_name
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import Html, html, number
from sendkpi.views.submit import page

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.analysis import Owed
    from sendkpi.views.frame.positions import Key

COLUMNS = ("Measure", "Has it come?", number("Days late"), "Due on", "Missing")


def show_due(viewer: Viewer, of: Key, query: dict[str, str]) -> None:
    """A section for each organisation that has anything to send for the key's month."""
    rows = positions.at(of).due
    owners = analysis.owed(rows)
    if not owners:
        markup.show(html('<p class="lead">Nothing is due for {}.</p>', month_name(of.month)))
        return
    markup.show(html('<p class="lead">{}</p>', _summary(owners, of)))
    for one in sorted(owners, key=lambda one: one.to_come == 0):
        own = rows[rows["owner"] == one.owner]
        markup.show(html('<h2 class="rule">{}</h2>{}', _heading(one), _table(own, one, of, query)))
        if Role.OFFICER in viewer.roles:
            _show_template(of, one.owner)


def _summary(owners: tuple[Owed, ...], of: Key) -> str:
    to_come, late = sum(one.to_come for one in owners), max(one.days_late for one in owners)
    if not to_come:
        return f"Everything for {month_name(of.month)} has come."
    longest = f"up to {counted(late, 'day')} late" if late else "none of them late yet"
    return f"{counted(to_come, 'figure')} for {month_name(of.month)} still to come, {longest}."


def _heading(one: Owed) -> str:
    return f"{one.owner}: {one.to_come} of {one.asked} still to come" if one.to_come else f"{one.owner}: all have come"


def _table(rows: pd.DataFrame, one: Owed, of: Key, query: dict[str, str]) -> Html:
    waiting_first = rows.sort_values("to_come", key=lambda counts: counts == 0, kind="stable")
    body = (_row(row, query) for row in rows_of(waiting_first, DueRow))
    caption = f"What {one.owner} sends for {month_name(of.month)}; each provider’s own figure counts beside the total"
    return markup.table(caption, COLUMNS, body, "owed")


def _row(row: DueRow, query: dict[str, str]) -> Html:
    late = number(f"{row.days_late:,}" if row.days_late else "")
    cells = (_come(row), late, day_name(row.due_on), row.missing)
    return markup.row(markup.link(row.title, links.measure_address(row.measure, query)), cells)


def _come(row: DueRow) -> str:
    if not row.to_come:
        return f"Yes, on {day_name(row.reported_at.astimezone(LONDON))}"
    return "No" if row.to_come == row.asked else f"{row.asked - row.to_come} of {row.asked}"


def _show_template(of: Key, owner: str) -> None:
    plan, own = positions.own_position()
    if owner in plan.owners:
        page.show_template_button(plan, own, of.month, owner, label=f"Download the template for {owner}")
