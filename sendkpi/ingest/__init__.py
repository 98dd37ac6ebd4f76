"""A workbook in, checked rows or problems by cell out; the file back with its problems marked; the empty workbook.

What this room offers is loaded when it is asked for: the process that reads files needs a part of it, without pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sendkpi.ingest.marking.workbook import (
        MarkingError,
        listed_workbook,
        marked_name,
        marked_workbook,
        why_not_marked,
    )
    from sendkpi.ingest.read import read_workbook
    from sendkpi.ingest.template.workbook import template_workbook

_HOMES = {
    "MarkingError": "marking.workbook",
    "listed_workbook": "marking.workbook",
    "marked_name": "marking.workbook",
    "marked_workbook": "marking.workbook",
    "read_workbook": "read",
    "template_workbook": "template.workbook",
    "why_not_marked": "marking.workbook",
}


def __getattr__(name: str) -> object:
    """What the room offers under that name (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
