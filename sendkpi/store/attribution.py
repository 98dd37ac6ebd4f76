"""The attribution that every row has to state: by whom it is recorded, and why."""

from __future__ import annotations

from sendkpi.errors import RefusedError
from sendkpi.texts import LONGEST_NAME, LONGEST_NOTE, kept_text


def stated(words: str, otherwise: str) -> str:
    """A name as it is kept (`texts.kept_text`, on one line).

    Raises RefusedError for one that cannot be kept, and `otherwise` where nothing is said.
    """
    return _required(kept_text("The name", words, LONGEST_NAME).replace("\n", " "), otherwise)


def stated_reason(words: str, otherwise: str) -> str:
    """A reason as it is kept (`texts.kept_text`). Raises as `stated`."""
    return _required(kept_text("The reason", words, LONGEST_NOTE), otherwise)


def _required(words: str, otherwise: str) -> str:
    if not words:
        raise RefusedError(otherwise)
    return words
