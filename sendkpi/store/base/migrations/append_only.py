"""The rule that no row of a table is changed or deleted, kept by the database itself; for steps that make tables."""

from __future__ import annotations

from alembic import op

from sendkpi.store.base.tables import append_only


def refuse_changes(table: str) -> None:
    """Have the database refuse every change of a table's rows."""
    for statement in append_only(table, op.get_context().dialect.name):
        op.execute(statement)
