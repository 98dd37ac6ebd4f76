"""Each text that the store writes, put where a test puts it: by the name of the place, who writes it there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
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
from tests.build import figure
from tests.on_record import on_record
from tests.real_plan import PLAN
from tests.store.filed import april, extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

DAY = dt.date(2022, 5, 5)
FIGURES = [figure("EHCP1", month, of=(6, 19)) for month in ("2022-01", "2022-02", "2022-03")]
FIRST = next(one.id for one in PLAN.queries)


def decision(**words: str) -> Decision:
    return Decision(DAY, **({"body": "The board", "reason": "As agreed"} | words))


def submit(engine: Engine, name: str = "april.xlsx", by: str = "Ada", **words: str) -> store.Submission:
    return store.submit(engine, extract(*FIGURES, name=name), by=by, **words)


def sent(engine: Engine) -> int:
    """The number of a submission, stored unless it is there."""
    known = on_record(engine).submissions
    return known[0].id if known else submit(engine).id


def addition(**words: str) -> Addition:
    named = {"title": "Waiting", "owner": "The Council", "definition": "Who waits"} | words
    measure = supplementary(
        PLAN, "WAITING", area=PLAN.areas[0].id, unit=Unit.COUNT, better=Better.LOWER, first=dt.date(2022, 1, 1), **named
    )
    return Addition(measure, decision())


def published() -> PublishedFile:
    row = {"level": "area", "area_code": "309", "area": "Haringey", "year": 2020, "basis": "all plans", "value": 1.0}
    return PublishedFile("sen2.csv", "0" * 64, Indicator.EHC_PLANS_IN_TIME, frame([row | {"symbol": ""}], PublishedRow))


def agreement(given: Decision) -> Agreement:
    return Agreement("EHCP2", dt.date(2022, 4, 1), given, 40.0, dt.date(2022, 4, 1), 60.0, dt.date(2023, 1, 1))


def risk(**words: str) -> Risk:
    named = {"title": "No locums", "owner": "Clinical lead", "mitigation": "A shared bank"} | words
    return Risk(RiskKind.RISK, likelihood=4, impact=4, **named)


def paper(**words: str) -> store.Issued:
    return store.Issued(
        "send-executive", "", "quarter", dt.date(2022, 3, 1), dt.datetime(2022, 5, 4, tzinfo=dt.UTC), **words
    )


def rebase(engine: Engine, words: str) -> object:
    sent(engine)
    return store.rebase(engine, PLAN, Rebase("EHCP1", dt.date(2022, 2, 1), decision(reason=words)), by="Ada")


def milestone(engine: Engine, status: Status = Status.ON_TRACK, due: dt.date | None = None, **words: str) -> object:
    return store.update_milestone(engine, PLAN, MilestoneUpdate("1.1e", status, due=due, **words), by="Ada")


def progress(engine: Engine, words: str) -> object:
    update = RecommendationUpdate("2", Progress.IN_PROGRESS, words)
    return store.update_recommendation(engine, PLAN, update, by="Ada")


LAYOUT = Layout("Clinic return", "f1", ((Column.MEASURE, "indicator"), (Column.VALUE, "#3")), Months.ABOVE)

WRITERS: dict[str, Callable[[Engine, str], object]] = {
    "submission note": lambda e, t: submit(e, note=t),
    "submission reason": lambda e, t: submit(e, reason=t),
    "submission file": lambda e, t: submit(e, name=t),
    "submission name": lambda e, t: submit(e, by=t),
    "commentary": lambda e, t: store.submit(e, extract(april(1, 2, commentary=t)), by="Ada"),
    "withdrawal": lambda e, t: store.withdraw(e, sent(e), by="Ada", reason=t),
    "purge": lambda e, t: store.purge(e, sent(e), by="Ada", reason=t),
    "agreement body": lambda e, t: store.agree(e, PLAN, agreement(decision(body=t)), by="Ada"),
    "agreement reason": lambda e, t: store.agree(e, PLAN, agreement(decision(reason=t)), by="Ada"),
    "answer": lambda e, t: store.answer(e, PLAN, Answer(FIRST, t, "As written", decision()), by="Ada"),
    "working": lambda e, t: store.answer(e, PLAN, Answer(FIRST, "Yes", t, decision()), by="Ada"),
    "measure title": lambda e, t: store.add_measure(e, PLAN, addition(title=t), by="Ada"),
    "measure owner": lambda e, t: store.add_measure(e, PLAN, addition(owner=t), by="Ada"),
    "measure definition": lambda e, t: store.add_measure(e, PLAN, addition(definition=t), by="Ada"),
    "rebase": rebase,
    "annotation": lambda e, t: store.annotate(e, PLAN, Annotation(dt.date(2022, 2, 1), t, decision()), by="Ada"),
    "meeting": lambda e, t: store.enter(e, Meeting(t, DAY, dt.date(2022, 3, 1)), by="Ada"),
    "meeting note": lambda e, t: store.enter(e, Meeting("Board", DAY, dt.date(2022, 3, 1), t), by="Ada"),
    "item": lambda e, t: store.enter(e, LogItem(t, "Head of SEND", DAY), by="Ada"),
    "item comment": lambda e, t: store.enter(e, LogItem("Find a venue", "Head of SEND", DAY, comment=t), by="Ada"),
    "board decision": lambda e, t: store.enter(e, BoardDecision(t, DAY), by="Ada"),
    "risk": lambda e, t: store.enter(e, risk(title=t), by="Ada"),
    "risk owner": lambda e, t: store.enter(e, risk(owner=t), by="Ada"),
    "mitigation": lambda e, t: store.enter(e, risk(mitigation=t), by="Ada"),
    "escalation": lambda e, t: store.enter(e, risk(escalated=t), by="Ada"),
    "milestone comment": lambda e, t: milestone(e, comment=t),
    "evidence": lambda e, t: milestone(e, evidence=t),
    "deferral": lambda e, t: milestone(e, Status.DEFERRED, dt.date(2023, 6, 1), reason=t),
    "progress": progress,
    "paper summary": lambda e, t: store.issue(e, paper(summary=t), by="Ada"),
    "decisions sought": lambda e, t: store.issue(e, paper(decisions_sought=t), by="Ada"),
    "paper name": lambda e, t: store.issue(e, paper(), by=t),
    "layout": lambda e, t: store.keep_layout(e, replace(LAYOUT, name=t), by="Ada"),
    "forgetting": lambda e, t: (store.keep_layout(e, LAYOUT, by="Ada"), store.forget_layout(e, "Clinic return", by=t)),
    "release": lambda e, t: store.load_release(e, published(), name=t, published=DAY, by="Ada"),
    "release reason": lambda e, t: store.load_release(e, published(), name="2020", published=DAY, by="Ada", reason=t),
    "release file": lambda e, t: store.load_release(
        e, replace(published(), filename=t), name="2020", published=DAY, by="Ada"
    ),
}
"""Each text that is written, put where a test puts it."""
MAY_BE_EMPTY = {
    *("submission note", "submission reason", "submission file", "commentary", "meeting note", "item comment"),
    *("escalation", "milestone comment", "evidence", "paper summary", "decisions sought"),
    *("release reason", "release file", "measure definition"),
}
"""Where nothing need be said."""
