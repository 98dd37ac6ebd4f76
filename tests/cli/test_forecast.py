"""The command about forecasts: any series from a file, step by step, or the reason why nothing is said."""

from __future__ import annotations

import csv
import io
import json

import pytest

from sendkpi.cli import main

COLUMNS = ["series_id", "step", "date", "forecast", "lower", "upper", "reason"]
DATES = [f"{2022 + month // 12}-{month % 12 + 1:02d}-28" for month in range(36)]


@pytest.fixture
def series(tmp_path):
    """A file of series, whose rows are written as they come."""

    def write(*rows, headings="series_id,date,value"):
        path = tmp_path / "series.csv"
        path.write_text("\n".join([headings, *rows]), encoding="utf-8")
        return path

    return write


def monthly(name, values):
    return [f"{name},{date},{value}" for date, value in zip(DATES, values, strict=False)]


def table(out):
    return list(csv.DictReader(io.StringIO(out)))


def test_each_series_has_a_row_for_each_step(run, series):
    path = series(*monthly("waits", [50, 53, 49] * 4), *monthly("few", [1, 2]))
    code, out, err = run("forecast", path, "--horizon", 2)
    rows = table(out)
    assert (code, err, list(rows[0])) == (0, "", COLUMNS)
    assert [(row["series_id"], row["step"], row["date"]) for row in rows] == [
        ("waits", "1", "2023-01-28"),
        ("waits", "2", "2023-02-28"),
        ("few", "1", "2022-03-28"),
        ("few", "2", "2022-04-28"),
    ]
    assert all(float(row["lower"]) < float(row["forecast"]) < float(row["upper"]) for row in rows[:2])
    assert [row["forecast"] for row in rows[2:]] == ["", ""]
    assert all(row["reason"].startswith("too few figures") for row in rows[2:])


def test_json_says_the_same(run, series):
    path = series(*monthly("waits", [50, 53, 49] * 4))
    (row,) = json.loads(run("forecast", path, "--horizon", 1, "--format", "json")[1])
    assert list(row) == COLUMNS
    assert row["reason"] is None
    assert row["forecast"] == pytest.approx(float(table(run("forecast", path)[1])[0]["forecast"]))


def test_a_percentage_is_worked_out_from_its_counts(run, series):
    rows = [f"a,{date},,{met},20" for date, met in zip(DATES, [12, 14] * 6, strict=False)]
    path = series(*rows, headings="series_id,date,value,numerator,denominator")
    (row,) = table(run("forecast", path, "--horizon", 1)[1])
    assert 60 < float(row["forecast"]) < 70


def test_a_name_that_a_spreadsheet_would_work_out_is_written_as_a_text(run, series):
    out = run("forecast", series(*monthly("=1+1", [50, 53, 49] * 4)), "--horizon", 1)[1]
    assert table(out)[0]["series_id"] == "'=1+1"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("a,2022-13-01,1,1,2,", "row 2: date '2022-13-01' is not a day of the calendar"),
        ("a,2022-01-31,many,1,2,", "row 2: value 'many' is not a number"),
        (",2022-01-31,1,1,2,", "row 2: series_id is empty"),
        ("a,2022-01-31,1,1,-2,", "row 2: denominator '-2' is below 0"),
        ("a,2022-01-31,1,1,2,miles", "row 2: unit 'miles' is not one of percent, weeks, count"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(run, series, row, sentence):
    code, out, err = run("forecast", series(row, headings="series_id,date,value,numerator,denominator,unit"))
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert sentence in err


def test_a_repeated_date_is_refused(run, series):
    code, out, err = run("forecast", series("a,2022-04-01,1", "a,2022-04-01,1"))
    assert (code, out, err) == (1, "", "Series 'a' has the date 2022-04-01 twice; give it one row.\n")


@pytest.mark.parametrize("horizon", ["0", "-1", "61", "many", "1.5"])
def test_a_horizon_that_is_none_is_a_wrong_call(run, series, horizon):
    code, out, _ = run("forecast", series(), f"--horizon={horizon}")
    assert (code, out) == (2, "")


def test_a_file_with_headings_alone_has_no_rows(run, series):
    assert run("forecast", series())[:2] == (0, ",".join(COLUMNS) + "\n")


def test_help_says_what_the_file_holds(capsys):
    assert main(["forecast", "--help"]) == 0
    assert "numerator" in capsys.readouterr().out
