"""Whoever records something: the name, typed once a visit until sign-in gives it; and one recording at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, ParamSpec

import streamlit as st

from sendkpi.texts import is_blank

if TYPE_CHECKING:
    from sendkpi.views.frame.access import Viewer

P = ParamSpec("P")

NAME, LOCK = "visitor_name", "visitor_lock"
"""Where the session keeps the name that was typed last, in whichever form, and the lock of its recordings."""


def show_name(viewer: Viewer, key: str) -> None:
    """The field for the name under this key, filled with the one typed before; nothing where somebody signed in."""
    prepare()
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


def one_at_a_time(send: Callable[P, None]) -> Callable[P, None]:
    """A click's work, of which a visit does one at a time: a second click runs beside the first, which it stops."""

    @wraps(send)
    def alone(*given: P.args, **named: P.kwargs) -> None:
        with st.session_state.setdefault(LOCK, RLock()):
            send(*given, **named)

    return alone


def prepare() -> None:
    """Have the lock there before any click: called as a form is drawn."""
    st.session_state.setdefault(LOCK, RLock())
