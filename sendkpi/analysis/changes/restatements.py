"""Where a figure now says something else than it first said.

What stands now decides: a figure that was changed and then changed back is not restated, and one whose only
file was withdrawn is listed as said no longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.frames import settle
from sendkpi.frames.changes import RestatementRow
from sendkpi.record.same_figures import COMPARED, same_figures

if TYPE_CHECKING:
    import pandas as pd

FIGURE = ["month", "breakdown"]


def restatements(history: pd.DataFrame, current: pd.DataFrame, measure_id: str) -> pd.DataFrame:
    """The figures of a measure whose first words no longer stand, newest period first: columns RestatementRow.

    In: every figure ever recorded and the figures that stand (`frames.figures.ObservationRow`), both as at the same
    moment. Out: what was first said (`first_…`, recorded `first_at`) and what is said now (recorded `at`;
    all missing where `current` is False), and in `submissions` the numbers of all that spoke of it ("3, 17").
    """
    reports = history[history["measure"] == measure_id].sort_values(["recorded_at", "submission"], kind="stable")
    first = reports.drop_duplicates(FIGURE, keep="first")[[*FIGURE, *COMPARED, "recorded_at"]]
    first = first.rename(columns={name: f"first_{name}" for name in COMPARED} | {"recorded_at": "first_at"})
    now = current[current["measure"] == measure_id][[*FIGURE, *COMPARED, "recorded_at"]]
    rows = first.merge(now.rename(columns={"recorded_at": "at"}), "left", FIGURE, indicator="found")
    rows["current"] = rows["found"].eq("both")
    rows["symbol"] = rows["symbol"].fillna("")
    submissions = reports["submission"].astype("str").groupby([reports[name] for name in FIGURE]).agg(", ".join)
    rows = rows.merge(submissions.rename("submissions").reset_index(), "left", FIGURE)
    changed = rows[~(rows["current"] & same_figures(rows, "first_{}"))]
    return settle(changed.sort_values(FIGURE, ascending=[False, True], ignore_index=True), RestatementRow)
