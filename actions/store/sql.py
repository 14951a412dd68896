"""Writes rows so that two processes may do the same at once; the two databases' own words for it. No tables here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def _insert(session: Session, table: Table, row: Mapping[str, Any]) -> Any:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table).values(dict(row))


def add_new(session: Session, table: Table, row: Mapping[str, Any]) -> bool:
    """Adds the row unless there is one with its key already; whether it was added."""
    added: Any = session.execute(_insert(session, table, row).on_conflict_do_nothing())
    return bool(added.rowcount)


def put(session: Session, table: Table, key: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """Adds the row, or gives the row with this key these values."""
    changed = {name: value for name, value in row.items() if name not in key}
    statement = _insert(session, table, row)
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))
