"""Marks on charts: phases of process charts and annotations, with the rules of both.

A rebase is a person's decision, with a reason: a process that was changed on purpose is compared with itself since.
It begins in a month that has a figure, and not in the first, which begins a phase anyhow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sendkpi.errors import RefusedError
from sendkpi.plan.agreed import Annotation, Changes, Rebase, current_rebases
from sendkpi.plan.changes import check_decision
from sendkpi.plan.choices import Pooling
from sendkpi.texts import is_blank
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.plan.whole import Plan

TEXT_LENGTH = 60
"""Letters of an annotation, at most, so that it fits on a chart."""

UNCHARTED = {Pooling.STOCK: "a level at a point in time", Pooling.MAXIMUM: "a longest wait"}
"""Figures that make no process chart, and what they are."""

Mark = TypeVar("Mark", Rebase, Annotation)


@dataclass(frozen=True)
class Placed(Generic[Mark]):
    """A rebase or an annotation that was put on charts, and what took it back; None while it is there."""

    mark: Mark
    lifted: Mark | None = None


def placed(marks: tuple[Mark, ...]) -> tuple[Placed[Mark], ...]:
    """All that was ever put on charts, in the order of recording, what was taken back since too."""
    marked: list[Placed[Mark]] = []
    current: dict[tuple[object, ...], int] = {}
    for one in marks:
        if not one.lifted:
            current[_key(one)] = len(marked)
            marked.append(Placed(one))
        elif (at := current.pop(_key(one), None)) is not None:
            marked[at] = Placed(marked[at].mark, one)
    return tuple(marked)


def on_charts(changes: Changes) -> tuple[Placed[Rebase] | Placed[Annotation], ...]:
    """Everything that was ever put on charts: phases, then words."""
    return (*placed(changes.rebases), *placed(changes.annotations))


def _key(mark: Rebase | Annotation) -> tuple[object, ...]:
    """The fields by which a mark is taken back."""
    if isinstance(mark, Rebase):
        return mark.measure, mark.month
    return mark.month, mark.text, mark.measure, mark.area


def check_rebase(plan: Plan, rebase: Rebase, today: dt.date) -> None:
    """Refuse a rebase of a measure without a process chart, one that is there, and to take back one that is not.

    Raises RefusedError; UnknownNameError for a measure that the plan does not hold.
    """
    measure = plan.measure(rebase.measure)
    check_decision(rebase.decision, today)
    name = month_name(rebase.month)
    if measure.pooling in UNCHARTED:
        raise RefusedError(f"{measure.id} is {UNCHARTED[measure.pooling]}: it has no process chart, so no phases.")
    begun = rebase.month in current_rebases(plan.changes, measure.id)
    if rebase.lifted and not begun:
        raise RefusedError(f"No phase of {measure.id} was begun in {name}, so none can be taken back.")
    if begun and not rebase.lifted:
        raise RefusedError(f"A phase of {measure.id} begins in {name} already.")
    if rebase.month > today:
        raise RefusedError(f"No phase can begin in {name}: that month is in the future.")


def check_observed(rebase: Rebase, observed: Collection[dt.date]) -> None:
    """Refuse a phase that would begin in a month without a figure, or in the first; `observed` are those with one.

    Raises RefusedError naming the nearest months that would do.
    """
    if rebase.lifted:
        return
    name, months = month_name(rebase.month), sorted(observed)
    if len(months) <= 1:
        raise RefusedError(f"{rebase.measure} has too few figures yet: a phase can begin at the second.")
    if rebase.month not in months:
        raise RefusedError(f"{rebase.measure} has no figure for {name}; {_nearest(rebase.month, months[1:])}.")
    if rebase.month == months[0]:
        raise RefusedError(f"{name} is the first figure of {rebase.measure}: its first phase begins there anyhow.")


def _nearest(month: dt.date, months: list[dt.date]) -> str:
    near = [*[one for one in months if one < month][-1:], *[one for one in months if one > month][:1]]
    names = " and ".join(month_name(one) for one in near)
    return f"the nearest month with one is {names}" if len(near) == 1 else f"the nearest months with one are {names}"


def check_annotation(plan: Plan, annotation: Annotation, today: dt.date) -> None:
    """Refuse words that are blank, too long or there already, and to take back what is not there.

    Raises RefusedError; UnknownNameError for a measure or an area that the plan does not hold.
    """
    if annotation.measure and annotation.area:
        raise RefusedError("Put it on the charts of one measure, or of one area, or of all: not of two at once.")
    if annotation.measure:
        plan.measure(annotation.measure)
    if annotation.area:
        plan.area(annotation.area)
    check_decision(annotation.decision, today)
    if is_blank(annotation.text):
        raise RefusedError("Say what happened: a few words that stand on the charts.")
    if len(annotation.text) > TEXT_LENGTH:
        raise RefusedError(f"The words have {len(annotation.text)} letters: at most {TEXT_LENGTH} stand on a chart.")
    keys = {_key(one.mark) for one in placed(plan.changes.annotations) if one.lifted is None}
    where = f"“{annotation.text}” in {month_name(annotation.month)}"
    if annotation.lifted and _key(annotation) not in keys:
        raise RefusedError(f"No annotation says {where} there, so none can be taken back.")
    if _key(annotation) in keys and not annotation.lifted:
        raise RefusedError(f"An annotation says {where} there already.")
