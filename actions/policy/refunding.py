"""Opens refunds and closes orders: the part of a change that automatic effects, events and decisions share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.policy.claims import claimable, seller_at_fault
from actions.policy.decision import RefundPlan, utc
from actions.policy.facts import Dispute, Order, Refund, RefundStatus
from actions.policy.moments import plan_for, refund_plan
from actions.policy.money import Money
from actions.policy.terms import Terms, terms_for


def open_refund(order: Order, plan: RefundPlan, since: datetime) -> tuple[Order, dict[str, Any]]:
    """The order with this refund due since then, and what its history says of it. Nothing to refund: neither."""
    if not plan.amount.minor:
        return order, {}
    refund = Refund(
        reference=f"R{order.order_id}-{len(order.refunds) + 1}",
        status=RefundStatus.DUE,
        amount=plan.amount.minor,
        method=plan.method,
        due_since=since,
        expected_from=plan.expected_from,
        expected_by=plan.expected_by,
    )
    return replace(order, refunds=(*order.refunds, refund)), {"refund": refund_data(refund, order.currency)}


def refund_data(refund: Refund, currency: str) -> dict[str, Any]:
    return {
        "reference": refund.reference,
        "amount": Money(refund.amount, currency).decimal(),
        "currency": currency,
        "method": str(refund.method),
        "expected_from": utc(refund.expected_from),
        "expected_by": utc(refund.expected_by),
    }


def close_with_refund(order: Order, terms: Terms, at: datetime) -> tuple[Order, dict[str, Any]]:
    """The order cancelled at that instant, with all that was paid for it due back since then."""
    closed = replace(order, cancelled_at=at)
    if order.paid_at is None:
        return closed, {}
    return open_refund(closed, refund_plan(order, terms, at), at)


def refund_claim(order: Order, dispute: Dispute, amount_minor: int, at: datetime) -> tuple[Order, dict[str, Any]]:
    """The order with this much due back for the dispute since then, to the method that paid (F22, R23).

    Never more than is left of what was paid for the item (R20, R24); where nothing is left: no refund, no data.
    """
    most = claimable(order, dispute.item, seller_at_fault(dispute.reason))
    amount = Money(min(amount_minor, most), order.currency)
    opened, data = open_refund(order, plan_for(amount, order.payment_method, terms_for(order), at), at)
    if not data:
        return order, {}
    refund = replace(opened.refunds[-1], dispute=dispute.reference)
    return replace(opened, refunds=(*order.refunds, refund)), data
