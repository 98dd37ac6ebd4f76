"""Tables that are headed as targets, or as another area's figures: passed over, or asked about where they are all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.spelling.texts import quoted

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Table


_SUBJECT, _READ, _LEAVE = "subject", "read", "leave"


def reported_tables(tables: list[Table]) -> tuple[list[Table], list[str]]:
    """The tables that hold what was reported, with notes on those that are headed as targets or another area's.

    Where all are headed so, all are given: whether they are to be read is asked.
    """
    other = [table for table in tables if table.subject and table.answers.get(_SUBJECT) != _READ]
    if len(other) == len(tables):
        return tables, []
    notes = [
        f"{table.sheet}: the table headed {quoted(table.subject[1])} was passed over: {table.subject[0]}."
        for table in other
        if table.subject
    ]
    return [table for table in tables if table not in other], list(dict.fromkeys(notes))


def ask_subject(table: Table) -> Ask | None:
    """Whether a table that is headed as targets, or as another area's figures, is to be read all the same."""
    if table.subject is None or table.answers.get(_SUBJECT) == _READ:
        return None
    subject, heading = table.subject
    fault = Fault(codes.NOT_REPORTED_HERE, f"The table is headed {quoted(heading)}: {subject}.")
    options = ((_READ, "read them: they are what was reported"), (_LEAVE, "leave them out"))
    return Ask(_SUBJECT, f"Are the figures headed {quoted(heading)} what was reported?", options, fault)
