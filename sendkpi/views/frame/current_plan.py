"""The plan that the pages show, read again only when its folder changes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sendkpi import plan as plans
from sendkpi import settings

if TYPE_CHECKING:
    from pathlib import Path

    from sendkpi.plan import Plan


def current_plan() -> Plan:
    """The plan of the folder that the settings name.

    Raises PlanError.
    """
    folder = settings.plan_folder()
    return _read(folder, max((table.stat().st_mtime_ns for table in folder.glob("*.csv")), default=0))


@lru_cache(maxsize=4)
def _read(folder: Path, changed: int) -> Plan:  # noqa: ARG001 - a changed table is another plan
    return plans.read(folder)
