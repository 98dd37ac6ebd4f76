"""The rating of a measure at a month: the first rule that holds, and the rule as its reason.

Judged on unrounded figures. The rules and their order are the product's own, printed where ratings are explained.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sendkpi.plan.choices import Basis, Better, Expectation
from sendkpi.values import Symbol

EXACT = 1e-9
"""Differences below this come from floating-point arithmetic, not from a figure."""


class Rating(StrEnum):
    """On course or not, or why that cannot be said."""

    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
    NOT_REPORTED = "not_reported"
    INCOMPLETE = "incomplete"
    BASELINE_OVERDUE = "baseline_overdue"
    AWAITING_BASELINE = "awaiting_baseline"
    TARGET_OVERDUE = "target_overdue"
    AWAITING_TARGET = "awaiting_target"
    NO_TRAJECTORY = "no_trajectory"


JUDGED = (Rating.BLUE, Rating.GREEN, Rating.AMBER, Rating.RED)
"""Ratings that hold a figure against the plan; every other says why that cannot be done."""


class Reason(StrEnum):
    """Which rule gave a rating: a fact; `wording.REASON_WORDS` has the words for it."""

    CONFIDENTIAL = "confidential"
    INAPPLICABLE = "inapplicable"
    BEFORE_BASELINE = "before_baseline"
    UNAVAILABLE = "unavailable"
    ROUNDED_AWAY = "rounded_away"
    UNRELIABLE = "unreliable"
    WITHOUT_COUNTS = "without_counts"
    MONTH_MISSING = "month_missing"
    NOTHING_TO_COUNT = "nothing_to_count"
    DUE_AND_MISSING = "due_and_missing"
    NOT_DUE = "not_due"
    NO_BASELINE = "no_baseline"
    NOTHING_BEFORE = "nothing_before"
    NO_TARGET = "no_target"
    TARGET_MET = "target_met"
    BETTER_THAN_BEFORE = "better_than_before"
    WORSE_THAN_BEFORE = "worse_than_before"
    SAME_AS_BEFORE = "same_as_before"
    WORSE_THAN_BASELINE = "worse_than_baseline"
    TARGET_MISSED = "target_missed"
    OUT_OF_REACH = "out_of_reach"
    WORSE_THAN_FLOOR = "worse_than_floor"
    BEYOND_TOLERANCE = "beyond_tolerance"
    ON_TRAJECTORY = "on_trajectory"
    WITHIN_TOLERANCE = "within_tolerance"
    NO_TRAJECTORY = "no_trajectory"


Columns = Mapping[str, NDArray[Any]]
"""The columns of the rows that are rated, as plain arrays: twenty rules over a frame's own take five times as long."""

Rule = tuple[Rating, Reason, NDArray[np.bool_]]
"""A rating, its reason, and the rows for which they hold."""

_USED = [
    *("at", "judged_at", "reported", "complete", "due", "rate_undue", "symbol", "basis", "better", "expectation"),
    *("value", "denominator", "figure", "previous", "needed", "trajectory", "year_end", "floor"),
    *("baseline", "baseline_month", "baseline_promised", "target", "target_month", "target_promised"),
    *("tolerance", "tolerance_unit"),
]


def with_ratings(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `rating` (a Rating) and `rating_reason` (a Reason), "" where a figure is neither there nor due.

    In: the grid with bases, `trajectory`, `needed`, `previous` (the figure of the period before), `due`
    (whether the row's figure is due), `judged_at` (the month, as a number, at which promises are judged).
    """
    used = {name: rows[name].to_numpy() for name in _USED}
    rules = [*_unrated(used), *_without_ends(used), *_target_met(used), *_improvement(used), *_against_target(used)]
    first = np.select([condition for _, _, condition in rules], range(len(rules)), default=len(rules))
    ratings = pd.array([*(str(rating) for rating, _, _ in rules), ""], dtype="str")
    reasons = pd.array([*(str(reason) for _, reason, _ in rules), ""], dtype="str")
    return rows.assign(rating=ratings.take(first), rating_reason=reasons.take(first))


def _tolerated(rows: Columns) -> NDArray[np.float64]:
    """The tolerance of each row: how far from the trajectory is still amber, in the measure's unit."""
    percent = np.abs(rows["trajectory"]) * rows["tolerance"] / 100
    return np.where(rows["tolerance_unit"] == "points", rows["tolerance"], percent)


def _unrated(rows: Columns) -> list[Rule]:
    """The rules for figures that are not rated: a symbol, a month before the baseline, absent or in part."""
    symbol, absent = rows["symbol"], np.isnan(rows["figure"])
    on_year = rows["basis"] == Basis.YEAR_TO_DATE
    nothing = absent & rows["reported"] & (rows["denominator"] == 0)
    rounds_away = absent & (symbol == Symbol.LOW)
    return [
        (Rating.SUPPRESSED, Reason.CONFIDENTIAL, symbol == Symbol.CONFIDENTIAL),
        (Rating.NOT_APPLICABLE, Reason.INAPPLICABLE, symbol == Symbol.NOT_APPLICABLE),
        (Rating.NOT_APPLICABLE, Reason.BEFORE_BASELINE, rows["at"] < rows["baseline_month"]),
        (Rating.NOT_REPORTED, Reason.UNAVAILABLE, absent & (symbol == Symbol.NOT_AVAILABLE)),
        (Rating.NOT_APPLICABLE, Reason.ROUNDED_AWAY, rounds_away),
        (Rating.NOT_REPORTED, Reason.UNRELIABLE, absent & (symbol == Symbol.UNRELIABLE)),
        (Rating.INCOMPLETE, Reason.WITHOUT_COUNTS, on_year & absent & ~np.isnan(rows["value"])),
        (Rating.INCOMPLETE, Reason.MONTH_MISSING, on_year & rows["reported"] & ~rows["complete"]),
        (Rating.NOT_APPLICABLE, Reason.NOTHING_TO_COUNT, nothing),
        (Rating.NOT_REPORTED, Reason.DUE_AND_MISSING, absent & rows["due"]),
        (Rating.NOT_APPLICABLE, Reason.NOT_DUE, absent & ~np.isnan(rows["target"]) & rows["rate_undue"]),
    ]


def _without_ends(rows: Columns) -> list[Rule]:
    """A baseline or a target still to be agreed, overdue once the month promised for it has passed."""
    to_rate = ~np.isnan(rows["figure"]) | rows["rate_undue"]
    compared = (rows["expectation"] == Expectation.IMPROVEMENT) & ~np.isnan(rows["previous"])
    no_target = np.isnan(rows["target"]) & to_rate & ~compared
    no_baseline = no_target & np.isnan(rows["baseline"])
    baseline_late = rows["judged_at"] > rows["baseline_promised"]
    target_late = rows["judged_at"] > rows["target_promised"]
    alone = (rows["expectation"] == Expectation.IMPROVEMENT) & ~np.isnan(rows["baseline"]) & no_target
    return [
        (Rating.BASELINE_OVERDUE, Reason.NO_BASELINE, no_baseline & baseline_late),
        (Rating.AWAITING_BASELINE, Reason.NO_BASELINE, no_baseline),
        (Rating.NO_TRAJECTORY, Reason.NOTHING_BEFORE, alone),
        (Rating.TARGET_OVERDUE, Reason.NO_TARGET, no_target & target_late),
        (Rating.AWAITING_TARGET, Reason.NO_TARGET, no_target),
    ]


def _better_by(rows: Columns, other: NDArray[np.float64]) -> NDArray[np.float64]:
    """The distance of the figure from another level, in the unit; negative where it is worse."""
    ahead = rows["figure"] - other
    return np.where(rows["better"] == Better.HIGHER, ahead, -ahead)


def _improvement(rows: Columns) -> list[Rule]:
    """For a measure that must improve each period: against the period before."""
    must = rows["expectation"] == Expectation.IMPROVEMENT
    ahead = np.where(must, _better_by(rows, rows["previous"]), np.nan)
    return [
        (Rating.GREEN, Reason.BETTER_THAN_BEFORE, ahead > EXACT),
        (Rating.RED, Reason.WORSE_THAN_BEFORE, ahead < -EXACT),
        (Rating.AMBER, Reason.SAME_AS_BEFORE, np.abs(ahead) <= EXACT),
    ]


def _target_met(rows: Columns) -> list[Rule]:
    """At or better than the final target; a year to date has its last word in the year's last month."""
    last_word = (rows["basis"] != Basis.YEAR_TO_DATE) | (rows["at"] == rows["year_end"])
    return [(Rating.BLUE, Reason.TARGET_MET, (_better_by(rows, rows["target"]) >= -EXACT) & last_word)]


def _against_target(rows: Columns) -> list[Rule]:
    """Against baseline, target, needed rate, floor and trajectory, in the order in which they count."""
    ahead = _better_by(rows, rows["trajectory"])
    missed = (rows["at"] >= rows["target_month"]) & (_better_by(rows, rows["target"]) < -EXACT)
    worse_than_baseline = _better_by(rows, rows["baseline"]) < -EXACT
    return [
        (Rating.RED, Reason.WORSE_THAN_BASELINE, worse_than_baseline),
        (Rating.RED, Reason.TARGET_MISSED, missed),
        (Rating.RED, Reason.OUT_OF_REACH, rows["needed"] > 100 + EXACT),
        (Rating.RED, Reason.WORSE_THAN_FLOOR, _better_by(rows, rows["floor"]) < -EXACT),
        (Rating.RED, Reason.BEYOND_TOLERANCE, ahead < -_tolerated(rows) - EXACT),
        (Rating.GREEN, Reason.ON_TRAJECTORY, ahead >= -EXACT),
        (Rating.AMBER, Reason.WITHIN_TOLERANCE, ahead < -EXACT),
        (Rating.NO_TRAJECTORY, Reason.NO_TRAJECTORY, ~np.isnan(rows["figure"]) & ~np.isnan(rows["target"])),
    ]
