"""The illustrative figures: what the committed script makes, and a story that every door would let in."""

from __future__ import annotations

import datetime as dt
import importlib.util
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from sendkpi import analysis, ingest, intake, store
from sendkpi.plan.agreed import Changes, current_annotations, current_rebases
from sendkpi.plan.changes import amend
from sendkpi.sample import story
from sendkpi.sample.events import Received, read_additions, read_events
from sendkpi.settings import SAMPLE_FOLDER
from sendkpi.values import Severity, parse_day, parse_month
from tests.on_record import on_record
from tests.real_plan import PLAN

if TYPE_CHECKING:
    from sqlalchemy import Engine

LATER = dt.date(2023, 5, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The sample made anew by its script."""
    spec = importlib.util.spec_from_file_location("make", SAMPLE_FOLDER / "make.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = tmp_path_factory.mktemp("sample")
    script.write(folder)
    return folder


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Engine:
    """The illustrative store, filled."""
    url = f"sqlite:///{tmp_path_factory.mktemp('filled') / 'illustrative.db'}"
    story.fill(PLAN, url)
    return store.connect(url)


def extracts(folder):
    plan = amend(PLAN, Changes(additions=read_additions(SAMPLE_FOLDER, PLAN)))
    paths = sorted(folder.glob("*.xlsx"))
    return {path.name: ingest.read_workbook(plan, path.read_bytes(), path.name, LATER) for path in paths}


def ratings(engine: Engine, month: str, day: str) -> dict[str, str]:
    """Each measure's rating for a month, as at a day."""
    as_at = parse_day(day)
    plan = store.plan_as_at(engine, PLAN, as_at)
    card = analysis.scorecard(plan, on_record(engine, as_at).observations, parse_month(month), as_at)
    return dict(zip(card["measure"], card["rating"], strict=True))


def test_the_sample_is_what_its_script_makes(made):
    committed, anew = extracts(SAMPLE_FOLDER), extracts(made)

    assert committed.keys() == anew.keys()
    for name, extract in committed.items():
        pd.testing.assert_frame_equal(extract.rows, anew[name].rows)
    assert (SAMPLE_FOLDER / "received.csv").read_bytes() == (made / "received.csv").read_bytes()


def test_every_sample_workbook_is_accepted_and_one_measure_is_never_reported():
    sent = extracts(SAMPLE_FOLDER)

    assert [
        problem.line for one in sent.values() for problem in one.problems if problem.severity is Severity.ERROR
    ] == []
    reported = {measure for one in sent.values() for measure in one.rows["measure"]}
    assert {measure.id for measure in PLAN.measures} - reported == {"EHCP9"}
    assert len({month for one in sent.values() for month in one.rows["month"]}) == 15


def test_a_reason_is_given_exactly_where_an_officer_would_be_asked_for_one(tmp_path):
    engine = store.connect(f"sqlite:///{tmp_path / 'replayed.db'}")
    for event in read_events(SAMPLE_FOLDER):
        if isinstance(event, Received):
            day = event.at.date()
            examined = intake.examine(PLAN, engine, event.content, event.row["file"], day)
            assert bool(examined.warnings) == bool(event.row["reason"]), event.row["file"]
        event.record(engine, PLAN)


def test_the_whole_story_is_recorded_and_nothing_of_it_twice(engine: Engine):
    events = read_events(SAMPLE_FOLDER)
    sent = on_record(engine).submissions

    withdrawn = [one.withdrawn_at for one in sent if one.withdrawn_at]
    recorded = [*(one.recorded_at for one in sent), *withdrawn]
    recorded += [one.recorded_at for one in on_record(engine).plan.changes.decisions]
    assert sorted(recorded) == [event.at for event in events]
    assert len(set(recorded)) == len(recorded)


def test_a_target_agreed_on_5_july_counts_as_at_31_july_and_not_as_at_30_june(engine: Engine):
    before, after = (store.plan_as_at(engine, PLAN, parse_day(day)) for day in ("2022-06-30", "2022-07-31"))

    assert "EHCP2" not in {one.measure for one in before.changes.agreements if one.target}
    assert ratings(engine, "2022-06", "2022-07-31")["EHCP2"] == "green"
    assert any(one.measure == "EHCP2" and one.target == 65 for one in after.changes.agreements)


def test_the_scorecard_shows_every_colour_and_what_still_waits(engine: Engine):
    last = ratings(engine, "2023-03", "2023-04-30")

    assert {"blue", "green", "amber", "red", "not_reported", "baseline_overdue", "target_overdue"} <= set(last.values())
    assert [name for name, rating in last.items() if rating == "baseline_overdue"] == ["COP1", "COM1", "COM2"]


def test_a_quarter_is_restated_in_august(engine: Engine):
    rows = on_record(engine).history
    rows = rows[(rows["measure"] == "EHCP1") & (rows["month"] == "2022-05-01")]

    assert list(zip(rows["numerator"], rows["denominator"], strict=True)) == [(14, 31), (14, 32)]


def test_a_total_waits_for_the_late_provider_and_is_then_made_of_the_parts(engine: Engine):
    assert ratings(engine, "2022-10", "2022-11-30")["ASC1-UNDER18"] == "not_reported"
    assert ratings(engine, "2022-10", "2022-12-31")["ASC1-UNDER18"] == "red"


def test_a_withdrawn_file_counted_for_two_days(engine: Engine):
    withdrawn = [one.filename for one in on_record(engine).submissions if one.withdrawn_at]

    assert withdrawn == ["2022-12 Haringey Council draft.xlsx"]
    assert issued_in_december(engine, "2023-01-11") == 31
    assert issued_in_december(engine, "2023-01-12") == 37


def test_a_process_chart_begins_anew_with_the_case_system_in_the_month_that_a_note_on_it_marks(engine: Engine):
    changes = on_record(engine).plan.changes
    (note,) = current_annotations(changes, "EHCP7", "WSOA 1")

    assert current_rebases(changes, "EHCP7") == (note.month,) == (dt.date(2022, 9, 1),)
    assert note.decision.recorded_by.endswith("(illustrative)")
    assert not current_rebases(on_record(engine, dt.date(2022, 10, 24)).plan.changes, "EHCP7")


def issued_in_december(engine: Engine, day: str) -> float:
    """The EHC plans issued in December 2022, as known at the end of a day."""
    rows = on_record(engine, parse_day(day)).observations
    return rows.loc[(rows["measure"] == "EHCP1") & (rows["month"] == "2022-12-01"), "denominator"].item()
