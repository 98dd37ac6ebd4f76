from __future__ import annotations

import json
import subprocess
import sys

import altair as alt
import pytest
from altair.utils import schemapi
from jsonschema import ValidationError

from sendkpi import settings
from sendkpi.charts import span, trend_chart
from sendkpi.charts.drawing import dressed, layer, layer_of
from sendkpi.values import parse_month
from tests import build
from tests.charts.drawn import drawn_rows, layers

POINTS = alt.Chart().mark_point().encode(x=alt.X("month", type="quantitative"))


def test_what_tests_draw_is_checked():
    assert schemapi.DEBUG_MODE
    with pytest.raises(ValidationError):
        dressed([{"mark": "a mark that Vega-Lite does not have"}], 100)


@pytest.mark.parametrize("served", ["dashboard", "sendkpi.report.charts"])
def test_a_process_that_serves_pages_or_writes_papers_draws_without_checking(served: str):
    asked = f"import {served}; from altair.utils import schemapi; print(schemapi.DEBUG_MODE)"
    command = [sys.executable, "-c", asked]
    answer = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert answer.stdout.split()[-1] == "False"


def test_what_is_not_checked_is_drawn_the_same():
    checked = dressed([layer_of([{"month": 1}], POINTS)], 100)
    with schemapi.debug_mode(arg=False):
        assert dressed([layer_of([{"month": 1}], POINTS)], 100) == checked


def test_layers_of_the_same_rows_share_them_and_one_with_its_own_keeps_them():
    whole = layer_of([{"month": 1}], POINTS, layer_of([{"month": 2}], POINTS), layer(POINTS))
    assert [drawn_rows(one) for one in layers(whole)] == [[{"month": 1}], [{"month": 2}], [{"month": 1}]]
    assert json.dumps(whole).count("values") == 2


def test_a_trend_sends_each_of_its_rows_once():
    figures = build.observations(*[build.figure("EHCP1", f"2022-0{month}", of=(8, 20)) for month in range(1, 7)])
    measure = build.year_to_date_measure()
    trend = build.trends(build.plan(measure), figures, [measure], parse_month("2022-06"))[0]
    drawn = trend_chart(trend, span([trend]))
    assert json.dumps(drawn).count('"Period": "March 2022"') == 1
    assert "datasets" not in drawn
