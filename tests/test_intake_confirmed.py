"""Warnings that were confirmed: each with its reason on record, and not asked about again."""

from __future__ import annotations

import datetime as dt

import pytest

from sendkpi import intake, store
from sendkpi.errors import RefusedError
from tests import build
from tests.filled import filled
from tests.on_record import on_record

PLAN = build.plan(build.measure("EHCP1"), build.measure("EHCP2"), build.measure("EHCP3", minimum_sample=20))
TODAY = dt.date(2022, 7, 15)
FIRST = {"EHCP1": (16, 28), "EHCP2": (4, 9), "EHCP3": (3, 9)}


@pytest.fixture
def engine(own_database):
    return store.connect(own_database)


def examined(engine, entries, month="2022-04", before=()):
    return intake.examine(PLAN, engine, filled(PLAN, month, entries), f"{month}.xlsx", TODAY, before=before)


def codes(seen):
    return [(one.code, one.measure) for one in seen.warnings]


def test_a_warning_that_was_confirmed_with_a_submission_is_noted_and_not_asked_again(engine):
    intake.accept(engine, examined(engine, FIRST), by="Ada", confirmed=True, reason="All there are")
    again = examined(engine, FIRST | {"EHCP1": (17, 28)})
    assert codes(again) == [("restatement", "EHCP1")]
    (note,) = [note for note in again.extract.notes if "small" in note or "counted" in note]
    assert note.endswith("Confirm that this is all there is. Confirmed with submission 1: All there are.")


@pytest.mark.parametrize(
    ("entries", "month"), [({"EHCP3": (3, 8)}, "2022-04"), ({"EHCP3": (3, 9)}, "2022-05")], ids=["figure", "month"]
)
def test_another_figure_or_month_is_asked_about(engine, entries, month):
    intake.accept(engine, examined(engine, FIRST), by="Ada", confirmed=True, reason="All there are")
    assert ("small_sample", "EHCP3") in codes(examined(engine, FIRST | entries, month))


def test_what_a_withdrawn_submission_confirmed_is_asked_again(engine):
    intake.accept(engine, examined(engine, FIRST), by="Ada", confirmed=True, reason="All there are")
    store.withdraw(engine, 1, by="Ada", reason="Another month's")
    assert codes(examined(engine, FIRST)) == [("small_sample", "EHCP3")]


def test_each_warning_keeps_its_own_reason_or_the_one_for_all(engine):
    seen = examined(engine, {"EHCP3": (3, 9)})
    missing, other, small = seen.warnings
    stored = intake.accept(engine, seen, by="Ada", confirmed=True, reason="Late", reasons={small: "A quiet month"})
    kept = store.record(engine, PLAN).confirmations
    assert [(one.code, one.reason) for one in kept] == [
        (missing.code, "Late"),
        (other.code, "Late"),
        ("small_sample", "A quiet month"),
    ]
    assert (kept[2].place, kept[2].message, kept[2].submission) == (f"KPIs!{small.cell}", small.message, stored.id)
    assert stored.reason == "Late"


def test_a_reason_for_each_needs_none_for_all_and_none_may_be_missing(engine):
    seen = examined(engine, {"EHCP3": (3, 9)})
    own = dict.fromkeys(seen.warnings, "Checked")
    with pytest.raises(RefusedError, match="say why"):
        intake.accept(engine, seen, by="Ada", confirmed=True, reasons=own | {seen.warnings[0]: "\u200b \u2060"})
    assert intake.accept(engine, seen, by="Ada", confirmed=True, reasons=own).reason == ""


def test_what_is_on_record_at_a_day_has_the_confirmations_of_that_day(engine):
    intake.accept(engine, examined(engine, FIRST), by="Ada", confirmed=True, reason="All there are")
    assert store.record(engine, PLAN, dt.date(2022, 1, 1)).confirmations == ()


def test_a_file_is_held_against_those_that_are_to_be_stored_before_it(engine):
    april = examined(engine, FIRST)
    changed = examined(engine, FIRST | {"EHCP1": (17, 28)}, before=[april.extract])
    assert (changed.preview.new, changed.preview.restated, changed.preview.unchanged) == (0, 1, 2)
    assert ("restatement", "EHCP1") in codes(changed)
    assert on_record(engine).submissions == ()
