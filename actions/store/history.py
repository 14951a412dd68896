"""Remembers what happened to an order: who, when, what, by which clauses. Lines are added, never changed or removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.policy.decision import Actor
from actions.policy.record import Entry, What
from actions.store import ledger


def append(session: Session, order_id: str, entries: Iterable[Entry], cause: str | None) -> None:
    """Adds the entries in their sequence. ``cause``: the proposal or the event that they came from."""
    for row in rows_of(order_id, entries, cause):
        session.execute(ledger.history.insert().values(row))


def rows_of(order_id: str, entries: Iterable[Entry], cause: str | None) -> Iterator[dict[str, Any]]:
    """The entries as they are kept."""
    for entry in entries:
        yield {
            "order_id": order_id,
            "at": entry.at,
            "actor": str(entry.actor),
            "what": str(entry.what),
            "clauses": list(entry.clauses),
            "data": entry.data,
            "cause": cause,
        }


def of_order(session: Session, order_id: str) -> list[Entry]:
    """The order's history, in the sequence it was written."""
    table = ledger.history
    query = select(table).where(table.c.order_id == order_id).order_by(table.c.id)
    return [
        Entry(row.at, Actor(row.actor), What(row.what), tuple(row.clauses), row.data) for row in session.execute(query)
    ]
