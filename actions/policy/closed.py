"""Decides cancelling where it is too late: the order is lapsed, cancelled, shipped, delivered or completed.

Order of the rules: closed orders first, then what arrived, then what is on its way.
"""

from __future__ import annotations

from datetime import datetime

from actions.policy.complaint import may_complain
from actions.policy.decision import Actor, Decision, NextStep, Outcome, Reason, RefundPlan, Request, Step, WouldChange
from actions.policy.doors import may_return
from actions.policy.facts import CancellationReason, CancellationStatus, OrderStatus
from actions.policy.moments import dispute_window
from actions.policy.refund_state import plan_in_question, refund_progress
from actions.policy.situation import Rule, Situation
from actions.policy.steps import by_clause, dispute_steps, refund_clauses


def lapsed(facts: Situation, now: datetime) -> Decision | None:
    """Lapsed: order anew (R09); what was paid too late comes back (R07)."""
    if facts.status is not OrderStatus.LAPSED:
        return None
    return _explain(
        Reason.LAPSED,
        by_clause("F03", *_clauses_of_refund(facts)),
        (NextStep(Actor.BUYER, Step.ORDER_AGAIN), *refund_progress(facts, now)),
        refund=plan_in_question(facts.order),
    )


def already_cancelled(facts: Situation, now: datetime) -> Decision | None:
    """Cancelled already: tells where the refund is (R09), and the complaint if the seller never shipped (R11)."""
    if facts.status is not OrderStatus.CANCELLED:
        return None
    complaint = may_complain(facts.order, facts.terms, CancellationReason.TAKES_TOO_LONG, now)
    steps = refund_progress(facts, now) or (NextStep(Actor.BUYER, Step.ORDER_AGAIN),)
    if complaint:
        steps += (NextStep(Actor.BUYER, Step.FILE_COMPLAINT),)
    return _explain(
        Reason.ALREADY_CANCELLED,
        by_clause("F01", "F09" if complaint else "", *_clauses_of_refund(facts)),
        steps,
        refund=plan_in_question(facts.order),
    )


def completed(facts: Situation, now: datetime) -> Decision | None:
    if facts.status is not OrderStatus.COMPLETED:
        return None
    return _arrived(Reason.COMPLETED, facts, now)


def delivered(facts: Situation, now: datetime) -> Decision | None:
    if facts.status is not OrderStatus.DELIVERED:
        return None
    return _arrived(Reason.DELIVERED, facts, now)


def overtaken(facts: Situation, now: datetime) -> Decision | None:
    """The seller shipped while a request waited: the request is over (F07)."""
    last = facts.order.cancellation
    if facts.status is not OrderStatus.SHIPPED or last is None or last.status is not CancellationStatus.OVERTAKEN:
        return None
    return _on_its_way(Reason.OVERTAKEN, ("F02", "F07", "F31"), facts, now)


def shipped(facts: Situation, now: datetime) -> Decision | None:
    """Shipped cannot be cancelled (F02)."""
    if facts.status is not OrderStatus.SHIPPED:
        return None
    return _on_its_way(Reason.SHIPPED, ("F02", "F31"), facts, now)


TOO_LATE: tuple[Rule, ...] = (lapsed, already_cancelled, completed, delivered, overtaken, shipped)


def _clauses_of_refund(facts: Situation) -> tuple[str, ...]:
    return refund_clauses(facts.order, facts.terms) if facts.order.refunds else ()


def _explain(
    reason: Reason, clauses: tuple[str, ...], steps: tuple[NextStep, ...], refund: RefundPlan | None = None
) -> Decision:
    deadline = steps[0].by if steps else None
    return Decision(Request.CANCEL, Outcome.EXPLAIN, reason, clauses, steps, refund, deadline=deadline)


def _arrived(reason: Reason, facts: Situation, now: datetime) -> Decision:
    """Too late to cancel: what is wrong is disputed, and what is merely unwanted is sent back (R09)."""
    open_until = dispute_window(facts.order, facts.terms)
    steps = dispute_steps(facts, now)
    returns = may_return(facts, now)
    if returns:
        steps += (NextStep(Actor.BUYER, Step.ASK_FOR_RETURN, open_until.closes),)
    deadline = open_until.closes if open_until.holds(now) else None
    clauses = ("F02", "F32", "F42") if returns else ("F02", "F32")
    return Decision(Request.CANCEL, Outcome.EXPLAIN, reason, clauses, steps, deadline=deadline)


def _on_its_way(reason: Reason, clauses: tuple[str, ...], facts: Situation, now: datetime) -> Decision:
    steps = dispute_steps(facts, now)
    return Decision(
        Request.CANCEL,
        Outcome.EXPLAIN,
        reason,
        clauses,
        steps,
        would_change=WouldChange.DELIVERY,
        deadline=steps[0].by,
    )
