from __future__ import annotations

import datetime as dt
import json

import pytest

from sendkpi import settings
from sendkpi.charts import colour, span, trend_chart
from sendkpi.frames import frame
from sendkpi.frames.figures import FanRow
from sendkpi.plan import read
from sendkpi.plan.choices import ComparatorKind
from sendkpi.plan.records import Comparator
from tests import build
from tests.charts.drawn import drawn_rows, layers

JUNE = dt.date(2022, 6, 1)


def trend(measure, *rows, month=JUNE, comparators=()):
    plan = build.plan(measure, comparators=comparators)
    return build.trends(plan, build.observations(*rows), [measure], month)[0]


def spec(one) -> dict:
    return trend_chart(one, span([one]))


def words(drawn: dict) -> list[str]:
    """Every label in the chart, its lines joined."""
    return [row["text"].replace("\n", " ") for row in drawn_rows(layers(drawn, "text")[0])]


def rows_of(drawn: dict) -> list[dict]:
    return drawn_rows(layers(drawn, "rule")[-1])


def runs(drawn: dict) -> dict[str, float | None]:
    return {row["Period"]: row["run"] for row in rows_of(drawn) if row["figure"] is not None}


def test_every_line_is_named_where_it_stands():
    neighbours = Comparator(
        "EHCP1", "Statistical neighbours", ComparatorKind.NEIGHBOURS, 2020, "all plans", "mean", 2021, 10,
        None, None, 58.66, "PLAN", dt.date(2022, 1, 1), "PLAN", "1",
    )  # fmt: skip
    drawn = spec(
        trend(
            build.year_to_date_measure(comparator="all plans"),
            *[build.figure("EHCP1", f"2022-0{month}", of=(8, 20)) for month in range(1, 7)],
            comparators=(neighbours,),
        )
    )
    assert sorted(words(drawn)) == [
        "40%", "Baseline 37%", "Statistical neighbours 2020: 58.7%", "Target 80% by Dec 2022", "Trajectory",
    ]  # fmt: skip


def test_a_name_of_two_lines_stands_clear_above_the_line_that_it_names():
    neighbours = Comparator(
        "EHCP1", "Statistical neighbours", ComparatorKind.NEIGHBOURS, 2020, "all plans", "mean", 2021, 10,
        None, None, 15.0, "PLAN", dt.date(2022, 1, 1), "PLAN", "1",
    )  # fmt: skip
    drawn = spec(trend(build.year_to_date_measure(comparator="all plans"), comparators=(neighbours,)))
    labels = drawn_rows(layers(drawn, "text")[0])
    name = next(row for row in labels if row["text"].startswith("Statistical"))
    target = next(row for row in labels if row["text"].startswith("Target"))
    assert (name["text"].count("\n"), name["baseline"], target["baseline"]) == (1, "bottom", "bottom")
    assert name["dy"] == target["dy"] - 15


def test_percentages_stand_between_0_and_100():
    drawn = spec(trend(build.measure(), build.figure("EHCP1", "2022-05", 43)))
    assert layers(drawn, "line")[0]["encoding"]["y"]["scale"]["domain"] == [0, 100]


def test_counts_begin_at_0_with_room_above_the_highest():
    drawn = spec(trend(build.count(), build.figure("COM4", "2022-05", 1200)))
    low, high = layers(drawn, "line")[0]["encoding"]["y"]["scale"]["domain"]
    assert low == 0
    assert high > 1200


def test_a_missing_month_breaks_the_line():
    figures = [build.figure("EHCP1", f"2022-0{month}", 50) for month in (1, 2, 4)]
    assert list(runs(spec(trend(build.measure(), *figures))).values()) == [0, 0, 1]


def test_a_year_to_date_breaks_where_its_year_begins():
    figures = [build.figure("EHCP1", month, of=(8, 20)) for month in ("2021-12", "2022-01", "2022-02")]
    got = runs(spec(trend(build.year_to_date_measure(collected_from="2021-12", year_start=1), *figures)))
    assert got["January 2022"] == got["February 2022"] != got["December 2021"]


def test_a_year_to_date_that_lacks_a_month_stands_alone_and_hollow():
    figures = [build.figure("EHCP1", month, of=(8, 20)) for month in ("2022-01", "2022-02", "2022-04")]
    drawn = spec(trend(build.year_to_date_measure(), *figures))
    partial = {row["Period"]: row["partial"] for row in rows_of(drawn) if row["figure"] is not None}
    assert partial == {"January 2022": False, "February 2022": False, "April 2022": True}
    assert runs(drawn)["April 2022"] != runs(drawn)["February 2022"]


def test_a_year_to_date_shows_each_month_faintly_beside_it():
    figures = [build.figure("EHCP1", "2022-01", of=(6, 19)), build.figure("EHCP1", "2022-02", of=(9, 22))]
    alone = [row["alone"] for row in rows_of(spec(trend(build.year_to_date_measure(), *figures))) if row["alone"]]
    assert alone == pytest.approx([31.58, 40.91], abs=0.01)


def test_without_figures_the_chart_still_shows_where_the_plan_begins_and_leads():
    drawn = spec(trend(build.measure()))
    assert sorted(words(drawn)) == ["Baseline 40%", "Target 80% by Dec 2022", "Trajectory"]
    assert not [layer for layer in layers(drawn, "line") if layer["mark"]["color"] == colour.ACTUAL]


def test_with_nothing_agreed_and_nothing_reported_there_is_no_chart():
    nothing = trend(build.measure(baseline=None, baseline_month=None, target=None, target_month=None))
    assert trend_chart(nothing, span([nothing])) is None


def test_charts_of_a_page_share_their_months_and_height():
    quick, slow = trend(build.measure()), trend(build.measure(target_month="2024-01"))
    both = span([quick, slow])
    one, other = (trend_chart(each, both) for each in (quick, slow))
    assert both == (dt.date(2021, 12, 1), dt.date(2024, 1, 1))
    assert one["height"] == other["height"]
    axis = [layers(each, "line")[0]["encoding"]["x"] for each in (one, other)]
    assert axis[0] == axis[1]


def test_pointing_at_a_month_repeats_its_row():
    figures = [build.figure("EHCP1", "2022-01", of=(6, 19)), build.figure("EHCP1", "2022-02", of=(9, 22))]
    drawn = spec(trend(build.year_to_date_measure(), *figures))
    row = next(row for row in rows_of(drawn) if row["Period"] == "February 2022")
    shown = [field["field"] for field in layers(drawn, "rule")[-1]["encoding"]["tooltip"]]
    assert [row[name] for name in shown] == [
        "February 2022", "36.6% year to date", "15 of 41", "44.2%", "−7.6 points", "Off track",
    ]  # fmt: skip


def test_a_trajectory_too_close_to_its_neighbours_goes_unnamed_rather_than_unread():
    figures = [build.figure("ASC1", f"2022-{month:02d}", 37.5) for month in range(1, 7)]
    drawn = spec(trend(build.waits(baseline=39.0, target=35.0, target_month="2022-12"), *figures))
    assert {"Target 35 weeks by Dec 2022", "37.5 weeks"} <= set(words(drawn))


def test_every_measure_of_the_plan_can_be_drawn_before_any_figure_has_come():
    plan = read(settings.plan_folder())
    trends = build.trends(plan, build.observations(), plan.measures, JUNE)
    months = span(trends)
    drawn = [trend_chart(one, months) for one in trends]
    with_ends = [measure for measure in plan.measures if measure.target is not None or measure.baseline is not None]
    assert len([chart for chart in drawn if chart is not None]) == len(with_ends)
    assert all(json.dumps(chart) for chart in drawn if chart is not None)


def fan(*rows):
    names = ("month", "level", "low", "high", "year")
    return frame([dict(zip(names, row, strict=True)) for row in rows], FanRow)


def ahead(drawn: dict) -> list[dict]:
    """The rows of the band."""
    return drawn_rows(layers(drawn, "area")[0])


def test_where_it_is_heading_is_a_band_that_opens_at_the_last_figure():
    one = trend(build.measure(), build.figure("EHCP1", "2022-06", 50.0))
    way = fan((dt.date(2022, 7, 1), 51, 45, 57, 0), (dt.date(2022, 8, 1), 52, 44, 60, 0))
    rows = ahead(trend_chart(one, span([one]), fan=way))
    assert [(row["low"], row["level"], row["high"], row["run"]) for row in rows] == [
        (50, 50, 50, 0),
        (45, 51, 57, 0),
        (44, 52, 60, 0),
    ]


def test_the_band_of_a_new_year_to_date_opens_by_itself():
    one = trend(build.year_to_date_measure(), build.figure("EHCP1", "2022-06", of=(10, 20)))
    this_year, next_year = 2022 * 12, 2023 * 12
    way = (dt.date(2022, 7, 1), 51, 45, 57), (dt.date(2023, 1, 1), 52, 30, 70)
    both = fan((*way[0], this_year), (*way[1], next_year))
    assert [row["run"] for row in ahead(trend_chart(one, span([one]), fan=both))] == [this_year, this_year, next_year]
    alone = ahead(trend_chart(one, span([one]), fan=fan((*way[1], next_year))))
    assert [row["level"] for row in alone] == [52]


def test_without_a_landing_nothing_is_drawn_ahead():
    one = trend(build.measure(), build.figure("EHCP1", "2022-06", 50.0))
    assert layers(trend_chart(one, span([one]), fan=fan()), "area") == []
