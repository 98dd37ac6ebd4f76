from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from sendkpi.analysis import EXPLORED, TOTAL, Filters, Rating, explore
from sendkpi.values import parse_month
from tests.build import count, figure, measure, observations, plan, waits, year_to_date_measure

FEBRUARY = parse_month("2022-02")
PLAN = plan(
    measure(),
    measure("EHCP2", owner="The NHS", sub_group=""),
    waits(),
    count(area="WSOA 3"),
    breakdowns={"ASC1": ("North", "South")},
)
REPORTED = observations(
    figure("EHCP1", "2022-01", of=(6, 19)),
    figure("EHCP1", "2022-02", of=(9, 22), commentary="Better"),
    figure("ASC1", "2022-01", 70.0),
    figure("ASC1", "2022-01", 75.0, breakdown="North"),
    figure("COM4", "2022-02", 650.0),
)


def explored(the_plan=PLAN, reported=REPORTED, as_at=dt.date(2022, 3, 31), **chosen) -> pd.DataFrame:
    return explore(the_plan, reported, Filters(**({"last": FEBRUARY} | chosen)), as_at)


def names(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return [(row.measure, f"{row.month:%m}") for row in rows.itertuples()]


def test_without_a_filter_every_period_that_is_reported_or_due_is_there_in_the_plans_order():
    assert names(explored()) == [
        (name, when) for name in ("EHCP1", "EHCP2", "ASC1", "COM4") for when in ("01", "02")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"areas": ("WSOA 2", "WSOA 3")}, {"ASC1", "COM4"}),
        ({"measures": ("EHCP2",)}, {"EHCP2"}),
        ({"owners": ("The NHS",)}, {"EHCP2", "ASC1"}),
        ({"sub_groups": ("EHC",)}, {"EHCP1", "ASC1", "COM4"}),
        ({"owners": ("The NHS",), "areas": ("WSOA 1",)}, {"EHCP2"}),
    ],
    ids=["area", "measure", "owner", "sub-group", "two at once"],
)
def test_each_filter_leaves_what_it_names(chosen, left):
    assert set(explored(**chosen)["measure"]) == left


def test_a_rating_leaves_the_periods_that_have_it_in_words():
    rows = explored(ratings=(Rating.NOT_REPORTED,))
    assert names(rows) == [("EHCP2", "01"), ("EHCP2", "02"), ("ASC1", "02"), ("COM4", "01")]
    assert set(rows["rating"]) == {"Not reported"}


def test_a_span_of_months_includes_both_ends():
    assert set(explored(first=FEBRUARY)["month"]) == {pd.Timestamp(FEBRUARY)}
    assert explored(first=FEBRUARY, last=parse_month("2022-01")).empty


def test_a_provider_has_rows_for_the_measures_that_it_reports_and_no_rating():
    rows = explored(providers=("North",))
    assert [(*name, value) for name, value in zip(names(rows), rows["value"].fillna(0), strict=True)] == [
        ("ASC1", "01", 75.0),
        ("ASC1", "02", 0.0),
    ]
    assert set(rows["provider"]) == {"North"}
    assert set(rows["rating"]) == {""}


def test_providers_stand_beside_the_total_month_by_month():
    rows = explored(measures=("ASC1",), providers=(TOTAL, "North", "South"), first=parse_month("2022-01"))
    assert list(rows["provider"])[:3] == [TOTAL, "North", "South"]


def test_a_row_says_what_it_is_in_words_and_numbers_that_are_not_rounded():
    rows = explored(measures=("EHCP1",))
    assert list(rows.columns[: len(EXPLORED)]) == EXPLORED
    row = rows.iloc[1]
    assert row["value"] == pytest.approx(100 * 9 / 22)
    assert (row["numerator"], row["denominator"], row["unit"]) == (9, 22, "percent")
    assert (row["sub_group"], row["owner"], row["provider"]) == ("EHC group", "The Council", TOTAL)
    assert row["commentary"] == "Better"
    assert pd.isna(row["year_to_date"])


def test_only_a_measure_rated_on_the_year_to_date_shows_one():
    rows = explored(plan(year_to_date_measure()))
    assert rows.iloc[1]["year_to_date"] == pytest.approx(100 * 15 / 41)


def test_nothing_left_keeps_the_columns():
    rows = explored(measures=("EHCP1",), owners=("The NHS",))
    assert rows.empty
    assert list(rows.columns[: len(EXPLORED)]) == EXPLORED


def test_nothing_is_listed_as_owed_before_its_month_has_ended_and_fallen_due():
    assert names(explored(as_at=dt.date(2022, 2, 27), reported=observations())) == []
