"""The rating of a measure at a month: the first rule that holds, and the rule as its reason.

Judged on unrounded figures. The rules and their order are the product's own, printed where ratings are explained.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

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


Rule = tuple[Rating, Reason, pd.Series]
"""A rating, its reason, and the rows for which they hold."""


def tolerated(rows: pd.DataFrame) -> pd.Series:
    """The tolerance of each row: how far from the trajectory is still amber, in the measure's unit."""
    percent = rows["trajectory"].abs() * rows["tolerance"] / 100
    return rows["tolerance"].where(rows["tolerance_unit"] == "points", percent)


def with_ratings(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `rating` (a Rating) and `rating_reason` (a Reason), "" where a figure is neither there nor due.

    In: the grid with bases, `trajectory`, `needed`, `previous` (the figure of the period before), `due`
    (whether the row's figure is due), `judged_at` (the month, as a number, at which promises are judged).
    """
    rules = [*_unrated(rows), *_without_ends(rows), *_target_met(rows), *_improvement(rows)]
    rules += _against_target(rows)
    conditions = [condition.to_numpy(dtype=bool) for _, _, condition in rules]
    ratings = np.select(conditions, [str(rating) for rating, _, _ in rules], default="")
    reasons = np.select(conditions, [str(reason) for _, reason, _ in rules], default="")
    return rows.assign(rating=ratings, rating_reason=reasons)


def _unrated(rows: pd.DataFrame) -> list[Rule]:
    """The rules for figures that are not rated: a symbol, a month before the baseline, absent or in part."""
    symbol, absent = rows["symbol"], rows["figure"].isna()
    on_year = rows["basis"].eq(Basis.YEAR_TO_DATE)
    nothing = absent & rows["reported"] & rows["denominator"].eq(0)
    rounds_away = absent & symbol.eq(Symbol.LOW)
    return [
        (Rating.SUPPRESSED, Reason.CONFIDENTIAL, symbol.eq(Symbol.CONFIDENTIAL)),
        (Rating.NOT_APPLICABLE, Reason.INAPPLICABLE, symbol.eq(Symbol.NOT_APPLICABLE)),
        (Rating.NOT_APPLICABLE, Reason.BEFORE_BASELINE, rows["at"] < rows["baseline_month"]),
        (Rating.NOT_REPORTED, Reason.UNAVAILABLE, absent & symbol.eq(Symbol.NOT_AVAILABLE)),
        (Rating.NOT_APPLICABLE, Reason.ROUNDED_AWAY, rounds_away),
        (Rating.NOT_REPORTED, Reason.UNRELIABLE, absent & symbol.eq(Symbol.UNRELIABLE)),
        (Rating.INCOMPLETE, Reason.WITHOUT_COUNTS, on_year & absent & rows["value"].notna()),
        (Rating.INCOMPLETE, Reason.MONTH_MISSING, on_year & rows["reported"] & ~rows["complete"]),
        (Rating.NOT_APPLICABLE, Reason.NOTHING_TO_COUNT, nothing),
        (Rating.NOT_REPORTED, Reason.DUE_AND_MISSING, absent & rows["due"]),
        (Rating.NOT_APPLICABLE, Reason.NOT_DUE, absent & rows["target"].notna() & rows["rate_undue"]),
    ]


def _without_ends(rows: pd.DataFrame) -> list[Rule]:
    """A baseline or a target still to be agreed, overdue once the month promised for it has passed."""
    to_rate = rows["figure"].notna() | rows["rate_undue"]
    compared = rows["expectation"].eq(Expectation.IMPROVEMENT) & rows["previous"].notna()
    no_target = rows["target"].isna() & to_rate & ~compared
    no_baseline = no_target & rows["baseline"].isna()
    baseline_late = rows["judged_at"] > rows["baseline_promised"]
    target_late = rows["judged_at"] > rows["target_promised"]
    alone = rows["expectation"].eq(Expectation.IMPROVEMENT) & rows["baseline"].notna() & no_target
    return [
        (Rating.BASELINE_OVERDUE, Reason.NO_BASELINE, no_baseline & baseline_late),
        (Rating.AWAITING_BASELINE, Reason.NO_BASELINE, no_baseline),
        (Rating.NO_TRAJECTORY, Reason.NOTHING_BEFORE, alone),
        (Rating.TARGET_OVERDUE, Reason.NO_TARGET, no_target & target_late),
        (Rating.AWAITING_TARGET, Reason.NO_TARGET, no_target),
    ]


def _better_by(rows: pd.DataFrame, other: pd.Series) -> pd.Series:
    """The distance of the figure from another level, in the unit; negative where it is worse."""
    ahead = rows["figure"] - other
    return ahead.where(rows["better"].eq(Better.HIGHER), -ahead)


def _improvement(rows: pd.DataFrame) -> list[Rule]:
    """For a measure that must improve each period: against the period before."""
    ahead = _better_by(rows, rows["previous"]).where(rows["expectation"].eq(Expectation.IMPROVEMENT))
    return [
        (Rating.GREEN, Reason.BETTER_THAN_BEFORE, ahead > EXACT),
        (Rating.RED, Reason.WORSE_THAN_BEFORE, ahead < -EXACT),
        (Rating.AMBER, Reason.SAME_AS_BEFORE, ahead.abs() <= EXACT),
    ]


def _target_met(rows: pd.DataFrame) -> list[Rule]:
    """At or better than the final target; a year to date has its last word in the year's last month."""
    last_word = ~rows["basis"].eq(Basis.YEAR_TO_DATE) | (rows["at"] == rows["year_end"])
    return [(Rating.BLUE, Reason.TARGET_MET, (_better_by(rows, rows["target"]) >= -EXACT) & last_word)]


def _against_target(rows: pd.DataFrame) -> list[Rule]:
    """Against baseline, target, needed rate, floor and trajectory, in the order in which they count."""
    ahead = _better_by(rows, rows["trajectory"])
    missed = (rows["at"] >= rows["target_month"]) & (_better_by(rows, rows["target"]) < -EXACT)
    worse_than_baseline = _better_by(rows, rows["baseline"]) < -EXACT
    return [
        (Rating.RED, Reason.WORSE_THAN_BASELINE, worse_than_baseline),
        (Rating.RED, Reason.TARGET_MISSED, missed),
        (Rating.RED, Reason.OUT_OF_REACH, rows["needed"] > 100 + EXACT),
        (Rating.RED, Reason.WORSE_THAN_FLOOR, _better_by(rows, rows["floor"]) < -EXACT),
        (Rating.RED, Reason.BEYOND_TOLERANCE, ahead < -tolerated(rows) - EXACT),
        (Rating.GREEN, Reason.ON_TRAJECTORY, ahead >= -EXACT),
        (Rating.AMBER, Reason.WITHIN_TOLERANCE, ahead < -EXACT),
        (Rating.NO_TRAJECTORY, Reason.NO_TRAJECTORY, rows["figure"].notna() & rows["target"].notna()),
    ]
