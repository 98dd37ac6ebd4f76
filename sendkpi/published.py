"""What a national release publishes, as values that pass between rooms: a file as read, the figures as kept.

A release is a set of figures that came out on one day under one name ("2025"). It is never overwritten: a later one
stands beside it, and a file that corrects it is kept as a newer file of the same release.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class Indicator(StrEnum):
    """What is published for every area, so that a plan's measure can be held against others."""

    EHC_PLANS_IN_TIME = "EHC plans in 20 weeks"


class PlansBasis(StrEnum):
    """Which EHC plans a published share counts."""

    ALL = "all plans"
    EXCLUDING = "excluding exceptions"


class Level(StrEnum):
    """How wide a published figure's area is."""

    AREA = "area"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, eq=False)
class PublishedFile:
    """A file of published figures as read; `figures` has rows `frames.figures.PublishedRow`."""

    filename: str
    sha256: str
    indicator: Indicator
    figures: pd.DataFrame


@dataclass(frozen=True)
class Release:
    """One kept file of a release. `published` is stated by people; `recorded_at` is the store's clock (UTC).

    `reason` is why it takes the place of an earlier file of the same release, "" for the first.
    """

    id: int
    indicator: str
    name: str
    published: dt.date
    filename: str
    sha256: str
    recorded_at: dt.datetime
    recorded_by: str
    reason: str
    rows: int
