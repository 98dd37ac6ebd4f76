"""What an officer is asked to look at before a file is stored."""

from __future__ import annotations

import datetime as dt

from sendkpi.analysis import Preview, preview, review
from sendkpi.frames import frame
from sendkpi.frames.figures import AskedRow, ExtractRow
from sendkpi.record.extract import Extract
from tests.build import figure, measure, observations, plan, quarterly, waits

TODAY = dt.date(2022, 7, 31)


def extract(*rows, asked=()):
    """An extract of these figures; `asked` names further rows that were left blank."""
    reported = [row | {"sheet": "KPIs", "cell": f"G{place}"} for place, row in enumerate(rows, start=2)]
    blank = [row | {"sheet": "KPIs", "cell": f"G{place}"} for place, row in enumerate(asked, start=2 + len(rows))]
    return Extract("june.xlsx", b"", "0", frame(reported, ExtractRow), frame([*reported, *blank], AskedRow))


def lines(world, sent, current=()):
    return [problem.line for problem in review(world, sent, observations(*current), TODAY)]


def codes(world, sent, current=()):
    return [problem.code for problem in review(world, sent, observations(*current), TODAY)]


def test_a_restatement_says_what_stands_and_what_is_sent():
    (line,) = lines(
        plan(measure()), extract(figure("EHCP1", "2022-06", of=(9, 20))), [figure("EHCP1", "2022-06", of=(8, 20))]
    )

    assert line.startswith("KPIs!G2 · EHCP1, June 2022 · 8/20 (40.0%) stands already; this file says 9/20 (45.0%).")


def test_a_figure_in_place_of_a_symbol_is_a_restatement():
    (line,) = lines(
        plan(measure()), extract(figure("EHCP1", "2022-06", 45.0)), [figure("EHCP1", "2022-06", symbol="x")]
    )

    assert "not available stands already; this file says 45.0%" in line


def test_the_same_figure_again_is_no_restatement():
    same = figure("EHCP1", "2022-06", of=(9, 20))
    assert codes(plan(measure()), extract(same), [same]) == []


def test_a_measure_due_and_left_blank_is_named_by_its_cell():
    world = plan(measure("A"), measure("B"))
    (line,) = lines(world, extract(figure("A", "2022-06", 50.0), asked=[figure("B", "2022-06")]))

    assert line.startswith("KPIs!G3 · B, June 2022 · Title of B is due and has no figure.")


def test_a_measure_whose_row_was_deleted_is_missed_too():
    assert codes(plan(measure("A"), measure("B")), extract(figure("A", "2022-06", 50.0))) == ["due_and_missing"]


def test_another_organisations_measure_is_not_missed():
    assert codes(plan(measure("A"), waits("B")), extract(figure("A", "2022-06", 50.0))) == []


def test_a_measure_reported_by_an_earlier_file_is_not_missed():
    world = plan(measure("A"), measure("B"))
    assert codes(world, extract(figure("A", "2022-06", 50.0)), [figure("B", "2022-06", 40.0)]) == []


def test_a_total_that_its_breakdowns_make_is_not_missed():
    world = plan(waits("A"), breakdowns={"A": ("North", "South")})
    rows = [figure("A", "2022-06", 50.0, denominator=10.0, breakdown=name) for name in ("North", "South")]

    assert codes(world, extract(*rows, asked=[figure("A", "2022-06")])) == []


def test_a_measure_that_is_not_due_yet_is_not_missed():
    world = plan(measure("A"), measure("B", reporting_lag=3), quarterly("C"))
    assert codes(world, extract(figure("A", "2022-05", 50.0))) == []
    assert codes(world, extract(figure("A", "2022-06", 50.0))) == ["due_and_missing"]


def test_a_small_sample_is_pointed_out():
    (line,) = lines(plan(measure("EHCP6", minimum_sample=6)), extract(figure("EHCP6", "2022-06", of=(4, 5))))

    assert "Only 5 counted, under the 6 that the plan asks for" in line


def test_the_preview_counts_new_restated_and_unchanged_figures():
    current = [figure("A", "2022-04", 50.0), figure("A", "2022-05", 51.0)]
    sent = [figure("A", "2022-04", 50.0), figure("A", "2022-05", 52.0), figure("A", "2022-06", 53.0)]

    assert preview(extract(*sent), observations(*current)) == Preview(new=1, restated=1, unchanged=1)
    assert preview(extract(), observations()) == Preview(0, 0, 0)


HISTORY = [
    figure("EHCP1", f"2021-{month:02d}", value)
    for month, value in enumerate([50.0, 52.0, 49.0, 51.0, 48.0, 52.0, 50.0, 49.0, 51.0, 50.0, 48.0, 52.0], start=1)
]


def test_a_figure_outside_its_own_history_says_where_the_figures_before_it_lay():
    found = lines(plan(measure()), extract(figure("EHCP1", "2022-06", 90.0)), HISTORY)
    assert found == [
        (
            "KPIs!G2 · EHCP1, June 2022 · 90.0% lies outside 43.9% to 56.5%, the limits that the figures "
            "before it give. Check it, and confirm it."
        )
    ]


def test_a_figure_within_its_history_or_with_too_short_a_one_is_not_unusual():
    usual = extract(figure("EHCP1", "2022-06", 53.0))
    assert codes(plan(measure()), usual, HISTORY) == []
    assert codes(plan(measure()), extract(figure("EHCP1", "2022-06", 90.0)), HISTORY[-4:]) == []


def test_a_restated_figure_is_held_against_the_others_and_not_against_itself():
    found = codes(plan(measure()), extract(figure("EHCP1", "2021-12", 90.0)), HISTORY)
    assert found == ["restatement", "outside_history"]
