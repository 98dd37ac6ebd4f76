from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis.delivery.completions import Completion
from sendkpi.charts import Span, span, trend_chart
from sendkpi.charts.rows import milliseconds
from tests import build
from tests.charts.drawn import drawn_rows, layers

JUNE = dt.date(2022, 6, 1)
FIGURES = [build.figure("EHCP1", f"2022-0{month}", of=(8, 20)) for month in range(1, 7)]


def trend():
    return build.trends(build.plan(build.measure()), build.observations(*FIGURES), [build.measure()], JUNE)[0]


def done(*given: tuple[int, int, str]) -> tuple[Completion, ...]:
    """`(2022, 2, "1.1a")`: milestones done in these months."""
    return tuple(Completion(dt.date(year, month, 1), name, f"Title of {name}") for year, month, name in given)


def drawn(*given: tuple[int, int, str]) -> dict:
    one = trend()
    return trend_chart(one, span([one]), completed=done(*given))


def lane(spec: dict) -> list[dict]:
    return [layer for layer in layers(spec) if layer["mark"].get("yOffset")]


def marks(spec: dict) -> list[dict]:
    own = lane(spec)
    return drawn_rows(own[0]) if own else []


def labels(spec: dict) -> list[dict]:
    return drawn_rows(layers(spec, "text")[0])


def test_a_milestone_is_marked_at_the_month_in_which_it_was_done():
    (mark,) = marks(drawn((2022, 2, "1.1a")))
    assert mark["month"] == milliseconds(dt.date(2022, 2, 1))
    assert (mark["Completed in"], mark["Milestones"]) == ("February 2022", "1.1a Title of 1.1a")


def test_several_of_a_month_are_one_mark_with_their_number_and_every_name():
    spec = drawn((2022, 2, "1.1a"), (2022, 5, "1.2a"), (2022, 2, "1.1b"))
    assert [(mark["Completed in"], mark["count"]) for mark in marks(spec)] == [("February 2022", 2), ("May 2022", 1)]
    assert marks(spec)[0]["Milestones"] == "1.1a Title of 1.1a; 1.1b Title of 1.1b"
    (number,) = [layer for layer in lane(spec) if layer["mark"]["type"] == "text"]
    assert number["encoding"]["text"]["field"] == "count"
    assert number["transform"] == [{"filter": "datum.count > 1"}]


def test_pointing_at_a_mark_names_its_month_and_milestones():
    (dots,) = lane(drawn((2022, 2, "1.1a")))
    assert [shown["field"] for shown in dots["encoding"]["tooltip"]] == ["Completed in", "Milestones"]


def test_without_any_the_chart_is_as_if_there_were_none_to_draw():
    one = trend()
    assert drawn() == trend_chart(one, span([one]))


@pytest.mark.parametrize("month", [(2021, 10), (2023, 5)])
def test_what_was_done_outside_the_charts_months_is_not_drawn(month: tuple[int, int]):
    assert drawn((*month, "1.1a")) == drawn()


def test_the_first_and_the_last_month_of_the_chart_can_be_marked():
    one = trend()
    ends = Span(dt.date(2021, 12, 1), dt.date(2022, 12, 1))
    spec = trend_chart(one, ends, completed=done((2021, 12, "1.1a"), (2022, 12, "1.1b")))
    assert [mark["Completed in"] for mark in marks(spec)] == ["December 2021", "December 2022"]


def test_the_marks_stand_below_the_drawing_and_no_label_moves_for_them():
    plain, marked = drawn(), drawn((2022, 2, "1.1a"), (2022, 2, "1.1b"))
    assert labels(marked) == labels(plain)
    (padding,) = {
        layer["encoding"]["x"]["axis"].get("labelPadding") for layer in layers(marked) if "x" in layer["encoding"]
    }
    assert all(layer["encoding"]["y"] == {"value": "height"} for layer in lane(marked))
    assert all(0 < layer["mark"]["yOffset"] < padding for layer in lane(marked))
    assert marked["height"] - plain["height"] == padding - 2


def test_a_mark_costs_a_page_little():
    more = len(str(drawn((2022, 2, "1.1a"), (2022, 5, "1.2a")))) - len(str(drawn()))
    assert more < len(str(drawn())) / 4
