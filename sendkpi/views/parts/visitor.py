"""The name of whoever records something: typed once a visit, until sign-in gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.texts import is_blank

if TYPE_CHECKING:
    from sendkpi.views.frame.access import Viewer

NAME = "visitor_name"
"""Where the session keeps the name that was typed last, whichever form it was typed in."""


def show_name(viewer: Viewer, key: str) -> None:
    """The field for the name under this key, filled with the one typed before; nothing where somebody signed in."""
    if viewer.name:
        return
    if is_blank(st.session_state.get(key) or "") and NAME in st.session_state:
        st.session_state[key] = st.session_state[NAME]
    st.text_input("Your name", key=key)


def name_of(viewer: Viewer, key: str) -> str:
    """Who records it: the name that was signed in with, or else typed; "" where nothing can be seen of it."""
    typed = str(st.session_state.get(key) or "").strip()
    if viewer.name or is_blank(typed):
        return viewer.name
    st.session_state[NAME] = typed
    return typed
