"""The command about process charts: any series from a file, judged point by point or summed up."""

from __future__ import annotations

import csv
import io
import json

import pytest

from sendkpi.analysis.spc import xmr
from sendkpi.cli import main

STEADY = [0.5, -0.5] * 6
DATES = [f"{2022 + month // 12}-{month % 12 + 1:02d}-01" for month in range(36)]
PARAMS = "series_id,description,improvement_direction,target,rebase_dates,fix_after_n_points,screen_outliers\n"


@pytest.fixture
def series(tmp_path):
    """A file of series, each with its values month by month."""

    def write(**values):
        lines = [
            f"{name},{date},{'' if value is None else value}"
            for name, one in values.items()
            for date, value in zip(DATES, one, strict=False)
        ]
        return text("\n".join(["series_id,date,value", *lines]))

    def text(content):
        path = tmp_path / "series.csv"
        path.write_text(content, encoding="utf-8")
        return path

    write.text = text
    return write


@pytest.fixture
def params(tmp_path):
    """A file of what is asked of each series."""

    def write(*lines):
        path = tmp_path / "params.csv"
        path.write_text(PARAMS + "\n".join(lines), encoding="utf-8")
        return path

    return write


def table(out):
    return list(csv.DictReader(io.StringIO(out)))


def test_every_point_is_written_with_the_columns_and_words_of_the_reference(run, series, params):
    path, asked = series(waits=[*STEADY, 3, None]), params("waits,Weeks,decrease,,,12,TRUE")
    code, out, err = run("spc", path, "--params", asked)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == ",".join(xmr.POINTS)
    assert out.splitlines()[-2] == (
        "waits,2023-01-01,3.0,0,0.0,-2.66,2.66,-1.7733333333333334,1.7733333333333334,"
        "TRUE,FALSE,FALSE,FALSE,Above UCL,TRUE,special_cause_concern"
    )
    assert table(out)[-1]["value"] == ""
    assert len(table(out)) == 14


def test_a_summary_has_the_verdicts_of_each_series_and_says_where_the_newest_value_is_missing(run, series, params):
    path = series(waits=[*STEADY, 3, None], plans=STEADY)
    asked = params("plans,,increase,2.7,,,", "waits,Weeks,decrease,-3,,12,true")
    code, out, err = run("spc", path, "--params", asked, "--summary")
    assert code == 0
    assert out.splitlines() == [
        ",".join(xmr.VERDICTS),
        "waits,14,2023-01-01,3.0,0.0,-2.66,2.66,-3.0,concern_high,fail",
        "plans,12,2022-12-01,-0.5,0.0,-2.66,2.66,2.7,common_cause,fail",
    ]
    assert err == "The newest value is missing; the verdict is of the last one there is: waits.\n"


def test_json_says_the_same_with_null_for_what_is_missing(run, series, params):
    path, asked = series(a=[1, None, 2]), params("a,,increase,,2022-03-01,,")
    rows = json.loads(run("spc", path, "--params", asked, "--format", "json")[1])
    assert [list(row) for row in rows] == [xmr.POINTS] * 3
    assert [row["value"] for row in rows] == [1, None, 2]
    assert [row["rebase_group"] for row in rows] == [0, 0, 1]
    assert (rows[0]["rule_outside"], rows[0]["upl"], rows[0]["date"]) == (False, None, "2022-01-01")
    (summary,) = json.loads(run("spc", path, "--params", asked, "--summary", "--format", "json")[1])
    assert (summary["n"], summary["target"], summary["assurance_icon"]) == (3, None, None)


def test_without_params_neither_way_is_better(run, series):
    code, out, _ = run("spc", series(a=[1, 2, 3, 4, 5, 6, 7]), "--summary")
    assert code == 0
    assert table(out)[0]["variation_icon"] == "neutral_high"


def test_what_limits_cannot_tell_is_said_in_words(run, series):
    path = series(flat=[66.7] * 36, one=[5], two=[5, 6], rare=[0, 0, 0, 1, *[0] * 32])
    code, out, err = run("spc", path)
    assert code == 0
    assert "TRUE,FALSE,FALSE,FALSE" not in out
    assert err.splitlines() == [
        "Too little variation for limits: flat, rare.",
        "Too few points for limits: one.",
        "Trial limits, from under 12 values: two.",
    ]


def test_a_note_names_a_phase_by_its_first_date_and_no_more_than_five_series(run, series, params):
    path = series(a=[*STEADY, 1, 2])
    err = run("spc", path, "--params", params("a,,increase,,2023-01-01,,"))[2]
    assert err == "Trial limits, from under 12 values: a from 2023-01-01.\n"
    err = run("spc", series(**{f"s{number}": [1, 2] for number in range(7)}))[2]
    assert err.endswith(": s0, s1, s2, s3, s4 and 2 more.\n")


def test_every_row_that_cannot_be_read_is_named(run, series):
    path = series.text(
        "series_id,date,value\na,2022-04-01,1\n\na,1 May 2022,2\na,2022-02-30,3\n,2022-06-01,4\n"
        "a,2022-07-01,5%\na,2022-08-01\na,2022-09-01,nan\n"
    )
    code, out, err = run("spc", path)
    assert (code, out) == (1, "")
    assert sorted(err.splitlines()) == [
        f"{path}, row 4: date '1 May 2022' is not a date; write it as 2022-04-30.",
        f"{path}, row 5: date '2022-02-30' is not a day of the calendar.",
        f"{path}, row 6: series_id is empty; name the series.",
        f"{path}, row 7: value '5%' is not a number; write it as 12 or 58.66, or leave it empty.",
        f"{path}, row 8: it has 2 cells under 3 headings.",
        f"{path}, row 9: value 'nan' is not a number; write it as 12 or 58.66, or leave it empty.",
    ]


def test_a_file_of_nothing_but_faults_is_told_in_twenty_lines(run, series):
    code, _, err = run("spc", series.text("series_id,date,value\n" + "a,soon,1\n" * 100))
    assert (code, len(err.splitlines())) == (1, 21)
    assert err.endswith("series.csv: 80 more problems.\n")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("a,,up,,,,", "improvement 'up' is not one of increase, decrease, neutral."),
        ("a,,increase,,,6,", "fix_after 6 is not a whole number of rows, 12 or more."),
        ("a,,increase,lots,,,", "row 2: target 'lots' is not a number"),
        ("a,,increase,,2022-03-01;June,,", "row 2: rebase_dates 'June' is not a date"),
        ("a,,increase,,2022-03-15,,", "the nearest are 2022-03-01 and 2022-04-01."),
        ("a,,increase,,,,no", "row 2: screen_outliers 'no' is not TRUE or FALSE."),
        ("b,,increase,,,,", "Series 'a' has no settings"),
    ],
)
def test_what_may_not_be_asked_is_refused_in_one_line_with_what_may(run, series, params, line, sentence):
    code, out, err = run("spc", series(a=STEADY), "--params", params(line))
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert sentence in err


def test_a_repeated_date_is_refused(run, series):
    code, out, err = run("spc", series.text("series_id,date,value\na,2022-04-01,1\na,2022-04-01,1\n"))
    assert (code, out, err) == (1, "", "Series 'a' has the date 2022-04-01 twice; give it one row.\n")


@pytest.mark.parametrize("content", ["", "name,date,value\n", "series_id,date\n", 'series_id,date,value\n"a'])
def test_a_file_that_is_no_such_table_is_refused_in_one_line(run, series, content):
    code, out, err = run("spc", series.text(content))
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "series.csv" in err


def test_a_file_that_is_not_there_or_no_text_is_refused_in_one_line(run, tmp_path):
    (tmp_path / "workbook.csv").write_bytes(b"PK\x03\x04\xff")
    for name in ("none.csv", "workbook.csv"):
        code, out, err = run("spc", tmp_path / name)
        assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_headings_in_any_order_with_more_beside_them_and_a_byte_order_mark_are_read(run, series):
    out = run("spc", series.text("\ufeffvalue,note,date,series_id\n1,early,2022-05-01,a\n2,,2022-04-01,a\n"))[1]
    assert [row["value"] for row in table(out)] == ["2.0", "1.0"]


def test_a_file_with_headings_alone_has_no_points_and_no_verdicts(run, series):
    path = series.text("series_id,date,value\n")
    assert run("spc", path)[:2] == (0, ",".join(xmr.POINTS) + "\n")
    assert run("spc", path, "--summary")[:2] == (0, ",".join(xmr.VERDICTS) + "\n")
    assert json.loads(run("spc", path, "--format", "json")[1]) == []


def test_help_says_where_the_nhs_workbook_differs(capsys):
    assert main(["spc", "--help"]) == 0
    output = " ".join(capsys.readouterr().out.split())
    for part in ("does not screen", "on a limit counts as pass or fail", "cross a rebase", "under 15 points"):
        assert part in output
