"""Whether two reports of a figure say the same: one rule, for the review of an upload, submissions and restatements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBERS = ["numerator", "denominator", "value"]
COMPARED = [*NUMBERS, "symbol"]
"""What a report says of a figure; another comment alone changes no figure."""

DECIMALS = 9
"""What differs beyond these comes from floating-point arithmetic, not from a figure."""


def same_figures(rows: pd.DataFrame, before: str) -> pd.Series:
    """Whether the columns COMPARED hold what those of the report before hold, which `before` names: `first_{}`.

    Numbers are the same where they are equal after rounding to DECIMALS, or both missing.
    """
    now, then = (_rounded(rows, names) for names in (NUMBERS, [before.format(name) for name in NUMBERS]))
    alike = ((now == then) | (np.isnan(now) & np.isnan(then))).all(axis=1)
    return pd.Series(alike, index=rows.index) & rows[before.format("symbol")].eq(rows["symbol"])


def _rounded(rows: pd.DataFrame, names: list[str]) -> NDArray[np.float64]:
    return np.round(rows[names].to_numpy("float64"), DECIMALS)
