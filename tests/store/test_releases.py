"""Releases of published figures: kept beside each other, counted from their recording, corrected on the record."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from sendkpi import store
from sendkpi.errors import AlreadyLoadedError, RefusedError, SendKpiError
from sendkpi.frames import columns_of, frame
from sendkpi.frames.figures import PublishedRow, ReleasedRow
from sendkpi.published import Indicator, PublishedFile, Release
from sendkpi.store.releases import releases_in
from tests.on_record import on_record
from tests.store.filed import april, at, extract

if TYPE_CHECKING:
    from sqlalchemy import Engine

OUT = dt.date(2021, 6, 24)


def releases(engine, as_at=None):
    with store.base.database.reading(engine) as connection:
        return releases_in(connection, as_at)


def file(**shares: float | None) -> PublishedFile:
    """A file with a share of all plans for 2020 for each area; None is a figure that was withdrawn."""
    rows = [
        {
            "level": "area",
            "area_code": "309",
            "area": area,
            "year": 2020,
            "basis": "all plans",
            "value": share,
            "symbol": "x" if share is None else "",
        }
        for area, share in shares.items()
    ]
    sha256 = hashlib.sha256(repr(shares).encode()).hexdigest()
    return PublishedFile("sen2.csv", sha256, Indicator.EHC_PLANS_IN_TIME, frame(rows, PublishedRow))


def load(engine: Engine, given: PublishedFile, name: str = "2021", published: dt.date = OUT, **more) -> Release:
    return store.load_release(engine, given, name=name, published=published, by=more.pop("by", "Ada"), **more)


def shares(engine: Engine, as_at: dt.date | None = None) -> dict[str, float]:
    """Each release's share for the only area."""
    frame = on_record(engine, as_at).released
    return dict(zip(frame["release"], frame["value"], strict=True))


def test_a_figure_comes_back_as_it_was_published(engine: Engine):
    kept = load(engine, file(Haringey=68.9, Hackney=None))
    frame = on_record(engine).released
    assert list(frame.columns) == columns_of(ReleasedRow)
    assert frame["area"].tolist() == ["Hackney", "Haringey"]
    assert frame["value"].isna().tolist() == [True, False]
    assert (frame["symbol"].tolist(), frame["value"][1]) == (["x", ""], 68.9)
    assert (kept.name, kept.published, kept.rows, kept.recorded_by) == ("2021", OUT, 2, "Ada")
    assert releases(engine) == (kept,)


def test_a_later_release_stands_beside_an_earlier_one_and_never_in_its_place(engine: Engine):
    load(engine, file(Haringey=68.9))
    load(engine, file(Haringey=69.0), name="2022", published=dt.date(2022, 5, 12), now=at(13))
    assert shares(engine) == {"2021": 68.9, "2022": 69.0}


def test_a_release_counts_from_its_recording_though_it_came_out_before(engine: Engine):
    load(engine, file(Haringey=68.9), now=at(13))
    for day in (OUT, dt.date(2022, 5, 12)):
        assert (shares(engine, day), releases(engine, day)) == ({}, ())
    assert shares(engine, dt.date(2022, 5, 13)) == {"2021": 68.9}


def test_a_release_is_not_on_record_the_moment_before_it_was_loaded(engine: Engine):
    kept = load(engine, file(Haringey=68.9), now=at(13))
    assert releases(engine, at(13) - dt.timedelta(microseconds=1)) == ()
    assert releases(engine, at(13)) == (kept,)


def test_midnight_in_london_decides_by_which_day_a_release_was_on_record(engine: Engine):
    load(engine, file(Haringey=68.9), now=dt.datetime(2022, 5, 13, 23, 30, tzinfo=dt.UTC))
    assert shares(engine, dt.date(2022, 5, 13)) == {}
    assert shares(engine, dt.date(2022, 5, 14)) == {"2021": 68.9}


def test_the_same_file_again_is_already_loaded(engine: Engine):
    load(engine, file(Haringey=68.9), now=at(13))
    with pytest.raises(AlreadyLoadedError, match=r"^already loaded on 13 May 2022 as release 2021$"):
        load(engine, file(Haringey=68.9), now=at(14))
    assert len(releases(engine)) == 1


def test_another_file_under_a_kept_name_is_refused_without_a_reason(engine: Engine):
    load(engine, file(Haringey=68.9), now=at(13))
    with pytest.raises(RefusedError, match=r"Release 2021 is kept already .* a correction needs a reason"):
        load(engine, file(Haringey=70.0), now=at(14))
    assert shares(engine) == {"2021": 68.9}


def test_a_correction_counts_from_its_recording_and_the_days_before_keep_what_stood(engine: Engine):
    load(engine, file(Haringey=68.9), now=at(13))
    load(engine, file(Haringey=70.0), now=at(16), reason="The Department corrected the file")
    assert shares(engine) == {"2021": 70.0}
    assert shares(engine, dt.date(2022, 5, 15)) == {"2021": 68.9}
    assert shares(engine, dt.date(2022, 5, 16)) == {"2021": 70.0}


def test_a_file_loaded_under_a_wrong_name_or_day_is_put_right_with_a_reason(engine: Engine):
    given = file(Haringey=68.9)
    load(engine, given, name="2012", now=at(13))
    with pytest.raises(RefusedError, match="Release 2012 is kept already"):
        load(engine, given, now=at(14))
    load(engine, given, published=dt.date(2021, 6, 23), now=at(15), reason="A slip of the keyboard")
    load(engine, given, now=at(16), reason="The day too")
    assert [(one.name, one.published) for one in releases(engine)] == [("2021", OUT)]


def test_a_release_that_has_not_come_out_yet_is_refused(engine: Engine):
    with pytest.raises(RefusedError, match="14 May 2022 is in the future"):
        load(engine, file(Haringey=68.9), published=dt.date(2022, 5, 14), now=at(13))


@pytest.mark.parametrize(("stated", "message"), [({"by": " "}, "Say who"), ({"name": ""}, "Say which release")])
def test_a_release_needs_its_name_and_that_of_who_loads_it(engine: Engine, stated: dict[str, str], message: str):
    with pytest.raises(RefusedError, match=message):
        load(engine, file(Haringey=68.9), **stated)


def test_loading_a_release_changes_the_stores_version_and_no_figure(engine: Engine):
    store.submit(engine, extract(april(6, 19)), by="Ada", now=at(12))
    before, figures = store.version(engine), on_record(engine).observations
    load(engine, file(Haringey=68.9), now=at(13))
    assert store.version(engine) != before
    assert on_record(engine).observations.equals(figures)


@pytest.mark.parametrize("table", ["releases", "release_figures"])
def test_the_database_itself_refuses_to_change_a_release(engine: Engine, table: str):
    load(engine, file(Haringey=68.9))
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid + 1"):  # noqa: S608 - our own words
        with pytest.raises(SendKpiError, match="append-only"), store.base.database.writing(engine) as connection:
            connection.execute(text(statement))
    assert shares(engine) == {"2021": 68.9}
