"""Which of a measure's figures one line may join: never over a missing period, nor over the turn of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.plan.choices import Basis

if TYPE_CHECKING:
    import pandas as pd


def runs(told: pd.DataFrame) -> pd.Series:
    """Numbers the unbroken stretches of one measure's figures, in order of time.

    In: the rows with a figure, with the timeline's columns `at` (month number), `period` (months in one),
    `basis`, `year` (that a year to date belongs to) and `complete`. A year to date with a month missing
    stands alone: it is no figure to draw a line to.
    """
    hole = told["at"].diff() > told["period"]
    new_year = told["basis"].eq(Basis.YEAR_TO_DATE) & told["year"].ne(told["year"].shift())
    partial = ~told["complete"] | told["complete"].shift(fill_value=True).eq(False)  # noqa: FBT003 - a frame's values
    return (hole | new_year | partial).cumsum()
