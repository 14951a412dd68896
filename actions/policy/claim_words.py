"""Says what is claimed, as far as it was said: reason, item, what is wanted, the sum; and drafts the dispute of it."""

from __future__ import annotations

from datetime import datetime

from actions.policy.claims import seller_at_fault
from actions.policy.decision import RefundPlan, Request
from actions.policy.facts import (
    ALL_ITEMS,
    Dispute,
    DisputeReason,
    DisputeStatus,
    Evidence,
    Order,
    Return,
    Wanted,
)
from actions.policy.items import item_of
from actions.policy.moments import answer_dispute_by, plan_for, return_ship_by
from actions.policy.money import Money
from actions.policy.profiles import TermName
from actions.policy.situation import Ask, Situation
from actions.policy.terms import Terms


def claim_reason(ask: Ask) -> DisputeReason | None:
    """What is wrong, by the request itself or as it was said."""
    if ask.request is Request.NOT_RECEIVED:
        return DisputeReason.NOT_RECEIVED
    if ask.request is Request.CHANGE_OF_MIND_RETURN:
        return DisputeReason.CHANGE_OF_MIND
    return ask.dispute_reason


def claim_item(facts: Situation) -> str | None:
    """What the dispute would be about: what did not come is always the whole parcel."""
    return ALL_ITEMS if claim_reason(facts.ask) is DisputeReason.NOT_RECEIVED else item_of(facts)


def claim_wanted(ask: Ask) -> Wanted | None:
    """What is wanted: a sum alone means a refund (F36); nothing can be sent back that never came (R17); who has changed
    their mind sends it back (R16).
    """
    if claim_reason(ask) is DisputeReason.NOT_RECEIVED:
        return Wanted.REFUND_ONLY
    if claim_reason(ask) is DisputeReason.CHANGE_OF_MIND:
        return Wanted.RETURN_AND_REFUND
    return ask.wanted or (Wanted.REFUND_ONLY if ask.amount else None)


def with_shipping(ask: Ask) -> bool:
    """Whether outward shipping is part of the most that may be claimed; an open reason leaves it in (F23)."""
    reason = claim_reason(ask)
    return reason is None or seller_at_fault(reason)


def takes_every_return(facts: Situation) -> bool:
    """By the seller's own terms (F14)."""
    return facts.order.seller.terms.change_of_mind == "accept"


def draft(facts: Situation, claim: int, now: datetime) -> Dispute:
    """The dispute as it would be opened now, for this sum in minor units."""
    order, terms = facts.order, facts.terms
    reason, wanted, item = claim_reason(facts.ask), claim_wanted(facts.ask), claim_item(facts)
    if reason is None or wanted is None or item is None:
        raise ValueError("a dispute without its reason, its item or what is wanted")
    of_mind = reason is DisputeReason.CHANGE_OF_MIND
    begun = of_mind and takes_every_return(facts)
    return Dispute(
        reference=f"D{order.order_id}-{len(order.disputes) + 1}",
        item=item,
        reason=reason,
        wanted=wanted,
        claim=claim,
        status=DisputeStatus.RETURN_DUE if begun else DisputeStatus.OPEN,
        opened_at=now,
        answer_by=answer_dispute_by(terms, now),
        description=facts.ask.description,
        shipping_by="buyer" if of_mind and order.seller.terms.return_shipping != "seller" else "seller",
        evidence=pieces(facts.ask, now),
        parcel_back=Return(return_ship_by(terms, now)) if begun else None,
    )


def pieces(ask: Ask, now: datetime) -> tuple[Evidence, ...]:
    """The evidence that was given with the request, each piece once."""
    return tuple(Evidence(kind, name, now) for kind, name in dict.fromkeys(ask.evidence))


def claim_outlook(order: Order, terms: Terms, dispute: Dispute, now: datetime) -> RefundPlan:
    """The money of a claim that is still to be decided: at the earliest as if it were granted now, at the latest after
    the seller and the platform have used all their time (and the goods went back).
    """
    latest = dispute.answer_by
    if seller_at_fault(dispute.reason):
        latest = terms.after(TermName.PLATFORM_DECISION, terms.after(TermName.REACTION, latest))
    if dispute.wanted is Wanted.RETURN_AND_REFUND:
        for name in (TermName.RETURN_SHIP, TermName.RETURN_TRANSIT, TermName.RETURN_CONFIRM):
            latest = terms.after(name, latest)
    amount = Money(dispute.claim, order.currency)
    first = plan_for(amount, order.payment_method, terms, now)
    last = plan_for(amount, order.payment_method, terms, latest)
    return RefundPlan(amount, order.payment_method, first.expected_from, last.expected_by)
