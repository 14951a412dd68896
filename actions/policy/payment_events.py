"""Takes in payments: paid, failed, verified. A payment for a closed order is recorded and comes back in full (R07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.decision import Actor, utc
from actions.policy.due import lapse
from actions.policy.event_words import Clash, ForStaff, TicketTopic, Told
from actions.policy.facts import Cancellation, CancellationStatus, Order
from actions.policy.lifecycle import learn_time, move_cancellation, open_cancellation, with_inferred_times
from actions.policy.moments import decide_by, immediate_until, lapse_at, refund_plan
from actions.policy.profiles import TermName
from actions.policy.record import Change, Entry, What
from actions.policy.refunding import close_with_refund, open_refund
from actions.policy.steps import by_clause, refund_clauses, seller_clause, silence_clauses
from actions.policy.terms import terms_for


def paid(order: Order, told: Told) -> Change | ForStaff | Clash:
    """Paid, and now verifying; paid for a closed order: recorded, and refunded in full (R07)."""
    entry = Entry(told.at, Actor.PLATFORM, What.PAID)
    if "paid_at" in order.inferred:
        return Change(learn_time(order, "paid_at", told.at), (entry,))
    if order.paid_at is not None:
        return Change(order) if order.paid_at == told.at else Clash.ALREADY_PAID
    order = replace(order, paid_at=told.at)
    return _refund_late_payment(order, told, entry) if _closed(order) else Change(order, (entry,))


def _closed(order: Order) -> bool:
    return order.cancelled_at is not None or order.lapsed_at is not None


def _refund_late_payment(order: Order, told: Told, entry: Entry) -> ForStaff:
    """Paid after the order was closed: it stays closed, and all of it is due back from now on (R07)."""
    terms = terms_for(order)
    refunded, data = open_refund(order, refund_plan(order, terms, told.now), told.now)
    clauses = by_clause("F03", *refund_clauses(order, terms))
    refund = Entry(told.now, Actor.SYSTEM, What.LATE_PAYMENT_REFUNDED, clauses, data)
    return ForStaff(Change(refunded, (entry, refund)), TicketTopic.LATE_PAYMENT)


def payment_failed(order: Order, told: Told) -> Change | Clash:
    """The order waits for payment again (R07); if its time to pay is over meanwhile, it lapses now."""
    if _closed(order):
        return Clash.ORDER_CLOSED
    if order.payment_verified_at is not None:
        return Clash.ALREADY_VERIFIED
    at = told.not_before(order.paid_at)
    if isinstance(at, Clash):
        return at
    entry = Entry(at, Actor.PLATFORM, What.PAYMENT_FAILED, ("F03",))
    order = replace(order, paid_at=None, inferred=order.inferred - {"paid_at"})
    if at < lapse_at(order, terms_for(order)):
        return Change(order, (entry,))
    lapsed = lapse(order, at)
    return Change(lapsed.order, (entry, *lapsed.entries))


def payment_verified(order: Order, told: Told) -> Change | ForStaff | Clash:
    """The payment counts; a queued cancellation is filed at that instant by itself (R06)."""
    if "payment_verified_at" in order.inferred:
        entry = Entry(told.at, Actor.PLATFORM, What.PAYMENT_VERIFIED, ("F04",))
        return Change(learn_time(order, "payment_verified_at", told.at), (entry,))
    if order.payment_verified_at is not None:
        return Change(order) if order.payment_verified_at == told.at else Clash.ALREADY_VERIFIED
    at = told.not_before(order.paid_at)
    if isinstance(at, Clash):
        return at
    return _verify(order, told, at)


def _verify(order: Order, told: Told, at: datetime) -> Change | ForStaff:
    unpaid_until_now = order.paid_at is None
    order = with_inferred_times(replace(order, payment_verified_at=at))
    entry = Entry(at, Actor.PLATFORM, What.PAYMENT_VERIFIED, ("F04",))
    if _closed(order):
        return _refund_late_payment(order, told, entry) if unpaid_until_now else Change(order, (entry,))
    waiting = open_cancellation(order)
    if waiting is None:
        return Change(order, (entry,))
    filed = _file(order, waiting, max(at, waiting.requested_at))
    return Change(filed.order, (entry, *filed.entries))


def _file(order: Order, waiting: Cancellation, at: datetime) -> Change:
    """The queued cancellation filed then: inside the window it takes effect, after it the seller is asked (F05)."""
    terms = terms_for(order)
    data = {"reference": waiting.reference, "reason": str(waiting.reason)}
    if at < immediate_until(order, terms):
        approved = move_cancellation(order, CancellationStatus.APPROVED, at)
        closed, refund = close_with_refund(approved, terms, at)
        clauses = by_clause("F04", "F05", seller_clause(terms, TermName.IMMEDIATE), *refund_clauses(order, terms))
        entry = Entry(at, Actor.SYSTEM, What.CANCELLED, clauses, {**data, **refund})
        return Change(closed, (entry,))
    until = decide_by(order, terms, at)
    asked = move_cancellation(order, CancellationStatus.REQUESTED, at)
    record = replace(asked.cancellations[-1], decided_at=None, decide_by=until)
    asked = replace(asked, cancellations=(*asked.cancellations[:-1], record))
    own = seller_clause(terms, TermName.ANSWER_CANCEL, TermName.SHIP)
    clauses = by_clause("F05", *silence_clauses(order, terms, until), own)
    entry = Entry(at, Actor.SYSTEM, What.CANCELLATION_FILED, clauses, {**data, "decide_by": utc(until)})
    return Change(asked, (entry,))
