"""The ground the analysis stands on: one row for each measure and each of its periods, totals filled in.

Months are held twice: `month`, the first day of the period's last month, and `at`, the same as a
whole number of months (year * 12 + month - 1), because arithmetic wants numbers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sendkpi.frames import beside
from sendkpi.plan.changes import Terms, versions
from sendkpi.plan.choices import Pooling
from sendkpi.plan.records import Breakdown, Measure
from sendkpi.values import Symbol

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sendkpi.plan.whole import Plan, Promises

_MONTHS = ["baseline_month", "baseline_promised", "target_month", "target_promised", "collected_from"]
_NUMBERS = ["baseline", "target", "floor", "minimum_sample", "tolerance"]
_TEXTS = ["unit", "better", "collected", "basis", "pooling", "expectation", "tolerance_unit"]
_ALWAYS = 0
"""The month, as a number, from which the published terms count."""
_SPOILING = [Symbol.CONFIDENTIAL, Symbol.NOT_AVAILABLE, Symbol.UNRELIABLE]
"""The symbols of a breakdown that leave its total unknown, whatever stands beside them."""
_COUNTED = {"numerators": "numerator", "weights": "denominator", "figures": "figure"}
"""How many parts have one, by what they have."""
_REPORTED_TEXTS = ["symbol", "commentary"]
_MONTHS_OF_A_PLACE = 1_000_000
"""More than any month is as a number."""
_BEFORE = 24
"""Months drawn up before the first figure, so that a year to date and the year before it are whole."""


def month_index(month: dt.date) -> int:
    """A month as a whole number of months, comparable and subtractable."""
    return month.year * 12 + month.month - 1


def month_of(index: int) -> dt.date:
    """The first day of the month that a whole number of months stands for."""
    return dt.date(index // 12, index % 12 + 1, 1)


def month_indices(months: pd.Series) -> pd.Series:
    """`month_index` of a whole column; missing stays missing (as a float)."""
    indices: pd.Series = months.dt.year * 12 + months.dt.month - 1
    return indices


def months_of(indices: pd.Series) -> pd.Series:
    """`month_of` of a whole column of numbers, as datetime64; missing stays missing."""
    present = indices.notna()
    months = (indices.fillna(0) - 1970 * 12).to_numpy("int64").astype("datetime64[M]").astype("datetime64[us]")
    return pd.Series(months, index=indices.index).where(present)


def measures_frame(plan: Plan) -> pd.DataFrame:
    """The plan's measures, one row each in the plan's order, for joining to periods.

    Columns: `measure`, `position`, what the rules need of `Measure`, months as whole numbers,
    `period` (months in a period), `parts` (how many breakdowns the plan knows). Made once: not to be changed in place.
    """
    return _measures_frame(plan.measures, plan.breakdowns)


@lru_cache(maxsize=8)
def _measures_frame(measures: tuple[Measure, ...], breakdowns: tuple[Breakdown, ...]) -> pd.DataFrame:
    names = [one.name for one in fields(Measure)]
    table = pd.DataFrame([[getattr(one, name) for name in names] for one in measures], columns=names)
    table = table.rename(columns={"id": "measure"})
    for name in _MONTHS:
        table[name] = month_indices(pd.to_datetime(table[name])).astype("float64")
    table[_NUMBERS] = table[_NUMBERS].astype("float64")
    table[_TEXTS] = table[_TEXTS].astype("str")
    table["position"] = range(len(table))
    table["period"] = [one.collected.months for one in measures]
    parts = pd.Series([row.measure for row in breakdowns], dtype="str").value_counts()
    table["parts"] = table["measure"].map(parts).fillna(0).astype("int64")
    return table


TERMS = ["baseline", "baseline_month", "target", "target_month"]
"""The columns of what a measure is held to, which an agreement changes from a month on."""


@lru_cache(maxsize=8)
def terms_of(promises: Promises) -> tuple[pd.DataFrame, dict[str, Terms]]:
    """The terms of each measure, version by version, and each version by its name: made once for the same promises.

    Columns `measure`, `since` (a month as a number), TERMS and `terms`, which names the version; sorted by `since`.
    """
    measures, trajectory, agreements = promises
    by_name = {
        f"{measure.id}#{number}": (measure.id, version)
        for measure in measures
        for number, version in enumerate(versions(measure, trajectory, agreements))
    }
    table = pd.DataFrame(
        [
            (name, month_index(one.since) if one.since else _ALWAYS, key, *(getattr(one, column) for column in TERMS))
            for key, (name, one) in by_name.items()
        ],
        columns=["measure", "since", "terms", *TERMS],
    )
    for name in ("baseline_month", "target_month"):
        table[name] = month_indices(pd.to_datetime(table[name])).astype("float64")
    table = table.astype(
        {"measure": "str", "terms": "str", "since": "int64", "baseline": "float64", "target": "float64"}
    )
    return table.sort_values("since", ignore_index=True), {key: one for key, (_, one) in by_name.items()}


def with_terms(plan: Plan, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows (`position`, `at`) with TERMS and `terms` as they count for each row's month."""
    plain = rows.drop(columns=[name for name in TERMS if name in rows.columns])
    terms, keys = _terms_by_place(plan.promises)
    found = np.searchsorted(keys, ordered(rows["position"].to_numpy(), rows["at"].to_numpy()), side="right") - 1
    return beside(plain.reset_index(drop=True), terms.take(found))


@lru_cache(maxsize=8)
def _terms_by_place(promises: Promises) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """`terms` and TERMS of every version, measure by measure as they follow each other, and `ordered` for each."""
    table = terms_of(promises)[0]
    keys = ordered(
        pd.Index([one.id for one in promises[0]]).get_indexer(pd.Index(table["measure"])), table["since"].to_numpy()
    )
    order = np.argsort(keys, kind="stable")
    return table[["terms", *TERMS]].take(order), keys[order]


def ordered(place: NDArray[np.integer], at: NDArray[np.integer]) -> NDArray[np.int64]:
    """One number for a place and a month as a number: it rises with the place, within a place with the month."""
    order: NDArray[np.int64] = place.astype("int64") * _MONTHS_OF_A_PLACE + at
    return order


def totals(plan: Plan, observations: pd.DataFrame) -> pd.DataFrame:
    """The total of each measure and month: as reported, else pooled from its breakdown rows.

    In and out: columns of `frames.figures.ObservationRow`; out has `breakdown` "" throughout. Breakdown rows make
    a total only when every breakdown that the plan knows has a figure or nothing to count, and only where they
    pool: rates by numerators and denominators, means by their weights, maxima, sums and stocks as such. Where
    none of them has anything to count, the total has a denominator of 0 and no value.
    """
    whole = (observations["breakdown"] == "").to_numpy()
    place, _ = pd.factorize(observations["measure"])
    key = ordered(place, month_indices(observations["month"]).to_numpy("int64"))
    reported = observations[whole]
    pooled = _pool(plan, observations[~whole & ~np.isin(key, key[whole])])
    return reported if pooled.empty else pd.concat([reported, pooled], ignore_index=True)


def nothing_to_count(rows: pd.DataFrame) -> pd.Series:
    """Which rows (`denominator`, `symbol`) have weight 0: they have no rate, and leave what others make standing."""
    nothing: pd.Series = rows["symbol"].eq(Symbol.NOT_APPLICABLE) | (
        rows["denominator"].eq(0) & ~rows["symbol"].isin(_SPOILING)
    )
    return nothing


def _pool(plan: Plan, parts: pd.DataFrame) -> pd.DataFrame:
    """The totals that breakdown rows make: the columns of `parts`."""
    if parts.empty:
        return parts
    pooled = _added(_weighed(plan, parts))
    pooling, count = pooled["pooling"].to_numpy(), pooled["parts"].to_numpy()
    weighted, whole, nothing, numerators, inapplicable = (
        pooled[name].to_numpy() == count for name in ("weights", "figures", "nothing", "numerators", "inapplicable")
    )
    rates = (pooling == Pooling.RATE) & weighted & numerators
    means = (pooling == Pooling.MEAN) & weighted & whole
    maxima = (pooling == Pooling.MAXIMUM) & whole
    sums = np.isin(pooling, [Pooling.SUM, Pooling.STOCK]) & whole
    counted = pooled["denominator"].where(pooled["denominator"] > 0)
    pooled["value"] = np.select(
        [nothing, rates, means, maxima, sums],
        [np.nan, 100 * pooled["numerator"] / counted, pooled["weighted"] / counted, pooled["largest"], pooled["added"]],
        default=np.nan,
    )
    pooled["numerator"] = pooled["numerator"].where(rates)
    pooled["denominator"] = pooled["denominator"].where(rates | means | nothing)
    pooled["symbol"] = np.where(inapplicable, str(Symbol.NOT_APPLICABLE), "")
    pooled[["breakdown", "commentary", "sheet", "cell"]] = ""
    return pooled.loc[rates | means | maxima | sums, parts.columns]


def _weighed(plan: Plan, parts: pd.DataFrame) -> pd.DataFrame:
    """The breakdown rows with `pooling` and `parts` of their measures, cut to what may be pooled.

    One with nothing to count is 0 of 0 (`nothing`), has a say in no value (`counted`) and lacks no figure
    (`figure`); one whose symbol spoils the total has no figure of any kind.
    """
    measures = measures_frame(plan)
    place = pd.Index(measures["measure"]).get_indexer(pd.Index(parts["measure"]))
    rows = parts[place >= 0].reset_index(drop=True)
    spoilt = rows["symbol"].isin(_SPOILING).to_numpy()
    nothing = nothing_to_count(rows).to_numpy(dtype=bool)
    numerator, denominator, value = (
        np.where(spoilt, np.nan, rows[name].to_numpy()) for name in ("numerator", "denominator", "value")
    )
    figure, weight = np.where(nothing, 0.0, value), np.where(nothing, 0.0, denominator)
    columns = {
        "numerator": np.where(nothing, 0.0, numerator),
        "denominator": weight,
        "nothing": nothing,
        "inapplicable": rows["symbol"].eq(Symbol.NOT_APPLICABLE).to_numpy(),
        "counted": np.where(nothing, np.nan, value),
        "figure": figure,
        "weighted": figure * weight,
    }
    settings = measures[["pooling", "parts"]].take(place[place >= 0])
    return beside(beside(rows[["measure", "month", "submission", "recorded_at"]], columns), settings)


def _added(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `_weighed` together, one for each measure and month, in their order."""
    place, _ = pd.factorize(rows["measure"], sort=True)
    key = ordered(place, month_indices(rows["month"]).to_numpy("int64"))
    _, first, of = np.unique(key, return_index=True, return_inverse=True)
    groups = rows.groupby(of)
    flags = {name: rows[name].to_numpy(dtype=bool) for name in ("nothing", "inapplicable")}
    present = {name: rows[given].notna().to_numpy() for name, given in _COUNTED.items()}
    columns = {
        **{name: np.bincount(of, weights=each).astype("int64") for name, each in (flags | present).items()},
        **groups[["numerator", "denominator", "weighted"]].sum(),
        "largest": groups["counted"].max(),
        "added": groups["counted"].sum(),
        **groups[["submission", "recorded_at"]].max(),
    }
    return beside(rows[["measure", "month", "pooling", "parts"]].take(first).reset_index(drop=True), columns)


def grid(plan: Plan, figures: pd.DataFrame, last: dt.date) -> pd.DataFrame:
    """One row for each measure and each of its periods up to `last`, with its figure where there is one.

    In: `figures`, at most one row a measure and month. Out: the measure's columns (`measures_frame`) and
    `at`, `month`, `reported` (whether a row was given), `numerator`, `denominator`, `value`, `symbol`,
    `commentary`; sorted by measure in the plan's order, then month; every period from two years before
    the first figure, so that neighbouring rows of a measure are neighbouring periods.
    """
    measures = measures_frame(plan)
    starts = [
        *measures["collected_from"],
        *terms_of(plan.promises)[0]["baseline_month"].dropna(),
        *month_indices(figures["month"]),
    ]
    first = int(min(starts)) - _BEFORE
    months = np.arange(first, max(month_index(last), first) + 1)
    year_start, period = (measures[name].to_numpy()[:, None] for name in ("year_start", "period"))
    place, which = np.nonzero((months % 12 + 1 - year_start + 1) % period == 0)
    rows = measures.take(place).reset_index(drop=True)
    rows["at"] = months[which]
    rows = with_terms(plan, rows)
    return beside(rows, {"month": months_of(rows["at"])} | _figures(measures, rows, figures))


def _figures(measures: pd.DataFrame, rows: pd.DataFrame, figures: pd.DataFrame) -> dict[str, Any]:
    """The columns of `grid` that hold what was reported."""
    place = pd.Index(measures["measure"]).get_indexer(pd.Index(figures["measure"]))
    figures, place = figures[place >= 0], place[place >= 0]
    given = pd.Index(ordered(place, month_indices(figures["month"]).to_numpy("int64")))
    found = given.get_indexer(pd.Index(ordered(rows["position"].to_numpy(), rows["at"].to_numpy())))

    def number(name: str) -> NDArray[np.float64]:
        return np.append(figures[name].to_numpy("float64"), np.nan)[found]

    numerator, denominator, value = (number(name) for name in ("numerator", "denominator", "value"))
    rate = rows["pooling"].to_numpy() == Pooling.RATE
    exact = rate & (denominator > 0) & ~np.isnan(numerator)
    texts = {name: figures[name].array.take(found, allow_fill=True, fill_value="") for name in _REPORTED_TEXTS}
    value[exact] = 100 * numerator[exact] / denominator[exact]
    return {"numerator": numerator, "denominator": denominator, "value": value, **texts, "reported": found >= 0}
