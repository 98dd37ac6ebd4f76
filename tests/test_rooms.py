"""Rooms that load what they offer when it is asked for offer all that they name, whatever was imported before."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest

from sendkpi import ingest, report

ROOMS = pytest.mark.parametrize("room", [ingest, report], ids=lambda room: room.__name__)


@ROOMS
def test_a_room_offers_what_it_names_and_nothing_else(room):
    homes = room._HOMES  # noqa: SLF001 - where the offered things are
    for name, home in homes.items():
        assert getattr(room, name) is getattr(import_module(f"{room.__name__}.{home}"), name)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = room.nothing


@ROOMS
def test_no_file_of_a_room_takes_the_name_of_what_it_offers(room):
    assert {one.name for one in iter_modules(room.__path__)} & set(room._HOMES) == set()  # noqa: SLF001 - likewise
