"""The buttons under which files are downloaded. A file is made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import streamlit as st

from sendkpi.report import as_csv, as_workbook
from sendkpi.views.frame import positions

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.views.frame.positions import Source


class Kind(NamedTuple):
    """A kind of file: its name for people, how its files end, and what a browser is told that it is."""

    word: str
    ending: str
    mime: str


CSV = Kind("CSV", ".csv", "text/csv")
EXCEL = Kind("Excel", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
WORD = Kind("Word", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def show_download(  # noqa: PLR0913 - the file, and how its button looks
    kind: Kind,
    name: str,
    content: bytes | Callable[[], bytes],
    label: str = "",
    *,
    key: str | None = None,
    width: Literal["content", "stretch"] = "content",
) -> None:
    """The button of one file; `name` is the file's, without its ending unless it has it already."""
    st.download_button(
        label or f"Download as {kind.word}",
        content,
        name if name.lower().endswith(kind.ending) else name + kind.ending,
        kind.mime,
        key=key,
        on_click="ignore",
        width=width,
    )


def show_table_files(
    shown: Source, name: str, table: Callable[[], pd.DataFrame], title: str, notes: Sequence[str]
) -> None:
    """The buttons of a table as CSV and as a workbook, with a title and those of the notes that say anything."""
    name = positions.file_name(shown.url, name)
    with st.container(horizontal=True):
        show_download(CSV, name, lambda: as_csv(table()))
        show_download(EXCEL, name, lambda: as_workbook(table(), title, [note for note in notes if note]))
