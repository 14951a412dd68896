"""Decides whether an order is cancelled at once, later, on request, or not at all.

The rules in their order: too late (``closed``); a request is open or was refused for good (``pending``); one item only;
a reason is missing; then what is done: unpaid at once, while verifying queued, inside the window at once, after it a
request to the seller. An item is spoken of only where the whole order could be cancelled, so that the whole order is
never offered behind a closed door.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from actions.policy.closed import TOO_LATE
from actions.policy.complaint import SELLER_AT_FAULT
from actions.policy.decision import (
    Actor,
    Decision,
    Effect,
    NextStep,
    Outcome,
    Reason,
    RefundPlan,
    Request,
    Step,
    WouldChange,
)
from actions.policy.facts import CancellationReason, OrderStatus
from actions.policy.lifecycle import open_cancellation
from actions.policy.moments import (
    decide_by,
    immediate_until,
    refund_outlook,
    refund_plan,
    verification_expected,
    verification_limit,
)
from actions.policy.pending import PENDING, rejections
from actions.policy.profiles import TermName
from actions.policy.situation import Rule, Situation
from actions.policy.steps import by_clause, refund_clauses, refund_steps, seller_clause, silence_clauses

OWN_WISH = frozenset(
    {
        CancellationReason.NO_LONGER_NEEDED,
        CancellationReason.WRONG_ITEM,
        CancellationReason.DUPLICATE,
        CancellationReason.FOUND_CHEAPER,
    }
)
"""The reasons that are nobody's fault but the buyer's own change of plans (F13)."""


def reason_of(facts: Situation) -> CancellationReason | None:
    """The reason given now, else the one that stands on the queued request."""
    waiting = open_cancellation(facts.order)
    return facts.ask.reason or (waiting.reason if waiting else None)


def whole_order_only(facts: Situation, now: datetime) -> Decision | None:
    """The order is the unit of cancelling (R10)."""
    items = facts.order.items
    if facts.ask.item is None or (len(items) == 1 and items[0].quantity == 1):
        return None
    return Decision(
        Request.CANCEL,
        Outcome.EXPLAIN,
        Reason.WHOLE_ORDER_ONLY,
        ("F01",),
        (NextStep(Actor.BUYER, Step.CANCEL_WHOLE_ORDER), NextStep(Actor.BUYER, Step.RETURN_ITEM_LATER)),
        would_change=WouldChange.WHOLE_ORDER,
    )


def reason_missing(facts: Situation, now: datetime) -> Decision | None:
    if reason_of(facts) is not None:
        return None
    return Decision(
        Request.CANCEL,
        Outcome.ASK,
        Reason.REASON_MISSING,
        ("F08",),
        (NextStep(Actor.BUYER, Step.CHOOSE_REASON),),
        would_change=WouldChange.REASON,
        missing=("reason",),
    )


def unpaid(facts: Situation, now: datetime) -> Decision | None:
    """Unpaid: at once, nothing to give back (R07)."""
    if facts.status is not OrderStatus.AWAITING_PAYMENT:
        return None
    return _perform(facts, _Deed(Reason.CANCELS_UNPAID, Effect.CANCEL, ("F01", "F03")))


def still_verifying(facts: Situation, now: datetime) -> Decision | None:
    """While verifying: queued, filed by itself when the payment is verified (R06)."""
    if facts.status is not OrderStatus.PAYMENT_VERIFYING:
        return None
    expected = verification_expected(facts.order, facts.terms, now)
    plan = refund_outlook(facts.order, facts.terms, now, verification_limit(facts.order, facts.terms))
    steps = (
        NextStep(Actor.PLATFORM, Step.VERIFY_PAYMENT, expected),
        NextStep(Actor.PLATFORM, Step.FILE_CANCELLATION),
    )
    clauses = ("F01", "F04", *refund_clauses(facts.order, facts.terms))
    return _perform(facts, _Deed(Reason.QUEUES, Effect.QUEUE_CANCELLATION, clauses, steps, plan))


def inside_the_window(facts: Situation, now: datetime) -> Decision | None:
    """The seller is still processing the order: it is cancelled at once (F05, R02)."""
    if now >= immediate_until(facts.order, facts.terms):
        return None
    plan = refund_plan(facts.order, facts.terms, now)
    steps = refund_steps(facts.terms, plan, now, now) if plan.amount.minor else ()
    clauses = (
        "F01",
        "F05",
        "F21" if len(steps) > 1 else "",
        seller_clause(facts.terms, TermName.IMMEDIATE),
        *refund_clauses(facts.order, facts.terms),
    )
    return _perform(facts, _Deed(Reason.CANCELS_NOW, Effect.CANCEL, clauses, steps, plan))


def renewed(facts: Situation, now: datetime) -> Decision | None:
    """Refused once: the seller is asked once more, with its answering time anew (R08, F44)."""
    if not rejections(facts.order):
        return None
    return _to_the_seller(facts, now, Reason.RENEWS_REQUEST, "F44")


def requested(facts: Situation, now: datetime) -> Decision | None:
    """After the window and until shipment the seller decides (F05, F06)."""
    return _to_the_seller(facts, now, Reason.REQUESTS)


RULES: tuple[Rule, ...] = (
    *TOO_LATE,
    *PENDING,
    whole_order_only,
    reason_missing,
    unpaid,
    still_verifying,
    inside_the_window,
    renewed,
    requested,
)


def _to_the_seller(facts: Situation, now: datetime, reason: Reason, *clauses: str) -> Decision:
    until = decide_by(facts.order, facts.terms, now)
    steps: tuple[NextStep, ...] = (
        NextStep(Actor.SELLER, Step.ANSWER_CANCELLATION, until),
        NextStep(Actor.PLATFORM, Step.GRANT_CANCELLATION, until),
    )
    own_wish = reason_of(facts) in OWN_WISH
    if own_wish:
        steps += (NextStep(Actor.BUYER, Step.CONTACT_SELLER),)
    rests_on = (
        *("F01", "F05", *silence_clauses(facts.order, facts.terms, until), "F11", *clauses, "F13" if own_wish else ""),
        seller_clause(facts.terms, TermName.ANSWER_CANCEL, TermName.SHIP),
        *refund_clauses(facts.order, facts.terms),
    )
    plan = refund_outlook(facts.order, facts.terms, now, until)
    return _perform(facts, _Deed(reason, Effect.REQUEST_CANCELLATION, rests_on, steps, plan))


class _Deed(NamedTuple):
    """What would be done, and what it rests on besides what every cancellation rests on."""

    reason: Reason
    effect: Effect
    clauses: tuple[str, ...]
    steps: tuple[NextStep, ...] = ()
    plan: RefundPlan | None = None


def _perform(facts: Situation, deed: _Deed) -> Decision:
    """A cancellation costs nothing (F10) and is confirmed (F12); at a seller's fault a complaint is offered (F09)."""
    steps = deed.steps
    at_fault = reason_of(facts) in SELLER_AT_FAULT and not facts.order.complaints
    if at_fault:
        steps += (NextStep(Actor.BUYER, Step.FILE_COMPLAINT),)
    return Decision(
        Request.CANCEL,
        Outcome.PERFORM,
        deed.reason,
        by_clause(*deed.clauses, "F10", "F12", "F09" if at_fault else ""),
        steps,
        deed.plan if deed.plan and deed.plan.amount.minor else None,
        deed.effect,
        deadline=steps[0].by if steps else None,
    )
