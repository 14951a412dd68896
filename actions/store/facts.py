"""Holds what the store knows beside orders, as frozen facts: buyers, tickets, news and answers for the marketplace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.policy.facts import Word


@dataclass(frozen=True)
class Buyer:
    """Who buys; ``locale`` and ``zone`` are how this buyer reads times and money. None: not told."""

    buyer_id: str
    name: str | None = None
    locale: str | None = None
    zone: str | None = None


class TicketStatus(Word):
    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


@dataclass(frozen=True)
class Ticket:
    """Something a person must look at, until ``due``. ``id`` is what the buyer is told. None: none."""

    id: str
    order_id: str | None
    buyer_id: str | None
    conversation: str | None
    topic: str
    summary: str
    status: TicketStatus
    opened_at: datetime
    due: datetime


class EventStatus(Word):
    APPLIED = "applied"
    REPEATED = "repeated"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class EventAnswer:
    """What the marketplace is told about its event; a repeated one has the first answer's body."""

    status: EventStatus
    body: dict[str, Any]


class NewsStatus(Word):
    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True)
class News:
    """One decision that the marketplace must act on, in the order decided, and how far it has come.

    ``attempts``: how often it was sent in vain. ``next_try``: not before then (None: at once). By real time.
    """

    event_id: str
    kind: str
    order_id: str
    at: datetime
    data: dict[str, Any]
    status: NewsStatus = NewsStatus.PENDING
    attempts: int = 0
    next_try: datetime | None = None
    last_error: str | None = None
    delivered_at: datetime | None = None
