"""Phases of process charts and words on charts, recorded, taken back, and read as at any moment."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DatabaseError

from sendkpi import store
from sendkpi.errors import SendKpiError
from sendkpi.plan.agreed import Annotation, Decision, Rebase, current_annotations, current_rebases
from sendkpi.plan.chart_marks import placed
from sendkpi.store.base import tables
from tests.build import count, figure, measure, month, plan, waits
from tests.on_record import on_record
from tests.store.filed import extract

WORLD = plan(
    measure("EHCP2"),
    measure("EHCP7"),
    waits("ASC1"),
    waits("ASC-MAX", pooling="maximum"),
    count("COM4"),
    breakdowns={"ASC1": ("North", "South")},
)
FIGURES = ("2022-01", "2022-02", "2022-03", "2022-05")


def decision(day="2022-07-05", body="SEND Executive Board", reason="A new case system"):
    return Decision(dt.date.fromisoformat(day), body, reason)


def rebase(when, name="EHCP2", agreed=None, *, lifted=False):
    return Rebase(name, month(when), agreed or decision(), lifted)


def annotation(when="2022-06", text="Case system went live", agreed=None, *, lifted=False, **where):
    return Annotation(month(when), text, agreed or decision(), lifted=lifted, **where)


def at(day, hour=12):
    """A moment in July 2022, UTC."""
    return dt.datetime(2022, 7, day, hour, tzinfo=dt.UTC)


def put(engine, mark, day=5):
    keep = store.rebase if isinstance(mark, Rebase) else store.annotate
    return keep(engine, WORLD, mark, by="Ada", now=at(day))


@pytest.fixture
def reported(engine):
    """A store with four months of EHCP2, April missing."""
    store.submit(engine, extract(*(figure("EHCP2", when, 45.0) for when in FIGURES)), by="Ada", now=at(1))
    return engine


def phases(engine, as_at=None, name="EHCP2"):
    return [f"{one:%Y-%m}" for one in current_rebases(on_record(engine, as_at).plan.changes, name)]


def texts(engine, name, as_at=None):
    return [
        one.text for one in current_annotations(on_record(engine, as_at).plan.changes, name, WORLD.measure(name).area)
    ]


def test_a_phase_begins_from_the_day_it_is_recorded_and_ends_on_the_day_it_is_taken_back(reported):
    kept = put(reported, rebase("2022-03"), day=5)
    put(reported, rebase("2022-02"), day=6)
    put(reported, rebase("2022-03", lifted=True), day=8)

    days = {day: phases(reported, dt.date(2022, 7, day)) for day in (4, 5, 6, 7, 8)}

    assert days == {4: [], 5: ["2022-03"], 6: ["2022-02", "2022-03"], 7: ["2022-02", "2022-03"], 8: ["2022-02"]}
    assert (kept.decision.id, kept.decision.recorded_by, kept.decision.recorded_at) == (1, "Ada", at(5))
    assert phases(reported, name="EHCP7") == []


def test_a_phase_that_was_taken_back_may_begin_again_and_all_of_it_is_listed(reported):
    for day, lifted in ((5, False), (6, True), (7, False)):
        put(reported, rebase("2022-03", lifted=lifted), day=day)

    marks = placed(on_record(reported).plan.changes.rebases)

    assert phases(reported) == ["2022-03"]
    assert [(one.mark.decision.recorded_at, one.lifted and one.lifted.decision.recorded_at) for one in marks] == [
        (at(5), at(6)),
        (at(7), None),
    ]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (rebase("2022-04"), "EHCP2 has no figure for April 2022; the nearest months with one are March 2022 and May"),
        (rebase("2022-07"), "no figure for July 2022; the nearest month with one is May 2022"),
        (rebase("2021-11"), "no figure for November 2021; the nearest month with one is February 2022"),
        (rebase("2022-01"), "January 2022 is the first figure of EHCP2"),
        (rebase("2022-08"), "No phase can begin in August 2022: that month is in the future"),
        (rebase("2022-03", "EHCP7"), "EHCP7 has too few figures yet"),
        (rebase("2022-03", "COM4"), "COM4 is a level at a point in time: it has no process chart"),
        (rebase("2022-03", "ASC-MAX"), "ASC-MAX is a longest wait: it has no process chart"),
        (rebase("2022-03", "NONE"), "The plan has no measure 'NONE'"),
        (rebase("2022-02", lifted=True), "No phase of EHCP2 was begun in February 2022"),
        (rebase("2022-03", agreed=decision(reason=" ")), "Say the reason"),
        (rebase("2022-03", agreed=decision(body="")), "Say the body"),
        (rebase("2022-03", agreed=decision("2022-07-06")), "that day is in the future"),
        (annotation(measure="NONE"), "The plan has no measure 'NONE'"),
        (annotation(area="WSOA 9"), "The plan has no area 'WSOA 9'"),
        (annotation(measure="EHCP2", area="WSOA 1"), "not of two at once"),
        (annotation(text=" "), "Say what happened"),
        (annotation(text="w" * 61), "The words have 61 letters: at most 60"),
        (annotation(lifted=True), "No annotation says “Case system went live” in June 2022 there"),
        (annotation(agreed=decision(reason="")), "Say the reason"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_refused_in_one_sentence_and_nothing_is_recorded(reported, wanted, words):
    before = store.version(reported)
    with pytest.raises(SendKpiError, match=words) as refused:
        put(reported, wanted)
    assert "\n" not in str(refused.value)
    assert store.version(reported) == before


def test_what_stands_is_not_recorded_twice(reported):
    put(reported, rebase("2022-03"))
    put(reported, annotation(area="WSOA 1"))
    with pytest.raises(SendKpiError, match="A phase of EHCP2 begins in March 2022 already"):
        put(reported, rebase("2022-03"))
    with pytest.raises(SendKpiError, match="there already"):
        put(reported, annotation(text=" Case system  went live ", area="WSOA 1"))


def test_a_month_whose_figure_was_withdrawn_or_replaced_by_a_symbol_has_none_to_begin_with(engine):
    store.submit(engine, extract(figure("EHCP2", "2022-01", 45.0), figure("EHCP2", "2022-02", 45.0)), by="Ada")
    wrong = store.submit(engine, extract(figure("EHCP2", "2022-03", 45.0)), by="Ada")
    store.submit(engine, extract(figure("EHCP2", "2022-02", symbol="x")), by="Ada")
    store.submit(engine, extract(figure("EHCP2", "2022-04", 45.0)), by="Ada")
    store.withdraw(engine, wrong.id, by="Ada", reason="Wrong file")

    for when in ("2022-02", "2022-03"):
        with pytest.raises(SendKpiError, match="nearest month with one is April 2022"):
            store.rebase(engine, WORLD, rebase(when), by="Ada")
    store.rebase(engine, WORLD, rebase("2022-04"), by="Ada")
    assert phases(engine) == ["2022-04"]


def test_a_providers_figure_is_enough_for_a_phase_to_begin(engine):
    parts = [figure("ASC1", when, 60.0, denominator=9.0, breakdown="North") for when in ("2022-01", "2022-02")]
    store.submit(engine, extract(*parts), by="Ada")
    store.rebase(engine, WORLD, rebase("2022-02", "ASC1"), by="Ada")
    assert phases(engine, name="ASC1") == ["2022-02"]


def test_a_phase_can_be_taken_back_though_its_figure_is_gone(reported):
    put(reported, rebase("2022-05"))
    store.withdraw(reported, 1, by="Ada", reason="Wrong file")
    store.rebase(reported, WORLD, rebase("2022-05", lifted=True), by="Ada")
    assert phases(reported) == []


def test_words_stand_on_a_measures_own_charts_its_areas_or_all_in_the_order_of_their_months(engine):
    put(engine, annotation("2022-06", "For all"))
    put(engine, annotation("2022-05", "For the area", area="WSOA 2"))
    put(engine, annotation("2022-04", "For one", measure="EHCP2"))

    assert {name: texts(engine, name) for name in ("EHCP2", "EHCP7", "ASC1")} == {
        "EHCP2": ["For one", "For all"],
        "EHCP7": ["For all"],
        "ASC1": ["For the area", "For all"],
    }


def test_words_taken_back_still_stand_as_at_an_earlier_day(engine):
    kept = put(engine, annotation(text="  Case system \n went live", area="WSOA 1"), day=5)
    put(engine, annotation(area="WSOA 1", lifted=True), day=7)

    assert kept.text == "Case system went live"
    assert [texts(engine, "EHCP2", dt.date(2022, 7, day)) for day in (4, 6, 7)] == [[], ["Case system went live"], []]


def test_both_change_the_stores_version_and_cannot_be_deleted(reported):
    versions = [store.version(reported)]
    for mark in (rebase("2022-03"), annotation()):
        put(reported, mark)
        versions.append(store.version(reported))
    assert len(set(versions)) == 3

    for table in (tables.rebases, tables.chart_annotations):
        with pytest.raises(DatabaseError, match="append-only"), reported.begin() as connection:
            connection.execute(delete(table))
