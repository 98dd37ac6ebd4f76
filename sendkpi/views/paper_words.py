"""The officer's own words: a summary and what is to be decided, for each paper its own.

They last as long as the visit, whatever else is looked at meanwhile, and for good once the paper is issued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.report import NO_NARRATIVE, Narrative
from sendkpi.views import markup
from sendkpi.views.paper_choice import period_name, whom

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from sendkpi.papers import Wanted
    from sendkpi.plan import Plan

SUMMARY, SOUGHT = "paper_summary", "paper_sought"
KEPT = "paper_words"
"""Where the session keeps what was written, by paper: a field's own value goes when it is not drawn."""
HIGH = 130
"""Height of a box, in pixels."""


def show_fields(plan: Plan, wanted: Wanted) -> Narrative:
    """Both boxes as they were left, and what stands in them."""
    told = written(wanted)
    summary, sought = st.columns([3, 2])
    _show_box(summary, "Your summary: it stands first, a paragraph a line", _key(SUMMARY, wanted), told.summary, wanted)
    _show_box(sought, "Decisions sought, one a line", _key(SOUGHT, wanted), told.decisions_sought, wanted)
    if told == NO_NARRATIVE:
        _offer_others(plan, wanted)
    markup.show(
        '<p class="quiet small">Your words stay while you are here, for each paper its own. '
        "They are kept for good when the paper is issued.</p>"
    )
    return told


def written(wanted: Wanted) -> Narrative:
    """What was written for a paper so far; what stands in its boxes where they are drawn, even if it just came."""
    kept: Narrative = st.session_state.get(KEPT, {}).get(wanted, NO_NARRATIVE)
    summary = st.session_state.get(_key(SUMMARY, wanted), kept.summary)
    sought = st.session_state.get(_key(SOUGHT, wanted), kept.decisions_sought)
    return Narrative(summary or "", sought or "")


def _show_box(where: DeltaGenerator, label: str, key: str, words: str, wanted: Wanted) -> None:
    """A box with these words; when it is left, its words are laid by."""
    st.session_state.setdefault(key, words)
    where.text_area(label, key=key, height=HIGH, on_change=_lay_by, args=(wanted,))


def _lay_by(wanted: Wanted) -> None:
    kept = st.session_state.setdefault(KEPT, {})
    kept.pop(wanted, None)  # what was written last stands last
    kept[wanted] = written(wanted)


def _offer_others(plan: Plan, wanted: Wanted) -> None:
    """The words last written for another paper, to begin from; nothing where there are none."""
    others = [(paper, told) for paper, told in st.session_state.get(KEPT, {}).items() if told != NO_NARRATIVE]
    if others:
        paper, told = others[-1]
        label = f"Begin with what you wrote for {markup.plain(_name(plan, paper))}"
        st.button(label, key="paper_begin", on_click=_take, args=(wanted, told))


def _take(wanted: Wanted, told: Narrative) -> None:
    st.session_state[_key(SUMMARY, wanted)] = told.summary
    st.session_state[_key(SOUGHT, wanted)] = told.decisions_sought
    _lay_by(wanted)


def _name(plan: Plan, wanted: Wanted) -> str:
    return f"{whom(plan, wanted.audience, wanted.sub_group)}, {period_name(wanted.period, wanted.last)}"


def _key(field: str, wanted: Wanted) -> str:
    return "_".join([field, wanted.audience, wanted.sub_group, wanted.period, f"{wanted.last:%Y_%m}"])
