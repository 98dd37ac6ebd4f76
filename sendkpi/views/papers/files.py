"""A paper worked out once for everyone who looks at it, and its files, made when somebody asks for them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import papers, report, store
from sendkpi.report import NO_NARRATIVE
from sendkpi.values import month_code
from sendkpi.views.frame import positions
from sendkpi.views.parts.downloads import EXCEL, WORD, show_download

if TYPE_CHECKING:
    from sendkpi.papers import PaperChoice
    from sendkpi.report import Narrative, Paper
    from sendkpi.views.frame.positions import Source

DRAWING = "Drawing the charts and laying out the pages"
MAKE, MADE = "paper_make", "paper_made"
"""The button that makes the Word file, and where the session keeps the one made last, beside what it was made of."""


def written(shown: Source, wanted: PaperChoice, as_at: dt.date | dt.datetime, narrative: Narrative) -> Paper:
    """The paper's content as at a day or a moment, with the officer's words; raises as `papers.subject`."""
    plan = positions.current_plan().fingerprint
    with st.spinner("Writing the paper"):
        plain = _written(shown.url, shown.version, plan, wanted, as_at, shown.illustrative)
    return report.with_words(plain, narrative)


@lru_cache(maxsize=16)
def _written(  # noqa: PLR0913, PLR0917 - all that the answer depends on
    url: str,
    version: str,  # noqa: ARG001
    published: str,  # noqa: ARG001
    wanted: PaperChoice,
    as_at: dt.date | dt.datetime,
    illustrative: bool,  # noqa: FBT001
) -> Paper:
    engine, plan = store.connect(url), positions.current_plan()
    return papers.write(engine, plan, wanted, as_at, NO_NARRATIVE, illustrative=illustrative)


def show_files(shown: Source, paper: Paper, wanted: PaperChoice, as_at: dt.date | dt.datetime) -> None:
    """The buttons: make the Word file, with how far it is; then the file; and the workbook of the figures behind it."""
    word, book = st.columns(2)
    name = positions.file_name(shown.url, _name(wanted))
    with word:
        if st.button("Make the Word file", key=MAKE, width="stretch", type="primary"):
            st.session_state[MADE] = (paper, _word(paper))
        kept = st.session_state.get(MADE)
        if kept and kept[0] == paper:
            show_download(WORD, name, kept[1], "Download the Word file", key="paper_word", width="stretch")
    with book:
        label = "Download the figures behind it (Excel)"
        figures = f"{name} figures"
        show_download(EXCEL, figures, lambda: _book(shown, as_at), label, key="paper_book", width="stretch")


def _word(paper: Paper) -> bytes:
    """The Word file; a bar says how far it is."""
    bar = st.progress(0.0, DRAWING)

    def move(share: float) -> None:
        bar.progress(share, DRAWING)

    content = report.as_word(paper, dt.datetime.now(tz=dt.UTC), progress=move)
    bar.empty()
    return content


def _book(shown: Source, as_at: dt.date | dt.datetime) -> bytes:
    record = store.record(shown.engine, positions.current_plan(), as_at, illustrative=shown.illustrative)
    return report.as_book(report.everything(record))


def _name(wanted: PaperChoice) -> str:
    parts = [wanted.audience, wanted.sub_group, month_code(wanted.last)]
    return " ".join(part for part in parts if part)
