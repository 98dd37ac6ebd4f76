"""Process charts (XmR) and the NHS's Making Data Count rules, of many series at once in one pass over one array.

Frames in, frames out, with the columns and words of the reference implementation, NHSRplotthedots. One deviation:
where most moving ranges are 0 and screening takes away the rest, its limits fall on the mean and every other point
is "outside". Here such a phase has too little variation for limits, as one that never changes has.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sendkpi.analysis.spc.labels import LABELS, POINT_TYPE, VARIATIONS, WAYS, Label, positions, words
from sendkpi.analysis.spc.limits import process_limits
from sendkpi.analysis.spc.rows import changes, counted_in_series, in_order, numbered
from sendkpi.analysis.spc.rules import judge
from sendkpi.analysis.spc.settings import rebase_rows, settled
from sendkpi.analysis.spc.verdicts import PHASES, VERDICTS, phases, verdicts
from sendkpi.frames import columns_of
from sendkpi.frames.figures import PointRow

__all__ = ["PHASES", "POINTS", "VERDICTS", "phases", "process", "verdicts"]

POINTS = columns_of(PointRow)


def process(points: pd.DataFrame, settings: pd.DataFrame) -> pd.DataFrame:
    """Each point with its phase, limits, rules and label: columns POINTS, one row a point.

    In: `points` with `series`, `date` and `value` (in the measure's unit, missing allowed), rows in any order;
    `settings` with the columns SETTINGS, one row a series. Out: series as they first appear, each in date order;
    `rebase_group` counts the rebases so far. Limits are missing where a phase has none, and flags that need them
    are false. Raises SendKpiError where `rows.in_order` or `settings` refuse.
    """
    rows = in_order(points)
    of_series = settled(settings, rows.series)
    marks = rebase_rows(of_series, rows.code, rows.date)
    begins = marks | changes(rows.code)
    phase, place = numbered(begins)
    base = place < of_series["fix_after"].fillna(np.inf).to_numpy()[rows.code]
    screened = of_series["screen_outliers"].to_numpy()[rows.code[begins]]
    limits = process_limits(rows.value, phase, base, screened)
    judged = judge(rows.value, phase, place, limits)
    seen = positions(WAYS, of_series["improvement"])[rows.code] * len(LABELS) + judged.label
    columns = {
        "series_id": rows.series.take(rows.code),
        "date": rows.date,
        "value": rows.value,
        "rebase_group": counted_in_series(marks, rows.code),
        "mean": limits.mean[phase],
        "lpl": limits.lower[phase],
        "upl": limits.upper[phase],
        "nlpl": limits.near_lower[phase],
        "nupl": limits.near_upper[phase],
        "rule_outside": judged.outside,
        "rule_trend": judged.trend,
        "rule_2of3": judged.two_in_three,
        "rule_run": judged.run,
        "special_cause_type": words(LABELS, judged.label),
        "special_cause_flag": judged.label != LABELS.index(Label.COMMON_CAUSE),
        "point_type": words([POINT_TYPE[one] for one in VARIATIONS], seen),
    }
    return pd.DataFrame(columns, columns=POINTS)
