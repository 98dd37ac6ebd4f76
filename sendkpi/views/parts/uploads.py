"""Letting go of an upload: a stored one, and at once one of which nothing may be kept (`intake.Examined.unwanted`).

Streamlit keeps an upload's bytes for as long as the visit lasts, whether or not its box is still on the page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sendkpi import intake
from sendkpi.errors import RefusedError
from sendkpi.values import today
from sendkpi.views.frame import markup, positions

if TYPE_CHECKING:
    from sendkpi.intake import Examined
    from sendkpi.layouts import Answers
    from sendkpi.store import KeptLayout
    from sendkpi.views.frame.positions import Source

COUNT, REFUSAL = "submit_uploads", "submit_unwanted"


class UnwantedError(RefusedError):
    """Nothing of the file may be kept; raised because caches keep answers and no errors."""


def box_key() -> str:
    """The key of the box for a file: another one after each `clear`, so that the box is empty again."""
    return f"submit_file_{st.session_state.get(COUNT, 0)}"


def wanted(examined: Examined) -> Examined:
    """The same, where it may be kept. Raises UnwantedError, saying why not."""
    if examined.unwanted:
        raise UnwantedError(" ".join(problem.line for problem in examined.errors))
    return examined


def refuse(error: UnwantedError) -> NoReturn:
    """Let go of the file, and begin again with an empty box and the reason below it."""
    clear()
    st.session_state[REFUSAL] = str(error)
    st.rerun()


def show_refusal(*, empty: bool) -> None:
    """Why the last file was not kept, until there is another in the box."""
    if not empty:
        st.session_state.pop(REFUSAL, None)
    elif words := st.session_state.get(REFUSAL, ""):
        st.error(markup.plain(words))


def clear() -> None:
    """Empty the box, and have Streamlit let go of what was in it."""
    file = st.session_state.pop(box_key(), None)
    context = get_script_run_ctx()
    if file is not None and context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1


@lru_cache(maxsize=8)
def examine(  # noqa: PLR0913, PLR0917 - all that the answer depends on
    own: Source,
    fingerprint: str,  # noqa: ARG001
    kept: tuple[KeptLayout, ...],  # noqa: ARG001
    content: bytes,
    filename: str,
    answers: Answers,
) -> Examined:
    """The last few uploads, so that a keystroke on the page does not read the workbook again.

    Raises UnwantedError for one of which nothing may be kept, and so keeps nothing of it.
    """
    return wanted(intake.examine(positions.current_plan(), own.engine, content, filename, today(), answers))


def forget_uploads() -> None:
    """Keep none of the last few uploads in memory: the original of one was destroyed."""
    examine.cache_clear()
