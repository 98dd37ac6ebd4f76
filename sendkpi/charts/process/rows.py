"""One measure's process chart as the rows that are drawn: points with their verdict, phases with their lines.

A phase under five points, or without limits, shows neither limits nor verdicts. Limits are cut off at 0, and a
percentage's at 100, for drawing alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis import wording
from sendkpi.analysis.spc.labels import FEWEST, HELD_BACK, HIGH, Label, Note, PointType
from sendkpi.analysis.spc.wording import SIGNAL_WORDS
from sendkpi.charts.rows import Row, milliseconds
from sendkpi.frames import rows_of
from sendkpi.frames.figures import DrawnPhaseRow, DrawnPointRow
from sendkpi.plan.agreed import Annotation, Rebase, current_annotations
from sendkpi.plan.choices import Unit
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.analysis.spc.process import Processes
    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan

TOOLTIP = ("Period", "Figure", "Shows")
"""What pointing at a period shows, each the words of the table's row; empty ones are left out."""

PHASE_LINES = ("mean", "lpl", "upl", "nlpl", "nupl")
_LIMITS = PHASE_LINES[1:]

KIND_WORDS = {
    PointType.COMMON_CAUSE: "As usual",
    PointType.IMPROVEMENT: "Improvement",
    PointType.CONCERN: "Worsening",
    PointType.NEUTRAL_HIGH: "Higher",
    PointType.NEUTRAL_LOW: "Lower",
}
"""What a point shows, in a word."""


@dataclass(frozen=True, eq=False)
class Process:
    """One measure's process chart.

    `points` are spc.POINTS with the `note`, `based_on` and `held` of their phase: `held` says that the phase shows
    neither limits nor verdicts, and then its limits are missing. `rebases` are those that begin a phase of it.
    """

    measure: Measure
    points: pd.DataFrame
    target: float | None
    rebases: tuple[Rebase, ...]
    annotations: tuple[Annotation, ...]

    @property
    def phases(self) -> pd.DataFrame:
        """The first row of each phase, with `last_date` beside `date`: where it begins and ends."""
        groups = self.points.groupby("rebase_group", sort=False)
        last = groups["date"].transform("max")
        return self.points.assign(last_date=last)[~self.points["rebase_group"].duplicated()]

    @property
    def any_verdict(self) -> bool:
        """Whether any phase shows verdicts."""
        return not self.points["held"].all()


def process_of(processes: Processes, plan: Plan, measure: Measure) -> Process | None:
    """The process chart of a measure; None where it has none, or no figure yet.

    `measure` is the measure as it counts for the month of the charts.
    """
    own = processes.of(measure.id)
    if own.empty:
        return None
    phases = processes.phases
    phases = phases[phases["series_id"] == measure.id].set_index("rebase_group")
    points = own.join(phases[["based_on", "note"]], on="rebase_group")
    points["note"] = points["note"].mask(points["based_on"] < FEWEST, str(Note.FEWER))
    points["held"] = points["note"].isin(HELD_BACK)
    points[list(_LIMITS)] = points[list(_LIMITS)].where(~points["held"])
    target = processes.settings.set_index("series")["target"].get(measure.id)
    latest = {one.month: one for one in plan.changes.rebases if one.measure == measure.id}
    begins = set(points.loc[points["rebase_group"].diff() > 0, "date"])
    return Process(
        measure,
        points,
        None if target is None or pd.isna(target) else float(target),
        tuple(latest[month] for month in sorted(latest) if pd.Timestamp(month) in begins),
        current_annotations(plan.changes, measure.id, measure.area),
    )


def point_rows(process: Process) -> list[Row]:
    """One row a period: `month` (milliseconds), `figure`, `run`, `kind`, `high`, TOOLTIP and `Words`.

    `kind` is a PointType; `high` says of a signal that it is one upwards. `run` numbers the stretches that a line
    may join: never over a missing period, nor from phase to phase. A missing figure is None.
    """
    points = process.points
    missing = points["value"].isna()
    run = (missing | points["rebase_group"].ne(points["rebase_group"].shift())).cumsum()
    return [_point_row(process, row, int(of)) for row, of in zip(rows_of(points, DrawnPointRow), run, strict=True)]


def marked_words(process: Process) -> dict[pd.Timestamp, str]:
    """The words of a month's marks: that new limits begin, and why; what happened."""
    words: dict[pd.Timestamp, list[str]] = {}
    for begun in process.rebases:
        words.setdefault(pd.Timestamp(begun.month), []).append(f"New limits: {begun.decision.reason.rstrip('.')}")
    for noted in process.annotations:
        words.setdefault(pd.Timestamp(noted.month), []).append(noted.text)
    return {month: "; ".join(texts) for month, texts in words.items()}


def _point_row(process: Process, row: DrawnPointRow, run: int) -> Row:
    observed = pd.notna(row.value)
    shown = wording.figure(row.value, process.measure.unit) if observed else wording.NOT_REPORTED.capitalize()
    kind = PointType.COMMON_CAUSE if row.held else PointType(row.point_type)
    shows = point_words(row) if observed else ""
    return {
        "month": milliseconds(row.date),
        "figure": float(row.value) if observed else None,
        "run": run,
        "kind": str(kind),
        "high": Label(row.special_cause_type) in HIGH,
        "Period": month_name(row.date),
        "Figure": shown,
        "Shows": shows,
        "Words": ". ".join(filter(None, (f"{month_name(row.date)}: {shown}", shows))),
    }


def point_words(row: DrawnPointRow) -> str:
    """The words of a point with a figure: its signal and the rule, or why its phase has no verdicts."""
    if row.held:
        return f"No verdict: {row.note}"
    label, kind = Label(row.special_cause_type), PointType(row.point_type)
    if label is Label.COMMON_CAUSE:
        return SIGNAL_WORDS[label].capitalize()
    return f"{KIND_WORDS[kind]}: {SIGNAL_WORDS[label]}"


def phase_rows(process: Process) -> list[Row]:
    """One row a phase: `month` and `end` (milliseconds, half a period beyond its points), and PHASE_LINES to draw.

    A line that a phase does not have is None; a mean takes two figures.
    """
    half = process.measure.collected.months * 15 * 86_400_000
    phases = process.phases
    lines = drawn_levels(process.measure.unit, phases[list(PHASE_LINES)])
    lines["mean"] = lines["mean"].where(phases["based_on"] > 1)
    return [
        {
            "month": milliseconds(row.date) - half,
            "end": milliseconds(row.last_date) + half,
            **{name: None if pd.isna(level) else float(level) for name, level in zip(PHASE_LINES, levels, strict=True)},
        }
        for row, levels in zip(rows_of(phases, DrawnPhaseRow), lines.to_numpy(), strict=True)
    ]


def drawn_levels(unit: Unit, levels: pd.DataFrame) -> pd.DataFrame:
    """Levels as they are drawn: cut off at 0, a percentage's at 100 too."""
    return levels.clip(0, 100 if unit is Unit.PERCENT else np.inf)
