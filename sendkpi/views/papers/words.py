"""The officer's own words: a summary and what is to be decided, for each paper its own.

They last as long as the visit, whatever else is looked at meanwhile, and for good once the paper is issued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.report import NO_NARRATIVE, Narrative
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import html
from sendkpi.views.papers.choice import period_name, whom
from sendkpi.views.papers.files import MAKE

if TYPE_CHECKING:
    from sendkpi.papers import PaperChoice
    from sendkpi.plan import Plan

SUMMARY, SOUGHT = "paper_summary", "paper_sought"
KEPT, ROUND = "paper_words", "paper_round"
"""Where the session keeps what was written, by paper: a box's own value goes when the box is not drawn; and how often
the boxes were filled anew."""
HIGH = 130
"""Height of a box, in pixels."""


def show_fields(plan: Plan, wanted: PaperChoice) -> Narrative:
    """Both boxes as they were left, and what stands in them.

    Who writes and goes to another page at once is brought back by Streamlit with the words, into a box that the
    browser draws anew and empty: then it is filled with them once more.
    """
    before, drawn = _kept(wanted), MAKE in st.session_state
    left, right = st.columns([3, 2])
    summary = left.text_area(
        "Your summary: it stands first, a paragraph a line", before.summary, HIGH, key=_key(SUMMARY, wanted)
    )
    sought = right.text_area("Decisions sought, one a line", before.decisions_sought, HIGH, key=_key(SOUGHT, wanted))
    narrative = Narrative(summary, sought)
    if narrative != before:
        _lay_by(wanted, narrative)
        if not drawn:
            _fill_anew()
            st.rerun()
    if narrative == NO_NARRATIVE:
        _offer_others(plan, wanted)
    markup.show(
        html(
            '<p class="quiet small">Your words stay while you are here, for each paper its own. '
            "They are kept for good when the paper is issued.</p>"
        )
    )
    return narrative


def written(wanted: PaperChoice) -> Narrative:
    """What stands in the boxes of the paper that is drawn, even if it only just came."""
    before = _kept(wanted)
    summary = st.session_state.get(_key(SUMMARY, wanted), before.summary)
    return Narrative(summary, st.session_state.get(_key(SOUGHT, wanted), before.decisions_sought))


def _kept(wanted: PaperChoice) -> Narrative:
    kept: Narrative = st.session_state.get(KEPT, {}).get(wanted, NO_NARRATIVE)
    return kept


def _lay_by(wanted: PaperChoice, narrative: Narrative) -> None:
    kept = st.session_state.setdefault(KEPT, {})
    kept.pop(wanted, None)  # what was written last stands last
    kept[wanted] = narrative


def _offer_others(plan: Plan, wanted: PaperChoice) -> None:
    """The words last written for another paper, to begin from; nothing where there are none."""
    others = [
        (paper, narrative) for paper, narrative in st.session_state.get(KEPT, {}).items() if narrative != NO_NARRATIVE
    ]
    if others:
        paper, narrative = others[-1]
        name = f"{whom(plan, paper.audience, paper.sub_group)}, {period_name(paper.period, paper.last)}"
        label = f"Begin with what you wrote for {markup.plain(name)}"
        st.button(label, key="paper_begin", on_click=_take, args=(wanted, narrative))


def _take(wanted: PaperChoice, narrative: Narrative) -> None:
    _lay_by(wanted, narrative)
    _fill_anew()


def _fill_anew() -> None:
    """Let the boxes begin from what is kept: a browser shows a box that it knows as it knows it."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _key(field: str, wanted: PaperChoice) -> str:
    turn = str(st.session_state.get(ROUND, 0))
    return "_".join([field, wanted.audience, wanted.sub_group, wanted.period, f"{wanted.last:%Y_%m}", turn])
