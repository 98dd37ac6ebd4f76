"""Published figures to hold a measure against: the area's own, its neighbours', its region's and the country's.

There is one way to them, whether they came with the plan's folder or out of a release that was loaded: a loaded
release stands in place of what the folder holds of the release of that name. Neighbours are an unweighted mean of
those published, by a list of them and a calendar year, with how many of the list that were. A figure is held only
against one of its own basis.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.wording import figure
from sendkpi.frames import columns_of, frame, rows_of, settle
from sendkpi.frames.figures import BenchmarkRow, ReleasedRow
from sendkpi.plan.choices import ComparatorKind
from sendkpi.published import Level
from sendkpi.values import Symbol

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan

COLUMNS = columns_of(BenchmarkRow)
"""The columns of `benchmarks`."""

BENCHMARKS = [name for name in COLUMNS if name not in {"areas_listed", "symbol"}]
"""What a benchmark is known by: how long a list is and why a figure is missing say no more of it."""

_DIGITS = 9
"""Decimals of a mean: without the dust of adding fractions, 58.66 and not 58.660000000000004."""

POOLED, UNWEIGHTED = "pooled", "unweighted mean"
NEIGHBOURS_NAME = "Statistical neighbours"

_FIGURE = ["measure", "kind", "area", "neighbour_list", "basis", "period"]
_ORDER = {kind: place for place, kind in enumerate(ComparatorKind)}


@dataclass(frozen=True)
class Benchmark:
    """One figure to draw against a measure: its level, its name, and how it was come by, for people."""

    value: float
    label: str
    note: str


def benchmarks(plan: Plan, released: pd.DataFrame | None = None, as_at: dt.date | None = None) -> pd.DataFrame:
    """Every published figure that bears on a measure of the plan, a row for each release that has it.

    `released`: the loaded figures on record at the moment asked about (`frames.figures.ReleasedRow`); `as_at` leaves
    out what came out later of the plan's folder, figures and lists of neighbours (None: nothing). Out: columns
    COLUMNS, percentages 0-100; a withdrawn figure is a missing value with its symbol.
    """
    loaded = _loaded(plan, frame([], ReleasedRow) if released is None else released, as_at)
    shipped = _shipped(plan)
    shipped = shipped if as_at is None else shipped[shipped["published"] <= pd.Timestamp(as_at)]
    taken = pd.MultiIndex.from_frame(loaded[[*_FIGURE, "release"]])
    left = shipped[~pd.MultiIndex.from_frame(shipped[[*_FIGURE, "release"]]).isin(taken)]
    both = pd.concat([left, loaded], ignore_index=True)
    places = both.assign(place=both["kind"].map(_ORDER))
    return places.sort_values(["measure", "place", *_FIGURE[2:], "published", "release"], ignore_index=True)[COLUMNS]


def latest(table: pd.DataFrame) -> pd.DataFrame:
    """The newest release's row of each figure, withdrawn ones too: rows of `benchmarks`."""
    newest = table.sort_values(["published", "release"], kind="stable").drop_duplicates(_FIGURE, keep="last")
    return newest.sort_index()


def drawn(table: pd.DataFrame, measure: Measure, month: dt.date) -> Benchmark | None:
    """The neighbours' newest figure on the measure's own basis up to the month's year; None where there is none."""
    rows = newest_year(table, measure, month)
    neighbours = rows[rows["kind"] == ComparatorKind.NEIGHBOURS]
    if neighbours.empty:
        return None
    row = next(rows_of(neighbours, BenchmarkRow))
    label = f"{row.area} {row.period}: {figure(row.value, measure.unit)}"
    return Benchmark(row.value, label, _note(row))


def newest_year(table: pd.DataFrame, measure: Measure, month: dt.date) -> pd.DataFrame:
    """The figures on the measure's own basis for the newest year, up to the month's, that has the neighbours.

    One row for each kind of area: a year goes by the newest list of neighbours of that year or before, or by the
    oldest there is. In and out: rows of `benchmarks`, in their order.
    """
    rows = table[table["measure"].eq(measure.id) & table["basis"].eq(measure.comparator)]
    if rows.empty:
        return rows
    rows = latest(rows[rows["period"] <= str(month.year)])
    rows = rows[rows["value"].notna()]
    neighbours = rows[rows["kind"] == ComparatorKind.NEIGHBOURS].sort_values(["period", "neighbour_list"])
    neighbours = neighbours[neighbours["period"] == neighbours["period"].max()]
    in_time = neighbours[neighbours["neighbour_list"] <= neighbours["period"]]
    chosen = in_time.tail(1) if len(in_time) else neighbours.head(1)
    others = rows[rows["kind"].ne(ComparatorKind.NEIGHBOURS) & rows["period"].isin(chosen["period"])]
    newest: pd.DataFrame = pd.concat([others, chosen]).sort_index()
    return newest


def _note(row: BenchmarkRow) -> str:
    """`all plans, mean of 9 of 10 areas, list of 2021, release 2025`."""
    counted = f"mean of {counted_areas(row)} areas" if counted_areas(row) else row.method
    listed = f"list of {row.neighbour_list}" if row.neighbour_list else ""
    return ", ".join(part for part in (row.basis, counted, listed, f"release {row.release}") if part)


def counted_areas(row: BenchmarkRow) -> str:
    """`9 of 10`: how many areas of a list a mean is over; "" where it is no mean of areas."""
    counted, listed = row.areas_counted, row.areas_listed
    if pd.isna(counted):
        return ""
    return f"{counted}" if pd.isna(listed) else f"{counted} of {listed}"


def _out_by(table: pd.DataFrame, as_at: dt.date | None) -> pd.DataFrame:
    """The rows of releases that had come out by the end of that day."""
    return table if as_at is None else table[table["published"] <= pd.Timestamp(as_at)]


@lru_cache(maxsize=4)
def _shipped(plan: Plan) -> pd.DataFrame:
    """The figures of the plan's folder. Nobody writes to them."""
    figures = pd.DataFrame([asdict(one) for one in plan.comparators])
    if figures.empty:
        return _settled(figures)
    lists = figures["neighbour_list"].map(lambda year: "" if pd.isna(year) else str(int(year)))
    return _settled(figures.assign(area=figures["place"], period=figures["year"], neighbour_list=lists), plan)


def _loaded(plan: Plan, released: pd.DataFrame, as_at: dt.date | None) -> pd.DataFrame:
    """The figures of the releases about the measures that they are published for."""
    if released.empty:
        return frame([], BenchmarkRow)
    of = [{"measure": one.id, "indicator": str(one.indicator)} for one in plan.measures if one.indicator]
    figures = released.merge(pd.DataFrame(of, columns=["measure", "indicator"]).astype("str"), on="indicator")
    figures = figures.assign(period=figures["year"], method=POOLED, neighbour_list="")
    areas = figures[figures["level"] == Level.AREA]
    own = areas[areas["area_code"].eq(plan.area_code) & bool(plan.area_code)]
    region = figures[figures["level"].eq(Level.REGION) & figures["area"].eq(plan.region) & bool(plan.region)]
    country = figures[figures["level"] == Level.COUNTRY]
    parts = [
        own.assign(kind=str(ComparatorKind.OWN), area=plan.place),
        _neighbours(plan, areas, as_at),
        region.assign(kind=str(ComparatorKind.REGION)),
        country.assign(kind=str(ComparatorKind.NATIONAL)),
    ]
    return _settled(pd.concat([part for part in parts if len(part)]) if len(figures) else figures, plan)


def _neighbours(plan: Plan, areas: pd.DataFrame, as_at: dt.date | None) -> pd.DataFrame:
    """The mean of each list's areas that were published, by year, basis and release."""
    neighbours = [one for one in plan.neighbours if as_at is None or one.neighbour_list <= as_at.year]
    lists = pd.DataFrame(
        [(one.area_code, str(one.neighbour_list)) for one in neighbours], columns=["area_code", "neighbour_list"]
    ).astype("str")
    joined = areas.drop(columns="neighbour_list").merge(lists, on="area_code")
    by = ["measure", "neighbour_list", "period", "basis", "release", "published"]
    means = joined.groupby(by)["value"].agg(value="mean", areas_counted="count").round(_DIGITS).reset_index()
    missing = means["areas_counted"].eq(0)
    return means.assign(
        kind=str(ComparatorKind.NEIGHBOURS),
        area=NEIGHBOURS_NAME,
        method=UNWEIGHTED,
        symbol=missing.map({True: str(Symbol.NOT_AVAILABLE), False: ""}),
    )


def _settled(rows: pd.DataFrame, plan: Plan | None = None) -> pd.DataFrame:
    """The columns COLUMNS with settled types; a mean's list is as long as the plan's list of that year."""
    table = settle(rows, BenchmarkRow)
    if plan is None:
        return table
    lengths = pd.Series([str(one.neighbour_list) for one in plan.neighbours], dtype="str").value_counts()
    return settle(table.assign(areas_listed=table["neighbour_list"].map(lengths)), BenchmarkRow)
