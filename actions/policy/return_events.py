"""Takes in what happens to goods on their way back: lost, brought back, confirmed by the seller (F40, F41, R22).

What happens to a parcel shows that it was sent, also where the buyer gave no tracking number: its sending is inferred
and marked (R05).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.closing import Settlement, clauses_of, dispute_data, resolve
from actions.policy.decision import Actor, utc
from actions.policy.dispute_targets import Meant, Takes, meant, takes_return
from actions.policy.event_words import Clash, ForStaff, TicketTopic, Told
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus, Order, Return
from actions.policy.lifecycle import move_dispute
from actions.policy.moments import return_confirm_by
from actions.policy.record import Change, Entry, What
from actions.policy.steps import by_clause
from actions.policy.terms import terms_for


def delivered(order: Order, told: Told) -> Change | Clash:
    """The carrier brought the goods back: the seller's time to confirm runs (F41). A parcel thought lost was found."""
    found = meant(order, told, Takes(takes_return, lambda dispute: _of(dispute).delivered_at == told.at))
    if not isinstance(found, Meant):
        return found
    if _of(found.dispute).delivered_at is not None:
        return Clash.ALREADY_DELIVERED
    order, there = _on_the_way(order, found, delivered_at=found.at, lost_at=None)
    data = {**dispute_data(order, there), "confirm_by": utc(return_confirm_by(there, terms_for(order)))}
    return Change(order, (Entry(found.at, Actor.CARRIER, What.RETURN_DELIVERED, ("F41",), data),))


def received(order: Order, told: Told) -> Change | Clash:
    """The seller has the goods: the refund of the claim is due since then (F41)."""
    found = meant(order, told, Takes(takes_return, lambda dispute: _of(dispute).received_at == told.at))
    if not isinstance(found, Meant):
        return found
    brought = _of(found.dispute).delivered_at
    at = told.not_before(brought)
    if isinstance(at, Clash):
        return at
    at = max(at, found.at)
    order, there = _on_the_way(
        order, Meant(found.dispute, at), delivered_at=brought or at, received_at=at, lost_at=None
    )
    order, data = resolve(order, there, Settlement(DisputeOutcome.RETURN, there.claim), at)
    clauses = by_clause("F41", *clauses_of(order, data))
    return Change(order, (Entry(at, Actor.SELLER, What.RETURN_RECEIVED, clauses, data),))


def lost(order: Order, told: Told) -> Change | ForStaff | Clash:
    """The carrier lost the goods on their way back: staff look at it (R22)."""
    found = meant(order, told, Takes(takes_return, lambda dispute: _of(dispute).lost_at == told.at))
    if not isinstance(found, Meant):
        return found
    if _of(found.dispute).delivered_at is not None:
        return Clash.ALREADY_DELIVERED
    if _of(found.dispute).lost_at is not None:
        return Clash.ALREADY_LOST
    order, gone = _on_the_way(order, found, lost_at=found.at)
    entry = Entry(found.at, Actor.CARRIER, What.RETURN_LOST, ("F40",), dispute_data(order, gone))
    return ForStaff(Change(order, (entry,)), TicketTopic.RETURN_LOST)


def _of(dispute: Dispute) -> Return:
    """The way back; of a dispute that has none one without any time that is told."""
    return dispute.parcel_back or Return(dispute.opened_at)


def _on_the_way(order: Order, found: Meant, **news: datetime | None) -> tuple[Order, Dispute]:
    """The goods are on their way with this news; if nobody told of the sending, it is inferred."""
    back = replace(_of(found.dispute), **news)  # type: ignore[arg-type]
    sent = replace(back, sent_at=back.sent_at or found.at)
    there = replace(found.dispute, status=DisputeStatus.RETURN_SENT, parcel_back=sent)
    if back.sent_at is None:
        order = replace(order, inferred=order.inferred | {f"{there.reference}.sent_at"})
    return move_dispute(order, there), there
