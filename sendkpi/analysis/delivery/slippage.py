"""How far milestones moved from the month they were published with: put off, or done late.

Only milestones that are done once and were published with a month of completion. One that is complete slipped by
the months from that month to the day it was done; another by the months that it was put off. One that is overdue
and was not put off is not counted here: it is overdue, and its slip is not known yet.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.wording import counted
from sendkpi.frames import frame
from sendkpi.frames.delivery import SlippageRow


def slips(rows: pd.DataFrame) -> pd.DataFrame:
    """The dated rows of `milestones`, with `slip` in whole months and `finished`: whether it is complete."""
    dated = rows[rows["published_month"].notna() & rows["apart"].eq("")]
    finished = dated["brag"].eq(DeliveryRating.COMPLETE) & dated["completed_on"].notna()
    done, due = dated["completed_on"], dated["published_month"]
    late = (done.dt.year - due.dt.year) * 12 + done.dt.month - due.dt.month
    slip = late.where(finished, dated["months_slipped"].astype("float64")).fillna(0).clip(lower=0).astype("int64")
    return dated.assign(slip=slip, finished=finished)


def slippage(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row for each value of a column of `milestones`, in their order: SlippageRow.

    `dated` counts the milestones that this is asked of, `on_time` those done by their month, `put_off` those moved to
    a later one and still open, `late` those done late; `median` and `most` are months, of those that slipped, missing
    where none did.
    """
    counts = [_counts(str(name), own) for name, own in slips(rows).groupby(by, sort=False)]
    return frame(counts, SlippageRow)


def _counts(name: str, own: pd.DataFrame) -> dict[str, object]:
    slipped = own.loc[own["slip"] > 0, "slip"]
    return {
        "name": name,
        "dated": len(own),
        "on_time": int((own["finished"] & own["slip"].eq(0)).sum()),
        "put_off": int((~own["finished"] & own["slip"].gt(0)).sum()),
        "late": int((own["finished"] & own["slip"].gt(0)).sum()),
        "median": float(slipped.median()) if len(slipped) else float("nan"),
        "most": float(slipped.max()) if len(slipped) else float("nan"),
    }


def describe_slippage(rows: pd.DataFrame) -> str:
    """The sentence on dated milestones put off or done late: how many, and by how many months."""
    dated = slips(rows)
    if dated.empty:
        return "None of these milestones was published with a month to be done by."
    counts = _counts("", dated)
    late, put_off = int(str(counts["late"])), int(str(counts["put_off"]))
    of = f"{counted(len(dated), 'milestone')} published with a month and done once"
    if not late + put_off:
        return f"None of the {of} was put off or done late."
    clauses = [f"{counted(late, 'was', 'were')} done late" if late else ""]
    clauses += [f"{counted(put_off, 'was', 'were')} put off to a later month" if put_off else ""]
    months = dated.loc[dated["slip"] > 0, "slip"]
    return f"Of the {of}, {' and '.join(filter(None, clauses))}: {_months(list(months))}."


def _months(slipped: Sequence[int]) -> str:
    """`by 2 months`, or the middle one of several and the most."""
    if len(set(slipped)) == 1:
        return f"by {counted(int(slipped[0]), 'month')}" + (" each" if len(slipped) > 1 else "")
    middle = float(pd.Series(slipped).median())
    shown = f"{middle:g} month" if middle == 1 else f"{middle:g} months"
    return f"by {shown} in the middle (median) and {max(slipped)} at most"
