"""The plan that the pages show, read again only when its folder changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import plan as plans
from sendkpi import settings

if TYPE_CHECKING:
    from sendkpi.plan import Plan


def current_plan() -> Plan:
    """The plan of the folder that the settings name.

    Raises PlanError.
    """
    return plans.read_current(settings.plan_folder())
