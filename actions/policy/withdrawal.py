"""Decides whether a request to cancel is withdrawn: while it waits, at once; later it is final."""

from __future__ import annotations

from datetime import datetime

from actions.policy.decision import Actor, Decision, Effect, NextStep, Outcome, Reason, Request, Step
from actions.policy.facts import CancellationStatus, OrderStatus
from actions.policy.lifecycle import UNSHIPPED, open_cancellation
from actions.policy.refund_state import refund_progress
from actions.policy.situation import Rule, Situation
from actions.policy.steps import before_shipment, by_clause, dispute_steps, refund_clauses


def waiting(facts: Situation, now: datetime) -> Decision | None:
    """A request that is queued or with the seller is withdrawn at once; the order goes on."""
    if facts.status not in UNSHIPPED or open_cancellation(facts.order) is None:
        return None
    return Decision(
        Request.WITHDRAW_CANCELLATION,
        Outcome.PERFORM,
        Reason.WITHDRAWS,
        ("F10", "F12"),
        _order_goes_on(facts, now),
        effect=Effect.WITHDRAW_CANCELLATION,
    )


def final(facts: Situation, now: datetime) -> Decision | None:
    """A cancellation that took effect is never taken back (R04)."""
    if facts.status is not OrderStatus.CANCELLED:
        return None
    refund = refund_clauses(facts.order, facts.terms) if facts.order.refunds else ()
    steps = (NextStep(Actor.BUYER, Step.ORDER_AGAIN), *refund_progress(facts, now))
    return _explain(Reason.CANCELLATION_FINAL, by_clause("F01", *refund), steps)


def overtaken_by_shipment(facts: Situation, now: datetime) -> Decision | None:
    last = facts.order.cancellation
    if last is None or last.status is not CancellationStatus.OVERTAKEN or facts.status is OrderStatus.LAPSED:
        return None
    return _explain(Reason.OVERTAKEN, ("F02", "F07"), dispute_steps(facts, now))


def nothing_to_withdraw(facts: Situation, now: datetime) -> Decision | None:
    ships = facts.status is OrderStatus.PENDING_SHIPMENT
    return _explain(Reason.NOTHING_TO_WITHDRAW, ("F01", "F44") if ships else ("F01",), _order_goes_on(facts, now))


RULES: tuple[Rule, ...] = (waiting, final, overtaken_by_shipment, nothing_to_withdraw)


def _order_goes_on(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    """What happens next to an order that is not being cancelled."""
    if facts.status is OrderStatus.LAPSED:
        return (NextStep(Actor.BUYER, Step.ORDER_AGAIN),)
    return before_shipment(facts, now) or dispute_steps(facts, now)


def _explain(reason: Reason, clauses: tuple[str, ...], steps: tuple[NextStep, ...]) -> Decision:
    return Decision(Request.WITHDRAW_CANCELLATION, Outcome.EXPLAIN, reason, clauses, steps, deadline=steps[0].by)
