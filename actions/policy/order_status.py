"""Decides what is said about where an order stands: its status, who acts next, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from actions.policy.decision import Actor, Decision, NextStep, Outcome, Reason, Request, Step
from actions.policy.facts import OrderStatus
from actions.policy.lifecycle import open_cancellation
from actions.policy.moments import plan_of
from actions.policy.refund_state import refund_in_question, refund_progress
from actions.policy.situation import Rule, Situation
from actions.policy.steps import before_shipment, by_clause, case_clauses, clauses_of, dispute_steps

_CLAUSES: Mapping[OrderStatus, tuple[str, ...]] = {
    OrderStatus.AWAITING_PAYMENT: ("F03",),
    OrderStatus.PAYMENT_VERIFYING: ("F04",),
    OrderStatus.PENDING_SHIPMENT: ("F01", "F44"),
    OrderStatus.SHIPPED: ("F02", "F31"),
    OrderStatus.DELIVERED: ("F32",),
    OrderStatus.COMPLETED: ("F32",),
    OrderStatus.CANCELLED: ("F01",),
    OrderStatus.LAPSED: ("F03",),
}


def where_it_stands(facts: Situation, now: datetime) -> Decision | None:
    """Waits where somebody else acts by a date, explains where it is the buyer's turn or nothing more happens."""
    asked = _request_steps(facts)
    steps = asked or before_shipment(facts, now) or _later_steps(facts, now)
    waits = steps[0].by is not None and any(step.who is not Actor.BUYER and step.by for step in steps)
    refund = refund_in_question(facts.order)
    return Decision(
        Request.STATUS,
        Outcome.WAIT if waits else Outcome.EXPLAIN,
        Reason(facts.status.value),
        by_clause(
            *_CLAUSES[facts.status],
            *(("F05", "F06") if asked else ()),
            *case_clauses(facts, now),
            *(clauses_of(facts, refund) if refund else ()),
        ),
        steps,
        plan_of(facts.order, refund) if refund else None,
        deadline=steps[0].by,
    )


RULES: tuple[Rule, ...] = (where_it_stands,)


def _request_steps(facts: Situation) -> tuple[NextStep, ...]:
    """What an open request to cancel waits for, where the seller has it."""
    waiting = open_cancellation(facts.order)
    if waiting is None or waiting.decide_by is None:
        return ()
    return (
        NextStep(Actor.SELLER, Step.ANSWER_CANCELLATION, waiting.decide_by),
        NextStep(Actor.PLATFORM, Step.GRANT_CANCELLATION, waiting.decide_by),
    )


def _later_steps(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    if facts.status in (OrderStatus.CANCELLED, OrderStatus.LAPSED):
        return refund_progress(facts, now) or (NextStep(Actor.BUYER, Step.ORDER_AGAIN),)
    return dispute_steps(facts, now)
