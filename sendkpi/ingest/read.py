"""An uploaded workbook as an extract: read in another process, given back as frames."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.frames import settle
from sendkpi.frames.figures import AskedRow, ExtractRow
from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening import worker
from sendkpi.ingest.reading.file import read_file
from sendkpi.ingest.reading.found import Found
from sendkpi.ingest.rows.row import Named
from sendkpi.record.extract import Extract

if TYPE_CHECKING:
    from sendkpi.layouts import Layout
    from sendkpi.plan.whole import Plan

SECONDS = 10
"""How long the reading of a file may keep the processor busy."""


def read_workbook(  # noqa: PLR0913 - a file, and what is known of files like it
    plan: Plan,
    content: bytes,
    filename: str,
    today: dt.date,
    *,
    layouts: tuple[Layout, ...] = (),
    forced: Layout | None = None,
    seconds: float = SECONDS,
) -> Extract:
    """A workbook in any layout that explains itself or that a remembered one explains.

    Never raises for what is in a file: it is read in another process, within so many `seconds` of the processor and
    500 MB. `today` decides which months are in the future. Of two `layouts` for one fingerprint the first counts;
    `forced` is used wherever its headings stand, whatever else stands beside them.
    """
    found = worker.run_or_fault(read_file, plan, content, filename, today, layouts, forced, seconds=seconds)
    if isinstance(found, Fault):
        found = Found(problems=(Named().problem("", found),))
    persons = any(problem.code == codes.CHILD_LEVEL.name for problem in found.problems)
    return Extract(
        filename=filename,
        content=b"" if persons else content,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=settle(pd.DataFrame(found.rows), ExtractRow),
        asked=settle(pd.DataFrame(found.asked), AskedRow),
        problems=found.problems,
        notes=found.notes,
        sheets_read=found.sheets_read,
        sheets_passed_over=found.sheets_passed_over,
        question=found.question,
        layouts=found.layouts,
        milestones=found.milestones,
        recommendations=found.recommendations,
        dues=found.dues,
        known_at=found.known_at,
    )
