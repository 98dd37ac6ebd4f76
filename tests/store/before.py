"""A store as it was before texts were looked at on their way in."""

from __future__ import annotations

from sendkpi import store
from sendkpi.store.base import tables
from tests.hostile_texts import HOSTILE, RAW

CODES = sorted({f"{ord(sign):04X}" for sign in RAW.findall(HOSTILE)})


def as_they_were_before(url: str) -> None:
    """Every mark in the database turned back into its sign."""
    with store.connect(url).begin() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        columns = [column for table in tables.metadata.tables.values() for column in table.columns]
        for column in columns:
            if isinstance(column.type, tables.Text | tables.String):
                for code in CODES:
                    statement = f'UPDATE "{column.table.name}" SET "{column.name}" = replace("{column.name}", ?, ?)'  # noqa: S608 - our own names
                    connection.exec_driver_sql(statement, (f"⟨U+{code}⟩", chr(int(code, 16))))
