"""The tables as they were before databases carried a revision; those that an earlier database lacks are made.

Databases of that time gained whole tables when they were opened, so one of any age lacks tables, or the column
`comment` of `board_decisions`, and nothing else.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    inspect,
)

from sendkpi.store.base.migrations.append_only import refuse_changes

revision = "0001"
down_revision = None

_then = MetaData()


def upgrade() -> None:
    """Make the tables that are missing, and the one column."""
    connection = op.get_bind()
    there = set(inspect(connection).get_table_names())
    _then.create_all(connection)
    for table in _then.tables:
        if table not in there and table != "originals":
            refuse_changes(table)
    if not any(one["name"] == "comment" for one in inspect(connection).get_columns("board_decisions")):
        op.add_column("board_decisions", Column("comment", Text, nullable=False, server_default=""))


def _texts(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Text, nullable=False) for name in names)


def _whole(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Integer, nullable=False) for name in names)


def _numbers() -> tuple[Column[Any], ...]:
    return tuple(Column(name, Double) for name in ("numerator", "denominator", "value"))


def _key() -> Column[Any]:
    return Column("id", Integer, primary_key=True)


def _of(table: str) -> Column[Any]:
    return Column(table.removesuffix("s"), ForeignKey(f"{table}.id"), primary_key=True, autoincrement=False)


def _recorded(*, indexed: bool = True) -> tuple[Column[Any], ...]:
    at = Column("recorded_at", DateTime, nullable=False, index=indexed or None)
    return (at, Column("recorded_by", Text, nullable=False))


def _agreed(name: str, *columns: Column[Any]) -> None:
    day = Column("agreed_on", Date, nullable=False)
    Table(name, _then, _key(), *columns, day, *_texts("body", "reason"), *_recorded())


def _reported(name: str, *columns: Column[Any]) -> None:
    came_in: Column[int] = Column("submission", ForeignKey("submissions.id"), index=True)
    Table(name, _then, _key(), came_in, *columns, *_recorded())


def _entered(name: str, *columns: Column[Any]) -> None:
    Table(name, _then, _key(), Column("number", Integer, nullable=False, index=True), *columns, *_recorded())


Table(
    "originals", _then, Column("sha256", String(64), primary_key=True), Column("content", LargeBinary, nullable=False)
)
Table(
    "submissions",
    _then,
    _key(),
    Column("filename", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("received_on", Date, nullable=False),
    *_recorded(),
    *_texts("note", "reason"),
    *_whole("rows"),
)
Table(
    "observations",
    _then,
    _of("submissions"),
    Column("measure", String(64), primary_key=True),
    Column("month", Date, primary_key=True),
    Column("breakdown", String(255), primary_key=True),
    *_numbers(),
    Column("symbol", String(8), nullable=False),
    *_texts("commentary", "sheet", "cell"),
    Index("observations_by_figure", "measure", "month", "breakdown"),
)
Table("withdrawals", _then, _of("submissions"), *_recorded(indexed=False), *_texts("reason"))
Table(
    "purges",
    _then,
    _of("submissions"),
    Column("sha256", String(64), nullable=False, unique=True),
    *_recorded(indexed=False),
    *_texts("reason"),
)
_agreed(
    "agreements",
    Column("measure", String(64), nullable=False),
    Column("effective", Date, nullable=False),
    Column("baseline", Double),
    Column("baseline_month", Date),
    Column("target", Double),
    Column("target_month", Date),
    Column("points", JSON, nullable=False),
)
_agreed(
    "answers",
    Column("query", String(64), nullable=False),
    *_texts("answer", "working"),
    Column("settings", JSON, nullable=False),
)
_agreed("additions", Column("measure", JSON, nullable=False))
_agreed(
    "rebases",
    Column("measure", String(64), nullable=False),
    Column("month", Date, nullable=False),
    Column("lifted", Boolean, nullable=False),
)
_agreed(
    "annotations",
    Column("month", Date, nullable=False),
    *_texts("text"),
    Column("measure", String(64), nullable=False),
    Column("area", String(64), nullable=False),
    Column("lifted", Boolean, nullable=False),
)
_reported(
    "milestone_updates",
    Column("milestone", String(64), nullable=False),
    Column("occurrence", Date),
    Column("status", String(16), nullable=False),
    Column("completed_on", Date),
    Column("due", Date),
    *_texts("reason", "evidence", "comment"),
)
_reported(
    "recommendation_updates",
    Column("recommendation", String(64), nullable=False),
    Column("status", String(32), nullable=False),
    *_texts("progress"),
)
_entered(
    "meetings",
    *_texts("body"),
    Column("held_on", Date, nullable=False),
    Column("quarter_ending", Date, nullable=False),
    *_texts("note"),
    Column("cancelled", Boolean, nullable=False),
)
_entered(
    "log_items",
    *_texts("item", "owner"),
    Column("due", Date),
    Column("status", String(16), nullable=False),
    Column("meeting", Integer),
    *_texts("comment"),
)
_entered(
    "board_decisions",
    *_texts("decision"),
    Column("decided_on", Date, nullable=False),
    Column("meeting", Integer),
    Column("changes", JSON, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    *_texts("comment"),
)
_entered(
    "risks",
    Column("kind", String(16), nullable=False),
    *_texts("title", "owner"),
    Column("likelihood", Integer),
    Column("impact", Integer, nullable=False),
    *_texts("mitigation", "escalated"),
    Column("status", String(16), nullable=False),
    *_texts("comment"),
)
Table(
    "issued_papers",
    _then,
    _key(),
    Column("audience", String(64), nullable=False),
    Column("sub_group", String(64), nullable=False),
    Column("period", String(16), nullable=False),
    Column("last_month", Date, nullable=False),
    Column("as_at", DateTime, nullable=False),
    *_texts("summary", "decisions_sought"),
    *_recorded(),
)
Table(
    "layouts",
    _then,
    _key(),
    *_texts("name"),
    Column("fingerprint", String(64), nullable=False),
    Column("record", JSON),
    *_recorded(indexed=False),
)
Table(
    "releases",
    _then,
    _key(),
    *_texts("indicator", "name"),
    Column("published", Date, nullable=False),
    *_texts("filename"),
    Column("sha256", String(64), nullable=False),
    *_recorded(),
    *_texts("reason"),
    *_whole("rows"),
)
Table(
    "release_figures",
    _then,
    _of("releases"),
    Column("level", String(16), primary_key=True),
    Column("area_code", String(16), primary_key=True),
    Column("area", String(255), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("basis", String(64), primary_key=True),
    *_numbers(),
    Column("symbol", String(8), nullable=False),
)
