"""The top of every page: whose plan, which month, as at when; and the notice over illustrative figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.values import day_name, month_name
from sendkpi.views.frame import links, markup
from sendkpi.views.frame.markup import html

if TYPE_CHECKING:
    from sendkpi.views.frame.position_bar import Position
    from sendkpi.views.frame.positions import Source

ILLUSTRATIVE = "Illustrative figures"

ABOUT_ILLUSTRATIVE = (
    "The plan is the published one; every figure, and all that was agreed since, is made up to show what the pages do. "
    "It goes when the first real figures come."
)


def show_head(title: str, shown: Source, at: Position) -> None:
    """The page's one heading of the first level, with the position that it shows; the window is named after it."""
    st.set_page_config(page_title=title)
    where = '<p class="quiet">Position for <strong>{}</strong> · as at {}</p>'
    show_illustrative_notice(shown)
    position = html(where, month_name(at.month), day_name(at.as_at))
    markup.show(html('<div class="top"><h1>{}</h1>{}</div>', title, position))


def show_submit_head(shown: Source) -> None:
    """The heading of the page where real figures come in."""
    st.set_page_config(page_title="Submit figures")
    markup.show(html('<div class="top"><h1>Submit figures</h1></div>'))
    if shown.illustrative:
        until = "stand on the other pages, until the first figures of your own are stored here."
        markup.show(html('<p class="notice"><strong>{}</strong> {}</p>', ILLUSTRATIVE, until))


def show_illustrative_notice(shown: Source) -> None:
    """Say that the figures are made up, and offer to begin with real ones; nothing over real figures."""
    if not shown.illustrative:
        return
    words, button = st.columns([4, 1], vertical_alignment="center")
    with words:
        markup.show(html('<p class="notice"><strong>{}.</strong> {}</p>', ILLUSTRATIVE, ABOUT_ILLUSTRATIVE))
    # a link, not st.switch_page: that fails while the address holds what a widget is bound to
    with button.container(key="start"):
        st.page_link(links.page(links.SUBMIT), label="Start with our own", width="stretch")
