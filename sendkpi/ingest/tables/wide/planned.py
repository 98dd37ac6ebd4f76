"""Targets and trajectories in a file, held against the plan's: they are never stored, and a difference is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sendkpi.ingest.spelling.cells import Cell, Figure, read_figure
from sendkpi.ingest.spelling.texts import number
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan

_NEAR = 1e-9


def against_plan(plan: Plan, measure: Measure, written: Iterable[tuple[Cell, Cell]]) -> str:
    """What differs between a row of targets (month and figure) and the plan, in a sentence; "" where nothing does.

    A row that gives one figure in every month gives the plan's target; any other gives its trajectory.
    """
    figures = {
        month.value: figure.value
        for month, cell in written
        if isinstance(month.value, dt.date) and isinstance(figure := read_figure(cell), Figure)
    }
    if not figures:
        return ""
    values = set(figures.values())
    if len(values) == 1 and measure.target is not None:
        given = values.pop()
        if abs(given - measure.target) <= _NEAR:
            return ""
        return f"its target for {measure.id} is {number(given)}, the plan's is {number(measure.target)}"
    points = {one.month: one.value for one in plan.trajectory if one.measure == measure.id}
    if measure.target is not None and measure.target_month is not None:
        points.setdefault(measure.target_month, measure.target)
    apart = [
        f"{number(figures[month])} in {month_name(month)} (the plan: {number(points[month])})"
        for month in sorted(figures.keys() & points.keys())
        if abs(figures[month] - points[month]) > _NEAR
    ]
    return f"its trajectory of {measure.id} differs from the plan's: {', '.join(apart)}" if apart else ""
