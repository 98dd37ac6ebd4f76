"""The store's door for texts: whatever writes, a text is kept as it may be shown, or refused in a sentence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text

from sendkpi import store
from sendkpi.errors import RefusedError
from sendkpi.record.board import LogItem
from sendkpi.store.base import tables
from sendkpi.texts import LONGEST_TEXT
from tests.hostile_texts import HOSTILE, NOTHING, RAW, SHOWN, UNKEPT
from tests.on_record import on_record
from tests.store.writers import DAY, MAY_BE_EMPTY, WRITERS, sent

if TYPE_CHECKING:
    from sqlalchemy import Engine


def raw_texts(engine: Engine) -> list[str]:
    """Every text that the store holds, as the database holds it."""
    with engine.connect() as connection:
        names = [table for table in tables.metadata.tables if table != "originals"]
        rows = [row for name in names for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]  # noqa: S608 - our own names
    return [value for row in rows for value in row if isinstance(value, str)]


@pytest.mark.parametrize("where", WRITERS)
def test_controls_are_kept_as_marks_whatever_writes_them(engine: Engine, where: str):
    short = HOSTILE[:12]
    WRITERS[where](engine, short)
    assert any("⟨U+001B⟩" in one or "\\u27e8U+001B" in one for one in raw_texts(engine))
    assert not any(RAW.search(one) or "\\u001b" in one for one in raw_texts(engine))


@pytest.mark.parametrize("where", WRITERS)
def test_a_nul_and_half_a_letter_are_refused_whatever_would_write_them(engine: Engine, where: str):
    for unkept in UNKEPT[:1] if where == "commentary" else UNKEPT:  # no frame takes half a letter
        with pytest.raises(RefusedError, match=r"^[A-Z][\w ]+ holds a sign that cannot be kept \(U\+[0-9A-F]{4}\)"):
            WRITERS[where](engine, unkept)


@pytest.mark.parametrize("where", [one for one in WRITERS if one not in MAY_BE_EMPTY])
def test_what_shows_nothing_is_refused_as_empty(engine: Engine, where: str):
    for nothing in NOTHING:
        with pytest.raises(RefusedError, match=r"(?i)say|give the layout a name|needs its"):
            WRITERS[where](engine, nothing)


@pytest.mark.parametrize("where", sorted(MAY_BE_EMPTY - {"measure definition"}))
def test_what_may_be_empty_is_kept_empty_where_nothing_would_be_seen(engine: Engine, where: str):
    WRITERS[where](engine, " \u200b\u2060 ")
    assert not any("\u200b" in one for one in raw_texts(engine)) or where == "commentary"


@pytest.mark.parametrize("where", WRITERS)
def test_no_text_is_longer_than_it_has_room_for(engine: Engine, where: str):
    with pytest.raises(RefusedError, match=r"characters long|letters: at most|characters: at most"):
        WRITERS[where](engine, "x" * (LONGEST_TEXT + 1))
    if where != "commentary":
        with pytest.raises(RefusedError, match=r"characters long|letters: at most|characters: at most"):
            WRITERS[where](engine, "x" * 5_001)


@given(st.text(st.characters() | st.characters(categories=["Cc", "Cf", "Cs"]), max_size=30))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_back_as_it_may_be_shown_or_refused(engine: Engine, words: str):
    try:
        kept = store.enter(engine, LogItem(words, "Head of SEND", DAY, comment=words), by=f"Ada {words}")
    except RefusedError:
        return
    row = on_record(engine).board.log[-1]
    assert row == kept
    assert not RAW.search(f"{row.item}{row.comment}{row.recorded.by}")


def test_a_row_that_came_before_the_door_is_shown_as_marks(engine: Engine):
    sent(engine)
    with engine.begin() as connection:
        old = "INSERT INTO withdrawals VALUES (1, '2022-05-05 09:00:00.000000', :by, :reason)"
        connection.execute(text(old), {"by": "Ada\x1b[2J", "reason": HOSTILE})
    (known,) = on_record(engine).submissions
    assert (known.withdrawn_by, known.withdrawn_reason) == ("Ada⟨U+001B⟩[2J", SHOWN)


def test_the_database_itself_is_given_no_sign_that_cannot_be_kept(engine: Engine):
    row = {"measure": "A", "month": DAY, "lifted": False, "agreed_on": DAY, "body": "B", "reason": "C"}
    row |= {"recorded_at": dt.datetime.now(tz=dt.UTC), "recorded_by": "Ada"}
    for changed in ({"body": "\x00"}, {"measure": "\ud800"}, {"measure": "x" * 65}):
        with pytest.raises(RefusedError, match="A text that is to be stored"), engine.begin() as connection:
            connection.execute(insert(tables.rebases).values(row | changed))
    with engine.begin() as connection:
        assert connection.execute(select(tables.rebases)).all() == []


@pytest.mark.parametrize("wrong", [{"a\x00": "b"}, {"a": ["b", {"c": "\ud800"}]}, ["x" * (LONGEST_TEXT + 1)]])
def test_a_text_within_json_is_held_to_the_same(engine: Engine, wrong: object):
    row = {"query": "Q", "answer": "A", "working": "W", "settings": wrong, "agreed_on": DAY, "body": "B", "reason": "C"}
    row |= {"recorded_at": dt.datetime.now(tz=dt.UTC), "recorded_by": "Ada"}
    with pytest.raises(RefusedError, match="A text that is to be stored"), engine.begin() as connection:
        connection.execute(insert(tables.answers).values(row))
