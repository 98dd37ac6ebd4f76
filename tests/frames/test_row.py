"""One place settles a frame's columns and types; rows come out as the type that declares them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pytest

from sendkpi.frames import Day, Moment, Names, Row, Whole, columns_of, frame, rows_of, settle


@dataclass(frozen=True, slots=True)
class Kinds(Row):
    """A column of each kind."""

    text: str
    number: float
    count: int
    flag: bool
    day: Day
    moment: Moment
    maybe: Whole
    names: Names


@dataclass(frozen=True, slots=True)
class More(Kinds):
    """The same, and another."""

    extra: str


TYPES = {
    "text": "str",
    "number": "float64",
    "count": "int64",
    "flag": "bool",
    "day": "datetime64[us]",
    "moment": "datetime64[us, UTC]",
    "maybe": "Int64",
    "names": "object",
}
GIVEN = {
    "text": None,
    "number": None,
    "count": 3,
    "flag": True,
    "day": "2022-04-01",
    "moment": "2022-04-01T10:00:00+01:00",
    "maybe": None,
    "names": ("EHC Plans; Health", "NCL"),
}


def types(table):
    return {str(name): str(kind) for name, kind in table.dtypes.items()}


def test_the_columns_are_the_fields_those_of_the_parent_first():
    assert columns_of(More) == [*TYPES, "extra"]


@pytest.mark.parametrize("rows", [[], [GIVEN]], ids=["no row", "a row"])
def test_a_frame_has_the_declared_types_with_and_without_rows(rows):
    assert types(frame(rows, Kinds)) == TYPES


def test_a_missing_text_is_empty_and_other_values_are_missing_in_their_own_way():
    (row,) = rows_of(frame([GIVEN], Kinds), Kinds)
    assert (row.text, row.count, row.flag, row.day) == ("", 3, True, pd.Timestamp(2022, 4, 1))
    assert pd.isna(row.number)
    assert row.moment == pd.Timestamp("2022-04-01T09:00:00Z")
    assert row.maybe is pd.NA
    assert row.names == ("EHC Plans; Health", "NCL")


def test_settling_keeps_the_order_of_the_fields_leaves_others_out_and_fills_in_what_is_not_there():
    table = settle(pd.DataFrame({"other": [1], "count": [2.0], "flag": [1], "number": [3]}), Kinds)
    assert types(table) == TYPES
    assert (table["text"][0], table["count"][0], table["number"][0]) == ("", 2, 3.0)


def test_a_text_that_a_join_left_missing_is_settled_too():
    joined = frame([GIVEN | {"extra": "b"}], More).reindex([0, 1]).fillna({"count": 0, "flag": False})
    assert settle(joined, More)["extra"].tolist() == ["b", ""]


def test_a_settled_frame_stays_as_it_is():
    table = frame([GIVEN, GIVEN], More)
    pd.testing.assert_frame_equal(settle(table, More), table)


def test_rows_are_read_by_the_columns_that_their_type_declares_whatever_others_there_are():
    table = frame([GIVEN | {"extra": "e"}], More)
    (row,) = rows_of(table, Kinds)
    assert (row.count, row.names, hasattr(row, "extra")) == (3, GIVEN["names"], False)


def test_a_frame_that_lacks_a_column_has_no_such_rows():
    with pytest.raises(KeyError, match="extra"):
        rows_of(frame([GIVEN], Kinds), More)
