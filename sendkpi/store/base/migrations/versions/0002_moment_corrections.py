"""A table of corrected moments: when rows were truly recorded that a wrong clock dated."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Integer, String, Text

from sendkpi.store.base.migrations.append_only import refuse_changes

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "moment_corrections",
        Column("id", Integer, primary_key=True),
        Column("table", String(64), nullable=False),
        Column("row", Integer, nullable=False),
        Column("moment", DateTime, nullable=False),
        Column("recorded_at", DateTime, nullable=False),
        Column("recorded_by", Text, nullable=False),
        Column("reason", Text, nullable=False),
    )
    op.create_index("moment_corrections_by_row", "moment_corrections", ["table", "row"])
    refuse_changes("moment_corrections")
