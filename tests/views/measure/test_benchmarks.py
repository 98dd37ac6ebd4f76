"""How others do, on a measure's page: published figures by year and basis, and the line of the trend chart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from sendkpi.ingest.sen2.release import read_sen2
from tests import build
from tests.real_plan import PLAN
from tests.sen2_files import area, content, newer, shares
from tests.store.filed import extract
from tests.views.conftest import page_alone, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

LISTED = [one for one in PLAN.neighbours if one.neighbour_list == 2021]


@pytest.fixture(autouse=True)
def figures(own_database: str) -> None:
    """One month's figures, so that the page shows this test's own store."""
    now = dt.datetime(2022, 2, 12, 9, tzinfo=dt.UTC)
    given = extract(build.figure("EHCP1", "2022-01", of=(6, 19)))
    store.submit(store.connect(own_database), given, by="A. Officer", now=now)


@pytest.fixture
def loaded(own_database: str) -> None:
    """Release 2025 with 2022 for Haringey and its neighbours, one of them not published."""
    rows = [newer(2022, **shares(43.9, 44.1))]
    rows += [newer(2022, **shares(60.0, 70.0), **area(one.area_code, one.place)) for one in LISTED[1:]]
    rows += [newer(2022, **shares("x", "x"), **area(LISTED[0].area_code, LISTED[0].place))]
    file = read_sen2(content(*rows), "sen2.csv")
    engine = store.connect(own_database)
    loaded_at = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
    store.load_release(engine, file, name="2025", published=dt.date(2025, 6, 26), by="Ada", now=loaded_at)


def page(measure: str = "EHCP1", **query: str) -> AppTest:
    at = page_alone("measure_page", path="measure", measure=measure, month="2022-01", **query).run()
    assert not at.exception
    return at


@pytest.mark.usefixtures("loaded")
def test_a_loaded_release_is_compared_by_year_and_basis_with_how_many_of_ten():
    at = page()
    said = words(at)
    assert "Calendar year 2022, all plans: Haringey 43.9%, its statistical neighbours 60.0% (9 of 10)" in said
    assert "2022 43.9% 60.0% 9 of 10" in said
    assert "2025 (26 June 2025)" in said
    assert "2022 44.1% 70.0% 9 of 10" in said
    titles = [one.label for one in at.expander]
    assert "Published on another basis, so not held against this measure: excluding exceptions" in titles


@pytest.mark.usefixtures("loaded")
def test_the_chart_draws_the_neighbours_of_the_measures_own_basis():
    assert "Purple line: Statistical neighbours 2022: 60.0% (all plans, mean of 9 of 10 areas" in words(page())


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("as_at", "mean"),
    [("2025-06-26", "51.4% 10 of 10"), ("2026-05-03", "51.4% 10 of 10"), ("2026-05-04", "60.0% 9 of 10")],
)
def test_before_a_release_was_on_record_the_folders_figures_stand(as_at: str, mean: str):
    said = words(page(as_at=as_at))
    assert f"2022 43.9% {mean}" in said
    assert f"Purple line: Statistical neighbours 2022: {mean[:5]}" in said


def test_a_figure_of_another_basis_is_listed_and_not_drawn():
    said = words(page(as_at="2022-02-28"))
    assert "Purple line" not in said
    assert "2020 58.7% 10 of 10 Written Statement of Action (11 January 2022)" in said


def test_a_measure_that_nobody_publishes_has_no_comparison():
    assert "How others do" not in words(page("COM4"))
