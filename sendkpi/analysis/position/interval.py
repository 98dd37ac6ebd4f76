"""How far chance alone could move a share: the Wilson score interval at 95 %.

E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
Statistical Association 22 (1927): it stays within 0 and 100 and holds for the small counts that plans have.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sendkpi.analysis.wording import number, rounded
from sendkpi.plan.choices import Unit

Z = 1.959963984540054
"""The point of the standard normal distribution that leaves 2.5 % above it."""


def wilson(numerator: pd.Series, denominator: pd.Series) -> pd.DataFrame:
    """Columns `low` and `high` (0-100) for each share; missing where there is no share between nothing and all."""
    top, bottom = numerator.astype("float64"), denominator.astype("float64")
    is_share = (bottom > 0) & top.between(0, bottom)
    count = bottom.where(is_share)
    share = top / count
    shrink = 1 + Z**2 / count
    centre = (share + Z**2 / (2 * count)) / shrink
    half = Z * np.sqrt(share * (1 - share) / count + Z**2 / (4 * count**2)) / shrink
    return pd.DataFrame({"low": 100 * (centre - half), "high": 100 * (centre + half)}).clip(0, 100)


def describe_interval(numerator: float, denominator: float) -> str:
    """`16 of 20 is 80%, and could be 58% to 92%`; "" where there is no share to speak of."""
    found = wilson(pd.Series([numerator]), pd.Series([denominator])).iloc[0]
    if found.isna().any():
        return ""
    share, low, high = (
        rounded(level, Unit.PERCENT) for level in (100 * numerator / denominator, found["low"], found["high"])
    )
    return f"{number(numerator, 0)} of {number(denominator, 0)} is {share}, and could be {low} to {high}"
