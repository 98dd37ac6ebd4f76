"""The top of every page: whose plan, which month, as at when; and the notice over illustrative figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.values import day_name, month_name
from sendkpi.views import links, markup

if TYPE_CHECKING:
    from sendkpi.views.figures import Source
    from sendkpi.views.place import Position

ILLUSTRATIVE = "Illustrative figures"


def show_head(title: str, shown: Source, at: Position | None) -> None:
    """The page's one heading of the first level, with the position that it shows, if it shows one."""
    where = (
        f'<p class="quiet">Position for <strong>{month_name(at.month)}</strong> · as at {day_name(at.as_at)}</p>'
        if at
        else ""
    )
    show_illustrative_notice(shown)
    markup.show(f'<div class="top"><h1>{escape(title)}</h1>{where}</div>')


def show_illustrative_notice(shown: Source) -> None:
    """Say that the figures are made up, and offer to begin with real ones; nothing over real figures."""
    if not shown.illustrative:
        return
    words, button = st.columns([4, 1], vertical_alignment="center")
    with words:
        markup.show(
            f'<p class="notice"><strong>{ILLUSTRATIVE}.</strong> The plan is the published one; every figure shown '
            "is made up, to show what the pages do. They go when the first real figures come.</p>"
        )
    if button.button("Start with our own", width="stretch"):
        st.switch_page(links.submit_page())
