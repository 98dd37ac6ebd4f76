"""The columns that hold text: what no database may hold is refused here, and what no screen may show comes out marked.

They are kept as their namesakes of SQLAlchemy are. Whatever function writes, its texts pass through here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON as PLAIN_JSON
from sqlalchemy import Dialect
from sqlalchemy import String as PlainString
from sqlalchemy import Text as PlainText
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

from sendkpi.errors import RefusedError
from sendkpi.texts import LONGEST_TEXT, check_length, check_signs, visible

_WHAT = "A text that is to be stored"


class UnstorableError(DontWrapMixin, RefusedError):
    """The database cannot hold the text: its message says so, instead of a failure of the database."""


class Text(TypeDecorator[str]):
    """Any text, shown as `texts.visible` whenever it was written.

    Raises UnstorableError for a sign that cannot be kept and for a text that is too long.
    """

    impl: Any = PlainText
    cache_ok = True
    longest = LONGEST_TEXT

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text as it is kept."""
        return None if value is None else _checked(value, self.longest)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text as it may be shown: rows from before this check may hold anything."""
        return None if value is None else visible(value)


class String(Text):
    """A text of at most so many characters, as `Text`."""

    impl = PlainString
    cache_ok = True

    def __init__(self, length: int) -> None:
        """Keep the length, which not every database asks for."""
        super().__init__(length)
        self.length = self.longest = length


class JSON(TypeDecorator[Any]):
    """Values with texts among them. They come out as they went in, since programs compare them to the letter.

    Raises UnstorableError as `Text`.
    """

    impl = PLAIN_JSON
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> object:  # noqa: ARG002
        """The same value, every text in it checked."""
        _check_within(value)
        return value


def _checked(text: str, longest: int) -> str:
    try:
        check_signs(_WHAT, text)
        shown = visible(text)
        check_length(_WHAT, shown, longest)
    except RefusedError as error:
        raise UnstorableError(str(error)) from None
    return shown


def _check_within(value: object) -> None:
    if isinstance(value, str):
        _checked(value, LONGEST_TEXT)
    elif isinstance(value, dict):
        _check_within([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for one in value:
            _check_within(one)
