"""The store's tables, as this revision of the program keeps them.

Rows are added, never changed: the database itself refuses to update or delete them, those of `originals` apart.
A change here needs a migration: a database in use comes to this state step by step (`migrations/versions`).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    event,
)
from sqlalchemy.types import TypeDecorator

from sendkpi.store.base.columns import JSON, String, Text


class Moment(TypeDecorator[dt.datetime]):
    """An aware moment, kept as UTC to the microsecond, the same in every database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """UTC without its zone, which is what the column holds."""
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """The same moment, aware again."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


metadata = MetaData()


def _texts(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, Text, nullable=False) for name in names)


originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The bytes that were sent. Apart from submissions and without a key between them, so that bytes
that should never have come can be destroyed while the figures and the hash stay."""

submissions = Table(
    "submissions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("filename", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("received_on", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False, index=True),
    *_texts("recorded_by", "note", "reason"),
    Column("rows", Integer, nullable=False),
)
"""`reason` is why its warnings were confirmed, "" where there were none or each had its own; `rows` counts figures."""

observations = Table(
    "observations",
    metadata,
    Column("submission", ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("measure", String(64), primary_key=True),
    Column("month", Date, primary_key=True),
    Column("breakdown", String(255), primary_key=True),
    Column("numerator", Double),
    Column("denominator", Double),
    Column("value", Double),
    Column("symbol", String(8), nullable=False),
    *_texts("commentary", "sheet", "cell"),
    Index("observations_by_figure", "measure", "month", "breakdown"),
)

confirmations = Table(
    "confirmations",
    metadata,
    Column("submission", ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("code", String(64), nullable=False),
    Column("measure", String(64), nullable=False),
    Column("month", Date),
    Column("about", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
"""The warnings of a submission as they were shown, each with the reason why it was confirmed."""

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("submission", ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("recorded_at", Moment, nullable=False),
    *_texts("recorded_by", "reason"),
)

purges = Table(
    "purges",
    metadata,
    Column("submission", ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("recorded_at", Moment, nullable=False),
    *_texts("recorded_by", "reason"),
)
"""Originals that were destroyed, by the hash that stays: every submission of the same bytes has lost its original."""


def _recorded(name: str, *columns: Column[Any]) -> Table:
    """A table of numbered rows, each with when and by whom it was recorded."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        *columns,
        Column("recorded_at", Moment, nullable=False, index=True),
        Column("recorded_by", Text, nullable=False),
    )


def _decided(name: str, *columns: Column[Any]) -> Table:
    """A table of decisions: what was decided, by whom, when and why."""
    return _recorded(name, *columns, Column("agreed_on", Date, nullable=False), *_texts("body", "reason"))


agreements = _decided(
    "agreements",
    Column("measure", String(64), nullable=False),
    Column("effective", Date, nullable=False),
    Column("baseline", Double),
    Column("baseline_month", Date),
    Column("target", Double),
    Column("target_month", Date),
    Column("points", JSON, nullable=False),
)
"""`points` is a list of [month, level], empty where no trajectory was agreed."""

answers = _decided(
    "answers",
    Column("query", String(64), nullable=False),
    *_texts("answer", "working"),
    Column("settings", JSON, nullable=False),
)
"""`settings` is a list of [field, value as written in the plan's tables]."""

additions = _decided("additions", Column("measure", JSON, nullable=False))
"""`measure` is a supplementary measure, field by field as written in the plan's tables."""

rebases = _decided(
    "rebases",
    Column("measure", String(64), nullable=False),
    Column("month", Date, nullable=False),
    Column("lifted", Boolean, nullable=False),
)
"""A phase of a measure's process chart that begins in a month; `lifted` rows take one back."""

chart_annotations = _decided(
    "annotations",
    Column("month", Date, nullable=False),
    Column("text", Text, nullable=False),
    Column("measure", String(64), nullable=False),
    Column("area", String(64), nullable=False),
    Column("lifted", Boolean, nullable=False),
)
"""Words on charts, of one measure, one area, or (both "") of all; `lifted` rows take the same ones back."""

DECISIONS = (agreements, answers, additions, rebases, chart_annotations)


def _reported(name: str, *columns: Column[Any]) -> Table:
    """A table of updates beside figures; `submission` where it came in a workbook, whose withdrawal counts."""
    return _recorded(name, Column("submission", ForeignKey("submissions.id"), index=True), *columns)


milestone_updates = _reported(
    "milestone_updates",
    Column("milestone", String(64), nullable=False),
    Column("occurrence", Date),
    Column("status", String(16), nullable=False),
    Column("completed_on", Date),
    Column("due", Date),
    *_texts("reason", "evidence", "comment"),
)
"""`occurrence` is the month of one occurrence of a recurring milestone; `due` the month that one is deferred to."""

recommendation_updates = _reported(
    "recommendation_updates",
    Column("recommendation", String(64), nullable=False),
    Column("status", String(32), nullable=False),
    Column("progress", Text, nullable=False),
)

REPORTS = (milestone_updates, recommendation_updates)


def _entries(name: str, *columns: Column[Any]) -> Table:
    """A table of the board's entries: a further row with the same `number` amends the one before it."""
    return _recorded(name, Column("number", Integer, nullable=False, index=True), *columns)


meetings = _entries(
    "meetings",
    Column("body", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("quarter_ending", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("cancelled", Boolean, nullable=False),
)

log_items = _entries(
    "log_items",
    *_texts("item", "owner"),
    Column("due", Date),
    Column("status", String(16), nullable=False),
    Column("meeting", Integer),
    Column("comment", Text, nullable=False),
)

board_decisions = _entries(
    "board_decisions",
    Column("decision", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("meeting", Integer),
    Column("changes", JSON, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("comment", Text, nullable=False),
)
"""`changes` is a list of agreed changes, as `agreement 3`."""

risks = _entries(
    "risks",
    Column("kind", String(16), nullable=False),
    *_texts("title", "owner"),
    Column("likelihood", Integer),
    Column("impact", Integer, nullable=False),
    *_texts("mitigation", "escalated"),
    Column("status", String(16), nullable=False),
    Column("comment", Text, nullable=False),
)

ENTRIES = (meetings, log_items, board_decisions, risks)

issued_papers = _recorded(
    "issued_papers",
    Column("audience", String(64), nullable=False),
    Column("sub_group", String(64), nullable=False),
    Column("period", String(16), nullable=False),
    Column("last_month", Date, nullable=False),
    Column("as_at", Moment, nullable=False),
    *_texts("summary", "decisions_sought"),
)
"""Papers as issued: what they were about, from what was on record at `as_at`, and the officer's own words."""

layouts = Table(
    "layouts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("record", JSON(none_as_null=True)),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
)
"""Answers about files with one header fingerprint; `record` is NULL where the answer was forgotten."""

releases = Table(
    "releases",
    metadata,
    Column("id", Integer, primary_key=True),
    *_texts("indicator", "name"),
    Column("published", Date, nullable=False),
    Column("filename", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("recorded_at", Moment, nullable=False, index=True),
    *_texts("recorded_by", "reason"),
    Column("rows", Integer, nullable=False),
)
"""Files of published figures. Their bytes are not kept, since they stay published; the hash tells which they were."""

release_figures = Table(
    "release_figures",
    metadata,
    Column("release", ForeignKey("releases.id"), primary_key=True, autoincrement=False),
    Column("level", String(16), primary_key=True),
    Column("area_code", String(16), primary_key=True),
    Column("area", String(255), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("basis", String(64), primary_key=True),
    Column("numerator", Double),
    Column("denominator", Double),
    Column("value", Double),
    Column("symbol", String(8), nullable=False),
)

moment_corrections = Table(
    "moment_corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("table", String(64), nullable=False),
    Column("row", Integer, nullable=False),
    Column("moment", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    *_texts("recorded_by", "reason"),
    Index("moment_corrections_by_row", "table", "row"),
)
"""When rows were truly recorded that a wrong clock dated: the newest of a row counts, and the row itself stays.

`row` is what names a row of `table`: its `id`, or the submission that it is of.
"""

RECORDED = (*(submissions, withdrawals, purges), *(*DECISIONS, *REPORTS, *ENTRIES, issued_papers, releases))
"""The tables that say something of the record, with a `recorded_at`: with them the store's version changes."""

DATED = (*RECORDED, layouts)
"""The tables whose `recorded_at` a wrong clock can have written."""

APPEND_ONLY = (*DATED, observations, confirmations, release_figures, moment_corrections)


def row_key(table: Table) -> Column[int]:
    """The column that names a row of one of the DATED tables."""
    key: Column[int] = table.c.id if "id" in table.c else table.c.submission
    return key


_SQLITE_TRIGGER = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION sendkpi_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'sendkpi tables are append-only'; END $$
"""

_POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION sendkpi_append_only()
"""


def append_only(table: str, dialect: str) -> tuple[str, ...]:
    """The statements that have a database refuse every change of a table's rows."""
    if dialect == "postgresql":
        return (_POSTGRESQL_FUNCTION, _POSTGRESQL_TRIGGER.format(table=table))
    return tuple(_SQLITE_TRIGGER.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE"))


def _after_create(table: Table, statement: str, dialect: str) -> None:
    ddl = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it unannotated
    event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


for _table in APPEND_ONLY:
    for _dialect in ("sqlite", "postgresql"):
        for _statement in append_only(_table.name, _dialect):
            _after_create(_table, _statement, _dialect)
