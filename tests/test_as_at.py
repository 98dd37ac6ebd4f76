"""What the board saw on that day: a scorecard as at any earlier moment is the one that was computed then."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from sendkpi import store
from sendkpi.analysis import scorecard
from sendkpi.errors import SendKpiError
from sendkpi.plan.agreed import Addition, Agreement, Annotation, Answer, Decision, Rebase
from sendkpi.plan.changes import supplementary
from sendkpi.plan.choices import Better, Unit
from sendkpi.plan.records import Query
from sendkpi.values import add_months
from tests.build import figure, measure, month, plan, quarterly, waits, year_to_date_measure
from tests.on_record import on_record
from tests.store.filed import extract

QUERY = Query("Q001", "date", ("EHCP2",), "target month", "Dec 2022", "which month?", "2022-12", "PLAN", "1")
TBC = {"baseline": None, "baseline_month": None, "target": None, "baseline_promised": "2022-03"}
WORLD = plan(
    year_to_date_measure(),
    measure("EHCP2"),
    quarterly("EHCP3", **TBC),
    waits("ASC1"),
    queries=(QUERY,),
    breakdowns={"ASC1": ("North", "South")},
)
FIRST = month("2022-01")
LAST = month("2022-09")
BEGUN = dt.datetime(2022, 2, 1, 9, tzinfo=dt.UTC)

months = st.integers(0, 8).map(lambda at: f"{add_months(FIRST, at):%Y-%m}")
levels = st.integers(0, 100).map(float)
rates = st.tuples(st.integers(0, 20), st.integers(20, 30))


@st.composite
def loads(draw):
    """A file of a few figures: new ones, restated ones, a provider's part, a symbol."""
    rows = {}
    for _ in range(draw(st.integers(1, 4))):
        when = draw(months)
        row = draw(
            st.one_of(
                rates.map(lambda of, when=when: figure("EHCP1", when, of=of)),
                levels.map(lambda value, when=when: figure("EHCP2", when, value)),
                st.just(figure("EHCP2", when, symbol="x")),
                levels.map(lambda value, when=when: figure("ASC1", when, value, denominator=10.0, breakdown="North")),
                levels.map(lambda value, when=when: figure("ASC1", when, value, denominator=5.0, breakdown="South")),
            )
        )
        rows[row["measure"], when, row["breakdown"]] = row
    return ("load", tuple(rows.values()))


agreements = st.tuples(st.just("agree"), st.sampled_from(["EHCP1", "EHCP2", "EHCP3", "ASC1"]), months, levels, levels)
steps = st.one_of(
    loads(),
    st.tuples(st.just("withdraw"), st.integers(1, 6)),
    agreements,
    st.tuples(st.just("answer"), months),
    st.just(("add",)),
    st.tuples(st.just("rebase"), st.sampled_from(["EHCP1", "EHCP2"]), months, st.booleans()),
    st.tuples(st.just("annotate"), months, st.booleans()),
)


def take(engine, step, now):
    """One thing that people do to the store; what it refuses changes nothing."""
    decision = Decision(now.date(), "Board", "Because")
    try:
        match step:
            case ("load", rows):
                store.submit(engine, extract(*rows, name=f"{now}"), by="Ada", now=now)
            case ("withdraw", number):
                store.withdraw(engine, number, by="Ada", reason="Wrong file", now=now)
            case ("agree", name, effective, baseline, target):
                given = Agreement(
                    name, month(effective), decision, baseline, month("2022-01"), target, month("2022-12")
                )
                store.agree(engine, WORLD, given, by="Ada", now=now)
            case ("answer", when):
                given = Answer("Q001", "Yes", when, decision, (("target_month", when),))
                store.answer(engine, WORLD, given, by="Ada", now=now)
            case ("add",):
                added = supplementary(
                    WORLD, "WAITING", area="WSOA 2", title="Children waiting", unit=Unit.COUNT,
                    better=Better.LOWER, first=FIRST, owner="The NHS", at_a_point=True,
                )  # fmt: skip
                store.add_measure(engine, WORLD, Addition(added, decision), by="Ada", now=now)
            case ("rebase", name, when, lifted):
                store.rebase(engine, WORLD, Rebase(name, month(when), decision, lifted), by="Ada", now=now)
            case ("annotate", when, lifted):
                words = Annotation(month(when), "A new team", decision, lifted=lifted)
                store.annotate(engine, WORLD, words, by="Ada", now=now)
    except SendKpiError:
        return


def seen(engine, as_at):
    """The scorecard as somebody sees it, at a moment (None: now)."""
    known = store.plan_as_at(engine, WORLD, as_at)
    return scorecard(known, on_record(engine, as_at).observations, LAST, dt.date(2022, 10, 31))


@settings(max_examples=10)
@given(st.lists(steps, min_size=1, max_size=7))
def test_a_scorecard_as_at_an_earlier_moment_is_the_one_computed_at_that_moment(history):
    with TemporaryDirectory() as folder:
        engine = store.connect(f"sqlite:///{Path(folder) / 'store.db'}")
        then = {}
        for number, step in enumerate(history):
            now = BEGUN + dt.timedelta(days=number)
            take(engine, step, now)
            then[now] = (seen(engine, None), on_record(engine).plan.changes)
        for moment, (card, agreed) in then.items():
            pd.testing.assert_frame_equal(seen(engine, moment), card)
            assert on_record(engine, moment).plan.changes == agreed
        engine.dispose()


def test_a_day_takes_in_everything_up_to_midnight_in_london(tmp_path):
    engine = store.connect(f"sqlite:///{tmp_path / 'store.db'}")
    late = dt.datetime(2022, 7, 5, 22, 59, tzinfo=dt.UTC)  # 23:59 in London, in summer
    given = Agreement("EHCP2", month("2022-01"), Decision(late.date(), "Board", "Because"), target=90.0)
    store.agree(engine, WORLD, given, by="Ada", now=late)

    targets = [seen(engine, dt.date(2022, 7, day)).set_index("measure")["target"]["EHCP2"] for day in (4, 5)]

    assert targets == [80.0, 90.0]
    assert not math.isnan(targets[0])
