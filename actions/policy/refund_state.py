"""Says which refund of an order one speaks of, and who acts next about it. No decisions here."""

from __future__ import annotations

from datetime import datetime

from actions.policy.decision import Actor, NextStep, RefundPlan, Step
from actions.policy.facts import Order, Refund, RefundStatus
from actions.policy.lifecycle import replaced
from actions.policy.moments import plan_of, refund_late_at
from actions.policy.situation import Situation
from actions.policy.terms import Terms

_UNPAID = (RefundStatus.DUE, RefundStatus.SENT)


def refund_in_question(order: Order) -> Refund | None:
    """A failed one whose money nothing sends another way, else the earliest that did not arrive, else the newest."""
    if len(order.refunds) < 2:
        return order.refunds[0] if order.refunds else None
    failed = [r for r in order.refunds if r.status is RefundStatus.FAILED and not replaced(order, r)]
    unpaid = [r for r in order.refunds if r.status in _UNPAID]
    return next(iter((*failed, *unpaid)), order.refunds[-1])


def plan_in_question(order: Order) -> RefundPlan | None:
    """What is known of that refund."""
    refund = refund_in_question(order)
    return plan_of(order, refund) if refund else None


def refund_progress(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    """Who acts next about that refund, and by when; nothing where there is none."""
    refund = refund_in_question(facts.order)
    return () if refund is None else (_refund_step(refund, facts.terms, now),)


def refund_under_way(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    """The same, but nothing of a refund that arrived."""
    refund = refund_in_question(facts.order)
    return () if refund is None or refund.status is RefundStatus.PAID else refund_progress(facts, now)


def _refund_step(refund: Refund, terms: Terms, now: datetime) -> NextStep:
    if refund.status is RefundStatus.PAID:
        return NextStep(Actor.BUYER, Step.CHECK_PAYMENT_METHOD)
    if refund.status is RefundStatus.FAILED:
        return NextStep(Actor.BUYER, Step.CHOOSE_REFUND)
    late_at = refund_late_at(refund, terms)
    if now >= late_at:
        return NextStep(Actor.BUYER, Step.ASK_ABOUT_REFUND)
    if refund.status is RefundStatus.SENT:
        return NextStep(Actor.BANK, Step.PAY_OUT_REFUND, late_at)
    return NextStep(Actor.PLATFORM, Step.SEND_REFUND, late_at)
