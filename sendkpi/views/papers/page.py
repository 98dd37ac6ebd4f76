"""The page of papers: one is chosen and looked at, the officer adds their words, it is downloaded and issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.report import NO_NARRATIVE
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.papers import choice, files, issued, preview, words
from sendkpi.views.parts.choices import show_parts

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.position_bar import Position
    from sendkpi.views.frame.positions import Source


def show_papers(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    """Write a paper, or look one up that was issued; the address says which."""
    if not plan.audiences:
        st.info("The plan names nobody who receives papers: its table audiences.csv is empty.")
        return
    parts = {
        "Write a paper": lambda: _show_writing(viewer, plan, shown, at),
        "Issued papers": lambda: issued.show_issued(plan, shown),
    }
    show_parts(parts)


def _show_writing(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    wanted = choice.choose(plan, at)
    if wanted is None:
        st.info("No period of that length had come by the as-at date.")
        return
    officer = Role.OFFICER in viewer.roles
    narrative = words.show_fields(plan, wanted) if officer else NO_NARRATIVE
    written = files.written(shown, wanted, at.as_at, narrative)
    files.show_files(shown, written, wanted, at.as_at)
    if officer:
        issued.show_form(viewer, shown, wanted, at, narrative)
    preview.show_paper(written, "Preview")
