"""Choices that the address holds: several of some options, one thing of the plan by its id, a part of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.views.frame import links

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from sendkpi.plan import Plan


def choose_several(  # noqa: PLR0913 - what a filter is called, offers and shows
    where: DeltaGenerator,
    label: str,
    name: str,
    options: Sequence[str],
    words: Callable[[str], str] = str,
    *,
    empty: str = "All",
) -> tuple[str, ...]:
    """Any number of options, none for all; `name` is the filter's in the address, which holds their words."""
    return tuple(where.multiselect(label, options, format_func=words, placeholder=empty, key=name, bind="query-params"))


def choose_by_id(  # noqa: PLR0913 - what it is called, offers and begins with
    label: str,
    name: str,
    titles: Mapping[str, str],
    key: str,
    *,
    usual: str | None = "",
    placeholder: str | None = None,
    changed: Callable[[], None] | None = None,
) -> str:
    """One of several by its id, which the address holds under `name` and which stays when a title changes.

    `usual` where the address names none that there is; "" for nothing chosen.
    """
    asked = st.query_params.get(name, "")
    st.session_state[key] = asked if asked in titles else usual
    index = None if usual is None else 0
    chosen = st.selectbox(
        label,
        list(titles),
        index=index,
        format_func=titles.__getitem__,
        placeholder=placeholder,
        key=key,
        on_change=_keep,
        args=(name, key, changed),
    )
    return chosen or ""


def show_parts(parts: Mapping[str, Callable[[], None]]) -> None:
    """The parts of a page as tabs, of which the open one is drawn; the address says which."""
    for show, tab in zip(parts.values(), st.tabs(list(parts), key=links.PART, bind="query-params"), strict=True):
        if tab.open:
            with tab:
                show()


def _keep(name: str, key: str, changed: Callable[[], None] | None) -> None:
    if chosen := st.session_state[key]:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
    if changed:
        changed()


def measure_titles(plan: Plan) -> dict[str, str]:
    """The plan's measures as choices have them, by id: `EHCP1: EHC plans issued within 20 weeks`."""
    return {one.id: f"{plan.ref(one)}: {one.title}" for one in plan.measures}
