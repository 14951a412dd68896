"""Remembers what the marketplace must be told, written in the transaction of the decision itself. Sends nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import fields
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
    What.DISPUTE_OPENED: "dispute_opened",
    What.CLAIM_CHANGED: "claim_changed",
    What.EVIDENCE_ADDED: "evidence_added",
    What.DISPUTE_ESCALATED: "dispute_escalated",
    What.DISPUTE_ESCALATED_BY_ITSELF: "dispute_escalated",
    What.DISPUTE_WITHDRAWN: "dispute_withdrawn",
    What.OFFER_ACCEPTED: "offer_accepted",
    What.OFFER_DECLINED: "offer_declined",
    What.CLAIM_ACCEPTED: "claim_granted",
    What.CLAIM_GRANTED: "claim_granted",
    What.PLATFORM_DECIDED: "dispute_decided",
    What.RETURN_GRANTED: "return_granted",
    What.RETURN_REFUSED: "return_refused",
    What.RETURN_TRACKING: "return_tracking",
    What.RETURN_NOT_SENT: "return_not_sent",
    What.RETURN_RECEIVED: "return_refunded",
    What.RETURN_REFUNDED: "return_refunded",
    What.RECEIPT_CONFIRMED: "receipt_confirmed",
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


def everything(session: Session, status: NewsStatus | None = None) -> list[News]:
    """All that was ever to be told (or what of it has this status), the oldest first."""
    query = select(ledger.outbox).order_by(ledger.outbox.c.id)
    if status is not None:
        query = query.where(ledger.outbox.c.status == str(status))
    return [news_fact(row) for row in session.execute(query)]


def news_fact(row: Any) -> News:
    """The row of the outbox as a fact."""
    told = {field.name: getattr(row, field.name) for field in fields(News)}
    return News(**{**told, "status": NewsStatus(row.status)})


def _add(session: Session, news: News) -> None:
    session.execute(ledger.outbox.insert().values({**vars(news), "status": str(news.status)}))
