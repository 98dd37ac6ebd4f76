"""The measures that need a director's eye: those that are off track, and those that worsen while they are not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sendkpi.analysis.periods.rating import Rating
from sendkpi.analysis.spc.labels import CONCERNS, IMPROVEMENTS, Note
from sendkpi.analysis.wording import RATING_WORDS
from sendkpi.frames import settle
from sendkpi.frames.figures import ExceptionRow

if TYPE_CHECKING:
    import pandas as pd

_STILL = {
    Rating.BLUE: "Target still met",
    Rating.GREEN: "Still on trajectory",
    Rating.AMBER: "Behind, not yet off track",
}
_SURE = "a real sign of worsening"
_TRIAL = "a first sign of worsening, on trial limits"


def exceptions(positions: pd.DataFrame) -> pd.DataFrame:
    """The rows of a scorecard that need attention, with `early` and `why`, in the order in which to read them.

    First what is off track: what worsens too, then the rest, then what improves already; then the early warnings
    (`early`): not off track, and worsening by the process chart of the newest figure. `why` says in a few words
    what rating and variation say together, "" where the rating says it all.
    """
    red = positions["rating"] == Rating.RED
    newest = positions["verdict_month"].isna()
    worse = positions["variation"].isin(CONCERNS) & newest
    better = positions["variation"].isin(IMPROVEMENTS) & newest
    found = positions.assign(early=~red, order=np.select([red & worse, red & ~better, red], [0, 1, 2], default=3))
    found = found[red | worse].sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)
    words = zip(
        found["rating"], found["variation"].where(found["verdict_month"].isna(), ""), found["process_note"], strict=True
    )
    found = found.assign(why=[_why(Rating(rating), variation, Note(note)) for rating, variation, note in words])
    return settle(found, ExceptionRow)


def _why(rating: Rating, variation: str, note: Note) -> str:
    trial = note is Note.TRIAL
    if rating is Rating.RED:
        way = "and worsening" if variation in CONCERNS else "but improving" if variation in IMPROVEMENTS else ""
        return f"Off track, {way}{', by trial limits' if trial else ''}." if way else ""
    still = _STILL.get(rating, RATING_WORDS[rating].word)
    return f"{still}, but {_TRIAL if trial else _SURE}."
