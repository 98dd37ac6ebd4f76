"""Where each measure of a plan will be in its target's month, and the chance that the target is met by then.

A measure rated on the year to date is never forecast from its years to date, which overlap: its months to come are
forecast, how many will be counted and what share of them, and added to what is reported. So the interval is wide
early in the year and narrow near its end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis.forecast.periods import OLDEST, YEAR, table_of
from sendkpi.analysis.forecast.series import TAIL, TOP, Histories, counted_lately
from sendkpi.analysis.forecast.silence import NEW_PHASE, WAYS, WIDEST, Silence
from sendkpi.analysis.periods.grid import measures_frame, month_index, month_indices, months_of
from sendkpi.frames import beside, frame, settle
from sendkpi.frames.figures import FanRow, LandingRow, ScorecardRow
from sendkpi.plan.agreed import current_rebases
from sendkpi.plan.choices import Basis, Better, Pooling, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sendkpi.analysis.forecast.mixture import Mixture
    from sendkpi.plan.whole import Plan

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_USED = ["at", "value", "numerator", "denominator", "complete", "numerator_to_date", "denominator_to_date"]
_LOOKED_AHEAD = 24
"""Months in which the central line is looked for at the target."""
_FURTHEST = 60
"""Periods ahead that a landing may be, at most."""


@dataclass(frozen=True, eq=False)
class _Ground:
    """What the landings rest on, one row a measure; months are whole numbers (`grid.month_index`).

    `last` is the month of the last figure, `steps` the periods from there to the target's month, `first` the first of
    them that is in the target's year. `met` and `counted` are what was counted in the last figure's year so far,
    missing where a month of it lacks its counts; `begun` is whether that is the target's year. `volumes` has what was
    counted in each period, as `histories.table` its figures.
    """

    histories: Histories
    volumes: Floats
    last: Whole
    steps: Whole
    first: Whole
    met: Floats
    counted: Floats
    begun: Flags
    on_year: Flags
    higher: Flags
    target: Floats
    widest: Floats
    year_start: Whole

    def of(self, which: Whole) -> _Ground:
        """Some of the measures."""
        parts = {name: column[which] for name, column in vars(self).items() if name != "histories"}
        return _Ground(histories=self.histories.of(which), **parts)


def with_landings(plan: Plan, position: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The scorecard's rows with LandingRow's columns: where each measure is heading.

    In: the scorecard's rows with the plan's columns and `target_month` as a date; the timeline's rows up to the month.
    """
    ground = _ground(plan, position, rows)
    reasons, ground = _silence(plan, position, ground)
    answered = np.flatnonzero(reasons == Silence.SPOKEN)
    numbers = np.full((5, len(position)), np.nan)
    if len(answered):
        numbers[:, answered] = _landed(ground.of(answered))
        wide = numbers[2] - numbers[1] > ground.widest
        numbers[:, wide], reasons[wide] = np.nan, Silence.TOO_WIDE
    landing, low, high, chance, arrives = numbers
    columns = {
        "landing": landing,
        "landing_low": low,
        "landing_high": high,
        "chance": chance,
        "arrives": months_of(pd.Series(arrives)),
        "landing_note": pd.Series(map(str, reasons), dtype="str"),
    }
    return beside(position, settle(pd.DataFrame(columns), LandingRow))


def fan(plan: Plan, row: ScorecardRow, rows: pd.DataFrame) -> pd.DataFrame:
    """A measure's way to its target, period by period after its last figure: columns FanRow; empty without a landing.

    In: its row of the scorecard, and its own rows of the timeline up to the month.
    """
    if row.landing_note:
        return frame([], FanRow)
    measures = measures_frame(plan)
    position = measures[measures["measure"] == row.measure].reset_index(drop=True)
    position = position.assign(target=row.target, target_month=pd.Timestamp(row.target_month))
    one = _silence(plan, position, _ground(plan, position, rows))[1]
    steps = np.arange(1, one.steps[0] + 1)
    months = one.last[0] + steps * one.histories.months[0]
    ground = _toward(one.of(np.zeros(len(steps), dtype="int64")), months)
    level, low, high = _landed(ground)[:3]
    year = np.where(ground.on_year, _year_of(ground, months), 0)
    columns = {"month": months_of(pd.Series(months)), "level": level, "low": low, "high": high, "year": year}
    return settle(pd.DataFrame(columns), FanRow)


def _ground(plan: Plan, position: pd.DataFrame, rows: pd.DataFrame) -> _Ground:
    """The measures' periods as tables, and where their targets are."""
    code = pd.Index(position["measure"]).get_indexer(pd.Index(rows["measure"])).astype("int64")
    own = {name: rows[name].to_numpy() for name in _USED}
    period, year_start = (position[name].to_numpy("int64") for name in ("period", "year_start"))
    at, seen = own["at"].astype("int64"), ~np.isnan(own["value"])
    last = np.full(len(position), -1)
    np.maximum.at(last, code[seen], at[seen])
    back = (last[code] - at) // period[code]
    back[last[code] < 0] = -1
    value, numerator, denominator = (
        table_of(code, back, own[name].astype("float64"), len(position))
        for name in ("value", "numerator", "denominator")
    )
    target_at = month_indices(position["target_month"]).to_numpy("float64")
    target_at = np.where(np.isnan(target_at), -1, target_at).astype("int64")
    final = at == last[code]
    met, counted, whole = (
        _at_last(code[final], own[name][final].astype("float64"), len(position))
        for name in ("numerator_to_date", "denominator_to_date", "complete")
    )
    percent = position["unit"].eq(Unit.PERCENT).to_numpy()
    target, baseline = (position[name].to_numpy("float64") for name in ("target", "baseline"))
    ground = _Ground(
        histories=_histories(value, numerator, denominator, period, percent),
        volumes=denominator,
        last=last,
        steps=np.zeros(len(position), dtype="int64"),
        first=np.zeros(len(position), dtype="int64"),
        met=np.where(whole > 0, met, np.nan),
        counted=np.where(whole > 0, counted, np.nan),
        begun=np.zeros(len(position), dtype=bool),
        # the plan's basis: the scorecard's own is the month's where a year to date cannot be computed
        on_year=np.array([plan.measure(one).basis == Basis.YEAR_TO_DATE for one in position["measure"]]),
        higher=position["better"].eq(Better.HIGHER).to_numpy(),
        target=target,
        widest=WIDEST * np.where(percent, TOP, np.where(target == baseline, np.inf, WAYS * np.abs(target - baseline))),
        year_start=year_start,
    )
    return _toward(ground, target_at)


def _toward(ground: _Ground, month: Whole) -> _Ground:
    """The ground with these months, as numbers, in the place of the targets'."""
    period, opens = ground.histories.months, _year_of(ground, month)
    return replace(
        ground,
        steps=(month - ground.last) // period,
        first=np.maximum(1, (opens + period - 1 - ground.last) // period),
        begun=ground.last >= opens,
    )


def _year_of(ground: _Ground, month: Whole) -> Whole:
    """The first month of the year that a month is in, both as numbers."""
    opens: Whole = month - (month - (ground.year_start - 1)) % YEAR
    return opens


def _histories(value: Floats, numerator: Floats, denominator: Floats, period: Whole, percent: Flags) -> Histories:
    share, volume = counted_lately(numerator, denominator)
    return Histories(
        table=value,
        season=np.where(period < YEAR, YEAR // period, 0),
        months=period,
        bottom=np.zeros(len(value)),
        top=np.where(percent, TOP, np.inf),
        share=np.where(percent, share, np.nan),
        volume=np.where(percent, volume, np.nan),
    )


def _at_last(code: Whole, column: Floats, measures: int) -> Floats:
    """A column's value in the row of each measure's last figure."""
    found = np.full(measures, np.nan)
    found[code] = column
    return found


def _silence(plan: Plan, position: pd.DataFrame, ground: _Ground) -> tuple[NDArray[np.object_], _Ground]:
    """Why each measure has no landing (a Silence), and the ground cut to the phase that counts."""
    phase = np.array([_phase(plan, *one) for one in zip(position["measure"], ground.last, strict=True)])
    width = ground.histories.table.shape[1]
    since = np.where(phase < 0, OLDEST, (ground.last - phase) // ground.histories.months + 1)
    recent = np.arange(width)[None] >= width - since[:, None]
    cut = replace(ground.histories, table=np.where(recent, ground.histories.table, np.nan))
    figures = (~np.isnan(cut.table)).sum(axis=1)
    history = ground.histories.silence()
    unknown = np.isnan(ground.volumes[:, -1]) | (ground.begun & np.isnan(ground.counted))
    rules = [
        (np.isnan(ground.target) | position["target_month"].isna().to_numpy(), Silence.NO_TARGET),
        (position["pooling"].eq(Pooling.MAXIMUM).to_numpy(), Silence.KIND),
        (history != Silence.SPOKEN, history),
        ((phase >= 0) & (figures < NEW_PHASE), Silence.NEW_PHASE),
        (cut.constant, Silence.CONSTANT),
        (ground.steps < 1, Silence.TARGET_PASSED),
        (ground.on_year & unknown, Silence.NO_COUNTS),
        (ground.steps > np.minimum(ground.histories.span, _FURTHEST), Silence.TOO_FAR),
    ]
    reasons = np.full(len(position), Silence.SPOKEN, dtype="object")
    for holds, reason in reversed(rules):
        reasons = np.where(holds, reason, reasons)
    return reasons, replace(ground, histories=cut)


def _phase(plan: Plan, measure: str, last: int) -> int:
    """The month, as a number, in which the phase of a measure's last figure began; -1 where none was begun."""
    begun = [month_index(month) for month in current_rebases(plan.changes, measure)]
    return max([one for one in begun if one <= last], default=-1)


def _landed(ground: _Ground) -> Floats:
    """Landing, its low and high end, the chance (0-100) and the month of arrival as a number: 5 × measures."""
    horizon = max(_LOOKED_AHEAD, int(ground.steps.max()))
    ahead = np.arange(1, horizon + 1)
    first = np.where(ground.on_year, ground.first, ground.steps)
    span = (ahead >= first[:, None]) & (ahead <= ground.steps[:, None])
    wanted = (span / span.sum(axis=1, keepdims=True))[:, None]
    asked = np.concatenate([np.broadcast_to(np.eye(horizon), (len(span), horizon, horizon)), wanted], axis=1)
    own = ground.histories.expected(asked)
    path, landing = own.only(slice(horizon)).centre(), own.only(slice(horizon, None))
    bottom, top = ground.histories.bottom, ground.histories.top
    on_year = np.flatnonzero(ground.on_year)
    if len(on_year):
        path, landing, bottom, top = _in_year(ground, asked, path, landing, span.sum(axis=1))
    ends = [np.clip(one[:, 0], bottom, top) for one in _ends(landing)]
    chance = _chance(ground, landing, bottom, top)
    return np.array([*ends, TOP * chance, _arrival(ground, np.clip(path, 0, ground.histories.top[:, None]))])


def _ends(landing: Mixture) -> tuple[Floats, Floats, Floats]:
    return landing.centre(), landing.quantile(TAIL), landing.quantile(1 - TAIL)


def _in_year(
    ground: _Ground, asked: Floats, path: Floats, landing: Mixture, months: Whole
) -> tuple[Floats, Mixture, Floats, Floats]:
    """Path, landing, and what it cannot be beyond, with years to date in the place of months where these count.

    A volume to come that is not sure moves the rate by as much as its share differs from the year's.
    """
    rows = ground.on_year
    volumes = np.where(rows[:, None], ground.volumes, 1.0)
    known = replace(ground.histories, table=volumes, volume=np.full(len(rows), np.nan))
    expected = known.expected(asked)
    each = np.maximum(expected.centre(), 0.0)
    to_come = each[:, -1] * months
    met, counted = (np.where(rows & ground.begun, part, 0.0) for part in (ground.met, ground.counted))
    whole = np.maximum(counted + to_come, 1.0)
    share = np.clip(landing.centre()[:, 0], 0.0, TOP)
    pull = (share * counted - TOP * met) / whole**2
    times = np.where(rows, to_come / whole, 1.0)
    moved = landing.moved(np.where(rows, TOP * met / whole, 0.0)[:, None], times[:, None])
    doubt = np.where(rows, pull**2 * expected.variance()[:, -1] * months**2, 0.0)
    moved = moved.widened(doubt[:, None], np.zeros_like(doubt)[:, None])
    bottom = np.where(rows, TOP * met / whole, ground.histories.bottom)
    top = np.where(rows, TOP * (met + to_come) / whole, ground.histories.top)
    lines = _years_to_date(ground, np.clip(path, 0.0, TOP), each[:, :-1])
    return np.where(rows[:, None], lines, path), moved, bottom, top


def _years_to_date(ground: _Ground, share: Floats, volume: Floats) -> Floats:
    """The central line of the year to date at each step; a new year begins with nothing counted."""
    met, counted = ground.met.copy(), ground.counted.copy()
    lines = np.full(share.shape, np.nan)
    for step in range(share.shape[1]):
        at = ground.last + (step + 1) * ground.histories.months
        opens = (at - (ground.year_start - 1)) % YEAR < ground.histories.months
        met, counted = np.where(opens, 0.0, met), np.where(opens, 0.0, counted)
        met, counted = met + share[:, step] / TOP * volume[:, step], counted + volume[:, step]
        lines[:, step] = TOP * met / np.where(counted > 0, counted, np.nan)
    return lines


def _chance(ground: _Ground, landing: Mixture, bottom: Floats, top: Floats) -> Floats:
    """The chance (0-1) that the landing meets the target; none of it lies beyond what a figure can be."""
    below = landing.below(ground.target[:, None])[:, 0]
    at_least = np.select([ground.target > top, ground.target <= bottom], [0.0, 1.0], default=1 - below)
    at_most = np.select([ground.target < bottom, ground.target >= top], [0.0, 1.0], default=below)
    return np.where(ground.higher, at_least, at_most)


def _arrival(ground: _Ground, path: Floats) -> Floats:
    """The first month, as a number, whose central level meets the target, no further than the history is long."""
    target = ground.target[:, None]
    meets = np.where(ground.higher[:, None], path >= target, path <= target)
    meets &= np.arange(1, path.shape[1] + 1) <= ground.histories.span[:, None]
    step = meets.argmax(axis=1) + 1
    return np.where(meets.any(axis=1), ground.last + step * ground.histories.months, np.nan)
