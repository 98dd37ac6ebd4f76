from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from sendkpi.plan.agreed import Annotation, Decision, Rebase
from sendkpi.values import add_months, parse_month
from sendkpi.views.frame import positions
from sendkpi.views.measure import process
from tests import build
from tests.real_plan import PLAN
from tests.store.filed import extract
from tests.views.conftest import alternatives, page_alone, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

DECIDED = Decision(dt.date(2022, 12, 1), "SEND Executive Board", "Plans are counted by the case system.")
IN_TIME = [8, 9, 7, 8, 9, 8, 7, 9, 8, 8, 9, 8]
NOW, LATER = (dt.datetime(2023, 2, day, 9, tzinfo=dt.UTC) for day in (12, 20))


def page(measure: str = "EHCP1", **query: str) -> AppTest:
    address = {"month": "2022-12", "as_at": "2023-02-28"} | query
    at = page_alone("measure_page", path="measure", measure=measure, **address).run()
    assert not at.exception
    return at


@pytest.fixture
def reported(own_database: str):
    """`reported(8, 9, …)` stores EHCP1 of 20 plans a month, from January 2022 on; None is a month without a figure."""

    def stored(*in_time: int | None):
        months = [f"{add_months(dt.date(2022, 1, 1), at):%Y-%m}" for at in range(len(in_time))]
        told = [
            build.figure("EHCP1", month, of=(of, 20))
            for month, of in zip(months, in_time, strict=True)
            if of is not None
        ]
        engine = store.connect(own_database)
        store.submit(engine, extract(*told), by="A. Officer", now=NOW, reason="Checked")
        return engine

    return stored


def process_words(at: AppTest) -> str:
    return next(one for one in alternatives(at) if "process chart" in one)


def test_a_measure_that_goes_up_and_down_as_usual_says_that_nothing_has_changed(reported):
    reported(*IN_TIME)
    at = page()
    said = words(at)
    assert "Signal or noise?" in said
    assert "Has it changed? No change No sign of a real change: it goes up and down as it usually does." in said
    assert "Will it hit its target? Reliably misses The target lies on the better side of the limits" in said
    assert "Each month alone." in said
    assert "process chart of 12 figures: from 40.0% in January 2022 to 40.0% in December 2022." in process_words(at)


def test_a_signal_is_said_with_the_rule_that_fired(reported):
    reported(*IN_TIME[:-1], 15)
    at = page()
    assert (
        "Has it changed? Improving A real sign of improvement: the last figure is above the upper process limit."
        in (words(at))
    )
    assert "the last figure is above the upper process limit" in process_words(at)


def test_a_new_phase_is_said_with_its_reason_and_holds_verdicts_back_until_it_has_five_figures(reported):
    engine = reported(*IN_TIME)
    store.rebase(engine, PLAN, Rebase("EHCP1", parse_month("2022-10"), DECIDED), by="Ada", now=LATER)
    live = Annotation(parse_month("2022-09"), "Case system went live", DECIDED, area="WSOA 1")
    store.annotate(engine, PLAN, live, by="Ada", now=LATER)
    said = words(page())
    assert "Has it changed? No verdict Fewer than 5 points." in said
    assert "Only 3 figures since October 2022: limits and verdicts need at least 5." in said
    assert (
        "New limits from October 2022: Plans are counted by the case system (SEND Executive Board, 1 December 2022)."
        in said
    )
    assert "September 2022: Case system went live." in said
    before = words(page(as_at="2023-02-15"))
    assert "Has it changed? No change" in before
    assert "New limits from October 2022" not in before


def test_with_too_few_figures_the_page_shows_them_and_no_verdict(reported):
    reported(8, 9, 7)
    at = page(month="2022-03")
    assert "Has it changed? No verdict Fewer than 5 points. Will it hit its target? No verdict" in words(at)
    assert "Only 3 figures so far: limits and verdicts need at least 5." in process_words(at)


def test_a_missing_newest_month_leaves_the_verdict_of_the_last_figure(reported):
    reported(*IN_TIME[:-1])
    assert "There is no figure for December 2022: the verdict is that of November 2022, the last one." in words(page())


def test_a_measure_without_a_target_says_so(reported):
    reported(*IN_TIME)
    measure = next(one for one in PLAN.measures if one.target is None and one.pooling == "rate")
    engine = positions.own_source().engine
    told = [build.figure(measure.id, f"2022-{month:02d}", of=(8, 20)) for month in range(1, 13)]
    store.submit(engine, extract(*told), by="A. Officer", now=NOW, reason="Checked")
    assert "Will it hit its target? No verdict There is no target to hold it against." in words(page(measure.id))


@pytest.mark.parametrize(
    ("measure", "why"),
    [("COM4", "counts a level on one day"), ("ASC1-5TO18-MAX", "It is the longest wait of all")],
)
def test_a_level_on_a_day_and_a_longest_wait_have_no_process_chart_and_it_is_said_why(measure, why):
    at = page(measure)
    assert "This measure has no process chart." in words(at)
    assert why in words(at)
    assert not [one for one in alternatives(at) if "process chart" in one]


def test_the_help_says_where_the_workbook_of_nhs_england_differs(reported):
    reported(*IN_TIME)
    at = page()
    assert "How to read this chart" in [box.label for box in at.expander]
    said = words(at)
    assert "Its own workbook may still differ from this chart" in said
    for difference in ("a single great jump", "exactly on a limit", "runs on there", "under 15 figures"):
        assert difference in said


def test_the_table_of_the_chart_says_of_each_month_what_it_shows_and_its_file_has_every_rule(reported):
    reported(*IN_TIME[:-1], 15)
    said = words(page())
    assert "December 2022 75.0% 43.8% 29.1% 58.4% Improvement: above the upper process limit" in said
    shown = positions.source()
    of = positions.key(shown, PLAN, parse_month("2022-12"), dt.date(2023, 2, 28))
    file = process.process_file(of, "EHCP1").decode("utf-8-sig").splitlines()
    assert file[0].startswith("measure,month,value,rebase_group,mean,lpl,upl,nlpl,nupl,rule_outside,")
    assert file[-1].startswith("EHCP1,2022-12,75.0,0,")
    assert "Above UCL" in file[-1]
