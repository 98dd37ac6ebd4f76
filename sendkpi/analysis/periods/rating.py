"""The rating of a measure at a month: the first rule that holds, and the words that give it.

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

DUE_AND_MISSING = "due and not reported"
"""Why a measure is not reported of which nothing came."""

Rule = tuple[Rating, str, pd.Series]
"""A rating, the words for it, and the rows for which it holds."""


def tolerated(rows: pd.DataFrame) -> pd.Series:
    """How far from the trajectory is still amber, in the measure's unit."""
    percent = rows["trajectory"].abs() * rows["tolerance"] / 100
    return rows["tolerance"].where(rows["tolerance_unit"] == "points", percent)


def with_ratings(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `rating` and `rating_reason`, "" where a figure is neither there nor due.

    In: the grid with bases, `trajectory`, `needed`, `previous` (the figure of the period before), `due`
    (whether the row's figure is due), `judged_at` (the month, as a number, at which promises are judged).
    """
    rules = [*_unrated(rows), *_without_ends(rows), *_target_met(rows), *_improvement(rows)]
    rules += _against_target(rows)
    conditions = [condition.to_numpy(dtype=bool) for _, _, condition in rules]
    ratings = np.select(conditions, [str(rating) for rating, _, _ in rules], default="")
    reasons = np.select(conditions, [reason for _, reason, _ in rules], default="")
    return rows.assign(rating=ratings, rating_reason=reasons)


def _unrated(rows: pd.DataFrame) -> list[Rule]:
    """Why there is nothing to rate: a symbol, a month before the baseline, a figure absent or in part."""
    symbol, absent = rows["symbol"], rows["figure"].isna()
    on_year = rows["basis"].eq(Basis.YEAR_TO_DATE)
    nothing = absent & rows["reported"] & rows["denominator"].eq(0)
    rounds_away = absent & symbol.eq(Symbol.LOW)
    return [
        (Rating.SUPPRESSED, "confidential: the figure is hidden at its source", symbol.eq(Symbol.CONFIDENTIAL)),
        (Rating.NOT_APPLICABLE, "reported as not applicable", symbol.eq(Symbol.NOT_APPLICABLE)),
        (Rating.NOT_APPLICABLE, "before the baseline month", rows["at"] < rows["baseline_month"]),
        (Rating.NOT_REPORTED, "reported as not available", absent & symbol.eq(Symbol.NOT_AVAILABLE)),
        (Rating.NOT_APPLICABLE, "reported as too small to show after rounding", rounds_away),
        (Rating.NOT_REPORTED, "reported as too unreliable to show", absent & symbol.eq(Symbol.UNRELIABLE)),
        (
            Rating.INCOMPLETE,
            "the year to date cannot be computed without numerators and denominators",
            on_year & absent & rows["value"].notna(),
        ),
        (Rating.INCOMPLETE, "a month of the year to date is missing", on_year & rows["reported"] & ~rows["complete"]),
        (Rating.NOT_APPLICABLE, "nothing to count: the denominator is 0", nothing),
        (Rating.NOT_REPORTED, DUE_AND_MISSING, absent & rows["due"]),
        (Rating.NOT_APPLICABLE, "no figure is due yet", absent & rows["target"].notna() & rows["rate_undue"]),
    ]


def _without_ends(rows: pd.DataFrame) -> list[Rule]:
    """A baseline or a target still to be agreed, overdue once the month promised for it has passed."""
    told = rows["figure"].notna() | rows["rate_undue"]
    compared = rows["expectation"].eq(Expectation.IMPROVEMENT) & rows["previous"].notna()
    no_target = rows["target"].isna() & told & ~compared
    no_baseline = no_target & rows["baseline"].isna()
    baseline_late = rows["judged_at"] > rows["baseline_promised"]
    target_late = rows["judged_at"] > rows["target_promised"]
    alone = rows["expectation"].eq(Expectation.IMPROVEMENT) & rows["baseline"].notna() & no_target
    return [
        (Rating.BASELINE_OVERDUE, "no baseline has been agreed", no_baseline & baseline_late),
        (Rating.AWAITING_BASELINE, "no baseline has been agreed", no_baseline),
        (Rating.NO_TRAJECTORY, "no figure for the period before to compare with", alone),
        (Rating.TARGET_OVERDUE, "no target has been agreed", no_target & target_late),
        (Rating.AWAITING_TARGET, "no target has been agreed", no_target),
    ]


def _better_by(rows: pd.DataFrame, other: pd.Series) -> pd.Series:
    """How much better than another level the figure is, in the unit; negative where it is worse."""
    ahead = rows["figure"] - other
    return ahead.where(rows["better"].eq(Better.HIGHER), -ahead)


def _improvement(rows: pd.DataFrame) -> list[Rule]:
    """For a measure that must improve each period: against the period before."""
    ahead = _better_by(rows, rows["previous"]).where(rows["expectation"].eq(Expectation.IMPROVEMENT))
    return [
        (Rating.GREEN, "better than the period before", ahead > EXACT),
        (Rating.RED, "worse than the period before", ahead < -EXACT),
        (Rating.AMBER, "the same as the period before", ahead.abs() <= EXACT),
    ]


def _target_met(rows: pd.DataFrame) -> list[Rule]:
    """At or better than the final target; a year to date has its last word in the year's last month."""
    last_word = ~rows["basis"].eq(Basis.YEAR_TO_DATE) | (rows["at"] == rows["year_end"])
    return [(Rating.BLUE, "at or better than the target", (_better_by(rows, rows["target"]) >= -EXACT) & last_word)]


def _against_target(rows: pd.DataFrame) -> list[Rule]:
    """Against baseline, target, needed rate, floor and trajectory, in the order in which they count."""
    ahead = _better_by(rows, rows["trajectory"])
    missed = (rows["at"] >= rows["target_month"]) & (_better_by(rows, rows["target"]) < -EXACT)
    worse_than_baseline = _better_by(rows, rows["baseline"]) < -EXACT
    return [
        (Rating.RED, "worse than the baseline", worse_than_baseline),
        (Rating.RED, "target missed", missed),
        (Rating.RED, "target out of reach this year", rows["needed"] > 100 + EXACT),
        (Rating.RED, "worse than the floor", _better_by(rows, rows["floor"]) < -EXACT),
        (Rating.RED, "behind the trajectory by more than the tolerance", ahead < -tolerated(rows) - EXACT),
        (Rating.GREEN, "at or better than the trajectory", ahead >= -EXACT),
        (Rating.AMBER, "behind the trajectory, within the tolerance", ahead < -EXACT),
        (Rating.NO_TRAJECTORY, "a target, and no trajectory yet", rows["figure"].notna() & rows["target"].notna()),
    ]
