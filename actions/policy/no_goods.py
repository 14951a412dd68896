"""Decides requests about goods where there are none: the order is closed, or the seller has not shipped it yet.

Not shipped is never a dispute (R14): the order is cancelled, or waited for; a request to cancel that is open is kept
(R21).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import explain
from actions.policy.decision import Actor, Decision, NextStep, Reason, Step, WouldChange
from actions.policy.facts import OrderStatus
from actions.policy.lifecycle import CLOSED_ORDER, UNSHIPPED, open_cancellation
from actions.policy.pending import PENDING
from actions.policy.refund_state import plan_in_question, refund_progress
from actions.policy.situation import Rule, Situation
from actions.policy.steps import before_shipment, dispute_steps, refund_clauses


def order_closed(facts: Situation, now: datetime) -> Decision | None:
    """Cancelled or lapsed: there is nothing to dispute, only where the refund is (R09)."""
    if facts.status not in CLOSED_ORDER:
        return None
    cancelled = facts.status is OrderStatus.CANCELLED
    refund = refund_clauses(facts.order, facts.terms) if facts.order.refunds else ()
    clauses = ("F01" if cancelled else "F03", *refund)
    said = explain(facts, Reason(facts.status.value), clauses, onward(facts, now))
    return replace(said, refund=plan_in_question(facts.order))


def not_shipped_yet(facts: Situation, now: datetime) -> Decision | None:
    """Nothing was shipped: the order is cancelled or waited for (R14, R21)."""
    if facts.status not in UNSHIPPED:
        return None
    waiting = open_cancellation(facts.order)
    asked = "F06" if waiting and waiting.decide_by else ""
    clauses = ("F01", "F31", BEFORE_SHIPMENT[facts.status], asked)
    said = explain(facts, Reason.NOT_SHIPPED_YET, clauses, onward(facts, now))
    return replace(said, would_change=WouldChange.SHIPMENT)


BEFORE_SHIPMENT = {
    OrderStatus.AWAITING_PAYMENT: "F03",
    OrderStatus.PAYMENT_VERIFYING: "F04",
    OrderStatus.PENDING_SHIPMENT: "F44",
}
"""What an order rests on that is not shipped: its time to pay, its verification, or its time to ship."""

NO_GOODS: tuple[Rule, ...] = (order_closed, not_shipped_yet)


def cancellation_steps(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    """What an open request to cancel waits for: the seller, or the end of the verification."""
    waiting = open_cancellation(facts.order)
    if waiting is None:
        return ()
    if waiting.decide_by is None:
        return (*before_shipment(facts, now)[:1], NextStep(Actor.PLATFORM, Step.FILE_CANCELLATION))
    return (
        NextStep(Actor.SELLER, Step.ANSWER_CANCELLATION, waiting.decide_by),
        NextStep(Actor.PLATFORM, Step.GRANT_CANCELLATION, waiting.decide_by),
    )


def may_cancel(facts: Situation, now: datetime) -> bool:
    """Whether an order that is not shipped may be cancelled, or its seller be asked, now."""
    return facts.status in UNSHIPPED and all(rule(facts, now) is None for rule in PENDING)


def onward(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    """What happens next to this order, wherever it stands."""
    if facts.status in CLOSED_ORDER:
        return refund_progress(facts, now) or (NextStep(Actor.BUYER, Step.ORDER_AGAIN),)
    if facts.status not in UNSHIPPED:
        return dispute_steps(facts, now)
    door = (NextStep(Actor.BUYER, Step.CANCEL_ORDER),) if may_cancel(facts, now) else ()
    return tuple(dict.fromkeys((*cancellation_steps(facts, now), *door, *before_shipment(facts, now))))
