"""Who stores what was uploaded, and why in spite of its warnings: one reason for all, or each its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from sendkpi.texts import is_blank
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import visitor
from sendkpi.views.submit.problems import place

if TYPE_CHECKING:
    from sendkpi.values import Problem
    from sendkpi.views.frame.access import Viewer

NAME, CONFIRMED, REASON = "submit_name", "submit_confirmed", "submit_reason"
MOST = 40
"""As many warnings may have a reason of their own here; the one for all is of the others."""
NAMELESS = "Write your name: it is kept with the figures."


class Confirmation(NamedTuple):
    """What the form says: who stores it, whether the warnings are confirmed, and why."""

    by: str
    confirmed: bool
    reason: str
    reasons: dict[Problem, str]


def show_fields(viewer: Viewer, warnings: Sequence[Problem], stored: str) -> None:
    """The fields of the form, within it."""
    visitor.show_name(viewer, NAME)
    if not warnings:
        return
    these = "this is right" if len(warnings) == 1 else "these are right"
    st.checkbox(f"I have looked: {these}, and the {stored} should be stored as they are", key=CONFIRMED)
    st.text_input("Why they should be stored as they are", key=REASON)
    if len(warnings) > 1:
        with st.expander("Give one a reason of its own"):
            markup.show(html('<p class="quiet small">What is left blank has the reason above.</p>'))
            for one in warnings[:MOST]:
                st.text_input(markup.plain(f"{one.about or place(one)}: {one.message}"), key=_key(one))


def stated(viewer: Viewer, warnings: Sequence[Problem]) -> Confirmation:
    """What the form says now."""
    said = st.session_state
    own = {one: str(said.get(_key(one)) or "") for one in warnings[:MOST]}
    reasons = {one: words for one, words in own.items() if not is_blank(words)}
    by, confirmed = visitor.name_of(viewer, NAME), bool(said.get(CONFIRMED, False))
    return Confirmation(by, confirmed, str(said.get(REASON) or ""), reasons)


def _key(warning: Problem) -> str:
    about = f"{warning.code}|{warning.about}|{warning.message}|{warning.sheet}|{warning.cell}"
    return f"{REASON}_{hashlib.sha256(about.encode('utf-8', 'replace')).hexdigest()[:12]}"
