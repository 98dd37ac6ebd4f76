"""The short way of reading sound rows gives what the long way gives, whatever stands in the row."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from sendkpi.ingest.opening.lines import Line
from sendkpi.ingest.rows.fast_path import read_plain
from sendkpi.ingest.rows.row import read_line
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.measure_names import Names
from sendkpi.layouts import Column
from tests.ingest.sheets import PLAN, TODAY

NAMES = Names(PLAN)
COUNTS = st.one_of(st.none(), st.integers(-2, 40), st.sampled_from([0.5, "6", "-", "#N/A", True, 10**16]))
VALUES = st.one_of(
    st.none(), st.integers(-5, 130), st.floats(0, 110).map(lambda value: round(value, 1)), st.sampled_from(["37%", "x"])
)
CELLS = {
    Column.MEASURE: st.sampled_from(["EHCP1", "ehcp 1", "EHCP3", "COM4", "ASC1-MEAN", "Title of EHCP2", "", None, "?"]),
    Column.TITLE: st.sampled_from([None, "Title of EHCP1", "Title of EHCP2", "Anything", "#REF!"]),
    Column.MONTH: st.sampled_from(
        [
            *(dt.datetime.fromisoformat(day) for day in ("2022-04-01", "2022-06-30", "2023-01-01", "1999-01-01")),
            "Apr-22",
        ]
    ),
    Column.BREAKDOWN: st.sampled_from([None, "", "Total", "North Clinic"]),
    Column.NUMERATOR: COUNTS,
    Column.DENOMINATOR: COUNTS,
    Column.VALUE: VALUES,
    Column.SYMBOL: st.sampled_from([None, "u", "x", "?"]),
    Column.COMMENTARY: st.sampled_from([None, "Words", " two\n lines ", "#REF!", 12]),
}


@st.composite
def lines(draw):
    """A row with anything in its cells, now and then shown by a percent format or without its formula's result."""
    cells = {}
    for at, column in enumerate(Column, start=1):
        value = draw(CELLS[column])
        cells[column] = Cell(
            2,
            at,
            value,
            draw(st.booleans()) and isinstance(value, float),
            value is None and draw(st.booleans()) and column is Column.VALUE,
        )
    return Line(cells, draw(st.booleans()))


@given(lines())
@settings(max_examples=1500, deadline=None)
def test_a_row_read_the_short_way_is_read_as_the_long_way_reads_it(line):
    short = read_plain(NAMES, line, TODAY, "KPIs")
    if short is not None:
        assert short == read_line(NAMES, line, TODAY, "KPIs")


def sound(**changes):
    """A plain row of EHCP1 in April 2022, 6 of 19, with some cells otherwise."""
    values = {
        Column.MEASURE: "EHCP1",
        Column.MONTH: dt.datetime.fromisoformat("2022-04-01"),
        Column.NUMERATOR: 6,
        Column.DENOMINATOR: 19,
    } | changes
    return Line({column: Cell(2, at, values.get(column)) for at, column in enumerate(Column, start=1)})


def test_a_sound_row_is_read_the_short_way():
    reading = read_plain(NAMES, sound(), TODAY, "KPIs")
    assert reading == read_line(NAMES, sound(), TODAY, "KPIs")
    assert reading.row.numerator == 6.0


def test_a_value_that_its_parts_do_not_give_is_left_to_the_long_way():
    assert read_plain(NAMES, sound(**{Column.VALUE: 40.0}), TODAY, "KPIs") is None
    assert read_plain(NAMES, sound(**{Column.VALUE: 31.6}), TODAY, "KPIs") is not None
