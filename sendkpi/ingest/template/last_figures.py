"""The newest earlier figure of each row of a template, in words: a help for the eye, never read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from sendkpi.ingest.layout import SYMBOL_MEANINGS
from sendkpi.plan.choices import Unit
from sendkpi.values import Symbol, month_name

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure


def last_figures(rows: Sequence[tuple[Measure, str]], month: dt.date, previous: pd.DataFrame | None) -> list[str]:
    """`March 2022: 40.9% (9 of 22)` for each measure and breakdown, "" where nothing earlier was reported."""
    if previous is None or previous.empty:
        return [""] * len(rows)
    earlier = previous[previous["month"] < pd.Timestamp(month)].sort_values("month", kind="stable")
    newest = earlier.drop_duplicates(["measure", "breakdown"], keep="last")
    known = {(row["measure"], row["breakdown"]): row for row in newest.to_dict("records")}
    return [_words(measure, known.get((measure.id, breakdown))) for measure, breakdown in rows]


def _words(measure: Measure, row: Mapping[Hashable, Any] | None) -> str:
    if row is None:
        return ""
    when = month_name(row["month"])
    return f"{when}: {_figure(measure, row)}"


def _figure(measure: Measure, row: Mapping[Hashable, Any]) -> str:
    value, top, bottom, symbol = (row[name] for name in ("value", "numerator", "denominator", "symbol"))
    why = f"{symbol}, {SYMBOL_MEANINGS[Symbol(symbol)]}" if symbol else ""
    counted = pd.notna(top) and pd.notna(bottom) and measure.unit is Unit.PERCENT
    of = f"{top:,.0f} of {bottom:,.0f}" if counted else ""
    if pd.isna(value):
        return why or of or "no figure"
    shown = {Unit.PERCENT: f"{value:,.1f}%", Unit.WEEKS: f"{value:,.1f} weeks", Unit.COUNT: f"{value:,.0f}"}[
        measure.unit
    ]
    beside = "; ".join(part for part in (of, why) if part)
    return f"{shown} ({beside})" if beside else shown
