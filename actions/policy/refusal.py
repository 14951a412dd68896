"""Decides what a seller's no means now: what was refused decides, not the word. It never performs anything itself.

The rules in their order: the order is closed; not shipped: a request to cancel waits, was refused as often as may be
asked, may be renewed, or was never made (F44); shipped: a dispute that was rejected goes to the platform (F38), another
stands where it stands, one that ended tells how; else nothing was refused that a door is open for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import explain, stands, wait
from actions.policy.decision import Actor, Decision, NextStep, Reason, Step, WouldChange
from actions.policy.escalation import may_escalate
from actions.policy.facts import CancellationStatus, DisputeOutcome, DisputeStatus, OrderStatus
from actions.policy.lifecycle import UNSHIPPED, ended, open_cancellation
from actions.policy.moments import ship_by
from actions.policy.no_goods import BEFORE_SHIPMENT, cancellation_steps, may_cancel, onward, order_closed
from actions.policy.pending import rejected_twice, rejections, verification_overdue
from actions.policy.situation import Rule, Situation
from actions.policy.steps import before_shipment, silence_clauses
from actions.policy.which_dispute import named, over

_AGAINST_THE_BUYER = (
    DisputeOutcome.PLATFORM_REJECT,
    DisputeOutcome.RETURN_REFUSED,
    DisputeOutcome.RETURN_NOT_SENT,
)


def queue_overdue(facts: Situation, now: datetime) -> Decision | None:
    """The seller does not even have the request: the verification before it takes too long (R06)."""
    return verification_overdue(facts, now) if open_cancellation(facts.order) else None


def cancellation_waits(facts: Situation, now: datetime) -> Decision | None:
    """No answer is not a no: silence grants it (F06), and what is queued was not asked yet (F04)."""
    waiting = open_cancellation(facts.order)
    if waiting is None or facts.status not in UNSHIPPED:
        return None
    steps = cancellation_steps(facts, now)
    until = waiting.decide_by
    clauses = ("F05", *silence_clauses(facts.order, facts.terms, until)) if until else ("F04",)
    change = WouldChange.SELLER_ANSWER if until else WouldChange.PAYMENT_VERIFIED
    return replace(wait(facts, Reason.CANCELLATION_WAITS, clauses, steps), would_change=change)


def refused_twice(facts: Situation, now: datetime) -> Decision | None:
    """Asked as often as may be (R08); the time to ship runs on."""
    said = rejected_twice(facts, now) if facts.status is OrderStatus.PENDING_SHIPMENT else None
    return replace(said, request=facts.ask.request) if said else None


def renewal_open(facts: Situation, now: datetime) -> Decision | None:
    """Once more, politely and with the true reason; not shipped in time, the order is cancelled by itself (F44)."""
    if facts.status is not OrderStatus.PENDING_SHIPMENT or not rejections(facts.order):
        return None
    steps = (NextStep(Actor.BUYER, Step.CANCEL_ORDER), *before_shipment(facts, now), _copies())
    said = explain(facts, Reason.RENEWAL_OPEN, ("F11", "F44", "F45"), steps)
    return replace(said, deadline=ship_by(facts.order, facts.terms), would_change=WouldChange.REASON)


def never_asked(facts: Situation, now: datetime) -> Decision | None:
    """Nothing was asked of the seller that it could refuse: the order may simply be cancelled (F01)."""
    if facts.status not in UNSHIPPED:
        return None
    door = (NextStep(Actor.BUYER, Step.CANCEL_ORDER),) if may_cancel(facts, now) else ()
    steps = (*door, *before_shipment(facts, now))
    said = explain(facts, Reason.NEVER_ASKED, ("F01", BEFORE_SHIPMENT[facts.status]), steps)
    return replace(said, deadline=next((step.by for step in steps if step.by), None))


def dispute_goes_on(facts: Situation, now: datetime) -> Decision | None:
    """The one that the seller refused comes first; the others stand where they stand."""
    disputes = [dispute for dispute in named(facts) if not ended(dispute)]
    if not disputes:
        return None
    return stands(facts, next(filter(may_escalate, disputes), disputes[0]), now)


def dispute_is_over(facts: Situation, now: datetime) -> Decision | None:
    """How the newest ended, where that was against the buyer."""
    told = [dispute for dispute in named(facts) if dispute.status is not DisputeStatus.WITHDRAWN]
    return over(facts, told[-1], now) if told and told[-1].outcome in _AGAINST_THE_BUYER else None


def nothing_refused(facts: Situation, now: datetime) -> Decision | None:
    """Shipped, and no dispute: what is open is a dispute, a report, or patience (F31); first the seller (F30)."""
    asked = facts.order.cancellation
    refused = asked is not None and asked.status in (CancellationStatus.REJECTED, CancellationStatus.OVERTAKEN)
    return explain(facts, Reason.NOTHING_REFUSED, ("F30", "F31", "F02" if refused else ""), onward(facts, now))


RULES: tuple[Rule, ...] = (
    order_closed,
    queue_overdue,
    cancellation_waits,
    refused_twice,
    renewal_open,
    never_asked,
    dispute_goes_on,
    dispute_is_over,
    nothing_refused,
)


def _copies() -> NextStep:
    return NextStep(Actor.BUYER, Step.KEEP_COPIES)
