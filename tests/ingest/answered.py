"""A file read again by the answers to what it left open, as they are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.layouts import answered_layouts
from tests.ingest.sheets import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendkpi.record.extract import Extract


def read_answered(content: bytes, chosen: Mapping[str, str]) -> Extract:
    """The extract of a file whose choices are answered so, by key."""
    asked = read(content).question
    assert asked, "The file leaves nothing open."
    return read(content, layouts=answered_layouts((), asked.choices, chosen, "july.xlsx"))
