"""Officers' answers about layouts, as they were given: for each fingerprint the newest counts, unless it was forgotten.

They decide how files are read and change no figure, so they are no part of the store's version. A name belongs to one
fingerprint at a time, so that people can speak of a layout by its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine, RowMapping, select

from sendkpi.errors import NotFoundError, RefusedError
from sendkpi.layouts import Layout, as_record, from_record
from sendkpi.store.base import tables
from sendkpi.store.base.database import reading, writing
from sendkpi.store.base.dated import dated, insert_row, recording_moment
from sendkpi.store.base.stamps import stated


@dataclass(frozen=True)
class KeptLayout:
    """A layout that counts, and who gave it when (UTC)."""

    layout: Layout
    recorded_at: dt.datetime
    recorded_by: str


def layouts(engine: Engine) -> tuple[Layout, ...]:
    """The layouts that count now, by name."""
    return tuple(kept.layout for kept in kept_layouts(engine))


def kept_layouts(engine: Engine) -> tuple[KeptLayout, ...]:
    """As `layouts`, each with who gave it when."""
    with reading(engine) as connection:
        return _kept(connection)


def keep_layout(engine: Engine, layout: Layout, *, by: str, now: dt.datetime | None = None) -> None:
    """Keep an answer for its fingerprint, in place of the one before it; `now` as in `submit`.

    Raises RefusedError without a name of the layout or of who keeps it, or where the name belongs to another
    fingerprint; SendKpiError for one that leaves open what the measure, the month or the figure is.
    """
    who = stated(by, "Say who keeps the layout.")
    with writing(engine) as connection:
        keep_in(connection, [layout], who, recording_moment(connection, now))


def keep_in(connection: Connection, answers: Iterable[Layout], who: str, recorded_at: dt.datetime) -> None:
    """As `keep_layout`, inside a transaction; an answer that counts already is not kept again."""
    for given in answers:
        named = replace(given, name=stated(given.name, "Give the layout a name."))
        layout = from_record(as_record(named))  # what could not be read again would stand in the way of every file
        current = [kept.layout for kept in _kept(connection)]
        taken = [one for one in current if _same(one.name, layout.name) and one.fingerprint != layout.fingerprint]
        if taken:
            raise RefusedError(f"The layout “{taken[0].name}” belongs to other headings: choose another name.")
        if layout not in current:
            _record(connection, layout, as_record(layout), who, recorded_at)


def forget_layout(engine: Engine, name: str, *, by: str, now: dt.datetime | None = None) -> Layout:
    """Ask again about files with this layout from now on; answers what it was.

    Raises NotFoundError for a name that no layout has, RefusedError without a name of who forgets it.
    """
    who = stated(by, "Say who forgets the layout.")
    with writing(engine) as connection:
        layout = find_layout((kept.layout for kept in _kept(connection)), name)
        _record(connection, layout, None, who, recording_moment(connection, now))
    return layout


def find_layout(among: Iterable[Layout], name: str) -> Layout:
    """The layout of that name, whatever its capitals.

    Raises NotFoundError that names those there are.
    """
    known = list(among)
    for layout in known:
        if _same(layout.name, name):
            return layout
    names = f"There are: {'; '.join(one.name for one in known)}." if known else "None is kept yet."
    raise NotFoundError(f"There is no layout “{name}”. {names}")


def _kept(connection: Connection) -> tuple[KeptLayout, ...]:
    """Inside a transaction: the newest of each fingerprint, without those forgotten."""
    layouts = dated(tables.layouts)
    rows = connection.execute(select(layouts).order_by(layouts.c.id)).mappings()
    newest: dict[str, RowMapping] = {row["fingerprint"]: row for row in rows}
    kept = [
        KeptLayout(from_record(row["record"]), row["recorded_at"], row["recorded_by"])
        for row in newest.values()
        if row["record"] is not None
    ]
    return tuple(sorted(kept, key=lambda one: one.layout.name.casefold()))


def _record(
    connection: Connection, layout: Layout, record: dict[str, object] | None, who: str, recorded_at: dt.datetime
) -> None:
    row = {"name": layout.name, "fingerprint": layout.fingerprint, "record": record}
    insert_row(connection, tables.layouts, row, who, recorded_at)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
