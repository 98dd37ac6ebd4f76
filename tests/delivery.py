"""Small builders: an action, a milestone, a plan of them, and how they stand on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sendkpi.analysis import milestones, occurrences_frame
from sendkpi.plan.choices import MilestoneKind
from sendkpi.plan.delivery import Action, Milestone
from sendkpi.record.updates import MilestoneUpdate, Recorded, Reported, Status
from tests import build

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan

LAST_OF_JUNE = dt.date(2022, 6, 30)


def action(id_: str = "1.1", **changes) -> Action:
    """An action of WSOA 1, led by the Head of SEND, of the sub-group EHC."""
    fields = {
        "area": "WSOA 1",
        "title": f"Action {id_}",
        "leads_published": "Head of SEND",
        "leads": ("Head of SEND",),
        "sub_group": "EHC",
        "sub_groups_shared": (),
        "document": "PLAN",
        "line": "1",
    }
    return Action(id=id_, **(fields | changes))


def milestone(id_: str = "1.1a", due: str | None = "2022-04", start: str | None = None, **changes) -> Milestone:
    """A milestone of the action that its reference begins with, to be done once, by April 2022."""
    fields = {
        "action": id_.rstrip("abcdefgh"),
        "letter_published": id_[-1],
        "title": f"Title of {id_}",
        "date_published": due or "",
        "kind": MilestoneKind.BY if due else MilestoneKind.START if start else MilestoneKind.UNDATED,
        "due": build.month(due),
        "start": build.month(start),
        "interim": (),
        "recurring": False,
        "cadence": "",
        "ongoing": False,
        "tracking_month": build.month(due or start),
        "quarter": "",
        "document": "PLAN",
        "line": "1",
    }
    return Milestone(id=id_, **(fields | changes))


def recurring(id_: str, cadence: str = "monthly", due: str = "2022-04", **changes) -> Milestone:
    """A milestone that recurs from April 2022."""
    return milestone(id_, due, **({"recurring": True, "cadence": cadence} | changes))


def plan_of(*steps: Milestone, actions: tuple[Action, ...] = ()) -> Plan:
    """A plan of these milestones; their actions are as `action` makes them where no others are given."""
    names = dict.fromkeys(step.action for step in steps)
    return replace(build.plan(build.measure()), actions=actions or tuple(map(action, names)), milestones=steps)


def milestone_update(name: str, status: Status, **changes) -> MilestoneUpdate:
    """An update of a milestone; a month may be written `2022-06`."""
    months = {key: build.month(value) for key, value in changes.items() if key in {"due", "occurrence"}}
    recorded = Recorded("A. Officer", dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC))
    return MilestoneUpdate(name, status, **({"recorded": recorded} | changes | months))


def done(name: str, *day: int, **changes) -> MilestoneUpdate:
    """`done("1.1a", 2022, 5, 3)`: complete on that day."""
    return milestone_update(name, Status.COMPLETE, completed_on=dt.date(*day), **changes)


def put_off(name: str, until: str, reason: str = "The supplier is late", **changes) -> MilestoneUpdate:
    """Deferred to a month."""
    return milestone_update(name, Status.DEFERRED, due=until, reason=reason, **changes)


def judged(plan: Plan, *updates: MilestoneUpdate, day: dt.date = LAST_OF_JUNE) -> pd.DataFrame:
    """The plan's milestones as judged on a day."""
    return milestones(plan, Reported(updates), day)


def occurring(
    plan: Plan, *updates: MilestoneUpdate, day: dt.date = LAST_OF_JUNE, until: dt.date | None = None
) -> pd.DataFrame:
    """The occurrences of the plan's recurring milestones as judged on a day."""
    return occurrences_frame(plan, Reported(updates), day, until)
