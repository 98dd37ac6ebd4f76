"""The stamp of every row, by whom it is recorded, why and when; the store's clock, and the last moment in sight.

A figure's `recorded_at` is UTC to the microsecond. A day includes everything recorded up to midnight
in London, summer and winter.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeGuard

from sendkpi.errors import ClockError, RefusedError, SendKpiError
from sendkpi.texts import LONGEST_NAME, LONGEST_NOTE, kept_text
from sendkpi.values import LONDON, moment_name

TICK = dt.timedelta(microseconds=1)
_TOLERATED = dt.timedelta(days=1)


def cutoff(as_at: dt.date | dt.datetime | None) -> dt.datetime | None:
    """The last moment (UTC, included) that `as_at` takes in; None where it takes in everything.

    Raises SendKpiError for a moment without a time zone.
    """
    if as_at is None or as_at == dt.date.max:
        return None
    if isinstance(as_at, dt.datetime):
        return in_utc(as_at)
    midnight = dt.datetime.combine(as_at + dt.timedelta(days=1), dt.time.min, tzinfo=LONDON)
    return midnight.astimezone(dt.UTC) - TICK


def in_utc(moment: dt.datetime) -> dt.datetime:
    """The same moment in UTC.

    Raises SendKpiError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise SendKpiError(f"{moment} has no time zone, so it is not one moment: add one.")
    return moment.astimezone(dt.UTC)


def next_moment(newest: dt.datetime | None, now: dt.datetime | None) -> dt.datetime:
    """The moment of what is recorded: `now` where it is given, else the clock.

    The clock never gives a moment that is recorded already, nor an earlier one: what a reader saw
    as at any moment stays so, even where the machine's clock was set back.
    Raises ClockError where the newest is more than a day ahead of the clock: one of the two is wrong, and whatever
    is recorded then would stay out of sight until that day.
    """
    if now is not None:
        return in_utc(now)
    clock = dt.datetime.now(tz=dt.UTC)
    if is_ahead(newest, clock):
        raise ClockError(
            f"Nothing was stored: the newest entry was recorded on {moment_name(newest)}, but this machine's clock "
            f"says {moment_name(clock)}. If the clock is wrong, put it right; if the entry is, "
            "`python -m sendkpi doctor` says what to do."
        )
    return clock if newest is None or newest < clock else newest + TICK


def is_ahead(newest: dt.datetime | None, clock: dt.datetime) -> TypeGuard[dt.datetime]:
    """Whether the newest moment on record is too far ahead of the clock to record anything after it."""
    return newest is not None and newest > clock + _TOLERATED


def moment_of(day: dt.date) -> dt.datetime:
    """The last moment (UTC) of a day in London; of today, now."""
    end = cutoff(day) or dt.datetime.now(tz=dt.UTC)
    return min(end, dt.datetime.now(tz=dt.UTC))


def stated(words: str, otherwise: str) -> str:
    """A name as it is kept (`texts.kept_text`, on one line).

    Raises RefusedError for one that cannot be kept, and `otherwise` where nothing is said.
    """
    return _required(kept_text("The name", words, LONGEST_NAME).replace("\n", " "), otherwise)


def stated_reason(words: str, otherwise: str) -> str:
    """A reason as it is kept (`texts.kept_text`). Raises as `stated`."""
    return _required(kept_text("The reason", words, LONGEST_NOTE), otherwise)


def _required(words: str, otherwise: str) -> str:
    if not words:
        raise RefusedError(otherwise)
    return words
