"""Releases of published figures: each file added beside those before it, none ever overwritten.

A release counts from the moment that it is recorded, however long it had been public: what was not on record is in
no answer as at an earlier day. A file with the name of a kept release, or with its bytes under another name or day,
is a correction and needs a reason; from when it is recorded on it counts in the other's place, which stays and still
answers for the days before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, insert, select

from sendkpi.errors import AlreadyLoadedError, RefusedError
from sendkpi.frames import frame, plain_records
from sendkpi.frames.figures import ReleasedRow
from sendkpi.published import PublishedFile, Release
from sendkpi.store.base import tables
from sendkpi.store.base.database import writing
from sendkpi.store.base.dated import insert_row, recorded, recording_moment
from sendkpi.store.base.stamps import stated
from sendkpi.texts import LONGEST_FILENAME, LONGEST_NOTE, kept_text
from sendkpi.values import day_name, london_day

if TYPE_CHECKING:
    import pandas as pd


_ORDER = ["indicator", "published", "release", "level", "area", "year", "basis"]


def load_release(  # noqa: PLR0913 - what is stated of a release, by name
    engine: Engine,
    file: PublishedFile,
    *,
    name: str,
    published: dt.date,
    by: str,
    reason: str = "",
    now: dt.datetime | None = None,
) -> Release:
    """Record a file of published figures as this release, published on that day; `now` as in `submit`.

    Raises RefusedError without a name of the release or of who records it, for a day in the future, and for a
    correction without a reason; AlreadyLoadedError where the file counts already as what it is said to be.
    """
    who = stated(by, "Say who records the release.")
    title = stated(name, "Say which release it is, such as 2025.")
    with writing(engine) as connection:
        recorded_at = recording_moment(connection, now)
        if published > london_day(recorded_at):
            raise RefusedError(f"{day_name(published)} is in the future: give the day that release {title} came out.")
        draft = Release(
            id=0,  # the database numbers it
            indicator=str(file.indicator),
            name=title,
            published=published,
            filename=kept_text("The name of the file", file.filename, LONGEST_FILENAME),
            sha256=file.sha256,
            recorded_at=recorded_at,
            recorded_by=who,
            reason=kept_text("The reason", reason, LONGEST_NOTE),
            rows=len(file.figures),
        )
        for kept in _counting(_recorded(connection)):
            if _replaces(draft, kept):
                _check_correction(draft, kept)
        return replace(draft, id=_insert(connection, draft, file.figures))


def released_in(connection: Connection, as_at: dt.date | dt.datetime | None) -> pd.DataFrame:
    """The published figures that count as at that moment (`stamps.cutoff`), of every release. Rows: ReleasedRow."""
    figures = tables.release_figures
    known = {one.id: one for one in releases_in(connection, as_at)}
    if not known:
        return frame([], ReleasedRow)
    rows = connection.execute(select(figures).where(figures.c.release.in_(known))).mappings().all()
    about = {
        key: {"indicator": one.indicator, "release": one.name, "published": one.published} for key, one in known.items()
    }
    return frame([{**row, **about[row["release"]]} for row in rows], ReleasedRow).sort_values(_ORDER, ignore_index=True)


def _check_correction(draft: Release, kept: Release) -> None:
    """Refuse what takes the place of a kept file without changing anything, or without saying why."""
    day = day_name(london_day(kept.recorded_at))
    if (draft.name, draft.published, draft.sha256) == (kept.name, kept.published, kept.sha256):
        raise AlreadyLoadedError(f"already loaded on {day} as release {kept.name}")
    if not draft.reason:
        came = f"published {day_name(kept.published)}, loaded on {day} from {kept.filename}"
        raise RefusedError(
            f"Release {kept.name} is kept already ({came}) and would count no more: "
            "another release needs another name; a correction needs a reason."
        )


def _replaces(one: Release, earlier: Release) -> bool:
    """Whether one takes the other's place: a release has one file, and a file is of one release."""
    same = one.name.casefold() == earlier.name.casefold() or one.sha256 == earlier.sha256
    return one.indicator == earlier.indicator and same


def _counting(recorded: Iterable[Release]) -> list[Release]:
    """Those that no later one replaces, in the order of recording."""
    current: list[Release] = []
    for one in recorded:
        current = [*(earlier for earlier in current if not _replaces(one, earlier)), one]
    return current


def releases_in(connection: Connection, as_at: dt.date | dt.datetime | None) -> tuple[Release, ...]:
    """The files recorded by then that no other one recorded by then replaces, in the order of their publication."""
    current = _counting(_recorded(connection, as_at))
    return tuple(sorted(current, key=lambda one: (one.published, one.name)))


def _recorded(connection: Connection, as_at: dt.date | dt.datetime | None = None) -> list[Release]:
    """Every file recorded by then, in the order of recording."""
    return [Release(**row) for row in recorded(connection, tables.releases, as_at)]


def _insert(connection: Connection, release: Release, figures: pd.DataFrame) -> int:
    """Add the release and its figures; its number."""
    row = {one.name: getattr(release, one.name) for one in fields(Release) if one.name != "id"}
    number = insert_row(connection, tables.releases, row, release.recorded_by, release.recorded_at)
    if rows := plain_records(figures):
        connection.execute(insert(tables.release_figures), [{**one, "release": number} for one in rows])
    return number
