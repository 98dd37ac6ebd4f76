"""What a process chart says in the end: the two verdicts of each series, and how firm each phase's limits are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis.spc.labels import LABELS, VARIATIONS, WAYS, Assurance, Improvement, Note, positions, words
from sendkpi.analysis.spc.limits import moving_ranges
from sendkpi.analysis.spc.rows import changes, ends, numbered
from sendkpi.analysis.spc.settings import settled

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERDICTS = [
    "series_id",
    "n",
    "last_date",
    "last_value",
    "mean",
    "lpl",
    "upl",
    "target",
    "variation_icon",
    "assurance_icon",
]

PHASES = ["series_id", "rebase_group", "first_date", "last_date", "based_on", "note"]

TRIAL_UNDER = 12
"""Values that limits rest on, under which they are trial limits."""


def verdicts(points: pd.DataFrame, settings: pd.DataFrame) -> pd.DataFrame:
    """Variation and assurance: columns VERDICTS, one row a series in the order of the points.

    In: what `xmr.process` answered, and its settings. `n` counts rows, those without a value too. `last_date` and
    `last_value` are the last observed point's, whose verdict `variation_icon` is; "" where nothing was observed.
    `mean`, `lpl` and `upl` are the last phase's; `assurance_icon` holds the target against them, "" without a
    target or limits, or where neither way is better.
    """
    series, code = _series_of(points)
    of_series = settled(settings, series)
    begins = changes(code)
    first, last = np.flatnonzero(begins), ends(begins)
    filled = np.where(points["value"].notna(), np.arange(len(points)), -1)
    at = np.maximum.reduceat(filled, first) if len(first) else first
    observed = points[["date", "value", "special_cause_type"]].take(at).reset_index(drop=True)
    final = points[["mean", "lpl", "upl"]].take(last).reset_index(drop=True)
    is_observed = pd.Series(at >= 0)
    label = positions(LABELS, observed["special_cause_type"])
    seen = words(VARIATIONS, positions(WAYS, of_series["improvement"]) * len(LABELS) + label)
    columns = {
        "series_id": series,
        "n": last - first + 1,
        "last_date": observed["date"].where(is_observed),
        "last_value": observed["value"].where(is_observed),
        **final,
        "target": of_series["target"],
        "variation_icon": pd.Series(seen).where(is_observed, ""),
        "assurance_icon": _assurance(of_series, final),
    }
    return pd.DataFrame(columns, columns=VERDICTS)


def _assurance(chosen_settings: pd.DataFrame, final: pd.DataFrame) -> pd.Series:
    """The target against the last limits, strictly: one that is on a limit is hit or miss."""
    above, below = chosen_settings["target"] > final["upl"], chosen_settings["target"] < final["lpl"]
    fails = above.where(chosen_settings["improvement"] == Improvement.INCREASE, below)
    silent = (
        chosen_settings["target"].isna() | final["upl"].isna() | (chosen_settings["improvement"] == Improvement.NEUTRAL)
    )
    rules = [silent, fails, above | below]
    chosen = np.select(rules, ["", Assurance.FAIL, Assurance.PASS], default=Assurance.INCONSISTENT)
    return pd.Series(chosen, dtype="str")


def phases(points: pd.DataFrame, settings: pd.DataFrame) -> pd.DataFrame:
    """The phases of each series: columns PHASES, one row a phase in date order.

    In: what `xmr.process` answered, and its settings. `based_on` counts the values that the limits rest on;
    `note` is a Note: what to say of them.
    """
    series, code = _series_of(points)
    begins = changes(code) | changes(points["rebase_group"].to_numpy())
    phase, place = numbered(begins)
    base = place < settled(settings, series)["fix_after"].fillna(np.inf).to_numpy()[code]
    value = points["value"].to_numpy()
    based_on, ranges = (
        np.bincount(phase[base & ~np.isnan(numbers)], minlength=begins.sum())
        for numbers in (value, moving_ranges(value, phase))
    )
    first = points[begins].reset_index(drop=True)
    without = first["upl"].isna()
    rules = [without & (ranges == 0), without, based_on < TRIAL_UNDER]
    note = np.select(rules, [Note.TOO_FEW, Note.TOO_LITTLE_VARIATION, Note.TRIAL], default=Note.FIRM)
    columns = {
        "series_id": first["series_id"],
        "rebase_group": first["rebase_group"],
        "first_date": first["date"],
        "last_date": points["date"].take(ends(begins)).reset_index(drop=True),
        "based_on": based_on,
        "note": pd.Series(note, dtype="str"),
    }
    return pd.DataFrame(columns, columns=PHASES)


def _series_of(points: pd.DataFrame) -> tuple[pd.Index, NDArray[np.intp]]:
    """The series of an answer, and each row's position among them."""
    code, series = pd.factorize(points["series_id"])
    return pd.Index(series), code
