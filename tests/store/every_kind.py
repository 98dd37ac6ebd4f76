"""One row of every kind that a store keeps, recorded at moments of May 2022: what the kept databases hold."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from sendkpi import store
from sendkpi.frames import frame
from sendkpi.frames.figures import PublishedRow
from sendkpi.layouts import Column, Layout, Months
from sendkpi.plan.agreed import Addition, Agreement, Annotation, Answer, Decision, Rebase
from sendkpi.plan.changes import supplementary
from sendkpi.plan.choices import Better, RiskKind, Unit
from sendkpi.published import Indicator, PublishedFile
from sendkpi.record.board import BoardDecision, LogItem, Meeting, Risk
from sendkpi.record.updates import MilestoneUpdate, Progress, RecommendationUpdate, Status
from sendkpi.values import Problem, Severity
from tests.build import figure, month
from tests.real_plan import PLAN
from tests.store.filed import april, at, extract

if TYPE_CHECKING:
    from sqlalchemy import Engine

HELD = dt.date(2022, 5, 5)
AGREED = Decision(HELD, "SEND Executive Board", "As discussed")
WAIT = "ASC1-UNDER18"


def record_every_kind(engine: Engine) -> None:
    """Record a row, or a few, of each kind."""
    _record_figures(engine)
    _record_agreed_changes(engine)
    _record_delivery(engine)
    _record_board(engine)
    store.keep_layout(engine, _LAYOUT, by="Ada", now=at(19))
    store.load_release(engine, _release(), name="2021", published=dt.date(2021, 6, 24), by="Ada", now=at(20))
    store.issue(engine, _PAPER, by="Ada", now=at(25))


def _record_figures(engine: Engine) -> None:
    sent = (
        (extract(april(4, 9, commentary="Two vacancies"), name="april.xlsx"), "Ada", 1),
        (extract(april(5, 9), figure(WAIT, "2022-04", 69.5, denominator=40), name="again.xlsx"), "Ben", 2),
        (extract(april(1, 9), name="wrong.xlsx"), "Ben", 3),
        (extract(april(6, 9), name="names.xlsx"), "Ada", 4),
    )
    small = Problem(
        Severity.WARNING, "small_sample", "Only 9 counted.", "KPIs", "F2", "EHCP1", month("2022-04"), "EHCP1"
    )
    for file, by, day in sent:
        store.submit(
            engine, file, by=by, note="By e-mail", reason="Checked", now=at(day), confirmed=[(small, "Checked")]
        )
    store.withdraw(engine, 3, by="Ada", reason="Another month's", now=at(5))
    store.purge(engine, 4, by="Ada", reason="It held names", now=at(6))


def _record_agreed_changes(engine: Engine) -> None:
    may = month("2022-05")
    terms = Agreement("EHCP2", may, AGREED, 40.0, may, 60.0, month("2023-01"), ((month("2022-09"), 50.0),))
    store.agree(engine, PLAN, terms, by="Ada", now=at(7))
    query = PLAN.queries[0].id
    store.answer(engine, PLAN, Answer(query, "As published", "As published", AGREED), by="Ada", now=at(8))
    further = supplementary(
        PLAN,
        "WAITING",
        area=PLAN.areas[1].id,
        title="Children waiting",
        unit=Unit.COUNT,
        better=Better.LOWER,
        first=may,
        owner="NCL CCG",
    )
    store.add_measure(engine, PLAN, Addition(further, AGREED), by="Ada", now=at(9))
    store.annotate(engine, PLAN, Annotation(may, "New case system", AGREED, measure=WAIT), by="Ada", now=at(10))
    earlier = extract(figure("EHCP2", "2022-02", of=(3, 9)), figure("EHCP2", "2022-03", of=(4, 9)), name="spring.xlsx")
    store.submit(engine, earlier, by="Ben", now=at(11))
    store.rebase(engine, PLAN, Rebase("EHCP2", month("2022-03"), AGREED), by="Ada", now=at(12))


def _record_delivery(engine: Engine) -> None:
    done = MilestoneUpdate("1.1e", Status.COMPLETE, completed_on=dt.date(2022, 4, 29), evidence="https://example.org")
    store.update_milestone(engine, PLAN, done, by="Ada", now=at(13))
    progress = RecommendationUpdate("2", Progress.IN_PROGRESS, "A tracker is being bought")
    store.update_recommendation(engine, PLAN, progress, by="Ada", now=at(14))


def _record_board(engine: Engine) -> None:
    entries = (
        Meeting("SEND Executive Board", HELD, dt.date(2022, 3, 1)),
        LogItem("Find a venue", "Head of SEND", dt.date(2022, 6, 1)),
        BoardDecision("Open a second clinic", HELD, 1, ("agreement 1",)),
        Risk(RiskKind.RISK, "No locums", "Clinical lead", 4, 4, "A shared bank"),
    )
    for day, entry in enumerate(entries, 15):
        store.enter(engine, entry, by="Ada", now=at(day))


def _release() -> PublishedFile:
    common = {"level": "area", "area_code": "309", "year": 2020, "basis": "all plans", "symbol": ""}
    rows = [common | {"area": "Haringey", "numerator": 31.0, "denominator": 45.0, "value": 68.9}]
    return PublishedFile(
        "sen2.csv", hashlib.sha256(b"2021").hexdigest(), Indicator.EHC_PLANS_IN_TIME, frame(rows, PublishedRow)
    )


_LAYOUT = Layout("Clinic return", "f1", ((Column.MEASURE, "indicator"), (Column.VALUE, "#3")), Months.ABOVE)
_PAPER = store.Issued("sub-group", "EHC", "quarter", dt.date(2022, 3, 1), at(24), "Waits are long.", "Agree the target")
