"""Decides cancelling where a request is open already, was refused as often as may be asked, or verification hangs.

Order of the rules: verification that takes too long goes to staff before the queue is spoken of.
"""

from __future__ import annotations

from datetime import datetime

from actions.policy.decision import Actor, Decision, NextStep, Outcome, Reason, Request, Step, WouldChange
from actions.policy.facts import CancellationStatus, Order, OrderStatus
from actions.policy.lifecycle import open_cancellation
from actions.policy.moments import ship_by, verification_expected, verification_limit
from actions.policy.profiles import TermName
from actions.policy.situation import Rule, Situation
from actions.policy.steps import by_clause, seller_clause, silence_clauses, staff_step


def rejections(order: Order) -> int:
    """How often the seller refused to cancel this order."""
    return sum(1 for request in order.cancellations if request.status is CancellationStatus.REJECTED)


def verification_overdue(facts: Situation, now: datetime) -> Decision | None:
    """Verifying longer than its limit: staff look at it; a queued cancellation is kept (R06)."""
    if facts.status is not OrderStatus.PAYMENT_VERIFYING or now < verification_limit(facts.order, facts.terms):
        return None
    step = staff_step(facts.terms, now)
    return Decision(
        facts.ask.request,
        Outcome.REFER,
        Reason.VERIFICATION_OVERDUE,
        ("F04",),
        (step,),
        would_change=WouldChange.PAYMENT_VERIFIED,
        deadline=step.by,
    )


def queued_already(facts: Situation, now: datetime) -> Decision | None:
    if facts.status is not OrderStatus.PAYMENT_VERIFYING or open_cancellation(facts.order) is None:
        return None
    expected = verification_expected(facts.order, facts.terms, now)
    return Decision(
        Request.CANCEL,
        Outcome.WAIT,
        Reason.QUEUED_ALREADY,
        ("F04", "F12"),
        (
            NextStep(Actor.PLATFORM, Step.VERIFY_PAYMENT, expected),
            NextStep(Actor.PLATFORM, Step.FILE_CANCELLATION),
            NextStep(Actor.BUYER, Step.WITHDRAW_CANCELLATION, expected),
        ),
        would_change=WouldChange.PAYMENT_VERIFIED,
        deadline=expected,
    )


def requested_already(facts: Situation, now: datetime) -> Decision | None:
    """A request is open already: never a second record (R08)."""
    waiting = open_cancellation(facts.order)
    if waiting is None or waiting.decide_by is None:
        return None
    return Decision(
        Request.CANCEL,
        Outcome.WAIT,
        Reason.REQUESTED_ALREADY,
        by_clause(
            *("F05", *silence_clauses(facts.order, facts.terms, waiting.decide_by), "F11"),
            seller_clause(facts.terms, TermName.ANSWER_CANCEL, TermName.SHIP),
        ),
        (
            NextStep(Actor.SELLER, Step.ANSWER_CANCELLATION, waiting.decide_by),
            NextStep(Actor.PLATFORM, Step.GRANT_CANCELLATION, waiting.decide_by),
            NextStep(Actor.BUYER, Step.WITHDRAW_CANCELLATION, waiting.decide_by),
        ),
        would_change=WouldChange.SELLER_ANSWER,
        deadline=waiting.decide_by,
    )


def rejected_twice(facts: Situation, now: datetime) -> Decision | None:
    """Refused as often as may be asked; the seller's time to ship runs on (R08)."""
    if rejections(facts.order) <= facts.terms.count(TermName.RENEWED_REQUESTS):
        return None
    over = ship_by(facts.order, facts.terms)
    return Decision(
        Request.CANCEL,
        Outcome.EXPLAIN,
        Reason.REJECTED_TWICE,
        by_clause("F11", "F44", seller_clause(facts.terms, TermName.SHIP)),
        (
            NextStep(Actor.SELLER, Step.SHIP, over),
            NextStep(Actor.PLATFORM, Step.CANCEL_UNSHIPPED_ORDER, over),
            NextStep(Actor.BUYER, Step.CONTACT_SELLER),
        ),
        would_change=WouldChange.TIME,
        deadline=over,
    )


PENDING: tuple[Rule, ...] = (verification_overdue, queued_already, requested_already, rejected_twice)
