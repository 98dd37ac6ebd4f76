from __future__ import annotations

import datetime as dt

from sendkpi import analysis
from sendkpi.charts import counted_chart, part_charts
from sendkpi.plan.choices import Unit
from tests import build
from tests.charts.drawn import drawn_rows, layers

JUNE = dt.date(2022, 6, 1)
PARTS = ("North", "South")
PLAN = build.plan(build.waits(), breakdowns={"ASC1": PARTS})


def charts(*rows: dict) -> dict[str, dict]:
    """The charts of both parts, with these figures."""
    reported = build.observations(*rows)
    frames = {name: analysis.parts_timeline(PLAN, reported, name, JUNE) for name in PARTS}
    whole = analysis.timeline(PLAN, reported, JUNE)
    return part_charts(frames, whole, Unit.WEEKS)


def waited(part: str, when: str, weeks: float) -> dict:
    return build.figure("ASC1", when, weeks, breakdown=part, denominator=10)


def test_every_part_is_on_the_scale_of_the_largest_and_over_the_same_months():
    drawn = charts(waited("North", "2022-01", 20), waited("North", "2022-02", 22), waited("South", "2022-02", 90))
    assert set(drawn) == set(PARTS)
    axes = [layers(one, "point")[0]["encoding"] for one in drawn.values()]
    assert axes[0]["y"]["scale"] == axes[1]["y"]["scale"]
    assert axes[0]["x"]["scale"] == axes[1]["x"]["scale"]
    assert axes[0]["y"]["scale"]["domain"][0] == 0
    assert axes[0]["y"]["scale"]["domain"][1] > 90


def test_a_part_shows_its_own_figures_in_words_too():
    drawn = charts(waited("North", "2022-01", 20), waited("South", "2022-01", 90))["North"]
    points = layers(drawn, "point")[0]
    assert [row["Words"] for row in drawn_rows(points)] == ["January 2022: 20.0 weeks"]


def test_all_parts_together_stand_as_a_line_behind_each():
    drawn = charts(waited("North", "2022-01", 20), waited("South", "2022-01", 40))["North"]
    behind, own = layers(drawn, "line")
    assert [row["figure"] for row in drawn_rows(behind)] == [30]
    assert [row["figure"] for row in drawn_rows(own)] == [20]


def test_a_missing_month_breaks_a_part_s_line():
    rows = [waited("North", month, 20) for month in ("2022-01", "2022-02", "2022-04")]
    drawn = charts(*rows)["North"]
    assert [row["run"] for row in drawn_rows(layers(drawn, "line")[-1])] == [0, 0, 1]


def test_a_part_without_a_figure_has_no_chart():
    assert set(charts(waited("North", "2022-01", 20))) == {"North"}
    assert charts() == {}


def counted(*rows: dict, measure=None) -> dict | None:
    frame = analysis.timeline(build.plan(measure or build.measure()), build.observations(*rows), JUNE)
    return counted_chart(frame[frame["reported"]])


def test_what_was_counted_is_a_dark_bar_in_a_pale_one():
    drawn = counted(build.figure("EHCP1", "2022-01", of=(6, 19)), build.figure("EHCP1", "2022-02", of=(9, 22)))
    pale, dark = layers(drawn, "bar")
    assert (pale["encoding"]["y"]["field"], dark["encoding"]["y"]["field"]) == ("denominator", "numerator")
    assert [row["Words"] for row in drawn_rows(dark)] == ["January 2022: 6 of 19", "February 2022: 9 of 22"]
    assert dark["encoding"]["y"]["scale"]["domain"][0] == 0


def test_quarterly_bars_have_room_at_both_ends():
    monthly, quarterly = (
        counted(build.figure(one.id, "2022-03", of=(6, 19)), measure=one)
        for one in (build.measure("EHCP1"), build.quarterly("EHCP3"))
    )
    narrow, wide = (layers(one, "bar")[0]["encoding"]["x"]["scale"]["domain"] for one in (monthly, quarterly))
    assert wide[0]["month"] < narrow[0]["month"]
    assert wide[1]["month"] > narrow[1]["month"]


def test_a_measure_without_numerators_has_no_bars():
    assert counted(build.figure("ASC1", "2022-01", 60.0, denominator=10), measure=build.waits()) is None
