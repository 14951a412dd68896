"""Takes in what the bank does with a refund: sent, paid, failed. A failed one never counts as paid (R23)."""

from __future__ import annotations

from dataclasses import replace

from actions.policy.claims import refunded_for
from actions.policy.decision import Actor
from actions.policy.event_words import Clash, EventError, Told
from actions.policy.facts import ALL_ITEMS, Order, Refund, RefundStatus, Trace
from actions.policy.lifecycle import REFUND_TABLE, move_refund, replaced
from actions.policy.moments import plan_for, plan_of
from actions.policy.record import Change, Entry, What
from actions.policy.terms import terms_for


def sent(order: Order, told: Told) -> Change | Clash:
    """On its way; a failed refund that is sent another way gets its window anew (R23)."""
    refund = _target(order, told, RefundStatus.SENT)
    if isinstance(refund, Clash):
        return refund
    at = told.not_before(refund.due_since, refund.sent_at, refund.failed_at)
    if isinstance(at, Clash):
        return at
    if refund.status is RefundStatus.FAILED and refund.amount > order.total_minor - refunded_for(order, ALL_ITEMS):
        return Clash.NOTHING_LEFT
    onward = replace(refund, status=RefundStatus.SENT, sent_at=at)
    if refund.status is RefundStatus.FAILED:
        plan = plan_for(plan_of(order, refund).amount, refund.method, terms_for(order), at)
        onward = replace(
            onward,
            due_since=at,
            failed_at=None,
            expected_from=plan.expected_from,
            expected_by=plan.expected_by,
        )
    return _changed(order, onward, Entry(at, Actor.PLATFORM, What.REFUND_SENT, ("F20", "F22", "F26")))


def paid(order: Order, told: Told) -> Change | Clash:
    """Arrived; if nobody told of the sending, it is inferred (R05)."""
    refund = _target(order, told, RefundStatus.PAID)
    if isinstance(refund, Clash):
        return refund
    at = told.not_before(refund.due_since, refund.sent_at, refund.failed_at)
    if isinstance(at, Clash):
        return at
    there = replace(refund, status=RefundStatus.PAID, sent_at=refund.sent_at or at, paid_at=at)
    if refund.sent_at is None:
        order = replace(order, inferred=order.inferred | {f"{refund.reference}.sent_at"})
    return _changed(order, there, Entry(at, Actor.BANK, What.REFUND_PAID, ("F22", "F25")))


def failed(order: Order, told: Told) -> Change | Clash:
    refund = _target(order, told, RefundStatus.FAILED)
    if isinstance(refund, Clash):
        return refund
    at = told.not_before(refund.due_since, refund.sent_at, refund.failed_at)
    if isinstance(at, Clash):
        return at
    bounced = replace(refund, status=RefundStatus.FAILED, failed_at=at)
    return _changed(order, bounced, Entry(at, Actor.BANK, What.REFUND_FAILED, ("F22", "F24")))


def _target(order: Order, told: Told, to: RefundStatus) -> Refund | Clash:
    """The refund that is meant: by its reference, else the only one that can become that."""
    reference = told.text("refund")
    if reference is not None and reference not in {refund.reference for refund in order.refunds}:
        raise EventError("refund", f"the order has no refund {reference!r}")
    able = [
        refund
        for refund in order.refunds
        if reference in (None, refund.reference) and to in REFUND_TABLE[refund.status] and not replaced(order, refund)
    ]
    if not able:
        return Clash.NO_OPEN_REFUND
    if len(able) > 1:
        raise EventError("refund", "is missing, and several refunds could be meant")
    return able[0]


def _changed(order: Order, refund: Refund, entry: Entry) -> Change:
    """The refund moved on; a trace of it that was open is closed by the news."""
    moved = move_refund(order, refund)
    traces = tuple(_closed(trace) if trace.refund == refund.reference else trace for trace in moved.traces)
    told = replace(entry, data={"refund": refund.reference})
    return Change(replace(moved, traces=traces), (told,))


def _closed(trace: Trace) -> Trace:
    return replace(trace, status="closed")
