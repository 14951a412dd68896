"""Holds the next steps and clauses that several conversations share: who acts about a refund, a dispute, staff."""

from __future__ import annotations

from datetime import datetime

from actions.policy.decision import Actor, NextStep, RefundPlan, Request, Step
from actions.policy.facts import Order, OrderStatus
from actions.policy.moments import (
    dispute_window,
    lapse_at,
    not_received_window,
    ship_by,
    staff_answer_by,
    usual_refund_by,
    verification_expected,
    verification_limit,
)
from actions.policy.profiles import REFUND_BY, TermName
from actions.policy.situation import Situation
from actions.policy.terms import Terms


def by_clause(*clauses: str) -> tuple[str, ...]:
    """The clauses in their order, each once."""
    return tuple(sorted({clause for clause in clauses if clause}))


def seller_clause(terms: Terms, *names: TermName) -> str:
    """F14 when one of these terms is the seller's own, else nothing."""
    return "F14" if terms.of_seller.intersection(names) else ""


def refund_clauses(order: Order, terms: Terms) -> tuple[str, ...]:
    """What a refund of the whole order rests on; nothing where nothing is to be paid back."""
    if not order.total_minor:
        return ()
    shipping = "F23" if order.shipping_fee else ""
    return by_clause("F20", "F22", "F26", shipping, seller_clause(terms, REFUND_BY[order.payment_method]))


def refund_steps(terms: Terms, plan: RefundPlan, since: datetime, now: datetime) -> tuple[NextStep, ...]:
    """The platform sends the refund by its latest date; commonly sooner (F21), while that can still come true."""
    usual = usual_refund_by(terms, since)
    promise = NextStep(Actor.PLATFORM, Step.SEND_REFUND, plan.expected_by)
    if now < usual < plan.expected_by:
        return promise, NextStep(Actor.PLATFORM, Step.SEND_REFUND_USUALLY, usual)
    return (promise,)


def staff_step(terms: Terms, now: datetime) -> NextStep:
    return NextStep(Actor.STAFF, Step.ANSWER_TICKET, staff_answer_by(terms, now))


def before_shipment(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    """Who acts next about an order that is not shipped, and by when; nothing once it is."""
    order, terms = facts.order, facts.terms
    if facts.status is OrderStatus.AWAITING_PAYMENT:
        until = lapse_at(order, terms)
        return NextStep(Actor.BUYER, Step.PAY, until), NextStep(Actor.PLATFORM, Step.LAPSE_ORDER, until)
    if facts.status is OrderStatus.PAYMENT_VERIFYING:
        if now >= verification_limit(order, terms):
            return (NextStep(Actor.BUYER, Step.TALK_TO_STAFF),)
        return (NextStep(Actor.PLATFORM, Step.VERIFY_PAYMENT, verification_expected(order, terms, now)),)
    if facts.status is OrderStatus.PENDING_SHIPMENT:
        until = ship_by(order, terms)
        return NextStep(Actor.SELLER, Step.SHIP, until), NextStep(Actor.PLATFORM, Step.CANCEL_UNSHIPPED_ORDER, until)
    return ()


def dispute_steps(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    """What is open to a buyer whose order was shipped: report, dispute or return it, and until when (R09, R14, R15)."""
    steps = []
    if facts.order.delivered_at is not None:
        quality = dispute_window(facts.order, facts.terms)
        if quality.holds(now):
            steps.append(NextStep(Actor.BUYER, Step.OPEN_DISPUTE, quality.closes))
    elif facts.status is OrderStatus.SHIPPED:
        missing = not_received_window(facts.order, facts.terms)
        if missing.holds(now):
            steps.append(NextStep(Actor.BUYER, Step.REPORT_NOT_RECEIVED, missing.closes))
        elif now < missing.opens:
            steps.append(NextStep(Actor.CARRIER, Step.DELIVER, missing.opens))
            steps.append(NextStep(Actor.BUYER, Step.DISPUTE_AFTER_ARRIVAL))
    return tuple(steps) or (NextStep(Actor.BUYER, Step.CONTACT_SELLER),)


def later_doors(facts: Situation, now: datetime) -> tuple[Request, ...]:
    """The requests about arrived or missing goods that are open now; their rules are not here, their doors are."""
    order, terms = facts.order, facts.terms
    if order.shipped_at is None or order.cancelled_at is not None:
        return ()
    doors = []
    if order.delivered_at is not None and dispute_window(order, terms).holds(now):
        doors += [Request.DISPUTE, Request.CHANGE_OF_MIND_RETURN]
    if order.receipt_confirmed_at is None and not_received_window(order, terms).holds(now):
        doors.append(Request.NOT_RECEIVED)
    return tuple(doors)
