"""Holds what a change leaves behind: the changed order and its history entries. No rules, no storage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from actions.policy.decision import Actor
from actions.policy.facts import Order, Word


class What(Word):
    """What happened: the closed list of words that the history of an order is written in."""

    # done for the buyer (one entry for each performed decision)
    CANCELLED = "cancelled"
    CANCELLATION_QUEUED = "cancellation_queued"
    CANCELLATION_REQUESTED = "cancellation_requested"
    CANCELLATION_WITHDRAWN = "cancellation_withdrawn"
    TRACE_OPENED = "trace_opened"
    REFUND_TO_BALANCE = "refund_to_balance"
    COMPLAINT_FILED = "complaint_filed"
    DISPUTE_OPENED = "dispute_opened"
    CLAIM_CHANGED = "claim_changed"
    EVIDENCE_ADDED = "evidence_added"
    DISPUTE_ESCALATED = "dispute_escalated"
    DISPUTE_WITHDRAWN = "dispute_withdrawn"
    OFFER_ACCEPTED = "offer_accepted"
    OFFER_DECLINED = "offer_declined"
    RETURN_TRACKING = "return_tracking"
    PARCEL_IN_HAND = "parcel_in_hand"
    # happened by itself, at its due instant
    ORDER_LAPSED = "order_lapsed"
    CANCELLATION_GRANTED = "cancellation_granted"
    UNSHIPPED_ORDER_CANCELLED = "unshipped_order_cancelled"
    CANCELLATION_FILED = "cancellation_filed"
    CANCELLATION_OVERTAKEN = "cancellation_overtaken"
    LATE_PAYMENT_REFUNDED = "late_payment_refunded"
    DISPUTE_ESCALATED_BY_ITSELF = "dispute_escalated_by_itself"
    CLAIM_GRANTED = "claim_granted"
    RETURN_GRANTED = "return_granted"
    RETURN_REFUSED = "return_refused"
    RETURN_NOT_SENT = "return_not_sent"
    RETURN_REFUNDED = "return_refunded"
    # told by the marketplace
    PAID = "paid"
    PAYMENT_FAILED = "payment_failed"
    PAYMENT_VERIFIED = "payment_verified"
    SHIPPED = "shipped"
    TRACKING = "tracking"
    DELIVERED = "delivered"
    RECEIPT_CONFIRMED = "receipt_confirmed"
    CANCELLATION_APPROVED = "cancellation_approved"
    CANCELLATION_REJECTED = "cancellation_rejected"
    REFUND_SENT = "refund_sent"
    REFUND_PAID = "refund_paid"
    REFUND_FAILED = "refund_failed"
    PARCEL_LOST = "parcel_lost"
    CLAIM_ACCEPTED = "claim_accepted"
    CLAIM_REJECTED = "claim_rejected"
    OFFER_MADE = "offer_made"
    RETURN_DELIVERED = "return_delivered"
    RETURN_RECEIVED = "return_received"
    RETURN_LOST = "return_lost"
    PLATFORM_DECIDED = "platform_decided"
    EVENT_CONFLICT = "event_conflict"
    ORDER_CHANGED = "order_changed"
    ORDER_CONFLICT = "order_conflict"


OUTWARD: frozenset[What] = frozenset(
    {
        What.CANCELLED,
        What.CANCELLATION_REQUESTED,
        What.CANCELLATION_WITHDRAWN,
        What.TRACE_OPENED,
        What.REFUND_TO_BALANCE,
        What.COMPLAINT_FILED,
        What.CANCELLATION_GRANTED,
        What.UNSHIPPED_ORDER_CANCELLED,
        What.CANCELLATION_FILED,
        What.LATE_PAYMENT_REFUNDED,
        What.DISPUTE_OPENED,
        What.CLAIM_CHANGED,
        What.EVIDENCE_ADDED,
        What.DISPUTE_ESCALATED,
        What.DISPUTE_ESCALATED_BY_ITSELF,
        What.DISPUTE_WITHDRAWN,
        What.OFFER_ACCEPTED,
        What.OFFER_DECLINED,
        What.RETURN_TRACKING,
        What.RECEIPT_CONFIRMED,
        What.CLAIM_GRANTED,
        What.RETURN_GRANTED,
        What.RETURN_REFUSED,
        What.RETURN_NOT_SENT,
        What.RETURN_REFUNDED,
        What.CLAIM_ACCEPTED,
        What.RETURN_RECEIVED,
        What.PLATFORM_DECIDED,
    }
)
"""The entries that the marketplace must act on: each goes to the outbox. ``data["refund"]``: one is due."""


@dataclass(frozen=True)
class Entry:
    """One line of an order's history. ``at``: when it took effect (not when it was written down)."""

    at: datetime
    actor: Actor
    what: What
    clauses: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """An order after something happened, and the entries that tell it. No entries: nothing happened."""

    order: Order
    entries: tuple[Entry, ...] = ()


class Due(NamedTuple):
    """What happens by itself, and its instant; ``happen`` gives the order after it, dated at that instant."""

    at: datetime
    happen: Callable[[], Change]
