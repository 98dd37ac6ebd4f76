"""What one paper is about: its audience's part of the plan over a period, and the frames that its sections share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sendkpi import analysis
from sendkpi.report.known import NO_NARRATIVE, Known, Narrative, Period

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Audience, SubGroup
    from sendkpi.plan.records import Measure


@dataclass(frozen=True, eq=False)
class Earlier:
    """What the last paper was written from: its month, and what was then on record.

    `issued` is False where none was issued: then it is as if written for the period before.
    """

    month: dt.date
    known: Known
    issued: bool = False


@dataclass(frozen=True, eq=False)
class Subject:
    """A paper's subject. `sub_group` narrows it to that group's measures and actions; None is all of them."""

    audience: Audience
    period: Period
    known: Known
    earlier: Earlier
    sub_group: SubGroup | None = None
    narrative: Narrative = NO_NARRATIVE

    @property
    def plan(self) -> Plan:
        """The plan with what had been agreed."""
        return self.known.plan

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that the paper is about, in the plan's order."""
        return tuple(one for one in self.plan.measures if self._about(one))

    def _about(self, measure: Measure) -> bool:
        wanted = not self.audience.measures or measure.id in self.audience.measures
        within = not self.audience.areas or measure.area in self.audience.areas
        return wanted and within and (self.sub_group is None or measure.sub_group == self.sub_group.id)

    @cached_property
    def scorecard(self) -> pd.DataFrame:
        """The scorecard of the period's last month, of these measures."""
        return self._scorecard(self.known, self.period.last)

    @cached_property
    def scorecard_before(self) -> pd.DataFrame:
        """The scorecard that the last paper had, of these measures."""
        return self._scorecard(self.earlier.known, self.earlier.month)

    def _scorecard(self, known: Known, month: dt.date) -> pd.DataFrame:
        whole = analysis.scorecard(known.plan, known.observations, month, known.day)
        return whole[whole["measure"].isin([one.id for one in self.measures])].reset_index(drop=True)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """The milestones as judged on the day, of the actions that the paper is about: columns `MILESTONES`."""
        return self._milestones(self.known)

    @cached_property
    def milestones_before(self) -> pd.DataFrame:
        """The milestones as the last paper had them."""
        return self._milestones(self.earlier.known)

    def _milestones(self, known: Known) -> pd.DataFrame:
        whole = analysis.milestones(known.plan, known.reported, known.day)
        return whole[whole["action"].isin(self.actions)].reset_index(drop=True)

    @cached_property
    def actions(self) -> tuple[str, ...]:
        """The ids of the actions that the paper is about: of a sub-group its own and those that it shares."""
        told = self.plan.actions
        if self.sub_group is not None:
            own = self.sub_group.id
            told = tuple(one for one in told if own == one.sub_group or own in one.sub_groups_shared)
        if self.audience.areas:
            told = tuple(one for one in told if one.area in self.audience.areas)
        if self.audience.measures:
            linked = {link.action for link in self.plan.impact_links if link.measure in self.audience.measures}
            told = tuple(one for one in told if one.id in linked)
        return tuple(one.id for one in told)
