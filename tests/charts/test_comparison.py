from __future__ import annotations

import datetime as dt

from sendkpi.analysis import Filters, explore
from sendkpi.charts import MOST, comparison_chart
from sendkpi.plan.choices import Unit
from sendkpi.values import parse_month
from tests.build import figure, measure, observations, plan
from tests.charts.drawn import drawn_rows, layers

MONTHS = ("2022-01", "2022-02", "2022-04")


def series(*ids: str):
    the_plan = plan(*(measure(name) for name in ids))
    reported = observations(*(figure(name, when, 50.0) for name in ids for when in MONTHS))
    explored = explore(the_plan, reported, Filters(last=parse_month("2022-04")), dt.date(2022, 4, 30))
    return {name: explored[explored["measure"] == name] for name in ids}


def test_each_series_has_a_colour_and_a_shape_of_its_own():
    spec = comparison_chart(series("A", "B"), Unit.PERCENT)
    encoding = layers(spec)[-1]["encoding"]
    for name in ("color", "shape"):
        scale = encoding[name]["scale"]
        assert scale["domain"] == ["A", "B"]
        assert len(set(scale["range"])) == 2


def test_no_line_joins_over_a_missing_month():
    spec = comparison_chart(series("A"), Unit.PERCENT)
    assert [row["run"] for row in drawn_rows(layers(spec, "line")[0])] == [0, 0, 1]


def test_too_many_series_to_tell_apart_are_not_drawn():
    assert comparison_chart(series(*"ABCDE"[: MOST + 1]), Unit.PERCENT) is None


def test_series_without_a_figure_are_not_drawn():
    assert comparison_chart({"A": series("A")["A"].head(0)}, Unit.PERCENT) is None
