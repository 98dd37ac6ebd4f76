from __future__ import annotations

import datetime as dt

import pytest

from sendkpi import intake, store
from sendkpi.analysis import Preview
from sendkpi.errors import AlreadyLoadedError, RefusedError
from sendkpi.layouts import Answers
from tests import build
from tests.filled import filled
from tests.ingest.sheets import sheet
from tests.on_record import on_record

PLAN = build.plan(build.measure("EHCP1"), build.measure("EHCP2"))
TODAY = dt.date(2022, 6, 1)
WHOLE = {"EHCP1": (16, 28), "EHCP2": (3, 4)}
NOW = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def engine(own_database):
    return store.connect(own_database)


def examined(engine, entries, *, name="april.xlsx"):
    return intake.examine(PLAN, engine, filled(PLAN, "2022-04", entries), name, TODAY)


def test_a_whole_month_is_examined_stored_and_acknowledged(engine):
    seen = examined(engine, WHOLE)
    assert (seen.problems, seen.preview, seen.already) == ((), Preview(new=2, restated=0, unchanged=0), None)
    submission = intake.accept(engine, seen, by="Ada", note="By mail", received_on=dt.date(2022, 5, 31), now=NOW)
    assert (submission.id, submission.filename, submission.rows, submission.note) == (1, "april.xlsx", 2, "By mail")
    assert (submission.received_on, submission.recorded_at) == (dt.date(2022, 5, 31), NOW)
    assert store.original(engine, 1) == seen.extract.content


def test_examining_stores_nothing(engine):
    before = store.version(engine)
    examined(engine, WHOLE)
    assert store.version(engine) == before


def test_a_file_can_be_examined_where_there_is_no_store(own_database):
    seen = examined(None, WHOLE)
    assert seen.preview == Preview(new=2, restated=0, unchanged=0)
    assert not store.exists(own_database)


def test_a_file_with_errors_is_refused_and_has_no_warnings_beside_them(engine):
    seen = examined(engine, {"EHCP1": (28, 16)})
    assert [problem.code for problem in seen.errors] == ["numerator_above_denominator"]
    assert seen.warnings == ()
    with pytest.raises(RefusedError, match=r"april\.xlsx is refused, nothing was stored: 1 error\."):
        intake.accept(engine, seen, by="Ada", confirmed=True, reason="Checked")
    assert on_record(engine).submissions == ()


def test_a_warning_waits_for_a_person_to_confirm_it_with_a_reason(engine):
    seen = examined(engine, {"EHCP1": (16, 28)})
    assert [(problem.code, problem.measure) for problem in seen.warnings] == [("due_and_missing", "EHCP2")]
    with pytest.raises(RefusedError, match="1 warning waits to be confirmed"):
        intake.accept(engine, seen, by="Ada", reason="The audit is late")
    with pytest.raises(RefusedError, match="say why"):
        intake.accept(engine, seen, by="Ada", confirmed=True, reason=" ")
    assert on_record(engine).submissions == ()
    assert intake.accept(engine, seen, by="Ada", confirmed=True, reason="Late").reason == "Late"


def test_a_reason_is_kept_only_where_there_was_something_to_confirm(engine):
    assert intake.accept(engine, examined(engine, WHOLE), by="Ada", confirmed=True, reason="Late").reason == ""


def test_a_restatement_is_shown_before_it_is_stored(engine):
    intake.accept(engine, examined(engine, WHOLE), by="Ada")
    seen = examined(engine, WHOLE | {"EHCP1": (17, 28)})
    assert seen.preview == Preview(new=0, restated=1, unchanged=1)
    assert [problem.code for problem in seen.warnings] == ["restatement"]


def test_the_same_bytes_are_known_and_need_no_confirmation(engine):
    seen = examined(engine, {"EHCP1": (16, 28)})
    intake.accept(engine, seen, by="Ada", confirmed=True, reason="Late", now=NOW)
    again = intake.examine(PLAN, engine, seen.extract.content, "copy.xlsx", TODAY)
    assert (again.already.id, again.problems) == (1, ())
    with pytest.raises(AlreadyLoadedError, match=r"^already loaded on 1 June 2022 as submission 1$"):
        intake.accept(engine, again, by="Ada")


def test_bytes_that_were_loaded_since_they_were_examined_are_not_stored_twice(engine):
    seen = examined(engine, WHOLE)
    intake.accept(engine, seen, by="Ada")
    with pytest.raises(AlreadyLoadedError):
        intake.accept(engine, seen, by="Bea")
    assert len(on_record(engine).submissions) == 1


def test_after_a_withdrawal_the_same_bytes_are_new_again(engine):
    seen = examined(engine, WHOLE)
    intake.accept(engine, seen, by="Ada")
    store.withdraw(engine, 1, by="Ada", reason="Wrong month")
    again = intake.examine(PLAN, engine, seen.extract.content, "april.xlsx", TODAY)
    assert again.already is None
    assert intake.accept(engine, again, by="Ada").id == 2


def test_a_preview_that_others_have_overtaken_is_refused_and_must_be_looked_at_again(engine):
    seen = examined(engine, WHOLE)
    intake.accept(engine, examined(engine, WHOLE | {"EHCP1": (20, 28)}), by="Grace")

    with pytest.raises(RefusedError, match="Other figures were recorded since"):
        intake.accept(engine, seen, by="Ada")

    again = examined(engine, WHOLE)
    assert [problem.code for problem in again.warnings] == ["restatement"]
    assert intake.accept(engine, again, by="Ada", confirmed=True, reason="Checked").id == 2


def test_an_answer_that_opens_another_question_has_both_asked():
    plan = build.plan(build.waits("ASC1", title="Average wait"), breakdowns={"ASC1": ("North Clinic",)})
    content = sheet(["Measure", "Provider", "Apr-22"], ["Queue length", "Upper ward", 71])

    def read(**chosen: str) -> intake.Examined:
        answers = Answers(chosen=tuple((f"{kind}:{name}", code) for kind, (name, code) in chosen.items()))
        return intake.examine(plan, None, content, "a.xlsx", TODAY, answers)

    measure, provider = ("queue length", "ASC1"), ("upper ward", "North Clinic")
    assert [one.key for one in read().choices] == ["measure:queue length"]
    assert [one.key for one in read(measure=measure).choices] == ["measure:queue length", "provider:upper ward"]
    both = read(measure=measure, provider=provider)
    assert (both.errors, both.extract.rows["breakdown"].tolist()) == ((), ["North Clinic"])
