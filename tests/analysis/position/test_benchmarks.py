"""What a measure is held against: published figures of the plan's folder and of loaded releases, joined in one way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from sendkpi.analysis.position.benchmarks import BENCHMARKS, benchmarks, counted_areas, drawn, latest, newest_year
from sendkpi.frames import columns_of
from sendkpi.frames.figures import ReleasedRow
from sendkpi.ingest.sen2.release import read_sen2
from sendkpi.plan.choices import ComparatorKind
from sendkpi.plan.records import Comparator, Neighbour
from sendkpi.published import Indicator
from tests import build
from tests.sen2_files import ENGLAND, LONDON, OLDER, area, content, newer, older, shares

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan

ALL, EXCLUDING = "all plans", "excluding exceptions"
OUT = {"2023": dt.date(2023, 6, 8), "2025": dt.date(2025, 6, 26)}
LIST = {"320": "Waltham Forest", "204": "Hackney", "209": "Lewisham"}
JUNE = dt.date(2022, 6, 1)


def measure(**changes) -> Measure:
    return build.year_to_date_measure(**({"comparator": ALL, "indicator": Indicator.EHC_PLANS_IN_TIME} | changes))


def neighbours(year: int = 2021, codes: tuple[str, ...] = tuple(LIST)) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(year, rank, code, LIST[code], "PLAN", "1") for rank, code in enumerate(codes, start=1))


def world(*comparators: Comparator, lists: tuple[Neighbour, ...] | None = None, **changes) -> Plan:
    held = neighbours() if lists is None else lists
    return build.plan(measure(**changes), comparators=comparators, neighbours=held)


def shipped(
    year: int,
    value: float,
    release: str = "2023",
    basis: str = ALL,
    kind: ComparatorKind = ComparatorKind.NEIGHBOURS,
    **changes,
):
    fields = {"neighbour_list": 2021, "areas_counted": 3, "published": OUT.get(release, dt.date(2022, 1, 11))} | changes
    return Comparator(
        measure="EHCP1", place="Statistical neighbours", kind=kind, year=year, basis=basis, method="unweighted mean",
        numerator=None, denominator=None, value=value, release=release, document="PLAN", line="1", **fields,
    )  # fmt: skip


def released(**files: bytes) -> pd.DataFrame:
    """The figures of these releases, as the store gives them: `released(r2025=content(...))`."""
    parts = []
    for name, given in files.items():
        file, release = read_sen2(given, name), name.removeprefix("r")
        reported = file.figures.assign(
            indicator=str(file.indicator), release=release, published=pd.Timestamp(OUT[release])
        )
        parts.append(reported[columns_of(ReleasedRow)])
    return pd.concat(parts, ignore_index=True)


def three(year: int, *everyone: object, eased: float = 50.0) -> list[dict[str, str]]:
    """A row for each neighbour, with these shares of all plans."""
    return [
        newer(year, **shares(share, eased), **area(code, LIST[code]))
        for code, share in zip(LIST, everyone, strict=True)
    ]


def means(table: pd.DataFrame, basis: str = ALL) -> dict[tuple[str, str, str], tuple[float, str]]:
    """The neighbours' mean and how many were counted by year, list and release."""
    rows = table[table["kind"].eq(ComparatorKind.NEIGHBOURS) & table["basis"].eq(basis)]
    return {
        (row.period, row.neighbour_list, row.release): (row.value, counted_areas(row))
        for row in rows.itertuples(index=False)
    }


def test_the_mean_of_the_neighbours_counts_each_area_once_and_says_how_many():
    table = benchmarks(world(), released(r2025=content(*three(2020, 10.0, 20.1, 30.2), *three(2024, 40.0, "x", 60.0))))
    assert means(table) == {("2020", "2021", "2025"): (20.1, "3 of 3"), ("2024", "2021", "2025"): (50.0, "2 of 3")}


def test_each_basis_has_a_mean_of_its_own():
    table = benchmarks(world(), released(r2025=content(*three(2020, 10.0, 20.0, 30.0, eased=58.66))))
    assert means(table, EXCLUDING) == {("2020", "2021", "2025"): (58.66, "3 of 3")}


def test_a_neighbour_that_the_file_leaves_out_counts_as_not_published():
    table = benchmarks(world(), released(r2025=content(*three(2020, 10.0, 20.0, 30.0)[:2])))
    assert means(table) == {("2020", "2021", "2025"): (15.0, "2 of 3")}


def test_no_neighbour_published_is_a_missing_figure_and_not_nought():
    table = benchmarks(world(), released(r2025=content(*three(2020, "x", "x", "c"))))
    (row,) = table[table["kind"].eq(ComparatorKind.NEIGHBOURS) & table["basis"].eq(ALL)].itertuples(index=False)
    assert pd.isna(row.value)
    assert (counted_areas(row), row.symbol) == ("0 of 3", "x")


def test_every_list_has_its_own_mean():
    lists = (*neighbours(2021), *neighbours(2025, ("204", "209")))
    table = benchmarks(world(lists=lists), released(r2025=content(*three(2020, 10.0, 20.0, 30.0))))
    assert means(table) == {("2020", "2021", "2025"): (20.0, "3 of 3"), ("2020", "2025", "2025"): (25.0, "2 of 2")}


def test_the_areas_own_its_regions_and_the_countrys_figures_come_by_their_names():
    rows = (newer(), newer(everyone=("x", "x", 57.3), **LONDON), newer(everyone=("x", "x", 55.6), **ENGLAND))
    elsewhere = newer(everyone=("x", "x", 1.0), **LONDON | {"region_name": "South West"})
    table = benchmarks(world(), released(r2025=content(*rows, elsewhere, newer(**area("999", "Nowhere")))))
    reported = table[table["basis"] == ALL][["kind", "area", "value", "method"]]
    assert list(reported.itertuples(index=False, name=None)) == [
        ("own", "Anywhere", 68.9, "pooled"),
        ("region", "London", 57.3, "pooled"),
        ("national", "England", 55.6, "pooled"),
    ]


def test_a_figure_stands_once_for_each_release_that_has_it():
    files = released(r2023=content(older(everyone=("x", "x", "68.912")), headings=OLDER), r2025=content(newer()))
    table = benchmarks(world(), files)
    own = table[table["basis"] == ALL]
    assert list(zip(own["release"], own["value"], strict=True)) == [("2023", 68.912), ("2025", 68.9)]
    assert latest(own)["release"].tolist() == ["2025"]


def test_a_figure_that_a_later_release_withdrew_is_not_taken_from_the_earlier_one():
    files = released(r2023=content(older(), headings=OLDER), r2025=content(newer(**shares("x", "x"))))
    (own,) = latest(benchmarks(world(), files)).query("basis == @ALL").itertuples(index=False)
    assert pd.isna(own.value)
    assert (own.release, own.symbol) == ("2025", "x")


def test_a_loaded_release_stands_in_place_of_what_the_folder_holds_of_it_and_of_nothing_else():
    plan = world(shipped(2020, 20.5, "2025"), shipped(2019, 19.0, "2025"), shipped(2020, 18.0, "2023"))
    table = benchmarks(plan, released(r2025=content(*three(2020, 10.0, 20.0, 30.0))))
    assert means(table) == {
        ("2019", "2021", "2025"): (19.0, "3 of 3"),
        ("2020", "2021", "2023"): (18.0, "3 of 3"),
        ("2020", "2021", "2025"): (20.0, "3 of 3"),
    }


def test_a_figure_of_the_folder_counts_from_the_day_that_its_release_came_out():
    plan = world(shipped(2020, 20.5, "2023"))
    assert means(benchmarks(plan, as_at=dt.date(2023, 6, 7))) == {}
    assert list(means(benchmarks(plan, as_at=dt.date(2023, 6, 8)))) == [("2020", "2021", "2023")]


def test_a_list_of_a_later_year_is_not_known_yet():
    lists = (*neighbours(2021), *neighbours(2025, ("204", "209")))
    files = released(r2023=content(*[older(2020, **shares(10.0, 9.0), **area(code, LIST[code])) for code in LIST],
                                   headings=OLDER))  # fmt: skip
    assert list(means(benchmarks(world(lists=lists), files, dt.date(2024, 12, 31)))) == [("2020", "2021", "2023")]


def test_a_plan_without_releases_or_comparators_has_the_columns_and_no_rows():
    empty = benchmarks(build.plan(build.measure()))
    assert empty.empty
    assert list(empty.columns)[: len(BENCHMARKS)] == BENCHMARKS


def test_a_measure_that_is_not_published_for_every_area_gets_nothing_from_a_release():
    assert benchmarks(world(indicator=None), released(r2025=content(newer(), *three(2020, 1.0, 2.0, 3.0)))).empty


def test_the_neighbours_line_is_of_the_measures_own_basis_alone():
    other = shipped(2020, 58.66, "WSOA", EXCLUDING)
    assert drawn(benchmarks(world(other)), measure(), JUNE) is None
    chosen = drawn(benchmarks(world(other, shipped(2020, 51.85))), measure(), JUNE)
    assert (chosen.value, chosen.label) == (51.85, "Statistical neighbours 2020: 51.9%")
    assert chosen.note == "all plans, mean of 3 of 3 areas, list of 2021, release 2023"


@pytest.mark.parametrize(("year", "expected"), [(2020, 2021), (2022, 2021), (2024, 2021), (2025, 2025)])
def test_a_year_goes_by_the_newest_list_of_that_year_or_before(year: int, expected: int):
    figures = [shipped(year, float(one), neighbour_list=one) for one in (2021, 2025)]
    chosen = drawn(benchmarks(world(*figures)), measure(), dt.date(2026, 1, 1))
    assert chosen.value == expected


def test_the_newest_year_with_the_neighbours_figure_is_the_one_compared():
    own = {"kind": ComparatorKind.OWN, "neighbour_list": None, "areas_counted": None}
    figures = [shipped(2020, 51.85), shipped(2020, 68.9, **own), shipped(2021, 30.4, **own), shipped(2023, 69.49)]
    rows = newest_year(benchmarks(world(*figures)), measure(), JUNE)
    assert list(zip(rows["kind"], rows["period"], rows["value"], strict=True)) == [
        ("own", "2020", 68.9),
        ("statistical neighbours", "2020", 51.85),
    ]
