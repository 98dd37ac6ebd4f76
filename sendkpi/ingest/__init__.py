"""A workbook in, checked rows or problems by cell out; the file back with its problems marked; the empty workbook."""

from sendkpi.ingest.marked import MarkingError, listed_workbook, marked_name, marked_workbook, why_not_marked
from sendkpi.ingest.read import read_workbook
from sendkpi.ingest.template import template

__all__ = [
    "MarkingError",
    "listed_workbook",
    "marked_name",
    "marked_workbook",
    "read_workbook",
    "template",
    "why_not_marked",
]
