"""A paper as it was issued: enough to write it again, to the digit, from what was then on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Issued:
    """A paper: for whom, about which period (named by its length and its last month), from what was known when.

    `sub_group` is "" where it is about all of them. `as_at` (UTC) is the moment whose record it was written from.
    """

    audience: str
    sub_group: str
    period: str
    last_month: dt.date
    as_at: dt.datetime
    summary: str = ""
    decisions_sought: str = ""
    id: int = 0
    recorded_at: dt.datetime | None = None
    recorded_by: str = ""
