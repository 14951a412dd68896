"""Computes the instants at which something of an order is due. Each is exclusive: permitted iff now < due (R01)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from actions.policy.decision import RefundPlan
from actions.policy.dispute_moments import (
    MissingTime,
    answer_dispute_by,
    declined_offer,
    escalates_at,
    known,
    offer_lapses_at,
    platform_decides_by,
    return_confirm_by,
    return_overdue_at,
    return_ship_by,
)
from actions.policy.facts import Order, PaymentMethod, Refund, RefundStatus, Trace
from actions.policy.money import Money
from actions.policy.profiles import REFUND_BY, REFUND_FROM, TermName
from actions.policy.terms import Terms

__all__ = [
    "MissingTime",
    "Window",
    "answer_dispute_by",
    "decide_by",
    "declined_offer",
    "dispute_window",
    "escalates_at",
    "immediate_until",
    "lapse_at",
    "not_received_window",
    "offer_lapses_at",
    "plan_for",
    "plan_of",
    "platform_decides_by",
    "refund_late_at",
    "refund_outlook",
    "refund_plan",
    "return_confirm_by",
    "return_overdue_at",
    "return_ship_by",
    "ship_by",
    "staff_answer_by",
    "trace_answer_by",
    "usual_refund_by",
    "verification_expected",
    "verification_limit",
]


def lapse_at(order: Order, terms: Terms) -> datetime:
    """When an order that nobody paid lapses (F03)."""
    return terms.after(TermName.UNPAID_LAPSE, order.placed_at)


def verification_limit(order: Order, terms: Terms) -> datetime:
    """From when on a payment counts as verifying too long (R06)."""
    return terms.after(TermName.VERIFICATION_LIMIT, known(order.paid_at, "paid_at"))


def verification_expected(order: Order, terms: Terms, now: datetime) -> datetime:
    """Until when verification should be over: about a day after ordering (F04); if that is past, its limit."""
    usual = terms.after(TermName.VERIFICATION_USUAL, order.placed_at)
    limit = verification_limit(order, terms)
    return usual if now < usual < limit else limit


def immediate_until(order: Order, terms: Terms) -> datetime:
    """Until when a cancellation takes effect at once (F05, R02)."""
    return terms.after(TermName.IMMEDIATE, known(order.payment_verified_at, "payment_verified_at"))


def ship_by(order: Order, terms: Terms) -> datetime:
    """When the seller's time to ship is over (R02, R03)."""
    return terms.after(TermName.SHIP, known(order.payment_verified_at, "payment_verified_at"))


def decide_by(order: Order, terms: Terms, requested_at: datetime) -> datetime:
    """When silence grants a request: after F06's time, or when the time to ship is over, whichever is earlier (R02)."""
    return min(terms.after(TermName.ANSWER_CANCEL, requested_at), ship_by(order, terms))


class Window(NamedTuple):
    """A door that is open from ``opens`` (inclusive) until ``closes`` (exclusive)."""

    opens: datetime
    closes: datetime

    def holds(self, now: datetime) -> bool:
        return self.opens <= now < self.closes


def dispute_window(order: Order, terms: Terms) -> Window:
    """When the goods that arrived may be disputed or returned (F31, F32)."""
    delivered = known(order.delivered_at, "delivered_at")
    return Window(delivered, terms.after(TermName.DISPUTE_WINDOW, delivered))


def not_received_window(order: Order, terms: Terms) -> Window:
    """When a parcel that did not come may be reported: late, early where the profile lets it, or lost (R13, R14)."""
    if order.delivered_at is not None:
        return dispute_window(order, terms)
    shipped = known(order.shipped_at, "shipped_at")
    ended = max(shipped, order.promised_by or terms.after(TermName.UNPROMISED_DELIVERY, shipped))
    opens = ended
    if terms.has(TermName.NOT_RECEIVED_EARLY):
        quick = order.promised_by is not None and order.promised_by < terms.after(TermName.QUICK_PROMISE, shipped)
        opens = min(ended, shipped if quick else terms.after(TermName.NOT_RECEIVED_EARLY, shipped))
    if order.lost_at is not None:
        opens, ended = min(opens, order.lost_at), max(ended, order.lost_at)
    return Window(opens, terms.after(TermName.DISPUTE_WINDOW, ended))


def refund_plan(order: Order, terms: Terms, since: datetime) -> RefundPlan:
    """All that was paid, back to the method that paid it (F22, F23), in the business days of that method (F20, F26)."""
    return plan_for(Money(order.total_minor, order.currency), order.payment_method, terms, since)


def plan_for(amount: Money, to: PaymentMethod, terms: Terms, since: datetime) -> RefundPlan:
    """A refund of this amount to this method, from the start of its first to the end of its last business day (R01)."""
    earliest = terms.calendar.start_of_business_day(since, terms.count(REFUND_FROM[to]))
    return RefundPlan(amount, to, earliest, terms.after(REFUND_BY[to], since))


def refund_outlook(order: Order, terms: Terms, earliest: datetime, latest: datetime) -> RefundPlan:
    """The refund of a cancellation that is still to be decided, somewhere between these two instants."""
    first, last = refund_plan(order, terms, earliest), refund_plan(order, terms, latest)
    return RefundPlan(first.amount, first.method, first.expected_from, last.expected_by)


def plan_of(order: Order, refund: Refund) -> RefundPlan:
    """What is known of a refund that exists."""
    return RefundPlan(Money(refund.amount, order.currency), refund.method, refund.expected_from, refund.expected_by)


def usual_refund_by(terms: Terms, since: datetime) -> datetime:
    """Until when a refund commonly comes (F21): told as what is common, promised nowhere."""
    return terms.after(TermName.REFUND_USUAL, since)


def refund_late_at(refund: Refund, terms: Terms) -> datetime:
    """From when on a refund is late: unsent after its latest date; sent, also five business days after sending."""
    if refund.status is RefundStatus.DUE or refund.sent_at is None:
        return refund.expected_by
    return max(refund.expected_by, terms.after(TermName.TRACE_AFTER, refund.sent_at))


def trace_answer_by(trace: Trace, terms: Terms) -> datetime:
    """Until when the payment provider should have answered a refund trace."""
    return terms.after(TermName.TRACE_ANSWER, trace.opened_at)


def staff_answer_by(terms: Terms, now: datetime) -> datetime:
    """Until when staff answer what is referred to them now."""
    return terms.after(TermName.STAFF_ANSWER, now)
