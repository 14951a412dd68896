"""Says when the answers about an order change next if nobody does anything: due effects and the ends of windows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from actions.policy.due import next_due, settle
from actions.policy.facts import DisputeStatus, Order, OrderStatus, RefundStatus
from actions.policy.lifecycle import CLOSED_ORDER, ended, status
from actions.policy.moments import (
    dispute_window,
    immediate_until,
    not_received_window,
    platform_decides_by,
    refund_late_at,
    return_overdue_at,
    ship_by,
    trace_answer_by,
    usual_refund_by,
    verification_expected,
    verification_limit,
)
from actions.policy.terms import Terms, terms_for


def next_change(order: Order, now: datetime) -> datetime | None:
    """The next instant after ``now`` from which another answer may be given, or None. Until then nothing changes."""
    settled = settle(order, now).order
    terms = terms_for(settled)
    moments = [
        *_moments(settled, terms, now),
        *_dispute_moments(settled, terms),
        *_refund_moments(settled, terms),
    ]
    by_itself = next_due(settled, now)
    return min((moment for moment in (*moments, by_itself) if moment is not None and moment > now), default=None)


def _moments(order: Order, terms: Terms, now: datetime) -> Iterator[datetime]:
    where = status(order, now)
    if where is OrderStatus.PAYMENT_VERIFYING:
        yield from (verification_expected(order, terms, now), verification_limit(order, terms))
    if where is OrderStatus.PENDING_SHIPMENT:
        yield from (immediate_until(order, terms), ship_by(order, terms))
    if order.delivered_at is not None:
        yield dispute_window(order, terms).closes
    elif order.shipped_at is not None and where not in CLOSED_ORDER:
        yield from not_received_window(order, terms)


def _dispute_moments(order: Order, terms: Terms) -> Iterator[datetime]:
    """What nobody does by itself: from these dates on staff are asked about the platform, or about a parcel."""
    for dispute in order.disputes:
        if ended(dispute):
            continue
        if dispute.status is DisputeStatus.ESCALATED:
            yield platform_decides_by(dispute, terms)
        if dispute.status is DisputeStatus.RETURN_SENT:
            yield return_overdue_at(dispute, terms)


def _refund_moments(order: Order, terms: Terms) -> Iterator[datetime]:
    for refund in order.refunds:
        if refund.status in (RefundStatus.DUE, RefundStatus.SENT):
            yield refund_late_at(refund, terms)
            yield usual_refund_by(terms, refund.due_since)
    for trace in order.traces:
        if trace.status == "open":
            yield trace_answer_by(trace, terms)
