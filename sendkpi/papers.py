"""Papers written from the record at a moment, and the papers that were issued.

The command and the Report page both come through here, so a paper says the same wherever it is made, and an issued one
can be made again from what was on record when it was issued.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendkpi import analysis, report, store
from sendkpi.analysis.position.position import Position
from sendkpi.errors import AlreadyIssuedError, RefusedError, UnknownNameError
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import Earlier, Narrative, Paper, Period, Subject
from sendkpi.values import add_months, day_name, london_day, month_name, today

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Audience, SubGroup
    from sendkpi.record.record import Record
    from sendkpi.store import Issued


@dataclass(frozen=True)
class PaperChoice:
    """The paper that is asked for: for whom, the period by its length and its last month, and of which sub-group."""

    audience: str
    period: PaperPeriod
    last: dt.date
    sub_group: str = ""


def subject(  # noqa: PLR0913 - what the paper is about, and what it is written from
    engine: Engine,
    published: Plan,
    choice: PaperChoice,
    as_at: dt.date | dt.datetime,
    narrative: Narrative | None = None,
    *,
    illustrative: bool = False,
) -> Subject:
    """The subject that the paper is written from.

    Raises UnknownNameError for an audience or a sub-group that the plan does not hold, RefusedError for a period that
    the audience receives no paper about, or that does not end so.
    """
    record = store.record(engine, published, as_at, illustrative=illustrative)
    audience = find_audience(published, choice.audience)
    period = _period(audience, choice, record.day)
    group = _sub_group(published, audience, choice.sub_group)
    month, moment, issued = _last_paper(record, choice, period)
    earlier = store.record(engine, published, moment, illustrative=illustrative)
    now, before = Position(record, period.last), Earlier(Position(earlier, month), issued)
    return Subject(audience, period, now, before, group, narrative or Narrative())


def write(  # noqa: PLR0913 - as `subject`
    engine: Engine,
    published: Plan,
    choice: PaperChoice,
    as_at: dt.date | dt.datetime,
    narrative: Narrative | None = None,
    *,
    illustrative: bool = False,
) -> Paper:
    """The paper's content; raises as `subject`."""
    return report.paper(subject(engine, published, choice, as_at, narrative, illustrative=illustrative))


def write_again(engine: Engine, published: Plan, paper: Issued, *, illustrative: bool = False) -> Paper:
    """An issued paper, from what was on record when it was issued."""
    choice = PaperChoice(paper.audience, PaperPeriod(paper.period), paper.last_month, paper.sub_group)
    narrative = Narrative(paper.summary, paper.decisions_sought)
    return write(engine, published, choice, paper.as_at, narrative, illustrative=illustrative)


def issue(  # noqa: PLR0913 - as `subject`, and who issues it
    engine: Engine,
    published: Plan,
    choice: PaperChoice,
    day: dt.date,
    narrative: Narrative,
    *,
    by: str,
    seen: str | None = None,
) -> Issued:
    """Record a paper as issued, from what was on record at the end of a day, or by now where that day is today.

    `seen` is the version of the store that it was looked at in: where what came since would be in it, it is refused.
    Raises as `subject`, and RefusedError for that, without a name of who issues it, or where a paper that says the
    same, word for word and figure for figure, was issued already.
    """
    draft = store.Issued(
        choice.audience,
        choice.sub_group,
        str(choice.period),
        choice.last,
        store.moment_of(day),
        narrative.summary.strip(),
        narrative.decisions_sought.strip(),
    )
    subject(engine, published, choice, draft.as_at, narrative)
    again = [one for one in store.issued(engine) if _alike(one, draft)]
    content = write_again(engine, published, draft) if again else None
    for one in again:
        if write_again(engine, published, one) == content:
            on = day_name(_day(one.recorded_at or one.as_at))
            raise AlreadyIssuedError(
                f"This paper was issued on {on}, as paper {one.id}: nothing in it has changed since."
            )
    return store.issue(engine, draft, by=by, seen=seen if day >= today() else None)


def _alike(one: Issued, other: Issued) -> bool:
    """Whether two papers are about the same, in the same words and as at the same day."""
    about = replace(one, id=0, recorded_at=None, recorded_by="", as_at=other.as_at)
    return about == other and _day(one.as_at) == _day(other.as_at)


def _day(moment: dt.date | dt.datetime) -> dt.date:
    """The day in London."""
    return london_day(moment) if isinstance(moment, dt.datetime) else moment


def find_audience(plan: Plan, name: str) -> Audience:
    """The audience of that id.

    Raises UnknownNameError that names those there are.
    """
    for one in plan.audiences:
        if one.id == name:
            return one
    names = ", ".join(one.id for one in plan.audiences)
    raise UnknownNameError(f"The plan has no audience {name!r}. It has: {names or 'none'}.")


def _period(audience: Audience, choice: PaperChoice, day: dt.date) -> Period:
    if choice.period not in audience.periods:
        periods = " or ".join(audience.periods)
        raise RefusedError(f"{audience.title} receives a paper for each {periods}, not for a {choice.period}.")
    if choice.period is not PaperPeriod.MONTH and choice.last.month % PaperPeriod.QUARTER.months:
        raise RefusedError(f"No {choice.period} ends in {month_name(choice.last)}: give the last month of a quarter.")
    if choice.last > day:
        raise RefusedError(f"{month_name(choice.last)} had not come by the day that the paper is as at.")
    return Period(add_months(choice.last, 1 - choice.period.months), choice.last)


def _sub_group(plan: Plan, audience: Audience, name: str) -> SubGroup | None:
    if not audience.each:
        if name:
            raise RefusedError(f"{audience.title} receives one paper about all sub-groups.")
        return None
    for one in plan.sub_groups:
        if one.id == name:
            return one
    names = ", ".join(one.id for one in plan.sub_groups)
    raise UnknownNameError(f"Say which sub-group the paper is for: {names}.")


def _last_paper(record: Record, choice: PaperChoice, period: Period) -> tuple[dt.date, dt.date | dt.datetime, bool]:
    """The month and the moment of the audience's last paper, and True; without one, as if for the period before."""
    same = [
        one
        for one in record.papers
        if (one.audience, one.sub_group) == (choice.audience, choice.sub_group) and one.last_month < choice.last
    ]
    if same:
        last = max(same, key=lambda one: (one.last_month, one.id))
        return last.last_month, last.as_at, True
    month = add_months(period.first, -1)
    return month, min(analysis.due_day(month), record.day), False
