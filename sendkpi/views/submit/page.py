"""The steps of submitting: a template out; filled workbooks in, with their problems or what they would do.

Always about the configured store, whatever the other pages show.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import streamlit as st

from sendkpi import ingest
from sendkpi.values import add_months, month_code, month_name, today
from sendkpi.views.frame import markup, position_bar, positions
from sendkpi.views.frame.markup import html
from sendkpi.views.parts.downloads import EXCEL, show_download
from sendkpi.views.submit import box, many, one

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

EVERYONE = "All organisations"


def show_template(plan: Plan, own: Source) -> None:
    """Step one: the month and the organisation, and the workbook to fill."""
    markup.show(html('<h2 class="rule">1. Download the month’s template</h2>'))
    month, owner, button = st.columns([1, 1, 1], vertical_alignment="bottom")
    months = position_bar.months_to(plan, today())
    latest = add_months(today().replace(day=1), -1)  # the last month that has ended
    chosen = month.selectbox(
        "Month of the figures",
        months,
        index=months.index(latest) if latest in months else 0,
        format_func=month_name,
        key="submit_month",
    )
    who = owner.selectbox("Organisation", [*plan.owners, EVERYONE], key="submit_owner")
    named = None if who == EVERYONE else who
    with button:
        show_template_button(plan, own, chosen, named, width="stretch")


def show_template_button(  # noqa: PLR0913 - what is downloaded, and how the button looks
    plan: Plan,
    own: Source,
    month: dt.date,
    owner: str | None,
    *,
    label: str = "",
    width: Literal["content", "stretch"] = "content",
) -> None:
    """The button for a month's workbook, for one organisation or (None) for all of them.

    It names the month: one that is clicked just before it follows another choice then says what it gives.
    """
    name, label = f"{month_code(month)} {owner or 'all'}", label or f"Download the {month_name(month)} template"
    show_download(EXCEL, name, lambda: _template(plan, own, month, owner), label, width=width)


def _template(plan: Plan, own: Source, month: dt.date, owner: str | None) -> bytes:
    """The workbook with all that is known by today beside what it asks for."""
    known = positions.record(own, today())
    return ingest.template_workbook(plan, month, owner, known.observations, reported=known.updates)


def show_upload(viewer: Viewer, plan: Plan, own: Source) -> None:
    """Step two, filled workbooks, and step three, what they would do; nothing is stored before the last click."""
    markup.show(html('<h2 class="rule">2. Upload it when it is filled</h2>'))
    found = box.uploads_of(plan, own, box.show_box())
    if len(found) == 1:
        one.show_one(viewer, plan, found[0])
    elif found:
        many.show_many(viewer, plan, found)
