"""The page of papers: one is chosen and looked at, the officer adds their words, it is downloaded and issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.report import NO_NARRATIVE
from sendkpi.views import links, paper_choice, paper_files, paper_preview, paper_words, papers_issued
from sendkpi.views.who import Role

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.figures import Source
    from sendkpi.views.place import Position
    from sendkpi.views.who import Viewer

WRITE, ISSUED = "Write a paper", "Issued papers"


def show_parts(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    """Write a paper, or look one up that was issued; the address says which."""
    if not plan.audiences:
        st.info("The plan names nobody who receives papers: its table audiences.csv is empty.")
        return
    writing, listed = st.tabs([WRITE, ISSUED], key=links.PART, bind="query-params")
    if writing.open:
        with writing:
            _show_writing(viewer, plan, shown, at)
    elif listed.open:
        with listed:
            papers_issued.show_issued(plan, shown)


def _show_writing(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    wanted = paper_choice.choose(plan, at)
    if wanted is None:
        st.info("No period of that length had come by the as-at date.")
        return
    officer = Role.OFFICER in viewer.roles
    told = paper_words.show_fields(plan, wanted) if officer else NO_NARRATIVE
    written = paper_files.written(shown, wanted, at.as_at, told)
    paper_files.show_files(shown, written, wanted, at.as_at)
    if officer:
        papers_issued.show_form(viewer, shown, wanted, at, told)
    paper_preview.show_paper(written, "Preview")
