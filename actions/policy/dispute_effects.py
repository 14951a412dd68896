"""Carries out what was decided about a dispute, an offer, a return or the receipt, on a settled order. No storage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from actions.policy.claim_change import changed_dispute
from actions.policy.claim_words import draft
from actions.policy.closing import Settlement, dispute_data, end_not_received, escalate, resolve, withdraw
from actions.policy.decision import Decision, Effect, utc
from actions.policy.evidence import new_pieces
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus, Evidence, Order, Return
from actions.policy.lifecycle import dispute_named, move_dispute, with_inferred_times
from actions.policy.money import Money
from actions.policy.offers import declined_dispute
from actions.policy.record import What
from actions.policy.situation import Ask, situation


class NotPerforming(ValueError):
    """The decision does not perform, or its order has changed so that it cannot."""


class Note(NamedTuple):
    """What the history tells of a change: the word, and what it says besides."""

    what: What
    data: dict[str, Any]


class Done(NamedTuple):
    """The order after an effect, and the lines of its history, in sequence."""

    order: Order
    notes: tuple[Note, ...]


Carry = Callable[[Order, Decision, Ask, datetime], Done]


def _open(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    """Where the buyer's word is all there is, it is recorded that the parcel is in hand (R13)."""
    before, notes = _in_hand(order, ask, now)
    if decision.refund is None:
        raise NotPerforming("a dispute without a claim")
    dispute = draft(situation(before, ask, now), decision.refund.amount.minor, now)
    opened = replace(before, disputes=(*before.disputes, dispute))
    return Done(opened, (*notes, Note(What.DISPUTE_OPENED, _opened_data(opened, dispute))))


def _replace(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    """The report of a missing parcel is withdrawn and the new dispute opened, with the evidence of both (R21)."""
    report = _dispute(order, decision)
    without, told = withdraw(order, report, now)
    done = _open(without, decision, ask, now)
    dispute = done.order.disputes[-1]
    there = {(piece.kind, piece.name) for piece in dispute.evidence}
    kept = tuple(piece for piece in report.evidence if (piece.kind, piece.name) not in there)
    dispute = replace(dispute, evidence=(*kept, *dispute.evidence))
    opened = replace(done.order, disputes=(*done.order.disputes[:-1], dispute))
    notes = (*done.notes[:-1], Note(What.DISPUTE_OPENED, _opened_data(opened, dispute)))
    return Done(opened, (Note(What.DISPUTE_WITHDRAWN, told), *notes))


def _start_return(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    """As the seller takes every return back, its answer is known: the goods are due back at once (F14)."""
    return _open(order, decision, ask, now)


def _change_claim(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    before = _dispute(order, decision)
    after = changed_dispute(situation(order, ask, now), before, now)
    data = {
        **dispute_data(order, after),
        "answer_by": utc(after.answer_by),
        "claim_before": Money(before.claim, order.currency).decimal(),
        "wanted_before": str(before.wanted),
    }
    return Done(move_dispute(order, after), (Note(What.CLAIM_CHANGED, data),))


def _add_evidence(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    before = _dispute(order, decision)
    new = tuple(Evidence(kind, name, now) for kind, name in new_pieces(ask, before))
    after = replace(before, evidence=(*before.evidence, *new))
    data = {**dispute_data(order, after), "evidence": _evidence_data(new)}
    return Done(move_dispute(order, after), (Note(What.EVIDENCE_ADDED, data),))


def _escalate(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    after, data = escalate(order, _dispute(order, decision), now)
    return Done(after, (Note(What.DISPUTE_ESCALATED, data),))


def _withdraw(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    after, data = withdraw(order, _dispute(order, decision), now)
    return Done(after, (Note(What.DISPUTE_WITHDRAWN, data),))


def _accept_offer(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    dispute = _dispute(order, decision)
    offer = dispute.offer
    if offer is None or offer.id != ask.offer:
        raise NotPerforming(f"{dispute.reference} has no offer {ask.offer!r} that waits")
    after, data = resolve(order, dispute, Settlement(DisputeOutcome.OFFER, offer.amount), now)
    return Done(after, (Note(What.OFFER_ACCEPTED, {**data, **_offer_data(order, dispute)}),))


def _decline_offer(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    dispute = _dispute(order, decision)
    data = {**dispute_data(order, dispute), **_offer_data(order, dispute), "answer_by": utc(dispute.answer_by)}
    return Done(move_dispute(order, declined_dispute(dispute, now)), (Note(What.OFFER_DECLINED, data),))


def _send_return(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    dispute = _dispute(order, decision)
    if dispute.parcel_back is None or ask.tracking is None:
        raise NotPerforming(f"{dispute.reference} has no goods to send, or they have no number")
    back: Return = replace(dispute.parcel_back, tracking=ask.tracking.strip(), sent_at=now)
    sent = replace(dispute, status=DisputeStatus.RETURN_SENT, parcel_back=back)
    data = {**dispute_data(order, sent), "tracking": back.tracking}
    return Done(move_dispute(order, sent), (Note(What.RETURN_TRACKING, data),))


def _confirm_receipt(order: Order, decision: Decision, ask: Ask, now: datetime) -> Done:
    """In hand and checked: completed; a report that it did not come is taken back with it (R15)."""
    confirmed = with_inferred_times(replace(order, receipt_confirmed_at=now))
    inferred = sorted(confirmed.inferred - order.inferred)
    note = Note(What.RECEIPT_CONFIRMED, {"inferred": inferred} if inferred else {})
    ended = end_not_received(confirmed, now)
    if ended is None:
        return Done(confirmed, (note,))
    after, data = ended
    return Done(after, (note, Note(What.DISPUTE_WITHDRAWN, data)))


DISPUTE_EFFECTS: Mapping[Effect, Carry] = {
    Effect.OPEN_DISPUTE: _open,
    Effect.REPLACE_DISPUTE: _replace,
    Effect.START_RETURN: _start_return,
    Effect.CHANGE_CLAIM: _change_claim,
    Effect.ADD_EVIDENCE: _add_evidence,
    Effect.ESCALATE: _escalate,
    Effect.WITHDRAW_DISPUTE: _withdraw,
    Effect.ACCEPT_OFFER: _accept_offer,
    Effect.DECLINE_OFFER: _decline_offer,
    Effect.SEND_RETURN: _send_return,
    Effect.CONFIRM_RECEIPT: _confirm_receipt,
}


def _dispute(order: Order, decision: Decision) -> Dispute:
    """The dispute that the decision is about."""
    try:
        return dispute_named(order, decision.dispute or "")
    except LookupError as unknown:
        raise NotPerforming(f"{decision.reason}: {unknown}") from None


def _in_hand(order: Order, ask: Ask, now: datetime) -> tuple[Order, tuple[Note, ...]]:
    if order.delivered_at is not None or not ask.received:
        return order, ()
    there = with_inferred_times(replace(order, in_hand_at=now))
    data = {"in_hand_at": utc(now), "inferred": sorted(there.inferred - order.inferred)}
    return there, (Note(What.PARCEL_IN_HAND, data),)


def _opened_data(order: Order, dispute: Dispute) -> dict[str, Any]:
    """All that the marketplace and the seller need to know of a new dispute."""
    data = {**dispute_data(order, dispute), "status": str(dispute.status), "answer_by": utc(dispute.answer_by)}
    if dispute.description:
        data["description"] = dispute.description
    if dispute.evidence:
        data["evidence"] = _evidence_data(dispute.evidence)
    if dispute.parcel_back:
        data["ship_by"] = utc(dispute.parcel_back.ship_by)
    return data


def _evidence_data(found: tuple[Evidence, ...]) -> list[dict[str, str]]:
    return [{"kind": str(piece.kind), "name": piece.name} for piece in found]


def _offer_data(order: Order, dispute: Dispute) -> dict[str, Any]:
    offer = dispute.offers[-1]
    return {"offer": {"id": offer.id, "amount": Money(offer.amount, order.currency).decimal()}}
