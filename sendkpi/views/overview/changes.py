"""What changed since an earlier month or day, in short lines, each leading to its measure.

The address may name another month (`since=2022-03`: what moved from it to the month shown) or day
(`since=2022-07-15`: what was recorded after it); without either it is the month before.
"""

from __future__ import annotations

import textwrap
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis import Rating, wording
from sendkpi.analysis.changes.moves import Moment, record_days
from sendkpi.analysis.changes.words import MoveKind, agreed_in_short, assurance_in_short, variation_in_short
from sendkpi.analysis.spc.wording import note_words
from sendkpi.errors import SendKpiError
from sendkpi.frames import rows_of
from sendkpi.frames.changes import MoveRow
from sendkpi.values import add_months, day_name, month_code, month_name, parse_day, parse_month
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import attention, icons

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.views.frame.positions import Key

SINCE = "since"
"""The name in the address of the month or day that the position is held against."""
LINES = 8
"""Measures that are told at once; the others are opened."""
RESTATED_SHOWN = 2
LONGEST = 90
"""Letters of an agreement's words in a line; its own place tells them whole."""
FURTHER_BACK = (1, 3, 12)
"""Months back that the panel offers."""


def show_moved(of: Key, query: dict[str, str]) -> None:
    """What changed since the month before, or since the month or day that the address names."""
    asked = st.query_params.get(SINCE, "")
    since = _understood(of, asked)
    if asked and since is None:
        st.warning(f"“{markup.plain(asked)}” is no month or day before the position shown; this is the month before.")
    markup.show(_panel(of, since or _before(of, 1), tuple(query.items())))


def _understood(of: Key, asked: str) -> Moment | None:
    """The earlier position that the address asks for; None for anything else."""
    try:
        month = parse_month(asked)
    except SendKpiError:
        pass
    else:
        return Moment(month, of.as_at) if month < of.month else None
    try:
        day = parse_day(asked)
    except SendKpiError:
        return None
    return Moment(of.month, day) if day < of.as_at else None


@lru_cache(maxsize=128)
def _panel(of: Key, since: Moment, asked: tuple[tuple[str, str], ...]) -> Html:
    query = dict(asked)
    lines = _lines(of, _moves(of, since), query)
    by_day = since.as_at != of.as_at
    head = f"Recorded since {day_name(since.as_at)}" if by_day else f"Changed since {month_name(since.month)}"
    body = markup.listed(lines[:LINES]) or html('<p class="rest">{}</p>', _quiet(of, since))
    if more := lines[LINES:]:
        body += markup.folded(f"and {len(more)} more", markup.listed(more))
    return html('<div class="rule moved"><h2>{}</h2>{}{}</div>', head, body, _others(of, since, query))


def _before(of: Key, months: int) -> Moment:
    return Moment(add_months(of.month, -months), of.as_at)


def _moves(of: Key, since: Moment) -> pd.DataFrame:
    """What moved from the earlier position to the key's: columns `moves.MOVES`."""
    earlier = positions.at(replace(of, month=since.month, as_at=since.as_at))
    first, last = record_days(since, Moment(of.month, of.as_at))
    records = positions.at(replace(of, as_at=first)).record, positions.at(replace(of, as_at=last)).record
    return positions.at(of).since(earlier, records)


def _others(of: Key, since: Moment, query: dict[str, str]) -> Html:
    """The way to what changed since other months, as far back as the plan's figures go."""
    first = min(measure.collected_from for measure in positions.at(of).plan.measures)
    others = [one for one in (_before(of, months) for months in FURTHER_BACK) if one != since and one.month >= first]
    ways = Html(" · ").join(
        markup.link(month_name(one.month), links.address(links.HOME, query | {SINCE: month_code(one.month)}))
        for one in others
    )
    return ways and html('<p class="quiet small">Compare with another month: {}</p>', ways)


def _quiet(of: Key, since: Moment) -> str:
    """That nothing moved, in a sentence."""
    if since.as_at != of.as_at:
        return f"Nothing that is known of {month_name(of.month)} has changed since {day_name(since.as_at)}."
    return f"Nothing moved between {month_name(since.month)} and {month_name(of.month)}."


def _lines(of: Key, rows: pd.DataFrame, query: dict[str, str]) -> list[Html]:
    """A line for each measure, and one for those together of which the same is to be said."""
    alike: dict[tuple[str, Html], list[MoveRow]] = {}
    about = rows["measure"].where(rows["measure"].ne(""), rows["title"])
    for _, own in rows.groupby(about, sort=False):
        moves = list(rows_of(own, MoveRow))
        alike.setdefault(("" if moves[0].measure else moves[0].title, _phrases(moves)), []).append(moves[0])
    plan = positions.at(of).plan
    return [
        html("{}: {}", attention.names(plan, firsts, lambda row: _address(row, query)), words)
        for (_, words), firsts in alike.items()
    ]


def _address(row: MoveRow, query: dict[str, str]) -> str:
    return links.measure_address(row.measure, query) if row.measure else links.agreed_address(query)


def _phrases(rows: list[MoveRow]) -> Html:
    """All that moved of one measure, or of what is no measure's, as HTML."""
    restated = [row for row in rows if row.kind == MoveKind.RESTATED]
    phrases = [_phrase(row) for row in rows if row.kind != MoveKind.RESTATED]
    return Html("; ").join([*phrases, *([_restated(restated)] if restated else [])])


def _phrase(row: MoveRow) -> Html:
    """One move in a few words, as HTML."""
    if row.kind == MoveKind.STOPPED:
        return html("{} for {}", markup.chip(Rating.NOT_REPORTED), month_name(row.month))
    if row.kind == MoveKind.BEGAN:
        return html("reported again, {}", markup.chip(row.after))
    if row.kind == MoveKind.RATING:
        return html("moved to {} from {}", markup.chip(row.after), wording.RATING_WORDS[Rating(row.before)].word)
    if row.kind == MoveKind.AGREED:
        return Html.escape(textwrap.shorten(agreed_in_short(row), LONGEST, placeholder=" …"))
    return _verdict(row)


def _verdict(row: MoveRow) -> Html:
    """The icon where there is one, and what it says now."""
    of_change = row.kind == MoveKind.VARIATION
    drawn = icons.variation_icon if of_change else icons.assurance_icon
    words = variation_in_short(row.before, row.after) if of_change else assurance_in_short(row.after)
    icon = html("{} ", drawn(row.after, row.note, row.note_month, beside_words=True)) if row.after else ""
    note = note_words(row.note, row.note_month)
    return html("{}{}{}", icon, words, f" ({note})" if note else "")


def _restated(rows: list[MoveRow]) -> Html:
    """`March 2022 restated 8/20 (40.0%) → 9/20 (45.0%)`, the newest first, and how many more."""
    shown = [
        f"{month_name(row.month)}{f', {row.breakdown},' if row.breakdown else ''} restated {row.before} → {row.after}"
        for row in rows[:RESTATED_SHOWN]
    ]
    more = f" and {wording.counted(len(rows) - RESTATED_SHOWN, 'more figure')}" if len(rows) > RESTATED_SHOWN else ""
    return Html.escape(", ".join(shown) + more)
