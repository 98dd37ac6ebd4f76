"""A paper worked out once for everyone who looks at it, and its files, made when somebody asks for them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import papers, report, store
from sendkpi.papers import Wanted
from sendkpi.values import month_code
from sendkpi.views import figures, markup
from sendkpi.views.plans import current_plan

if TYPE_CHECKING:
    from sendkpi.plan.choices import PaperPeriod
    from sendkpi.report import Narrative, Paper
    from sendkpi.views.figures import Source

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""What a browser is told that a Word file is."""
MADE = "paper_made"


def wanted(audience: str, period: PaperPeriod, last: dt.date, sub_group: str) -> Wanted:
    """The paper that is asked for."""
    return Wanted(audience, period, last, sub_group)


def written(shown: Source, asked: Wanted, as_at: dt.date | dt.datetime, told: Narrative) -> Paper:
    """The paper's content as at a day or a moment; raises as `papers.subject`."""
    return _written(shown.url, shown.version, current_plan().fingerprint, asked, as_at, told, shown.illustrative)


@lru_cache(maxsize=16)
def _written(  # noqa: PLR0913, PLR0917 - all that the answer depends on
    url: str,
    version: str,  # noqa: ARG001
    published: str,  # noqa: ARG001
    asked: Wanted,
    as_at: dt.date | dt.datetime,
    told: Narrative,
    illustrative: bool,  # noqa: FBT001
) -> Paper:
    return papers.write(store.connect(url), current_plan(), asked, as_at, told, illustrative=illustrative)


def show_files(shown: Source, asked: Wanted, as_at: dt.date | dt.datetime, told: Narrative, key: str = "") -> None:
    """The buttons: make the Word file, with how far it is; then the file; and the workbook of the figures behind it."""
    word, book = st.columns(2)
    name = figures.file_name(shown.url, _name(asked))
    made = (shown.version, asked, as_at, told)
    with word:
        if st.button("Make the Word file", key=f"{MADE}_make_{key}", width="stretch", type="primary"):
            paper = written(shown, asked, as_at, told)
            bar = st.progress(0.0, "Drawing the charts")

            def drawn(share: float) -> None:
                bar.progress(share, "Drawing the charts")

            content = report.as_word(paper, dt.datetime.now(tz=dt.UTC), progress=drawn)
            bar.empty()
            st.session_state[f"{MADE}_{key}"] = (made, content)
        kept = st.session_state.get(f"{MADE}_{key}")
        if kept and kept[0] == made:
            st.download_button(
                "Download the Word file",
                kept[1],
                f"{name}.docx",
                WORD,
                key=f"{MADE}_get_{key}",
                on_click="ignore",
                width="stretch",
            )
    with book:
        st.download_button(
            "Download the figures behind it (Excel)",
            data=lambda: _book(shown, as_at),
            file_name=f"{name} figures.xlsx",
            mime=markup.WORKBOOK,
            key=f"{MADE}_book_{key}",
            on_click="ignore",
            width="stretch",
        )


def _book(shown: Source, as_at: dt.date | dt.datetime) -> bytes:
    known = papers.known(shown.engine, current_plan(), as_at, illustrative=shown.illustrative)
    return report.as_book(report.everything(known))


def _name(asked: Wanted) -> str:
    parts = [asked.audience, asked.sub_group, month_code(asked.last)]
    return " ".join(part for part in parts if part)
