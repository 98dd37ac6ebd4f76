"""What one paper is about: its audience's part of the plan over a period, and the frames that its sections share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sendkpi.values import add_months, month_name

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.analysis.position.position import Position
    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Audience, SubGroup
    from sendkpi.plan.records import Measure


@dataclass(frozen=True)
class Period:
    """Whole months: the first day of the first and of the last."""

    first: dt.date
    last: dt.date

    @property
    def name(self) -> str:
        """`April to June 2022`, `June 2022`, `October 2021 to March 2022`."""
        if self.first == self.last:
            return month_name(self.last)
        first = f"{self.first:%B}" if self.first.year == self.last.year else month_name(self.first)
        return f"{first} to {month_name(self.last)}"

    @property
    def following(self) -> Period:
        """The period of the same length after it."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return Period(add_months(self.last, 1), add_months(self.last, months))


@dataclass(frozen=True)
class Narrative:
    """The officer's own words."""

    summary: str = ""
    decisions_sought: str = ""


NO_NARRATIVE = Narrative()


@dataclass(frozen=True, eq=False)
class Earlier:
    """The position that the last paper was written from.

    `issued` is False where none was issued: then it is as if written for the period before.
    """

    position: Position
    issued: bool = False


@dataclass(frozen=True, eq=False)
class Subject:
    """A paper's subject. `sub_group` narrows it to that group's measures and actions; None is all of them."""

    audience: Audience
    period: Period
    position: Position
    earlier: Earlier
    sub_group: SubGroup | None = None
    narrative: Narrative = NO_NARRATIVE

    @property
    def plan(self) -> Plan:
        """The plan with what had been agreed."""
        return self.position.plan

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that the paper is about, in the plan's order."""
        return tuple(one for one in self.plan.measures if self._about(one))

    def _about(self, measure: Measure) -> bool:
        named = not self.audience.measures or measure.id in self.audience.measures
        within = not self.audience.areas or measure.area in self.audience.areas
        return named and within and (self.sub_group is None or measure.sub_group == self.sub_group.id)

    @cached_property
    def scorecard(self) -> pd.DataFrame:
        """The scorecard of the period's last month, of these measures."""
        return self._own_measures(self.position.scorecard)

    @cached_property
    def scorecard_before(self) -> pd.DataFrame:
        """The scorecard that the last paper had, of these measures."""
        return self._own_measures(self.earlier.position.scorecard)

    def _own_measures(self, whole: pd.DataFrame) -> pd.DataFrame:
        return whole[whole["measure"].isin([one.id for one in self.measures])].reset_index(drop=True)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """The milestones as judged on the day, of the actions that the paper is about: columns MilestoneRow`."""
        return self._own_actions(self.position.milestones)

    def _own_actions(self, whole: pd.DataFrame) -> pd.DataFrame:
        return whole[whole["action"].isin(self.actions)].reset_index(drop=True)

    @cached_property
    def actions(self) -> tuple[str, ...]:
        """The ids of the actions that the paper is about: of a sub-group its own and those that it shares."""
        actions = self.plan.actions
        if self.sub_group is not None:
            own = self.sub_group.id
            actions = tuple(one for one in actions if own == one.sub_group or own in one.sub_groups_shared)
        if self.audience.areas:
            actions = tuple(one for one in actions if one.area in self.audience.areas)
        if self.audience.measures:
            linked = {link.action for link in self.plan.impact_links if link.measure in self.audience.measures}
            actions = tuple(one for one in actions if one.id in linked)
        return tuple(one.id for one in actions)
