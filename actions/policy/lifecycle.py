"""Says where an order stands and what may follow what: status by its times, tables for its records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.policy.claims import covers
from actions.policy.facts import (
    Cancellation,
    CancellationStatus,
    Dispute,
    DisputeStatus,
    Order,
    OrderStatus,
    Refund,
    RefundStatus,
)
from actions.policy.profiles import TermName
from actions.policy.terms import terms_for

_C, _R, _O, _D = CancellationStatus, RefundStatus, OrderStatus, DisputeStatus

CANCELLATION_TABLE: Mapping[CancellationStatus, frozenset[CancellationStatus]] = {
    _C.QUEUED: frozenset({_C.REQUESTED, _C.APPROVED, _C.WITHDRAWN, _C.OVERTAKEN}),
    _C.REQUESTED: frozenset({_C.APPROVED, _C.REJECTED, _C.LAPSED_TO_APPROVED, _C.WITHDRAWN, _C.OVERTAKEN}),
    _C.APPROVED: frozenset(),
    _C.REJECTED: frozenset(),
    _C.LAPSED_TO_APPROVED: frozenset(),
    _C.WITHDRAWN: frozenset(),
    _C.OVERTAKEN: frozenset(),
}
"""What may follow what. A new record begins as queued, requested, or (at once) approved."""

REFUND_TABLE: Mapping[RefundStatus, frozenset[RefundStatus]] = {
    _R.DUE: frozenset({_R.SENT, _R.PAID, _R.FAILED}),
    _R.SENT: frozenset({_R.PAID, _R.FAILED}),
    _R.FAILED: frozenset({_R.SENT}),
    _R.PAID: frozenset(),
}
"""A failed refund may be sent again (staff found another way), unless another refund has replaced it."""

DISPUTE_TABLE: Mapping[DisputeStatus, frozenset[DisputeStatus]] = {
    _D.OPEN: frozenset({_D.OPEN, _D.OFFERED, _D.REJECTED, _D.ESCALATED, _D.RETURN_DUE, _D.RESOLVED, _D.WITHDRAWN}),
    _D.OFFERED: frozenset({_D.OPEN, _D.OFFERED, _D.REJECTED, _D.ESCALATED, _D.RETURN_DUE, _D.RESOLVED, _D.WITHDRAWN}),
    _D.REJECTED: frozenset({_D.OPEN, _D.OFFERED, _D.ESCALATED, _D.RETURN_DUE, _D.RESOLVED, _D.WITHDRAWN}),
    _D.ESCALATED: frozenset({_D.RETURN_DUE, _D.RESOLVED, _D.WITHDRAWN}),
    _D.RETURN_DUE: frozenset({_D.RETURN_SENT, _D.RESOLVED, _D.REJECTED}),
    _D.RETURN_SENT: frozenset({_D.RESOLVED}),
    _D.RESOLVED: frozenset(),
    _D.WITHDRAWN: frozenset(),
}
"""What may follow what. A new dispute begins as open, or as return_due where the seller takes every return back.
One that is rejected with an outcome has ended: nothing follows.
"""

ORDER_TABLE: Mapping[OrderStatus, frozenset[OrderStatus]] = {
    _O.AWAITING_PAYMENT: frozenset({_O.PAYMENT_VERIFYING, _O.PENDING_SHIPMENT, _O.CANCELLED, _O.LAPSED, _O.SHIPPED}),
    _O.PAYMENT_VERIFYING: frozenset({_O.AWAITING_PAYMENT, _O.PENDING_SHIPMENT, _O.CANCELLED, _O.LAPSED, _O.SHIPPED}),
    _O.PENDING_SHIPMENT: frozenset({_O.CANCELLED, _O.SHIPPED, _O.DELIVERED}),
    _O.SHIPPED: frozenset({_O.DELIVERED, _O.COMPLETED}),
    _O.DELIVERED: frozenset({_O.COMPLETED}),
    _O.COMPLETED: frozenset(),
    _O.CANCELLED: frozenset(),
    _O.LAPSED: frozenset(),
}

_TIMES = ("paid_at", "payment_verified_at", "shipped_at", "delivered_at", "receipt_confirmed_at")

OPEN_CANCELLATION = frozenset({CancellationStatus.QUEUED, CancellationStatus.REQUESTED})
CLOSED_ORDER = frozenset({OrderStatus.CANCELLED, OrderStatus.LAPSED})
UNSHIPPED = frozenset({OrderStatus.AWAITING_PAYMENT, OrderStatus.PAYMENT_VERIFYING, OrderStatus.PENDING_SHIPMENT})


class NotAllowed(ValueError):
    """The lifecycle has no such step; the message names both states."""


def status(order: Order, now: datetime) -> OrderStatus:
    """Where the order stands, by its times alone. Due effects are not applied here: see ``due.settle``.

    ``completed``: receipt confirmed, or the dispute window over (R15). What nobody delivered stays ``shipped``.
    """
    if order.cancelled_at is not None:
        return OrderStatus.CANCELLED
    if order.lapsed_at is not None:
        return OrderStatus.LAPSED
    if order.receipt_confirmed_at is not None:
        return OrderStatus.COMPLETED
    if order.delivered_at is not None:
        over = now >= terms_for(order).after(TermName.DISPUTE_WINDOW, order.delivered_at)
        return OrderStatus.COMPLETED if over else OrderStatus.DELIVERED
    return _status_before_delivery(order)


def _status_before_delivery(order: Order) -> OrderStatus:
    if order.shipped_at is not None:
        return OrderStatus.SHIPPED
    if order.payment_verified_at is not None:
        return OrderStatus.PENDING_SHIPMENT
    return OrderStatus.AWAITING_PAYMENT if order.paid_at is None else OrderStatus.PAYMENT_VERIFYING


def open_cancellation(order: Order) -> Cancellation | None:
    """The request to cancel that still waits (queued or requested), or None."""
    last = order.cancellation
    return last if last is not None and last.status in OPEN_CANCELLATION else None


def move_cancellation(order: Order, to: CancellationStatus, at: datetime, words: str | None = None) -> Order:
    """The order with its open request moved on; NotAllowed when the table has no such step."""
    last = order.cancellation
    if last is None or to not in CANCELLATION_TABLE[last.status]:
        raise NotAllowed(f"a cancellation that is {last.status if last else 'absent'} cannot become {to}")
    moved = replace(last, status=to, decided_at=at, seller_words=words or last.seller_words)
    return replace(order, cancellations=(*order.cancellations[:-1], moved))


def open_dispute(order: Order, item: str) -> Dispute | None:
    """The dispute about this item (or any, for ALL_ITEMS) that has not ended, or None; there is at most one an item."""
    return next((dispute for dispute in order.disputes if not ended(dispute) and covers(dispute, item)), None)


def ended(dispute: Dispute) -> bool:
    """Whether nothing can follow any more: withdrawn, or closed with an outcome."""
    return dispute.status is DisputeStatus.WITHDRAWN or dispute.outcome is not None


def dispute_named(order: Order, reference: str) -> Dispute:
    """The dispute of this reference; LookupError when the order has none."""
    found = next((dispute for dispute in order.disputes if dispute.reference == reference), None)
    if found is None:
        raise LookupError(f"order {order.order_id} has no dispute {reference!r}")
    return found


def replaced(order: Order, refund: Refund) -> bool:
    """Whether a later refund sends this one's money another way (R23): the dispute, or the whole order, has another."""
    later = order.refunds[order.refunds.index(refund) + 1 :]
    return any(other.replaces == refund.reference or other.dispute == refund.dispute for other in later)


def move_dispute(order: Order, dispute: Dispute) -> Order:
    """The order with the dispute of this reference replaced; NotAllowed when the table has no such step."""
    old = dispute_named(order, dispute.reference)
    if ended(old) or dispute.status not in DISPUTE_TABLE[old.status] | {old.status}:
        raise NotAllowed(f"a dispute that is {old.status} cannot become {dispute.status}")
    return replace(order, disputes=tuple(dispute if known is old else known for known in order.disputes))


def move_refund(order: Order, refund: Refund) -> Order:
    """The order with the refund of this reference replaced; NotAllowed when the table has no such step."""
    old = next(known for known in order.refunds if known.reference == refund.reference)
    if refund.status not in REFUND_TABLE[old.status]:
        raise NotAllowed(f"a refund that is {old.status} cannot become {refund.status}")
    return replace(order, refunds=tuple(refund if known is old else known for known in order.refunds))


def learn_time(order: Order, name: str, at: datetime) -> Order:
    """The order with a time told at last that had only been inferred; what else was inferred follows it (R05)."""
    guessed = [other for other in _TIMES if other in order.inferred]
    forgotten: dict[str, Any] = {**dict.fromkeys(guessed), name: at, "inferred": order.inferred.difference(_TIMES)}
    return with_inferred_times(replace(order, **forgotten))


def with_inferred_times(order: Order) -> Order:
    """The order with the times that others imply, marked in ``inferred`` (R05): what was delivered had been shipped.

    What is in hand was delivered, whoever says so (R13), and what was lost had been shipped.
    """
    found: dict[str, Any] = {}
    shown = {"delivered_at": order.in_hand_at, "shipped_at": order.lost_at}
    later: datetime | None = None
    for name in reversed(_TIMES):
        later = min((told for told in (later, shown.get(name)) if told is not None), default=None)
        known: datetime | None = getattr(order, name)
        if known is None and later is not None:
            found[name] = later
        later = known or later
    return replace(order, inferred=order.inferred | set(found), **found) if found else order
