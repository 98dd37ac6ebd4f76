"""What a whole scorecard says in one sentence: what is off track, what is on course, and what shows a real change.

It is to be read in five seconds: measures are counted, and named only while few of them fit into so many words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sendkpi.analysis.periods.rating import Rating
from sendkpi.analysis.spc.labels import CONCERNS, IMPROVEMENTS
from sendkpi.analysis.spc.process import firm
from sendkpi.analysis.wording import counted, joined

if TYPE_CHECKING:
    import pandas as pd

NAMED = 2
"""More measures of a kind than this are counted and not named."""

WORDS = 34
"""A sentence that would be longer than this names fewer measures."""

NOTHING_JUDGED = "No measure can be judged yet: figures, baselines or targets are still to come"

_COURSE, _BEHIND, _OFF, _WORSE, _BETTER = range(5)
_NAMED_FIRST = (_WORSE, _OFF, _BETTER)
"""What is named before what, while there is room."""


def headline(positions: pd.DataFrame) -> str:
    """The sentence, from the scorecard's `title`, `rating`, `variation`, `process_note` and `verdict_month`.

    A change counts as real on limits that are firm; on trial limits it does not make the headline.
    """
    rating, variation = positions["rating"], positions["variation"].where(firm(positions), "")
    kinds = {
        _COURSE: rating.isin([Rating.BLUE, Rating.GREEN]),
        _BEHIND: rating == Rating.AMBER,
        _OFF: rating == Rating.RED,
        _WORSE: variation.isin(CONCERNS),
        _BETTER: variation.isin(IMPROVEMENTS),
    }
    titles = {kind: positions.loc[own, "title"].tolist() for kind, own in kinds.items()}
    charted = bool((variation != "").any())
    named: list[int] = []
    for kind in _NAMED_FIRST:
        longer = [*named, kind]
        if len(titles[kind]) <= NAMED and len(_sentence(titles, longer, charted=charted).split()) <= WORDS:
            named = longer
    return _sentence(titles, named, charted=charted)


def _sentence(titles: dict[int, list[str]], named: Iterable[int], *, charted: bool) -> str:
    names = {kind: _named(own) if kind in named else "" for kind, own in titles.items()}
    return (
        "; ".join(part for part in (_course(titles, names), _signals(titles, names) if charted else "") if part) + "."
    )


def _named(titles: list[str]) -> str:
    return f" ({'; '.join(_lower(title) for title in titles)})" if titles else ""


def _course(titles: dict[int, list[str]], names: dict[int, str]) -> str:
    """`7 of 18 judged measures are off track, 4 behind and 7 on course`."""
    course, behind, off = (len(titles[kind]) for kind in (_COURSE, _BEHIND, _OFF))
    judged = course + behind + off
    if not judged:
        return NOTHING_JUDGED
    if course == judged:
        return f"All {judged} judged measures are on course" if judged > 1 else "The one judged measure is on course"
    if judged == 1:
        return f"The one judged measure is {f'off track{names[_OFF]}' if off else 'behind'}"
    kinds = ((off, f"off track{names[_OFF]}"), (behind, "behind"), (course, "on course"))
    (first, words), *rest = [kind for kind in kinds if kind[0]]
    begun = f"{first} of {counted(judged, 'judged measure')} {'is' if first == 1 else 'are'} {words}"
    return joined([begun, *(f"{count} {word}" for count, word in rest)])


def _signals(titles: dict[int, list[str]], names: dict[int, str]) -> str:
    """`1 shows real worsening (…), 3 real improvement`; that none does is said too, once anything could."""
    worse, better = len(titles[_WORSE]), len(titles[_BETTER])
    if not worse and not better:
        return "none shows a real change"
    if not worse:
        return f"{counted(better, 'shows', 'show')} real improvement{names[_BETTER]}, none real worsening"
    rest = f", {better} real improvement{names[_BETTER]}" if better else ""
    return f"{counted(worse, 'shows', 'show')} real worsening{names[_WORSE]}{rest}"


def _lower(title: str) -> str:
    """A title inside a sentence: its first letter small, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
