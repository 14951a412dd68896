"""Decides what to say about missing money where no refund exists: why nothing is due, and the door that is open."""

from __future__ import annotations

from datetime import datetime

from actions.policy.decision import Actor, Decision, NextStep, Outcome, Reason, Request, Step, WouldChange
from actions.policy.facts import Cancellation, OrderStatus
from actions.policy.items import going_on
from actions.policy.lifecycle import CLOSED_ORDER, UNSHIPPED, open_cancellation
from actions.policy.moments import dispute_window
from actions.policy.pending import rejected_twice, verification_overdue
from actions.policy.situation import Rule, Situation
from actions.policy.standing import standing
from actions.policy.steps import before_shipment, by_clause, dispute_steps, silence_clauses


def never_paid(facts: Situation, now: datetime) -> Decision | None:
    """Nothing was taken, so nothing comes back."""
    if facts.order.paid_at is not None and facts.order.total_minor > 0:
        return None
    if facts.status in CLOSED_ORDER:
        return _explain(Reason.NEVER_PAID, ("F03",), (NextStep(Actor.BUYER, Step.ORDER_AGAIN),))
    steps = before_shipment(facts, now) or dispute_steps(facts, now)
    return _explain(Reason.NEVER_PAID, ("F03",), steps)


def cancellation_pending(facts: Situation, now: datetime) -> Decision | None:
    """The money is due once the cancellation is decided."""
    waiting = open_cancellation(facts.order)
    if waiting is None:
        return None
    steps = before_shipment(facts, now)[:1]
    if waiting.decide_by is not None:
        steps = (
            NextStep(Actor.SELLER, Step.ANSWER_CANCELLATION, waiting.decide_by),
            NextStep(Actor.PLATFORM, Step.GRANT_CANCELLATION, waiting.decide_by),
        )
    return Decision(
        Request.REFUND_LATE,
        Outcome.WAIT,
        Reason.CANCELLATION_PENDING,
        by_clause(*_silence(facts, waiting), "F20"),
        steps,
        would_change=WouldChange.SELLER_ANSWER if waiting.decide_by else WouldChange.PAYMENT_VERIFIED,
        deadline=steps[0].by,
    )


def _silence(facts: Situation, waiting: Cancellation) -> tuple[str, ...]:
    return silence_clauses(facts.order, facts.terms, waiting.decide_by) if waiting.decide_by else ("F04",)


def dispute_pending(facts: Situation, now: datetime) -> Decision | None:
    """The money is due once a dispute is decided: waited for, or the buyer's turn (R18, R19, R22)."""
    disputes = going_on(facts.order)
    if not disputes:
        return None
    found = standing(disputes[0], facts.terms, now)
    return Decision(
        Request.REFUND_LATE,
        Outcome.EXPLAIN if found.steps[0].who is Actor.BUYER else Outcome.WAIT,
        Reason.DISPUTE_PENDING,
        by_clause(*found.clauses, "F20"),
        found.steps,
        would_change=found.would_change,
        deadline=found.steps[0].by,
        dispute=disputes[0].reference,
    )


def nothing_due_rejected(facts: Situation, now: datetime) -> Decision | None:
    """The seller refused for good: it ships, or its time runs out and the order is cancelled by itself (R03)."""
    if facts.status is not OrderStatus.PENDING_SHIPMENT or rejected_twice(facts, now) is None:
        return None
    steps = before_shipment(facts, now)
    return _explain(Reason.NOTHING_DUE_REJECTED, ("F11", "F44"), steps)


def nothing_due_cancellable(facts: Situation, now: datetime) -> Decision | None:
    if facts.status not in UNSHIPPED:
        return None
    return _explain(Reason.NOTHING_DUE_CANCELLABLE, ("F01", "F20"), (NextStep(Actor.BUYER, Step.CANCEL_ORDER),))


def nothing_due_shipped(facts: Situation, now: datetime) -> Decision | None:
    if facts.status is not OrderStatus.SHIPPED:
        return None
    return _explain(Reason.NOTHING_DUE_SHIPPED, ("F02", "F31"), dispute_steps(facts, now))


def nothing_due_delivered(facts: Situation, now: datetime) -> Decision | None:
    """Arrived, and F32's window is open: where money was promised in chat, a dispute claims it."""
    if facts.order.delivered_at is None or not dispute_window(facts.order, facts.terms).holds(now):
        return None
    return _explain(Reason.NOTHING_DUE_DELIVERED, ("F02", "F32"), dispute_steps(facts, now))


def nothing_due_completed(facts: Situation, now: datetime) -> Decision | None:
    return _explain(Reason.NOTHING_DUE_COMPLETED, ("F32",), dispute_steps(facts, now))


NOTHING_DUE: tuple[Rule, ...] = (
    never_paid,
    verification_overdue,
    cancellation_pending,
    dispute_pending,
    nothing_due_rejected,
    nothing_due_cancellable,
    nothing_due_shipped,
    nothing_due_delivered,
    nothing_due_completed,
)


def _explain(reason: Reason, clauses: tuple[str, ...], steps: tuple[NextStep, ...]) -> Decision:
    return Decision(Request.REFUND_LATE, Outcome.EXPLAIN, reason, clauses, steps, deadline=steps[0].by)
