from __future__ import annotations

import datetime as dt
import json

from sendkpi import settings
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.charts import colour
from sendkpi.charts.timeline.chart import describe_timeline, timeline_chart
from sendkpi.plan import read
from sendkpi.record.updates import Status
from tests.charts.drawn import drawn_rows, layers
from tests.delivery import (
    LAST_OF_JUNE,
    done,
    judged,
    milestone,
    milestone_update,
    occurring,
    plan_of,
    put_off,
    recurring,
)

BLUE, RED = colour.BRAGS[DeliveryRating.COMPLETE].ink, colour.BRAGS[DeliveryRating.OVERDUE].ink


def drawn(plan, *updates, until: dt.date | None = None) -> dict:
    rows, occurrences = judged(plan, *updates), occurring(plan, *updates, until=until)
    return timeline_chart(rows, occurrences, {one.id: one.title for one in plan.actions}, LAST_OF_JUNE)


def rows_of(spec: dict, mark: str) -> list[dict]:
    """The rows of every layer of a kind of mark."""
    return [row for layer in layers(spec, mark) for row in drawn_rows(layer)]


def day(milliseconds: int) -> dt.date:
    return dt.datetime.fromtimestamp(milliseconds / 1000, tz=dt.UTC).date()


def test_a_milestone_has_a_hollow_mark_at_the_end_of_its_month_in_the_look_of_its_judgement():
    (mark,) = rows_of(drawn(plan_of(milestone("1.1a", "2022-04"))), "point")
    assert (day(mark["at"]), mark["shape"], mark["ink"]) == (dt.date(2022, 4, 30), "square", RED)
    assert mark["fill"] == colour.GROUND
    assert mark["Words"] == "1.1a, Title of 1.1a: overdue by 2 months, due April 2022"


def test_one_that_is_done_has_a_full_mark_on_its_day():
    hollow, full = sorted(
        rows_of(drawn(plan_of(milestone()), done("1.1a", 2022, 5, 3)), "point"), key=lambda one: one["at"]
    )
    assert (day(full["at"]), full["fill"], full["ink"]) == (dt.date(2022, 5, 3), BLUE, BLUE)
    assert hollow["fill"] == colour.GROUND
    assert hollow["Is"] == "Complete"


def test_one_put_off_has_a_line_from_the_published_month_to_the_new_one():
    spec = drawn(plan_of(milestone()), put_off("1.1a", "2022-08"))
    line = next(row for row in rows_of(spec, "rule") if row.get("end"))
    assert (day(line["at"]), day(line["end"])) == (dt.date(2022, 4, 30), dt.date(2022, 8, 31))
    assert {day(mark["at"]) for mark in rows_of(spec, "point")} == {dt.date(2022, 4, 30), dt.date(2022, 8, 31)}
    assert "due August 2022, first April 2022" in [mark["Words"] for mark in rows_of(spec, "point")][-1]


def test_a_start_and_a_due_month_are_joined_by_a_bar():
    spec = drawn(plan_of(milestone("1.1a", "2022-09", "2022-03")))
    bar = next(row for row in rows_of(spec, "rule") if row.get("width") == 6)
    assert (day(bar["at"]), day(bar["end"])) == (dt.date(2022, 3, 1), dt.date(2022, 9, 30))


def test_a_recurring_one_has_a_tick_for_each_time_full_when_done():
    plan = plan_of(recurring("1.1a"))
    update = milestone_update("1.1a", Status.COMPLETE, occurrence="2022-05", completed_on=dt.date(2022, 5, 20))
    ticks = rows_of(drawn(plan, update, until=dt.date(2022, 7, 1)), "point")
    assert [tick["Milestone"] for tick in ticks] == [
        f"1.1a, {month} 2022" for month in ("April", "May", "June", "July")
    ]
    assert [tick["fill"] != colour.GROUND for tick in ticks] == [False, True, False, False]


def test_every_milestone_is_named_under_its_action_and_one_without_a_month_says_so():
    spec = drawn(plan_of(milestone("1.1a"), milestone("1.1b", None), milestone("1.2a", "2022-05")))
    names = {row["text"]: row["head"] for row in rows_of(spec, "text") if "head" in row}
    assert names == {
        "1.1 Action 1.1": True,
        "1.1a Title of 1.1a": False,
        "1.1b Title of 1.1b (no month)": False,
        "1.2 Action 1.2": True,
        "1.2a Title of 1.2a": False,
    }
    places = [row["y"] for row in rows_of(spec, "text") if "head" in row]
    assert len(set(places)) == len(places)


def test_the_as_at_day_is_marked():
    assert '"as at 30 June 2022"' in json.dumps(drawn(plan_of(milestone())))


def test_milestones_without_any_month_have_no_chart():
    plan = plan_of(milestone("1.1a", None))
    assert timeline_chart(judged(plan), occurring(plan), {"1.1": "Action"}, LAST_OF_JUNE) is None


def test_the_chart_in_words_counts_and_names_what_is_late_or_moved():
    plan = plan_of(*(milestone(f"1.1{letter}", "2022-04") for letter in "abcdefgh"))
    rows = judged(plan, done("1.1a", 2022, 4, 1), put_off("1.1b", "2022-09"))
    assert describe_timeline(rows, LAST_OF_JUNE) == (
        "8 milestones as at 30 June 2022, 1 complete, 6 overdue (1.1c, 1.1d, 1.1e, 1.1f and 2 more) "
        "and 1 moved to another month (1.1b)."
    )
    assert describe_timeline(rows.head(0), LAST_OF_JUNE) == "No milestone."


def test_on_a_narrow_page_a_ground_keeps_the_as_at_day_out_of_the_names_and_lets_the_marks_stand():
    marks = [layer["mark"] for layer in layers(drawn(plan_of(milestone("1.1a", "2022-04"))))]
    ground = next(at for at, mark in enumerate(marks) if mark.get("color") == colour.GROUND)
    assert marks[ground]["strokeWidth"] == {"expr": "width > 640 ? 0 : 17"}
    assert any("strokeDash" in mark for mark in marks[:ground])
    assert all(mark["type"] != "point" for mark in marks[:ground])
    assert "expr" in marks[-1]["text"]


def test_every_milestone_of_the_published_plan_in_one_chart_is_light_enough_for_a_page():
    plan = read(settings.plan_folder())
    spec = drawn(plan, until=dt.date(2023, 7, 1))
    assert len([row for row in rows_of(spec, "text") if row.get("head") is False]) == 119
    assert len(json.dumps(spec).encode()) < 150_000
