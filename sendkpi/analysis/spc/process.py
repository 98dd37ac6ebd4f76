"""The plan's measures as process charts: which have one, over which figures, and what each says now.

The arithmetic is `xmr`'s. A chart is of the measure's own periods, never of years to date or rolling years, which
overlap; a count of children waiting on a day, and a longest wait, are no such process and have none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis.spc import xmr
from sendkpi.analysis.spc.labels import FEWEST, HELD_BACK, Improvement, Note
from sendkpi.frames import beside, frame, settle
from sendkpi.frames.figures import VerdictRow
from sendkpi.plan.agreed import current_rebases
from sendkpi.plan.chart_marks import UNCHARTED
from sendkpi.plan.choices import Better

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan

_USED = ["measure", "month", "at", "reported", "due", "value", "better", "target"]
"""The timeline's columns that a chart is made of."""

_IMPROVEMENT = {Better.HIGHER: Improvement.INCREASE, Better.LOWER: Improvement.DECREASE}


@dataclass(frozen=True, eq=False)
class Processes:
    """Process charts as at a month: `points` (spc.POINTS, one row a period), and the settings they were made with."""

    points: pd.DataFrame
    settings: pd.DataFrame

    @cached_property
    def phases(self) -> pd.DataFrame:
        """Each phase with what its limits rest on: spc.PHASES."""
        return xmr.phases(self.points, self.settings)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """The verdicts now, one row a charted measure: VerdictRow, texts "" where there are none."""
        if self.points.empty:
            return frame([], VerdictRow)
        table = xmr.verdicts(self.points, self.settings)
        final = _last_of_each(self.phases).reindex(table["series_id"]).reset_index(drop=True)
        observed = _last_of_each(self.points[self.points["value"].notna()])
        signal = observed["special_cause_type"].reindex(table["series_id"]).fillna("").reset_index(drop=True)
        note = final["note"].mask(final["based_on"] < FEWEST, str(Note.FEWER))
        withheld = note.isin(HELD_BACK)
        columns = {
            "measure": table["series_id"],
            "variation": table["variation_icon"].mask(withheld, ""),
            "assurance": table["assurance_icon"].mask(withheld, ""),
            "signal": signal.mask(withheld, ""),
            "process_points": final["based_on"],
            "process_note": note,
            "verdict_month": self._overtaken(observed)
            .reindex(table["series_id"])
            .reset_index(drop=True)
            .mask(withheld),
        }
        return settle(pd.DataFrame(columns), VerdictRow)

    def _overtaken(self, observed: pd.DataFrame) -> pd.Series:
        """The month of each series' last figure, missing where no newer period is without one."""
        newest = self.points.groupby("series_id", sort=False)["date"].max()
        last = observed["date"].reindex(newest.index)
        return last.where(newest > last)

    def of(self, measure: str) -> pd.DataFrame:
        """One measure's points, in date order; empty where it has no chart."""
        return self.points[self.points["series_id"] == measure].reset_index(drop=True)


def _last_of_each(rows: pd.DataFrame) -> pd.DataFrame:
    """The last row of each series, by its name."""
    return rows[~rows["series_id"].duplicated(keep="last")].set_index("series_id")


def firm(positions: pd.DataFrame) -> pd.Series:
    """Which rows (`process_note`, `verdict_month`) have a verdict of the newest figure, on limits that are firm."""
    return positions["process_note"].eq(Note.FIRM) & positions["verdict_month"].isna()


def is_charted(measure: Measure) -> bool:
    """Whether a measure has a process chart."""
    return measure.pooling not in UNCHARTED


def processes(plan: Plan, rows: pd.DataFrame, month: dt.date) -> Processes:
    """The process charts of every measure that has one, from its first figure to `month`.

    In: the timeline's rows. A period that is due and not reported is a point without a value. The target is the
    one that counts in the last period; on a measure rated on the year to date it is the year's.
    """
    points, settings = _charted(plan, rows, month)
    return Processes(xmr.process(points, settings), settings)


def _charted(plan: Plan, rows: pd.DataFrame, month: dt.date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The input of the charts: points (`series`, `date`, `value`) and settings (spc.SETTINGS)."""
    charted = ~np.isin(rows["pooling"].to_numpy(), [str(one) for one in UNCHARTED])
    own = rows[_USED][charted & (rows["month"] <= pd.Timestamp(month)).to_numpy()]
    shown = own[_shown(own)]
    points = shown[["measure", "month", "value"]].set_axis(["series", "date", "value"], axis=1)
    return points, _settings(plan, shown)


def _shown(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """The periods from a measure's first figure on; a gap is one of the chart where it is due or a figure follows."""
    code, measures = pd.factorize(rows["measure"])
    at, reported, due, value = (rows[name].to_numpy() for name in ("at", "reported", "due", "value"))
    observed = reported & ~np.isnan(value)
    first, last = np.full(len(measures), np.inf), np.full(len(measures), -np.inf)
    np.minimum.at(first, code[observed], at[observed])
    np.maximum.at(last, code[observed], at[observed])
    shown: NDArray[np.bool_] = (at >= first[code]) & (reported | due | (at <= last[code]))
    return shown


def _settings(plan: Plan, shown: pd.DataFrame) -> pd.DataFrame:
    """The settings of each chart; a rebase counts where its month is one of the chart's, after the first."""
    final = shown[~shown["measure"].duplicated(keep="last")]
    rebases = [_rebases(plan, shown, measure) for measure in final["measure"]]
    return pd.DataFrame(
        {
            "series": final["measure"].to_numpy(),
            "improvement": [str(_IMPROVEMENT[Better(better)]) for better in final["better"]],
            "target": final["target"].to_numpy(),
            "rebases": pd.Series(rebases, dtype="object"),
        }
    )


def _rebases(plan: Plan, shown: pd.DataFrame, measure: str) -> tuple[pd.Timestamp, ...]:
    agreed = current_rebases(plan.changes, measure)
    months = set(shown.loc[shown["measure"] == measure, "month"].iloc[1:]) if agreed else set()
    return tuple(day for day in map(pd.Timestamp, agreed) if day in months)


def with_verdicts(plan: Plan, position: pd.DataFrame, rows: pd.DataFrame, month: dt.date) -> pd.DataFrame:
    """The scorecard's rows (`measure`, `pooling`) with VerdictRow's: what their process charts say at a month."""
    joined = processes(plan, rows, month).verdicts.set_index("measure").reindex(position["measure"])
    uncharted = position["pooling"].isin(list(UNCHARTED)).to_numpy()
    columns = {
        "verdict_month": joined["verdict_month"],
        "process_note": joined["process_note"].mask(uncharted, str(Note.UNCHARTED)).fillna(str(Note.FEWER)),
        "process_points": joined["process_points"].fillna(0).astype("int64"),
        **{name: joined[name].fillna("") for name in ("variation", "assurance", "signal")},
    }
    return beside(position, pd.DataFrame(columns))


def verdicts_in(plan: Plan, rows: pd.DataFrame, months: Sequence[dt.date]) -> pd.DataFrame:
    """The verdict on each month's own figure when it was the last: `measure`, `month`, `verdict`.

    In: the timeline's rows. `verdict` is a `spc.PointType`; months without a figure or a verdict are left out. All
    charts of all months are one pass of the arithmetic.
    """
    made = [(f"@{at}", *_charted(plan, rows, month)) for at, month in enumerate(months)]
    stacked = [
        pd.concat([table.assign(series=table["series"] + mark) for mark, table in part], ignore_index=True)
        for part in ([(mark, points) for mark, points, _ in made], [(mark, settings) for mark, _, settings in made])
        if part
    ]
    if not stacked or stacked[0].empty:
        return pd.DataFrame(
            {"measure": pd.Series(dtype="str"), "month": pd.Series(dtype="datetime64[us]"), "verdict": ""}
        )
    charts = Processes(xmr.process(*stacked), stacked[1])
    judged = charts.verdicts.loc[lambda table: table["variation"] != "", "measure"]
    final = charts.points.groupby("series_id", sort=False).tail(1)
    final = final[final["series_id"].isin(judged) & final["value"].notna()]
    named = final["series_id"].str.extract(r"^(?P<measure>.*)@(?P<at>\d+)$")
    own_month = named["at"].astype("int64").map(dict(enumerate(map(pd.Timestamp, months))))
    found = named[["measure"]].assign(month=final["date"], verdict=final["point_type"])
    return found[found["month"].eq(own_month)].reset_index(drop=True)
