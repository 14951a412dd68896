"""Takes in what the marketplace tells of an order: applied, or in conflict with what was committed first (R04).

An event is applied to the order as it is at ``now``, after all that was due: an effect whose instant has come has
happened, whether or not somebody looked. What contradicts it is stored as a conflict and makes a ticket.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from actions.policy import dispute_events, parcel_events, payment_events, refund_events, return_events, seller_events
from actions.policy.decision import Actor, utc
from actions.policy.due import settle
from actions.policy.event_words import CLOCK_SKEW, Clash, EventError, EventKind, ForStaff, TicketTopic, Told
from actions.policy.facts import FactError, Order
from actions.policy.record import Change, Entry, What

__all__ = [
    "DATA_KEYS",
    "Applied",
    "Clash",
    "Conflict",
    "Event",
    "EventError",
    "EventKind",
    "TicketTopic",
    "apply_event",
]


@dataclass(frozen=True)
class Event:
    """What the marketplace told: ``at`` is when it happened there, not when it came; ``data``: see DATA_KEYS."""

    event_id: str
    kind: EventKind
    order_id: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Applied:
    """The event agrees with what is known. ``change`` holds what was due before, the event, what follows at once."""

    change: Change
    ticket: TicketTopic | None = None


@dataclass(frozen=True)
class Conflict:
    """The event contradicts what was committed first: ``change`` holds what was due before, and the event as a note."""

    reason: Clash
    change: Change
    ticket: TicketTopic = TicketTopic.EVENT_CONFLICT

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.change.entries


_Handler = Callable[[Order, Told], "Change | ForStaff | Clash"]

_HANDLERS: Mapping[EventKind, _Handler] = {
    EventKind.PAID: payment_events.paid,
    EventKind.PAYMENT_FAILED: payment_events.payment_failed,
    EventKind.PAYMENT_VERIFIED: payment_events.payment_verified,
    EventKind.SHIPPED: parcel_events.shipped,
    EventKind.TRACKING: parcel_events.tracking,
    EventKind.DELIVERED: parcel_events.delivered,
    EventKind.LOST: parcel_events.lost,
    EventKind.RECEIPT_CONFIRMED: parcel_events.receipt_confirmed,
    EventKind.SELLER_APPROVED: seller_events.approved,
    EventKind.SELLER_REJECTED: seller_events.rejected,
    EventKind.SELLER_OFFERED: dispute_events.offered,
    EventKind.PLATFORM_DECIDED: dispute_events.platform_decided,
    EventKind.RETURN_DELIVERED: return_events.delivered,
    EventKind.RETURN_RECEIVED: return_events.received,
    EventKind.REFUND_SENT: refund_events.sent,
    EventKind.REFUND_PAID: refund_events.paid,
    EventKind.REFUND_FAILED: refund_events.failed,
}

DATA_KEYS: Mapping[EventKind, frozenset[str]] = {
    **{kind: frozenset() for kind in EventKind},
    EventKind.SHIPPED: frozenset({"promised_by", "tracking"}),
    EventKind.TRACKING: frozenset({"number", "promised_by"}),
    EventKind.LOST: frozenset({"leg", "dispute"}),
    EventKind.SELLER_APPROVED: frozenset({"words", "dispute"}),
    EventKind.SELLER_REJECTED: frozenset({"words", "dispute"}),
    EventKind.SELLER_OFFERED: frozenset({"amount", "dispute"}),
    EventKind.PLATFORM_DECIDED: frozenset({"outcome", "amount", "dispute"}),
    EventKind.RETURN_DELIVERED: frozenset({"dispute"}),
    EventKind.RETURN_RECEIVED: frozenset({"dispute"}),
    EventKind.REFUND_SENT: frozenset({"refund"}),
    EventKind.REFUND_PAID: frozenset({"refund"}),
    EventKind.REFUND_FAILED: frozenset({"refund"}),
}
"""The data each kind may carry; what else comes is not read."""


def apply_event(order: Order, event: Event, now: datetime) -> Applied | Conflict:
    """The order after the event, or the conflict. EventError: the event itself cannot be meant (nothing changes)."""
    before = settle(order, now)
    told = Told(_checked_time(before.order, event, now), now, event.data)
    try:
        result = _HANDLERS[event.kind](before.order, told)
    except FactError as wrong:
        raise EventError("data", str(wrong)) from wrong
    if isinstance(result, Clash):
        return _conflict(before, event, result, now)
    change, ticket = (result.change, result.topic) if isinstance(result, ForStaff) else (result, None)
    after = settle(change.order, now)
    return Applied(Change(after.order, (*before.entries, *change.entries, *after.entries)), ticket)


def _checked_time(order: Order, event: Event, now: datetime) -> datetime:
    """When it happened, within what our clock and the order's date allow."""
    if event.at.utcoffset() is None:
        raise EventError("at", "has no time zone")
    if event.at > now + CLOCK_SKEW:
        raise EventError("at", "lies in the future")
    if event.at < order.placed_at - CLOCK_SKEW:
        raise EventError("at", "lies before the order was placed")
    return max(order.placed_at, min(event.at, now))


def _conflict(before: Change, event: Event, clash: Clash, now: datetime) -> Conflict:
    note = {"event_id": event.event_id, "kind": str(event.kind), "at": utc(event.at), "conflict": str(clash)}
    entry = Entry(now, Actor.SYSTEM, What.EVENT_CONFLICT, (), note)
    return Conflict(clash, replace(before, entries=(*before.entries, entry)))
