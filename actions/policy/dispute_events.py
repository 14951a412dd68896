"""Takes in what seller and platform say to a claim: accepted, refused, another sum, decided (F37, F38, R19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.policy.closing import (
    Moved,
    Settlement,
    accept,
    clauses_of,
    dispute_data,
    refuse,
    resolve,
    start_return,
)
from actions.policy.decision import Actor, utc
from actions.policy.dispute_targets import Meant, Takes, meant, takes_answer, takes_approval, takes_platform
from actions.policy.event_words import Clash, EventError, Told
from actions.policy.facts import Dispute, DisputeOutcome, DisputeReason, DisputeStatus, Offer, Order, Word
from actions.policy.lifecycle import dispute_named, move_dispute
from actions.policy.moments import escalates_at, offer_lapses_at, return_ship_by
from actions.policy.money import Money
from actions.policy.record import Change, Entry, What
from actions.policy.steps import by_clause
from actions.policy.terms import terms_for


class Ruling(Word):
    """What the platform may decide."""

    REFUND = "refund"
    RETURN = "return"
    REJECT = "reject"


def approved(order: Order, told: Told) -> Change | Clash:
    """The seller accepts the claim, also one that is the platform's already: money at once, or the goods first."""
    found = meant(order, told, Takes(takes_approval, lambda dispute: _approved_then(dispute, order, told.at)))
    if not isinstance(found, Meant):
        return found
    words = told.text("words")
    dispute = replace(found.dispute, seller_words=words or found.dispute.seller_words)
    moved = accept(order, dispute, found.at)
    return _changed(moved, Entry(found.at, Actor.SELLER, What.CLAIM_ACCEPTED, ("F37",), _words(words)))


def rejected(order: Order, told: Told) -> Change | Clash:
    """The seller says no. A second no is noted, but the buyer's time to react runs from the first."""
    found = meant(order, told, Takes(takes_answer, lambda dispute: _refused_then(dispute, told.at)))
    if not isinstance(found, Meant):
        return found
    words, dispute = told.text("words"), found.dispute
    first = dispute.rejected_at if dispute.status is DisputeStatus.REJECTED else None
    moved, data = refuse(order, dispute, first or found.at, words)
    refused = dispute_named(moved, dispute.reference)
    until = {} if refused.outcome else {"escalates_at": utc(escalates_at(refused, terms_for(order)))}
    clauses = ("F42",) if dispute.reason is DisputeReason.CHANGE_OF_MIND else ("F37", "F38")
    return _changed((moved, data), Entry(found.at, Actor.SELLER, What.CLAIM_REJECTED, clauses, _words(words) | until))


def offered(order: Order, told: Told) -> Change | Clash:
    """The seller offers another sum, at most the claim; it replaces the offer before, with its words (F37, R19)."""
    amount, words = told.required_money("amount", order.currency), told.text("words")
    found = meant(order, told, Takes(takes_answer, lambda dispute: _offered_then(dispute, amount, told.at)))
    if not isinstance(found, Meant):
        return found
    _check_sum(found.dispute, amount)
    offer = Offer(f"{found.dispute.reference}-O{len(found.dispute.offers) + 1}", amount.minor, found.at)
    offers = (*found.dispute.offers, offer)
    waiting = replace(found.dispute, status=DisputeStatus.OFFERED, offers=offers, seller_words=words)
    until = utc(offer_lapses_at(waiting, terms_for(order)))
    data = {"offer": {"id": offer.id, "amount": amount.decimal()}, "react_by": until, **_words(words)}
    moved = move_dispute(order, waiting), dispute_data(order, waiting)
    return _changed(moved, Entry(found.at, Actor.SELLER, What.OFFER_MADE, ("F37", "F39"), data))


def platform_decided(order: Order, told: Told) -> Change | Clash:
    """The platform decides: a refund, the goods back first, or neither (F38). Its word is the last."""
    ruling, amount = told.required_word("outcome", Ruling), told.money("amount", order.currency)
    found = meant(order, told, Takes(takes_platform, lambda dispute: _decided_then(dispute, order, ruling, told.at)))
    if not isinstance(found, Meant):
        return found
    if ruling is Ruling.RETURN and found.dispute.reason is DisputeReason.NOT_RECEIVED:
        return Clash.NOTHING_TO_RETURN
    if ruling is Ruling.REFUND and amount is not None:
        _check_sum(found.dispute, amount)
    moved = _decide(order, found, ruling, amount)
    data = {"decision": str(ruling)}
    return _changed(moved, Entry(found.at, Actor.PLATFORM, What.PLATFORM_DECIDED, ("F38",), data))


def _decide(order: Order, found: Meant, ruling: Ruling, amount: Money | None) -> Moved:
    dispute, at = found
    if ruling is Ruling.RETURN:
        return start_return(order, dispute, at)
    granted = dispute.claim if amount is None else amount.minor
    return resolve(order, dispute, Settlement(_ENDS[ruling], granted if ruling is Ruling.REFUND else 0), at)


_ENDS = {Ruling.REFUND: DisputeOutcome.PLATFORM_REFUND, Ruling.REJECT: DisputeOutcome.PLATFORM_REJECT}


def _check_sum(dispute: Dispute, amount: Money) -> None:
    if not 0 < amount.minor <= dispute.claim:
        most = Money(dispute.claim, amount.currency).decimal()
        raise EventError("amount", f"is nothing, or more than the claim of {most} {amount.currency}")


def _approved_then(dispute: Dispute, order: Order, at: datetime) -> bool:
    return _returned_since(dispute, order, at) or (dispute.outcome, dispute.closed_at) == (DisputeOutcome.REFUND, at)


def _refused_then(dispute: Dispute, at: datetime) -> bool:
    return (dispute.status, dispute.rejected_at) == (DisputeStatus.REJECTED, at)


def _offered_then(dispute: Dispute, amount: Money, at: datetime) -> bool:
    return (at, amount.minor) in [(offer.offered_at, offer.amount) for offer in dispute.offers]


def _decided_then(dispute: Dispute, order: Order, ruling: Ruling, at: datetime) -> bool:
    if ruling is Ruling.RETURN:
        return _returned_since(dispute, order, at)
    return (dispute.outcome, dispute.closed_at) == (_ENDS[ruling], at)


def _returned_since(dispute: Dispute, order: Order, at: datetime) -> bool:
    back = dispute.parcel_back
    return back is not None and back.ship_by == return_ship_by(terms_for(order), at)


def _words(words: str | None) -> dict[str, Any]:
    return {"words": words} if words else {}


def _changed(moved: Moved, entry: Entry) -> Change:
    """The change with its entry, which also tells what followed at once: a refund, or goods to be sent back."""
    order, data = moved
    clauses = by_clause(*entry.clauses, *clauses_of(order, data))
    return Change(order, (replace(entry, clauses=clauses, data={**data, **entry.data}),))
