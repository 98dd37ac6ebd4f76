"""What storing an extract would do to its figures and to ratings, told before it is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sendkpi.analysis import effects, rows_that_change
from sendkpi.record.record import empty_record
from tests.analysis.position.test_review import extract
from tests.build import figure, measure, observations, plan, waits

PLAN = plan(measure("EHCP1"), waits("ASC1"), breakdowns={"ASC1": ("North", "South")})
DAY = dt.date(2022, 7, 15)


def worked_out(sent, stands=()):
    record = replace(empty_record(PLAN, DAY), observations=observations(*stands))
    return record, effects(record, extract(*sent).rows)


def test_restatements_come_first_each_beside_what_stands_and_the_rating_before_and_after():
    stands = [figure("ASC1", "2022-04", 80.0), figure("EHCP1", "2022-03", 60.0)]
    _, table = worked_out(
        [figure("EHCP1", "2022-04", 90.0), figure("EHCP1", "2022-03", 60.0), figure("ASC1", "2022-04", 40.0)], stands
    )
    restated, new = rows_that_change(table)
    assert (restated.change, restated.measure, restated.was_value, restated.value) == ("restated", "ASC1", 80.0, 40.0)
    assert (restated.rating_before, restated.rating_after) == ("red", "blue")
    assert (new.change, new.measure, new.rating_before, new.rating_after) == ("new", "EHCP1", "not_reported", "blue")
    assert list(table["change"]) == ["restated", "new", "unchanged"]


def test_a_providers_figure_moves_the_rating_of_the_total():
    stands = [figure("ASC1", "2022-04", 40.0, denominator=10.0, breakdown="North")]
    _, table = worked_out([figure("ASC1", "2022-04", 44.0, denominator=10.0, breakdown="South")], stands)
    (row,) = rows_that_change(table)
    assert (row.breakdown, row.rating_before, row.rating_after) == ("South", "not_reported", "blue")


def test_the_record_is_left_as_it_was():
    record, table = worked_out([figure("EHCP1", "2022-04", 90.0)], [figure("EHCP1", "2022-04", 50.0)])
    assert list(record.observations["value"]) == [50.0]
    after = record.with_figures(extract(figure("EHCP1", "2022-04", 90.0), figure("EHCP1", "2022-05", 91.0)).rows)
    assert list(after.observations["value"]) == [90.0, 91.0]
    assert list(after.observations["cell"]) == ["G2", "G3"]
    assert len(table) == 1


def test_an_extract_without_figures_has_no_effect():
    assert worked_out([])[1].empty
