"""Whatever stands in a cell: a figure is read as meant or refused, and nothing ever raises."""

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sendkpi.frames import columns_of
from sendkpi.frames.figures import ExtractRow
from sendkpi.layouts import Column
from tests.ingest.sheets import read_rows, row

BLANKS = st.sampled_from(["", " ", "\u00a0", "\u202f", "  "])
PERCENTAGES = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10) | st.integers(0, 100).map(Decimal)
COUNTS = st.integers(0, 9_999_999)

WAYS_OF_A_PERCENTAGE = {
    "plain": (float, "0.0"),
    "general": (float, "General"),
    "percent format": (lambda meant: float(meant / 100), "0.0%"),
    "fraction": (lambda meant: float(meant / 100), "0.0"),
    "text": (str, "General"),
    "sign": (lambda meant: f"{meant}%", "General"),
    "sign in a percent format": (lambda meant: f"{meant}%", "0.0%"),
    "blank and sign": (lambda meant: f"{meant} %", "General"),
    "apostrophe": (lambda meant: f"'{meant}", "General"),
    "brackets": (lambda meant: f"({meant})", "General"),
    "comma for a point": (lambda meant: str(meant).replace(".", ","), "General"),
    "weeks": (lambda meant: f"{meant} weeks", "General"),
}
SAYS_ITS_UNIT = {"percent format", "sign", "sign in a percent format", "blank and sign"}


@given(PERCENTAGES, st.sampled_from(sorted(WAYS_OF_A_PERCENTAGE)), BLANKS, BLANKS)
@settings(max_examples=80)
def test_a_percentage_written_in_any_way_is_read_as_meant_or_refused(meant, way, before, after):
    write, number_format = WAYS_OF_A_PERCENTAGE[way]
    written = write(meant)
    written = f"{before}{written}{after}" if isinstance(written, str) else written
    extract = read_rows(row(value=written), formats={"G2": number_format})
    assert extract.accepted is bool(len(extract.rows))
    assert extract.rows["value"].tolist() in ([], [float(meant)])
    if way in SAYS_ITS_UNIT:
        assert extract.accepted


@given(PERCENTAGES, st.sampled_from(sorted(WAYS_OF_A_PERCENTAGE)), st.integers(1, 60), st.data())
@settings(max_examples=80)
def test_beside_numerator_and_denominator_no_other_percentage_is_ever_stored(meant, way, denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    write, number_format = WAYS_OF_A_PERCENTAGE[way]
    cells = row(value=write(meant), numerator=numerator, denominator=denominator)
    extract = read_rows(cells, formats={"G2": number_format})
    assert extract.rows["value"].tolist() in ([], [100 * numerator / denominator])
    if extract.accepted:
        typed = float(meant / 100 if way == "fraction" else meant)
        bare_up_to_one = typed <= 1 and way not in SAYS_ITS_UNIT
        readings = [typed, typed * 100] if bare_up_to_one else [typed]
        assert min(abs(100 * numerator / denominator - reading) for reading in readings) <= 0.5 + 1e-9


@given(
    COUNTS,
    st.sampled_from(["{}", "{:,}", "'{}", "{}.0", "({})", "-{}", "{}%", "{:_}"]),
    st.sampled_from([" ", ".", "\u00a0", ","]),
    BLANKS,
)
@settings(max_examples=80)
def test_a_count_written_in_any_way_is_read_as_meant_or_refused(meant, pattern, group, blank):
    written = pattern.format(meant).replace("_", group) + blank
    extract = read_rows(row("COM4", value=written))
    assert extract.rows["value"].tolist() in ([], [float(meant)])
    if pattern in {"{}", "{:,}", "'{}", "{}.0"}:
        assert extract.accepted


WORDS = st.text(max_size=25).map(lambda text: ILLEGAL_CHARACTERS_RE.sub("", text))
LIKELY = st.sampled_from(
    ["EHCP1", "EHCP3", "ASC1-MEAN", "COM4", "North Clinic", "Total", "2022-04", "Apr-22", "c", "u", "37%", "-", "#N/A"]
)
ANYTHING = st.one_of(
    st.none(),
    WORDS,
    LIKELY,
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2150, 1, 1)),  # noqa: DTZ001 - as Excel holds them
    st.times(),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=9999)),
)
ROWS = st.lists(st.fixed_dictionaries({}, optional={column.lower(): ANYTHING for column in Column}), max_size=6)


@given(ROWS, st.sampled_from(["General", "0%", "mmmm yyyy", "@", "[h]:mm"]))
@settings(max_examples=80)
def test_random_cells_never_raise_and_each_problem_is_one_line(rows, number_format):
    extract = read_rows(*rows, formats=dict.fromkeys(("A2", "C2", "E2", "G2", "H2"), number_format))
    assert list(extract.rows.columns) == columns_of(ExtractRow)
    assert len(extract.rows) or extract.problems
    for problem in extract.problems:
        assert problem.message
        assert len(problem.line.splitlines()) == 1
