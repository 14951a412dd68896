"""Decides about a complaint that the seller is at fault (F09, R11). It is a record of its own and moves no money."""

from __future__ import annotations

from datetime import datetime

from actions.policy.decision import Actor, Decision, Effect, NextStep, Outcome, Reason, Request, Step
from actions.policy.facts import CancellationReason, Order
from actions.policy.moments import ship_by
from actions.policy.situation import Rule, Situation
from actions.policy.terms import Terms

SELLER_AT_FAULT = frozenset({CancellationReason.OUT_OF_STOCK, CancellationReason.SELLER_ASKED})


def may_complain(order: Order, terms: Terms, reason: CancellationReason | None, now: datetime) -> bool:
    """Whether this reason is the seller's fault for this order, and no complaint was filed yet (R11)."""
    if order.complaints:
        return False
    if reason is CancellationReason.TAKES_TOO_LONG:
        return _shipped_too_late(order, terms, now)
    return reason in SELLER_AT_FAULT


def _shipped_too_late(order: Order, terms: Terms, now: datetime) -> bool:
    """The time to ship was over before the order was shipped or cancelled."""
    if order.payment_verified_at is None:
        return False
    return (order.shipped_at or order.cancelled_at or now) >= ship_by(order, terms)


def filed_already(facts: Situation, now: datetime) -> Decision | None:
    if not facts.order.complaints:
        return None
    return Decision(
        Request.CANCEL,
        Outcome.EXPLAIN,
        Reason.COMPLAINT_FILED_ALREADY,
        ("F09",),
        (NextStep(Actor.PLATFORM, Step.REVIEW_SELLER),),
    )


def reason_of_complaint_missing(facts: Situation, now: datetime) -> Decision | None:
    if facts.ask.reason is not None:
        return None
    return Decision(
        Request.CANCEL,
        Outcome.ASK,
        Reason.REASON_MISSING,
        ("F08", "F09"),
        (NextStep(Actor.BUYER, Step.CHOOSE_REASON),),
        missing=("reason",),
    )


def seller_at_fault(facts: Situation, now: datetime) -> Decision | None:
    if not may_complain(facts.order, facts.terms, facts.ask.reason, now):
        return None
    return Decision(
        Request.CANCEL,
        Outcome.PERFORM,
        Reason.FILES_COMPLAINT,
        ("F09",),
        (NextStep(Actor.PLATFORM, Step.REVIEW_SELLER),),
        effect=Effect.FILE_COMPLAINT,
    )


def own_wish(facts: Situation, now: datetime) -> Decision | None:
    return Decision(
        Request.CANCEL,
        Outcome.EXPLAIN,
        Reason.NO_COMPLAINT,
        ("F09", "F13"),
        (NextStep(Actor.BUYER, Step.CONTACT_SELLER),),
    )


COMPLAINT_RULES: tuple[Rule, ...] = (filed_already, reason_of_complaint_missing, seller_at_fault, own_wish)
