"""Published figures at a terminal: a release loaded as downloaded, and what measures are held against listed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import TYPE_CHECKING

import pytest

from sendkpi import analysis, settings
from sendkpi.plan import read
from sendkpi.values import today
from tests.sen2_files import ENGLAND, LONDON, area, content, newer, shares

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = [
    "measure", "area", "kind", "period", "basis", "method", "neighbour_list", "areas_counted", "value", "release",
    "published",
]  # fmt: skip
NEIGHBOURS = {one.area_code: one.place for one in read(settings.plan_folder()).neighbours if one.neighbour_list == 2021}
SHARES = (38.8, 46.1, 66.3, 54.5, 60.6, 35.1, 72.8, 60.6, 62.2, 89.6)
"""Ten shares that make 58.66, as in 2020."""


def release(*left_out: str) -> bytes:
    """2020 and 2024 of the area, its ten neighbours, its region and England; `left_out` were not published in 2024."""
    rows = [newer(), newer(2024), newer(**LONDON, **shares(57.3, 61.8)), newer(**ENGLAND, **shares(55.6, 58.0))]
    for (code, name), share in zip(NEIGHBOURS.items(), SHARES, strict=True):
        rows.append(newer(2020, **shares(share, share), **area(code, name)))
        now = "x" if name in left_out else share
        rows.append(newer(2024, **shares(now, now), **area(code, name)))
    return content(*rows)


@pytest.fixture
def load(run, tmp_path):
    """`load(content)`: the file loaded as release 2025, unless it says otherwise."""

    def load_(given: bytes, *more: str, name: str = "2025", published: str = "2025-06-26"):
        path = tmp_path / "sen2.csv"
        path.write_bytes(given)
        return run("benchmarks", "load", path, "--release", name, "--published", published, "--by", "Ada", *more)

    return load_


@pytest.fixture
def listed(run):
    """The rows of `benchmarks list` from JSON."""

    def listed_(*arguments: str) -> list[dict]:
        code, out, err = run("benchmarks", "list", *arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return listed_


def mean(rows: list[dict], period: str, **wanted: str) -> dict:
    """The neighbours' mean of the 2021 list, excluding exceptions, out of the release of 2025."""
    wanted = {"period": period, "basis": "excluding exceptions", "neighbour_list": "2021", "release": "2025"} | wanted
    (row,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return row


def test_a_release_says_what_it_held(load):
    code, out, err = load(release())
    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith("release 2025, published 26 June 2025: 48 figures of 13 areas, 2020 to 2024")
    assert out.splitlines()[1:] == [
        "  Not in the file: Ealing (307), Barnet (302), Brent (304), Hounslow (313) and Redbridge (317)."
    ]


def test_the_neighbours_mean_comes_out_with_how_many_of_ten(load, listed, run):
    load(release("Lewisham"))
    rows = listed()
    assert list(rows[0]) == COLUMNS == analysis.BENCHMARKS
    assert mean(rows, "2020") == {
        "measure": "EHCP1",
        "area": "Statistical neighbours",
        "kind": "statistical neighbours",
        "period": "2020",
        "basis": "excluding exceptions",
        "method": "unweighted mean",
        "neighbour_list": "2021",
        "areas_counted": 10,
        "value": 58.66,
        "release": "2025",
        "published": "2025-06-26",
    }
    assert mean(rows, "2024")["areas_counted"] == 9
    output = run("benchmarks", "list", "--measure", "EHCP1")[1]
    line = next(one for one in output.splitlines() if " 2024 " in one and "2021" in one and "neighbours" in one)
    assert "9 of 10" in line


def test_csv_says_the_same_as_json(load, listed, run):
    load(release())
    rows = list(csv.DictReader(io.StringIO(run("benchmarks", "list", "--format", "csv")[1])))
    assert list(rows[0]) == COLUMNS
    assert [[row[name] or None for name in COLUMNS[:7]] for row in rows] == [
        [row[name] for name in COLUMNS[:7]] for row in listed()
    ]


def test_what_was_not_on_record_by_an_earlier_day_is_not_listed_as_at_it(load, listed):
    yesterday, now = f"{today() - dt.timedelta(days=1)}", f"{today()}"
    before = listed("--as-at", yesterday)
    load(release(), name="2025 provisional")
    assert listed("--as-at", yesterday) == before
    assert "2025 provisional" in {row["release"] for row in listed("--as-at", now)}


def test_the_plans_own_figures_are_listed_from_the_day_that_they_were_published(listed):
    assert [row["value"] for row in listed("--as-at", "2022-01-31")] == [58.66]
    assert {row["release"] for row in listed("--as-at", "2025-06-25")} == {"WSOA", "2023"}
    assert {row["release"] for row in listed("--as-at", "2025-06-26")} == {"WSOA", "2023", "2025"}


def test_a_later_release_leaves_the_earlier_ones_figures_as_they_are(load, listed):
    load(release())
    before = [row for row in listed() if row["release"] == "2025"]
    load(release("Hackney"), name="2026", published="2026-06-18")
    rows = listed()
    assert [row for row in rows if row["release"] == "2025"] == before
    assert mean(rows, "2024")["areas_counted"] == 10
    assert mean(rows, "2024", release="2026")["areas_counted"] == 9


def test_the_same_file_again_is_already_loaded(load):
    load(release())
    code, out, err = load(release())
    assert (code, err) == (0, "")
    assert "already loaded on " in out
    assert out.endswith(" as release 2025\n")


def test_another_file_of_the_same_release_needs_a_reason(load, listed):
    load(release())
    code, out, err = load(release("Hackney"))
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "a correction needs a reason" in err
    assert load(release("Hackney"), "--reason", "Corrected by the Department")[0] == 0
    assert mean(listed(), "2024")["areas_counted"] == 9


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"a,b\n1,2\n", "sen2.csv: this is not a SEN2 timeliness file: it lacks the headings time_period, "),
        (b"PK\x03\x04", "sen2.csv: it is a workbook or a zip archive"),
    ],
)
def test_a_wrong_file_is_refused_in_one_plain_line(load, given: bytes, message: str):
    code, out, err = load(given)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.startswith(message)


def test_a_file_that_is_not_there_and_a_folder_are_refused(run, tmp_path: Path):
    for path, message in ((tmp_path / "none.csv", "cannot be read"), (tmp_path, "is not a file")):
        stated = ("--release", "2025", "--published", "2025-06-26", "--by", "Ada")
        code, out, err = run("benchmarks", "load", path, *stated)
        assert (code, out, len(err.splitlines())) == (1, "", 1)
        assert message in err


def test_a_release_of_a_day_to_come_is_refused(load):
    code, _, err = load(release(), published="2099-06-26")
    assert (code, "26 June 2099 is in the future" in err) == (1, True)


def test_a_measure_without_published_figures_says_so_and_an_unknown_one_is_refused(run):
    code, out, _ = run("benchmarks", "list", "--measure", "COM4", "--as-at", "2025-12-31")
    assert (code, out) == (0, "No published figures for COM4 were on record by 31 December 2025.\n")
    code, _, err = run("benchmarks", "list", "--measure", "EHC1")
    assert (code, "Did you mean EHCP1" in err) == (1, True)


def test_the_group_without_a_command_is_a_wrong_call_that_names_its_commands(run):
    code, _, err = run("benchmarks")
    assert (code, len(err.splitlines()), "{load,list}" in err) == (2, 1, True)
