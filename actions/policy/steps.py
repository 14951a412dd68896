"""Holds the next steps and clauses that several conversations share: who acts about a refund, a dispute, staff."""

from __future__ import annotations

from datetime import datetime

from actions.policy.claims import seller_at_fault
from actions.policy.decision import Actor, NextStep, RefundPlan, Step
from actions.policy.doors import may_dispute, may_report
from actions.policy.facts import Order, OrderStatus, Refund
from actions.policy.items import going_on
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
from actions.policy.refund_state import refund_under_way
from actions.policy.situation import Situation
from actions.policy.standing import standing
from actions.policy.terms import Terms


def by_clause(*clauses: str) -> tuple[str, ...]:
    """The clauses in their order, each once."""
    return tuple(sorted({clause for clause in clauses if clause}))


def seller_clause(terms: Terms, *names: TermName) -> str:
    """F14 when one of these terms is the seller's own, else nothing."""
    return "F14" if terms.of_seller.intersection(names) else ""


def silence_clauses(order: Order, terms: Terms, until: datetime) -> tuple[str, ...]:
    """What a silence that grants a cancellation then rests on: F06's time, or the time to ship where that is over."""
    return ("F06", "F44") if until == ship_by(order, terms) else ("F06",)


def refund_clauses(order: Order, terms: Terms) -> tuple[str, ...]:
    """What a refund of the whole order rests on; nothing where nothing is to be paid back."""
    if not order.total_minor:
        return ()
    shipping = "F23" if order.shipping_fee else ""
    return by_clause("F20", "F22", "F26", shipping, seller_clause(terms, REFUND_BY[order.payment_method]))


def clauses_of(facts: Situation, refund: Refund) -> tuple[str, ...]:
    """What this refund rests on; that of a change of mind gives no outward shipping back (F23, R16), and one that
    failed before goes another way than it came (F22, R23).
    """
    found = refund_clauses(facts.order, facts.terms)
    settled = next((dispute for dispute in facts.order.disputes if dispute.reference == refund.dispute), None)
    without = {"F23"} if settled is not None and not seller_at_fault(settled.reason) else set()
    if refund.method is not facts.order.payment_method:
        without.add("F22")
    return tuple(clause for clause in found if clause not in without)


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
    return facts.once(("before_shipment", now), lambda: _before_shipment(facts, now))


def _before_shipment(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
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
    """What happens next to an order that was shipped: its cases, its refund, and what is open to the buyer until when.

    A case that goes on comes first; what is open is to report, dispute or return (R09, R14, R15).
    """
    return facts.once(("dispute_steps", now), lambda: _dispute_steps(facts, now))


def _dispute_steps(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    steps = (*case_steps(facts, now), *refund_under_way(facts, now), *_open_doors(facts, now))
    return steps or (NextStep(Actor.BUYER, Step.CONTACT_SELLER),)


def case_steps(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    """Whose turn it is in each dispute that goes on, and what silence does."""
    disputes = going_on(facts.order)
    return tuple(step for dispute in disputes for step in standing(dispute, facts.terms, now).steps)


def case_clauses(facts: Situation, now: datetime) -> tuple[str, ...]:
    """What those steps rest on."""
    disputes = going_on(facts.order)
    return by_clause(*(name for dispute in disputes for name in standing(dispute, facts.terms, now).clauses))


def _open_doors(facts: Situation, now: datetime) -> tuple[NextStep, ...]:
    order, terms = facts.order, facts.terms
    if order.delivered_at is not None:
        closes = dispute_window(order, terms).closes
        return (NextStep(Actor.BUYER, Step.OPEN_DISPUTE, closes),) if may_dispute(facts, now) else ()
    if facts.status is not OrderStatus.SHIPPED:
        return ()
    missing = not_received_window(order, terms)
    if may_report(facts, now):
        return (NextStep(Actor.BUYER, Step.REPORT_NOT_RECEIVED, missing.closes),)
    if now >= missing.opens:
        return ()
    deliver = NextStep(Actor.CARRIER, Step.DELIVER, missing.opens)
    return deliver, NextStep(Actor.BUYER, Step.DISPUTE_AFTER_ARRIVAL)
