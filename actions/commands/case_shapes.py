"""Holds the JSON shape of a dispute, with its offers, its evidence and what is sent back. Times UTC, money decimals."""

from __future__ import annotations

from typing import Any

from actions.policy.closing import shown_item
from actions.policy.decision import utc
from actions.policy.facts import Dispute, Evidence, Offer, Order, Return
from actions.policy.moments import platform_decides_by
from actions.policy.money import Money
from actions.policy.terms import terms_for


def dispute_json(order: Order, dispute: Dispute) -> dict[str, Any]:
    """The dispute as it stands. ``offer``: the one that waits for an answer; ``decide_by``: the platform's date."""
    waiting = dispute.offer
    return {
        "id": dispute.reference,
        "status": str(dispute.status),
        "reason": str(dispute.reason),
        "wanted": str(dispute.wanted),
        "item": shown_item(order, dispute),
        "claim": _amount(order, dispute.claim),
        "currency": order.currency,
        "opened_at": utc(dispute.opened_at),
        "answer_by": utc(dispute.answer_by),
        "offer": {"id": waiting.id, "amount": _amount(order, waiting.amount)} if waiting else None,
        "evidence": [_evidence(piece) for piece in dispute.evidence],
        "return": _return(dispute.parcel_back, dispute.shipping_by) if dispute.parcel_back else None,
        "decide_by": _decide_by(order, dispute),
        "outcome": str(dispute.outcome) if dispute.outcome else None,
        "description": dispute.description,
        "seller_words": dispute.seller_words,
        "offers": [_offer(order, offer) for offer in dispute.offers],
        "claim_changed_at": utc(dispute.claim_changed_at),
        "rejected_at": utc(dispute.rejected_at),
        "escalated_at": utc(dispute.escalated_at),
        "closed_at": utc(dispute.closed_at),
    }


def _decide_by(order: Order, dispute: Dispute) -> str | None:
    if dispute.escalated_at is None:
        return None
    return utc(platform_decides_by(dispute, terms_for(order)))


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {"kind": str(piece.kind), "name": piece.name, "added_at": utc(piece.added_at)}


def _offer(order: Order, offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.id,
        "amount": _amount(order, offer.amount),
        "offered_at": utc(offer.offered_at),
        "declined_at": utc(offer.declined_at),
    }


def _return(back: Return, shipping_by: str) -> dict[str, Any]:
    return {
        "ship_by": utc(back.ship_by),
        "tracking": back.tracking,
        "shipping_by": shipping_by,
        "sent_at": utc(back.sent_at),
        "delivered_at": utc(back.delivered_at),
        "received_at": utc(back.received_at),
        "lost_at": utc(back.lost_at),
    }


def _amount(order: Order, minor: int) -> str:
    return Money(minor, order.currency).decimal()
