"""The plan of a folder, read again only when the folder changes: pages and commands ask for it many times."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi.plan.read import read

if TYPE_CHECKING:
    from sendkpi.plan.whole import Plan


def read_current(folder: Path) -> Plan:
    """The plan in a folder as it is now.

    Raises PlanError as `read`.
    """
    tables = (entry for entry in os.scandir(folder) if entry.name.endswith(".csv")) if folder.is_dir() else ()
    return _read(folder, max((table.stat().st_mtime_ns for table in tables), default=0))


@lru_cache(maxsize=4)
def _read(folder: Path, changed: int) -> Plan:  # noqa: ARG001 - a changed table is another plan
    return read(folder)
