"""What the plan's measures show as process charts: which have one, what each says, and what keeps a verdict back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from sendkpi.analysis import headline, scorecard, timeline
from sendkpi.analysis.position.exceptions import exceptions
from sendkpi.analysis.spc.labels import Note
from sendkpi.analysis.spc.process import processes
from sendkpi.plan.agreed import Changes, Decision, Rebase
from sendkpi.plan.choices import Pooling
from sendkpi.values import add_months
from tests.build import count, figure, measure, observations, plan, quarterly, waits, year_to_date_measure

STEADY = [50.0, 52.0, 49.0, 51.0, 48.0, 52.0, 50.0, 49.0, 51.0, 50.0, 48.0, 52.0]
FIRST = dt.date(2022, 1, 1)
DECISION = Decision(dt.date(2023, 1, 10), "The board", "A new system counts otherwise.")


def told(values, name="EHCP1", step=1):
    """A figure for each value from January 2022 on; None for a period without one."""
    months = [f"{add_months(FIRST, at * step):%Y-%m}" for at in range(len(values))]
    return [figure(name, month, value) for month, value in zip(months, values, strict=True) if value is not None]


def row(world, figures, month):
    return scorecard(world, observations(*figures), month).iloc[0]


def last(values, step=1):
    return add_months(FIRST, (len(values) - 1) * step)


def test_figures_that_go_up_and_down_as_usual_show_no_change_and_miss_a_target_beyond_their_limits():
    found = row(plan(measure()), told(STEADY), last(STEADY))
    assert (found.variation, found.assurance, found.process_note) == ("common_cause", "fail", "")
    assert found.sentence.endswith("No sign of a real change: it goes up and down as it usually does.")


def test_a_figure_beyond_the_limits_is_a_sign_and_the_sentence_says_which():
    values = [*STEADY, 20.0]
    found = row(plan(measure()), told(values), last(values))
    assert found.variation == "concern_low"
    assert found.sentence.endswith("A real sign of worsening: the last figure is below the lower process limit.")


def test_where_lower_is_better_the_same_figures_are_an_improvement():
    values = [*STEADY, 20.0]
    assert row(plan(waits("EHCP1")), told(values), last(values)).variation == "improvement_low"


@pytest.mark.parametrize(("recorded", "message"), [(4, ""), (5, "common_cause")])
def test_under_five_points_there_is_no_verdict(recorded, message):
    found = row(plan(measure()), told(STEADY[:recorded]), last(STEADY[:recorded]))
    assert found.variation == message
    assert found.process_note == (Note.TRIAL if message else Note.FEWER)


def test_under_twelve_points_the_sentence_keeps_to_the_step_from_the_month_before():
    values = STEADY[:11]
    assert row(plan(measure()), told(values), last(values)).sentence.endswith("Worse than the month before.")


def test_a_measure_that_never_moves_has_too_little_variation_and_no_verdict():
    values = [80.0] * 14
    found = row(plan(measure()), told(values), last(values))
    assert (found.variation, found.assurance) == ("", "")
    assert found.process_note == Note.TOO_LITTLE_VARIATION


@pytest.mark.parametrize("uncharted", [count("EHCP1"), waits("EHCP1", pooling=Pooling.MAXIMUM)])
def test_levels_on_a_day_and_longest_waits_have_no_chart(uncharted):
    found = row(plan(uncharted), told(STEADY), last(STEADY))
    assert (found.variation, found.assurance) == ("", "")
    assert found.process_note == Note.UNCHARTED


def test_the_chart_is_of_the_months_own_figures_where_the_rating_is_of_the_year():
    world = plan(year_to_date_measure())
    rows = timeline(world, observations(*told(STEADY)), last(STEADY))
    assert processes(world, rows, last(STEADY)).of("EHCP1")["value"].tolist() == STEADY


def test_a_quarterly_measure_has_a_point_a_quarter():
    world = plan(quarterly("EHCP1"))
    figures = [figure("EHCP1", month, value) for month, value in (("2022-03", 40.0), ("2022-06", 44.0))]
    rows = timeline(world, observations(*figures), dt.date(2022, 6, 1))
    dates = processes(world, rows, dt.date(2022, 6, 1)).of("EHCP1")["date"]
    assert dates.tolist() == [pd.Timestamp("2022-03-01"), pd.Timestamp("2022-06-01")]


def test_a_month_that_is_due_and_missing_is_a_gap_and_the_verdict_is_of_the_last_figure():
    values = [*STEADY, 20.0]
    world = plan(measure())
    month = add_months(last(values), 1)
    rows = timeline(world, observations(*told(values)), month)
    found = processes(world, rows, month)
    assert found.of("EHCP1")["value"].isna().tolist() == [False] * 13 + [True]
    assert found.verdicts.loc[0, "variation"] == "concern_low"
    assert found.verdicts.loc[0, "process_note"] == Note.FIRM
    assert found.verdicts.loc[0, "verdict_month"] == pd.Timestamp("2023-01-01")


def test_a_verdict_of_an_earlier_figure_does_not_make_the_headline_nor_an_early_warning():
    world = plan(measure())
    values = [*STEADY, 20.0]
    late = scorecard(world, observations(*told(values)), add_months(last(values), 3))
    assert headline(late) == "No measure can be judged yet: figures, baselines or targets are still to come."
    assert exceptions(late).empty


def test_a_rebase_begins_a_new_phase_until_it_is_lifted():
    values = [*STEADY, *[value + 20 for value in STEADY]]
    month = last(values)
    begun = Rebase("EHCP1", dt.date(2023, 1, 1), DECISION)
    for rebases, groups, verdict in (
        ((), {0}, "improvement_high"),
        ((begun,), {0, 1}, "common_cause"),
        ((begun, replace(begun, lifted=True)), {0}, "improvement_high"),
    ):
        world = replace(plan(measure()), changes=Changes(rebases=rebases))
        rows = timeline(world, observations(*told(values)), month)
        found = processes(world, rows, month)
        assert set(found.of("EHCP1")["rebase_group"]) == groups
        assert found.verdicts.loc[0, "variation"] == verdict


def test_a_rebase_at_a_month_that_the_chart_does_not_show_is_passed_over():
    world = replace(plan(measure()), changes=Changes(rebases=(Rebase("EHCP1", dt.date(2019, 1, 1), DECISION),)))
    rows = timeline(world, observations(*told(STEADY)), last(STEADY))
    assert set(processes(world, rows, last(STEADY)).of("EHCP1")["rebase_group"]) == {0}


def test_without_any_figure_there_is_a_scorecard_and_no_verdict():
    found = row(plan(measure()), [], dt.date(2022, 6, 1))
    assert (found.variation, found.assurance, found.process_note) == ("", "", Note.FEWER)
