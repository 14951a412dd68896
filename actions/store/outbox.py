"""Remembers what the marketplace must be told, written in the transaction of the decision itself. Sends nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.policy.record import Entry, What
from actions.store import ledger
from actions.store.facts import News, NewsStatus

REFUND_DUE = "refund_due"
KINDS = {
    What.CANCELLED: "cancelled",
    What.CANCELLATION_GRANTED: "cancelled",
    What.CANCELLATION_APPROVED: "cancelled",
    What.UNSHIPPED_ORDER_CANCELLED: "cancelled",
    What.CANCELLATION_REQUESTED: "cancellation_requested",
    What.CANCELLATION_FILED: "cancellation_requested",
    What.CANCELLATION_WITHDRAWN: "cancellation_withdrawn",
    What.TRACE_OPENED: "trace_opened",
    What.COMPLAINT_FILED: "complaint_filed",
}
"""What the marketplace is told when this has happened; a refund that it opened is told beside it."""


def tell(session: Session, order_id: str, entries: Iterable[Entry]) -> None:
    """What the marketplace must act on of these entries goes out, in their sequence."""
    for entry in entries:
        kind, refund = KINDS.get(entry.what), entry.data.get("refund")
        opened = refund if isinstance(refund, dict) else None
        if kind is not None and not _never_told(entry):
            _add(session, News(str(uuid.uuid4()), kind, order_id, entry.at, _without(entry.data, opened)))
        if opened is not None:
            _add(session, News(str(uuid.uuid4()), REFUND_DUE, order_id, entry.at, opened))


def _never_told(entry: Entry) -> bool:
    """A request that was withdrawn while it was queued: the marketplace never heard of it."""
    return entry.what is What.CANCELLATION_WITHDRAWN and "decide_by" not in entry.data


def _without(data: Mapping[str, Any], refund: object) -> dict[str, Any]:
    return {name: value for name, value in data.items() if refund is None or name != "refund"}


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


def _add(session: Session, news: News) -> None:
    session.execute(ledger.outbox.insert().values({**vars(news), "status": str(news.status)}))
