"""Letting go of an upload: a stored one, and at once one of which nothing may be kept (`intake.Examined.unwanted`).

Streamlit keeps an upload's bytes for as long as the visit lasts, whether or not its box is still on the page.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NoReturn

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sendkpi import intake
from sendkpi.errors import RefusedError
from sendkpi.values import today
from sendkpi.views.frame import markup, positions

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from sendkpi.intake import Examined
    from sendkpi.layouts import Answers
    from sendkpi.record.extract import Extract
    from sendkpi.store import KeptLayout
    from sendkpi.views.frame.positions import Source

COUNT, REFUSAL, GONE = "submit_uploads", "submit_unwanted", "submit_let_go"


class UnwantedError(RefusedError):
    """Nothing of the file may be kept; raised because caches keep answers and no errors."""


def box_key() -> str:
    """The key of the box for files: another one after each `clear`, so that the box is empty again."""
    return f"submit_file_{st.session_state.get(COUNT, 0)}"


def wanted(examined: Examined) -> Examined:
    """The same, where it may be kept. Raises UnwantedError, saying why not."""
    if examined.unwanted:
        raise UnwantedError(" ".join(problem.line for problem in examined.errors))
    return examined


def refuse(error: UnwantedError, file: UploadedFile, among: Sequence[UploadedFile]) -> NoReturn:
    """Let go of the file, and begin again without it and with the reason below the box.

    A box with that file alone is emptied; a file among others leaves them there.
    """
    others = {one.file_id for one in among if one is not file}
    reasons, _ = st.session_state.get(REFUSAL, ((), set()))
    if others:
        _let_go(file)
        st.session_state.setdefault(GONE, set()).add(file.file_id)
    else:
        clear()
    st.session_state[REFUSAL] = ((*reasons, str(error)), others)
    st.rerun()


def held(files: Sequence[UploadedFile]) -> list[UploadedFile]:
    """The files without those that were let go of: the box goes on listing them until the browser asks again."""
    return [one for one in files if one.file_id not in st.session_state.get(GONE, ())]


def show_refusal(files: Sequence[UploadedFile]) -> None:
    """Why files were not kept, until there is another one in the box."""
    reasons, others = st.session_state.get(REFUSAL, ((), set()))
    if any(one.file_id not in others for one in files):
        st.session_state.pop(REFUSAL, None)
        return
    for words in reasons:
        st.error(markup.plain(words))


def clear() -> None:
    """Empty the box, and have Streamlit let go of what was in it."""
    for file in st.session_state.pop(box_key(), None) or ():
        _let_go(file)
    st.session_state.pop(GONE, None)
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1


def others_than(sha256: Collection[str]) -> bool:
    """Whether the box holds a file of other bytes."""
    files = st.session_state.get(box_key()) or ()
    return any(hashlib.sha256(file.getvalue()).hexdigest() not in sha256 for file in files)


def _let_go(file: UploadedFile) -> None:
    """Have Streamlit forget it; what the session holds of it until the browser asks again has no bytes and no name."""
    for one in (file, *(st.session_state.get(box_key()) or ())):
        if one.file_id == file.file_id:
            one.truncate(0)
            one.name = ""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


class _Examinations:
    """The last files as examined, within these limits, so that a keystroke does not read them again."""

    BYTES, FILES = 64 * 2**20, 256

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], Examined] = OrderedDict()
        self._lock = Lock()

    def of(self, key: tuple[object, ...], examined: Callable[[], Examined]) -> Examined:
        """The file of a key, examined now where it was not before; an error is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        answer = examined()
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > 1 and self._too_many():
                self._kept.popitem(last=False)
        return answer

    def _too_many(self) -> bool:
        held = sum(len(one.extract.content) for one in self._kept.values())
        return len(self._kept) > self.FILES or held > self.BYTES

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()


_examinations = _Examinations()


def examine(  # noqa: PLR0913, PLR0917 - all that the answer depends on
    own: Source,
    fingerprint: str,
    kept: tuple[KeptLayout, ...],
    content: bytes,
    filename: str,
    answers: Answers,
    before: tuple[Extract, ...] = (),
) -> Examined:
    """An upload, read by these answers and held against the store and the extracts to be stored before it.

    Raises UnwantedError for one of which nothing may be kept, and so keeps nothing of it.
    """
    key = (own, fingerprint, kept, hashlib.sha256(content).digest(), filename, answers, before, today())
    return _examinations.of(
        key,
        lambda: wanted(
            intake.examine(positions.current_plan(), own.engine, content, filename, today(), answers, before)
        ),
    )


def forget_uploads() -> None:
    """Keep none of the last uploads in memory: the original of one was destroyed."""
    _examinations.clear()
