"""Events of the illustrative story, from its lists: files received and withdrawn, changes agreed.

What was reported of delivery meanwhile is told in `delivery`. Each event knows the moment at which it is
recorded, and how.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol, TypeVar

from sendkpi import ingest, store
from sendkpi.errors import RefusedError
from sendkpi.plan.agreed import Addition, Agreement, Annotation, Answer, Decision, Rebase
from sendkpi.plan.cells import parts
from sendkpi.plan.changes import supplementary
from sendkpi.plan.choices import Better, Collected, LogStatus, RiskKind, RiskStatus, Unit
from sendkpi.record.updates import Progress, Status
from sendkpi.values import parse_day, parse_month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Engine

    from sendkpi.plan import Plan

T = TypeVar("T")

COLUMNS = ("file", "received_on", "recorded_at", "by", "note", "reason", "withdrawn_at", "withdrawn_reason")
"""The columns of the list of files received."""

RECEIVED, AGREED, ANSWERED, ADDED = "received.csv", "agreed.csv", "answered.csv", "added.csv"
REBASED, ANNOTATED = "rebased.csv", "annotated.csv"


class Event(Protocol):
    """An event, recorded at a moment of its own."""

    @property
    def at(self) -> dt.datetime:
        """When it is recorded."""

    def record(self, engine: Engine, plan: Plan) -> None:
        """Record it; `plan` is the published one. Raises SendKpiError where it is refused."""


@dataclass(frozen=True)
class Received:
    """A workbook received."""

    at: dt.datetime
    row: Mapping[str, str]
    content: bytes

    def record(self, engine: Engine, plan: Plan) -> None:
        """Read the workbook and submit it. That its warnings and reasons agree is tested once, not at each start."""
        received_on = parse_day(self.row["received_on"])
        extract = ingest.read_workbook(store.plan_as_at(engine, plan), self.content, self.row["file"], received_on)
        store.submit(
            engine,
            extract,
            by=self.row["by"],
            note=self.row["note"],
            reason=self.row["reason"],
            received_on=received_on,
            now=self.at,
        )


@dataclass(frozen=True)
class Withdrawn:
    """A workbook withdrawn."""

    at: dt.datetime
    row: Mapping[str, str]
    sha256: str

    def record(self, engine: Engine, plan: Plan) -> None:  # noqa: ARG002 - as every event
        """Withdraw the submission of these bytes."""
        found = store.loaded(engine, self.sha256)
        if found is None:
            raise RefusedError(f"{self.row['file']} was never submitted.")
        store.withdraw(engine, found.id, by=self.row["by"], reason=self.row["withdrawn_reason"], now=self.at)


@dataclass(frozen=True)
class Decided:
    """An agreed change: a row of one of the lists of decisions."""

    at: dt.datetime
    row: Mapping[str, str]
    kind: str

    def record(self, engine: Engine, plan: Plan) -> None:
        """Record it through the same door as any other."""
        by, row = self.row["by"], self.row
        if self.kind == AGREED:
            store.agree(engine, plan, read_record(Agreement, row, decision=_decision(row)), by=by, now=self.at)
        elif self.kind == ANSWERED:
            store.answer(engine, plan, _answer(row), by=by, now=self.at)
        elif self.kind == ADDED:
            store.add_measure(engine, plan, _addition(row, plan), by=by, now=self.at)
        elif self.kind == REBASED:
            store.rebase(engine, plan, read_record(Rebase, row, decision=_decision(row)), by=by, now=self.at)
        else:
            store.annotate(engine, plan, read_record(Annotation, row, decision=_decision(row)), by=by, now=self.at)


def read_events(folder: Path) -> list[Event]:
    """Every event of the lists in a folder, in the order of recording."""
    return sorted(_events(folder), key=lambda event: event.at)


def read_additions(folder: Path, plan: Plan) -> tuple[Addition, ...]:
    """The measures that the story adds."""
    return tuple(_addition(row, plan) for row in read_rows(folder / ADDED))


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a list, by column; none where there is no such list."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_record(of: type[T], row: Mapping[str, str], **known: object) -> T:
    """A record from the row of a list whose columns are named after its fields, with what is `known` beside them."""
    values = {one.name: _value(row[one.name], str(one.type)) for one in fields(of) if one.name in row}  # type: ignore[arg-type]  # a dataclass
    return of(**values | known)


def _value(text: str, kind: str) -> object:
    """A cell as the annotation of its field has it."""
    optional = kind.endswith(" | None")
    return None if optional and not text else _READERS[kind.removesuffix(" | None")](text)


_CHOICES = (LogStatus, RiskKind, RiskStatus, Status, Progress)
_READERS: dict[str, Callable[[str], object]] = {
    **{one.__name__: one for one in _CHOICES},
    "str": str,
    "int": int,
    "float": float,
    "bool": "yes".__eq__,
    "dt.date": lambda text: parse_day(text) if text.count("-") > 1 else parse_month(text),
    "tuple[str, ...]": parts,
}


def moment(text: str) -> dt.datetime:
    """A moment as the lists write it: `2022-07-05T16:10:00+00:00`."""
    return dt.datetime.fromisoformat(text)


def _events(folder: Path) -> Iterator[Event]:
    for row in read_rows(folder / RECEIVED):
        content = (folder / row["file"]).read_bytes()
        yield Received(moment(row["recorded_at"]), row, content)
        if row["withdrawn_at"]:
            yield Withdrawn(moment(row["withdrawn_at"]), row, hashlib.sha256(content).hexdigest())
    for kind in (AGREED, ANSWERED, ADDED, REBASED, ANNOTATED):
        for row in read_rows(folder / kind):
            yield Decided(moment(row["recorded_at"]), row, kind)


def _decision(row: Mapping[str, str]) -> Decision:
    return Decision(parse_day(row["agreed_on"]), row["body"], row["reason"])


def _answer(row: Mapping[str, str]) -> Answer:
    return Answer(row["query"], row["answer"], row["working"], _decision(row), _settings(row["settings"]))


def _settings(text: str) -> tuple[tuple[str, str], ...]:
    """`target_month=2023-12; floor=40` as pairs."""
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _addition(row: Mapping[str, str], plan: Plan) -> Addition:
    measure = supplementary(
        plan,
        row["measure"],
        area=row["area"],
        title=row["title"],
        unit=Unit(row["unit"]),
        better=Better(row["better"]),
        first=parse_month(row["first"]),
        owner=row["owner"],
        collected=Collected(row["collected"]),
        at_a_point=row["at_a_point"] == "yes",
        definition=row["definition"],
    )
    return Addition(measure, _decision(row))
