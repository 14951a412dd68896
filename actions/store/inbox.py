"""Remembers the marketplace's events and what was answered, so that one told twice gets the same answer twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.policy.events import Event
from actions.store import ledger
from actions.store.decisions import pack
from actions.store.facts import EventStatus
from actions.store.sql import add_new


@dataclass(frozen=True)
class Received:
    """An event that was answered; ``body_hash`` tells whether it says the same again."""

    event_id: str
    body_hash: str
    status: EventStatus
    answer: dict[str, Any]


def body_hash(event: Event) -> str:
    """Equal for events that say the same."""
    return hashlib.sha256(json.dumps(pack(event), sort_keys=True).encode()).hexdigest()


def find(session: Session, event_id: str) -> Received | None:
    """The event as it was answered, or None when it is new."""
    table = ledger.received_events
    row = session.execute(select(table).where(table.c.event_id == event_id)).first()
    return Received(row.event_id, row.body_hash, EventStatus(row.status), row.answer) if row else None


def keep(session: Session, event: Event, answered: Received, now: datetime) -> bool:
    """Remembers the answer; False when another process has answered this event id meanwhile."""
    row = {
        **vars(answered),
        "status": str(answered.status),
        "order_id": event.order_id,
        "kind": str(event.kind),
        "at": event.at,
        "received_at": now,
    }
    return add_new(session, ledger.received_events, row)
