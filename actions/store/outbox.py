"""Remembers what the marketplace must be told, written in the transaction of the decision itself. Sends nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.policy.facts import Order
from actions.policy.record import OUTWARD, Entry
from actions.store import ledger
from actions.store.facts import News, NewsStatus

REFUND_DUE = "refund_due"


def tell(session: Session, order: Order, entries: Iterable[Entry]) -> None:
    """One event for each entry that the marketplace must act on, and one for each refund that an entry opened."""
    for entry in entries:
        if entry.what not in OUTWARD:
            continue
        _add(session, order, entry, str(entry.what))
        if entry.data.get("refund"):
            _add(session, order, entry, REFUND_DUE)


def waiting(session: Session) -> list[News]:
    """What was not sent yet, the oldest first."""
    return [news for news in everything(session) if news.status is NewsStatus.PENDING]


def everything(session: Session) -> list[News]:
    """All that was ever to be told, the oldest first."""
    table = ledger.outbox
    return [
        News(row.event_id, row.kind, row.order_id, row.at, row.data, NewsStatus(row.status))
        for row in session.execute(select(table).order_by(table.c.id))
    ]


def _add(session: Session, order: Order, entry: Entry, kind: str) -> None:
    row = {
        "event_id": str(uuid.uuid4()),
        "order_id": order.order_id,
        "kind": kind,
        "at": entry.at,
        "data": entry.data,
        "status": str(NewsStatus.PENDING),
    }
    session.execute(ledger.outbox.insert().values(row))
