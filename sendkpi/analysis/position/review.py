"""What an officer should look at before an accepted extract is stored: it may be right, and it is unusual.

Each warning is one line, confirmed by a person with a reason. Nothing here refuses a file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.periods.grid import measures_frame, month_indices, totals
from sendkpi.analysis.periods.timeline import closed, timeline
from sendkpi.analysis.position.doubts import about, doubt
from sendkpi.analysis.position.unlikely import unlikely_counts
from sendkpi.analysis.spc.labels import FEWEST
from sendkpi.analysis.spc.process import processes
from sendkpi.analysis.wording import as_given, figure, number
from sendkpi.frames import Day, Row, columns_of, rows_of
from sendkpi.frames.figures import AskedRow, ExtractRow, ObservationRow
from sendkpi.plan.choices import Basis
from sendkpi.record.same_figures import COMPARED, same_figures
from sendkpi.values import Problem, Severity

if TYPE_CHECKING:
    from sendkpi.plan.choices import Unit
    from sendkpi.plan.whole import Plan
    from sendkpi.record.extract import Extract

KEY = ["measure", "month", "breakdown"]
_WHEN_DUE = ["measure", "title", "position", "year_start", "period", "collected_from", "reporting_lag"]


@dataclass(frozen=True, slots=True)
class _BesideRow(ExtractRow):
    """A figure of an extract beside the one that stands (`…_now`)."""

    numerator_now: float
    denominator_now: float
    value_now: float
    symbol_now: str


@dataclass(frozen=True, slots=True)
class _SmallRow(ExtractRow):
    """A figure of an extract with how many the plan asks to be counted."""

    minimum_sample: float


@dataclass(frozen=True, slots=True)
class _BeyondRow(ExtractRow):
    """A figure of an extract with the limits that those before it give."""

    unit: str
    lpl: float
    upl: float


@dataclass(frozen=True, slots=True)
class _MissingRow(Row):
    """A measure that is due in a month and has no figure."""

    measure: str
    title: str
    month: Day


@dataclass(frozen=True)
class Preview:
    """The numbers of an extract's figures that are new, change a figure, or repeat it."""

    new: int
    restated: int
    unchanged: int


def preview(extract: Extract, observations: pd.DataFrame) -> Preview:
    """The effect of storing the extract, counted in figures."""
    if observations.empty:
        return Preview(len(extract.rows), 0, 0)
    rows = _beside(extract, observations)
    new, restated = ~rows["current"], rows["current"] & ~rows["same"]
    return Preview(int(new.sum()), int(restated.sum()), int((rows["current"] & rows["same"]).sum()))


def review(plan: Plan, extract: Extract, observations: pd.DataFrame, today: dt.date) -> tuple[Problem, ...]:
    """The warnings on an extract against what stands: restatements, gaps, small samples, unusual figures.

    A count that is far from its history, or looks like a running total, is said to be that and no more.
    """
    counts = unlikely_counts(plan, extract, observations)
    known = {(problem.measure, problem.month) for problem in counts}
    beyond = _outside_history(plan, extract, observations)
    return (
        *_restatements(plan, extract, observations),
        *_due_and_missing(plan, extract, observations, today),
        *_small_samples(plan, extract),
        *counts,
        *(problem for problem in beyond if (problem.measure, problem.month) not in known),
    )


def _beside(extract: Extract, observations: pd.DataFrame) -> pd.DataFrame:
    """The extract's rows with the standing figures as `..._now`, `current` and `same`."""
    current = observations[KEY + COMPARED].assign(current=True)
    rows = extract.rows.merge(current, on=KEY, how="left", suffixes=("", "_now"))
    rows["current"] = rows["current"].notna()
    return rows.assign(same=same_figures(rows, "{}_now"))


def _restatements(plan: Plan, extract: Extract, observations: pd.DataFrame) -> list[Problem]:
    if observations.empty:
        return []
    rows = _beside(extract, observations)
    changed = rows[rows["current"] & ~rows["same"]]
    return [_restatement(plan.measure(row.measure).unit, row) for row in rows_of(changed, _BesideRow)]


def _restatement(unit: Unit, row: _BesideRow) -> Problem:
    now = as_given(unit, row.numerator_now, row.denominator_now, row.value_now, row.symbol_now)
    sent = as_given(unit, row.numerator, row.denominator, row.value, row.symbol)
    message = f"{now} stands already; this file says {sent}. Confirm that it is to be restated."
    return doubt("restatement", message, row)


def _due_and_missing(plan: Plan, extract: Extract, observations: pd.DataFrame, today: dt.date) -> list[Problem]:
    """Measures due for the file's months, of the organisations that the file speaks for, without any figure."""
    if extract.asked.empty:
        return []
    measures = measures_frame(plan)
    owners = measures.loc[measures["measure"].isin(extract.asked["measure"].unique()), "owner"]
    own = measures.loc[measures["owner"].isin(owners.unique()), _WHEN_DUE]
    expected = own.merge(extract.asked[["month"]].drop_duplicates(), how="cross")
    at = month_indices(expected["month"])
    ends = (at % 12 + 1 - expected["year_start"] + 1) % expected["period"] == 0
    due = ends & (at >= expected["collected_from"]) & (at + expected["reporting_lag"] <= closed(today))
    given = pd.concat([extract.rows, observations]).drop_duplicates(KEY)[columns_of(ObservationRow)]
    whole = pd.MultiIndex.from_frame(totals(plan, given)[["measure", "month"]])
    missing = expected[due & ~pd.MultiIndex.from_frame(expected[["measure", "month"]]).isin(whole)]
    lacking = extract.asked["measure"].isin(missing["measure"].unique())
    cells = extract.asked[lacking & (extract.asked["breakdown"] == "")]
    places = {(row.measure, row.month): (row.sheet, row.cell) for row in rows_of(cells, AskedRow)}
    return [
        Problem(
            Severity.WARNING,
            "due_and_missing",
            f"{row.title} is due and has no figure. Give it, or a symbol that says why not, or confirm the gap.",
            *places.get((row.measure, row.month), ("", "")),
            row.measure,
            row.month.date(),
            about(row.measure, row.month, ""),
        )
        for row in rows_of(missing.sort_values(["month", "position"]), _MissingRow)
    ]


def _small_samples(plan: Plan, extract: Extract) -> list[Problem]:
    rows = extract.rows.merge(measures_frame(plan)[["measure", "minimum_sample"]], on="measure")
    small = rows[rows["denominator"] < rows["minimum_sample"]]
    return [
        doubt(
            "small_sample",
            f"Only {number(row.denominator, 0)} counted, under the {number(row.minimum_sample, 0)} that the plan "
            "asks for. Confirm that this is all there is.",
            row,
        )
        for row in rows_of(small, _SmallRow)
    ]


def without_parts(plan: Plan, extract: Extract) -> list[str]:
    """Notes on measures whose year to date cannot be worked out from what the file gives: percentages alone."""
    rows = extract.rows
    alone = rows.loc[rows["value"].notna() & rows["denominator"].isna(), "measure"].unique()
    measures = [plan.measure(name) for name in alone]
    return [
        f"{one.id} comes as a percentage alone, from which no year to date can be made: send its numerator and "
        "denominator."
        for one in measures
        if one.basis is Basis.YEAR_TO_DATE
    ]


def _outside_history(plan: Plan, extract: Extract, observations: pd.DataFrame) -> list[Problem]:
    """New totals beyond the process limits of their own history: of what stands without this file's months."""
    rows = _with_limits(plan, extract, observations)
    if not observations.empty:
        beside = _beside(extract, observations)
        known = beside.loc[beside["current"] & beside["same"], ["measure", "month"]]
        rows = rows[~pd.MultiIndex.from_frame(rows[["measure", "month"]]).isin(pd.MultiIndex.from_frame(known))]
    beyond = rows[(rows["value"] > rows["upl"]) | (rows["value"] < rows["lpl"])]
    return [
        doubt(
            "outside_history",
            f"{figure(row.value, row.unit)} lies outside {figure(max(row.lpl, 0.0), row.unit)} to "
            f"{figure(row.upl, row.unit)}, the limits that the figures before it give. Check it, and confirm it.",
            row,
        )
        for row in rows_of(beyond, _BeyondRow)
    ]


def _with_limits(plan: Plan, extract: Extract, observations: pd.DataFrame) -> pd.DataFrame:
    """The extract's totals beside the limits (`lpl`, `upl`) that the figures standing before them give."""
    totals_given = extract.rows[extract.rows["breakdown"].eq("") & extract.rows["value"].notna()]
    reported = pd.MultiIndex.from_frame(extract.rows[["measure", "month"]])
    before = observations[~pd.MultiIndex.from_frame(observations[["measure", "month"]]).isin(reported)]
    if before.empty or totals_given.empty:
        return totals_given.iloc[:0].assign(lpl=0.0, upl=0.0, unit="")
    last = totals_given["month"].max().date()
    charts = processes(plan, timeline(plan, before, last), last)
    firm = charts.phases.loc[charts.phases["based_on"] >= FEWEST, ["series_id", "rebase_group"]]
    limits = charts.points.merge(firm, on=["series_id", "rebase_group"])[["series_id", "date", "lpl", "upl"]]
    units = measures_frame(plan)[["measure", "unit"]]
    limited = pd.merge_asof(
        totals_given.merge(units, on="measure").sort_values("month"),
        limits.rename(columns={"series_id": "measure", "date": "month"}).sort_values("month"),
        on="month",
        by="measure",
    )
    return limited.sort_values(["sheet", "measure", "month"], ignore_index=True)
