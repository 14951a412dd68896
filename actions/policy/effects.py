"""Carries out a performing decision on an order: its records and the entries that tell them, nothing else. No storage.

Cancellations, refunds and complaints are carried out here, disputes and returns in ``dispute_effects``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.policy.cancellation import reason_of
from actions.policy.decision import Actor, Decision, Effect, Outcome, utc
from actions.policy.dispute_effects import DISPUTE_EFFECTS, Carry, Done, Note, NotPerforming
from actions.policy.due import settle
from actions.policy.facts import Cancellation, CancellationReason, CancellationStatus, Complaint, Order, Trace
from actions.policy.lifecycle import move_cancellation, open_cancellation
from actions.policy.moments import decide_by
from actions.policy.record import Change, Entry, What
from actions.policy.refund_state import refund_in_question
from actions.policy.refunding import close_with_refund, open_refund
from actions.policy.situation import Ask, situation
from actions.policy.terms import terms_for

__all__ = ["NotPerforming", "perform"]


def perform(order: Order, decision: Decision, ask: Ask, now: datetime) -> Change:
    """The order with the decision's effect, after what was due before it; the entries tell both, in sequence.

    Raises NotPerforming for a decision that only says something. Decide and perform on the same order and instant.
    """
    if decision.outcome is not Outcome.PERFORM or decision.effect is None:
        raise NotPerforming(f"{decision.request}: {decision.outcome} {decision.reason}")
    settled = settle(order, now)
    done = _EFFECTS[decision.effect](settled.order, decision, ask, now)
    entries = (Entry(now, Actor.BUYER, note.what, decision.clauses, note.data) for note in done.notes)
    return Change(done.order, (*settled.entries, *entries))


def _queue(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    record = _record(order, ask, CancellationStatus.QUEUED, now)
    return _done(_with(order, record), What.CANCELLATION_QUEUED, _data(record))


def _request(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    record = _record(order, ask, CancellationStatus.REQUESTED, now)
    record = replace(record, decide_by=decide_by(order, terms_for(order), now))
    return _done(_with(order, record), What.CANCELLATION_REQUESTED, _data(record))


def _cancel(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    """At once: a queued request becomes the approved one, so that there is never a second record for one wish (R08)."""
    if open_cancellation(order) is None:
        order = _with(order, _record(order, ask, CancellationStatus.QUEUED, now))
    order = _with_reason(move_cancellation(order, CancellationStatus.APPROVED, now), ask.reason)
    closed, refund = close_with_refund(order, terms_for(order), now)
    return _done(closed, What.CANCELLED, {**_data(closed.cancellations[-1]), **refund})


def _withdraw(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    order = move_cancellation(order, CancellationStatus.WITHDRAWN, now)
    return _done(order, What.CANCELLATION_WITHDRAWN, _data(order.cancellations[-1]))


def _trace(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    refund = refund_in_question(order)
    if refund is None:
        raise NotPerforming("a trace without a refund")
    trace = Trace(f"T{order.order_id}-{len(order.traces) + 1}", refund.reference, "open", now)
    data = {"reference": trace.reference, "refund": trace.refund}
    return _done(replace(order, traces=(*order.traces, trace)), What.TRACE_OPENED, data)


def _to_balance(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    """Another way for the money of a refund that failed; what it was for stays the same (R23)."""
    failed = refund_in_question(order)
    if decision.refund is None or failed is None:
        raise NotPerforming("a refund to the store balance without an amount")
    opened, data = open_refund(order, decision.refund, now)
    refund = replace(opened.refunds[-1], dispute=failed.dispute, replaces=failed.reference)
    opened = replace(opened, refunds=(*order.refunds, refund))
    told = {"reference": refund.reference, "replaces": failed.reference, **data}
    return _done(opened, What.REFUND_TO_BALANCE, told)


def _complain(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    if ask.reason is None:
        raise NotPerforming("a complaint without a reason")
    complaint = Complaint(f"K{order.order_id}-{len(order.complaints) + 1}", ask.reason, "filed", now)
    data = {"reference": complaint.reference, "reason": str(complaint.reason)}
    return _done(replace(order, complaints=(*order.complaints, complaint)), What.COMPLAINT_FILED, data)


_EFFECTS: Mapping[Effect, Carry] = {
    **DISPUTE_EFFECTS,
    Effect.QUEUE_CANCELLATION: _queue,
    Effect.CANCEL: _cancel,
    Effect.REQUEST_CANCELLATION: _request,
    Effect.WITHDRAW_CANCELLATION: _withdraw,
    Effect.OPEN_TRACE: _trace,
    Effect.REFUND_TO_BALANCE: _to_balance,
    Effect.FILE_COMPLAINT: _complain,
}


def _done(order: Order, what: What, data: dict[str, Any]) -> Done:
    return Done(order, (Note(what, data),))


def _record(order: Order, ask: Ask, status: CancellationStatus, now: datetime) -> Cancellation:
    reason = reason_of(situation(order, ask, now))
    if reason is None:
        raise NotPerforming("a cancellation without a reason")
    return Cancellation(f"C{order.order_id}-{len(order.cancellations) + 1}", status, reason, now)


def _with(order: Order, record: Cancellation) -> Order:
    return replace(order, cancellations=(*order.cancellations, record))


def _with_reason(order: Order, reason: CancellationReason | None) -> Order:
    last = order.cancellations[-1]
    return replace(order, cancellations=(*order.cancellations[:-1], replace(last, reason=reason or last.reason)))


def _data(record: Cancellation) -> dict[str, Any]:
    data: dict[str, Any] = {"reference": record.reference, "reason": str(record.reason)}
    return {**data, "decide_by": utc(record.decide_by)} if record.decide_by else data
