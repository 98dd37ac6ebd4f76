"""Small series for process charts: values month by month, and what the charts say of them."""

from __future__ import annotations

import math

import pandas as pd

from sendkpi.analysis.spc import xmr
from sendkpi.analysis.spc.settings import SETTINGS

STEADY = [0.5, -0.5] * 6
"""Twelve values to fix limits on: mean 0, every moving range 1, so limits at ∓2.66 and near limits at ∓1.7733…."""


def month(place):
    """The first day of the month in which the value of that place stands, the first being in April 2022."""
    return pd.Timestamp(2022 + (place + 3) // 12, (place + 3) % 12 + 1, 1)


def figures(series):
    """The points frame of series given as lists of values, None where one is missing."""
    several = series if isinstance(series, dict) else {"a": series}
    rows = [(name, month(place), value) for name, one in several.items() for place, value in enumerate(one)]
    table = pd.DataFrame(rows, columns=["series", "date", "value"]).astype({"series": "str", "value": "float64"})
    return table.assign(date=pd.to_datetime(table["date"]))


def settings(series=("a",), **asked):
    """The settings frame: the same is asked of each series."""
    one = {"improvement": "increase", "rebases": (), **asked}
    return pd.DataFrame([{"series": name, **one} for name in series], columns=SETTINGS)


def steady(*after, **asked):
    """The points after twelve steady ones on which the limits are fixed."""
    return chart([*STEADY, *after], fix_after=12, **asked).iloc[len(STEADY) :]


def chart(values, **asked):
    """The points of one series."""
    return xmr.process(figures(values), settings(**asked))


def verdict(values, **asked):
    """The verdicts of one series, a named tuple."""
    return next(xmr.verdicts(chart(values, **asked), settings(**asked)).itertuples())


def note(values, **asked):
    """What is said of the limits of each phase of one series."""
    return xmr.phases(chart(values, **asked), settings(**asked))["note"].tolist()


def limits(points):
    """Mean, limits and near limits of the last point."""
    return points[["mean", "lpl", "upl", "nlpl", "nupl"]].iloc[-1].tolist()


def marked(points, rule):
    """The rule's flags, written 1 and 0 in a row."""
    return "".join("1" if flag else "0" for flag in points[rule])


def labels(points):
    """The points' labels."""
    return points["special_cause_type"].tolist()


def no_limits(points):
    """Whether no point has any."""
    return all(math.isnan(one) for one in points[["lpl", "upl", "nlpl", "nupl"]].to_numpy().ravel())
