"""A table of confirmed warnings: what was shown with a submission, and why it was stored all the same."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, String, Text

from sendkpi.store.base.migrations.append_only import refuse_changes

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    texts = (Column(name, Text, nullable=False) for name in ("about", "message", "sheet", "cell", "reason"))
    op.create_table(
        "confirmations",
        Column("submission", Integer, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("code", String(64), nullable=False),
        Column("measure", String(64), nullable=False),
        Column("month", Date),
        *texts,
    )
    refuse_changes("confirmations")
