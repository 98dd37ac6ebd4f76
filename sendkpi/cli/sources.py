"""Where commands have their answers from: the plan, and the store that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import plan, settings, store
from sendkpi.frames import frame
from sendkpi.frames.figures import ObservationRow
from sendkpi.record.updates import NOTHING_REPORTED

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from sqlalchemy import Engine

    from sendkpi.plan import Plan
    from sendkpi.record.updates import Reported


def published_plan() -> Plan:
    """The plan that `SENDKPI_PLAN` names, or the product's own, as it was published."""
    return plan.read(settings.plan_folder())


def read_plan(as_at: dt.date | None = None) -> Plan:
    """The plan with what had been agreed by that day."""
    return store.plan_as_at(existing_store(), published_plan(), as_at)


def open_store() -> Engine:
    """The store, made where there is none."""
    return store.connect(settings.database_url())


def existing_store() -> Engine | None:
    """The store where there is one: reading never makes it."""
    return open_store() if store.exists(settings.database_url()) else None


def known_delivery(as_at: dt.date | None) -> Reported:
    """What was reported of milestones and recommendations by that day, nothing where there is no store."""
    engine = existing_store()
    return NOTHING_REPORTED if engine is None else store.reported(engine, as_at)


def known_figures(as_at: dt.date | None) -> pd.DataFrame:
    """The observations frame as at that day, empty where there is no store."""
    engine = existing_store()
    return frame([], ObservationRow) if engine is None else store.observations(engine, as_at)
