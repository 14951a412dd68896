"""Turns a dispute, its offer, its evidence and its way back into typed fields and lines, as ``saying`` does for orders.

No sentence stands here, and nothing is formatted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from actions.policy.decision import Decision
from actions.policy.facts import ALL_ITEMS, Dispute, DisputeStatus, EvidenceKind, Order
from actions.policy.lifecycle import ended
from actions.policy.money import Money
from actions.policy.situation import Ask
from actions.saying import Field, Fields, a_date, a_line, a_time, a_word, an_amount, lines

# While these last, what the seller said about the claim is what the buyer reacts to.
_SELLER_HAS_SPOKEN = frozenset({DisputeStatus.REJECTED, DisputeStatus.OFFERED, DisputeStatus.ESCALATED})


def dispute_meant(order: Order, ask: Ask, decision: Decision | None = None) -> Dispute | None:
    """The dispute that is spoken of: the decision's, else the one the question names by reference, offer or item.

    Where none is named: the newest that goes on, else the newest.
    """
    told = decision.dispute if decision else None
    named = [found for found in order.disputes if found.reference == told or (not told and _is_named(found, ask))]
    fits = named or [found for found in order.disputes if ask.item in (None, ALL_ITEMS, found.item)]
    fits = fits or [found for found in order.disputes if found.item == ALL_ITEMS]
    going_on = [found for found in fits if not ended(found)]
    return next(reversed(going_on or fits), None)


def _is_named(found: Dispute, ask: Ask) -> bool:
    offers = {offer.id for offer in found.offers}
    return found.reference == ask.dispute or ask.offer in offers


def dispute_fields(order: Order, dispute: Dispute | None) -> Fields:
    """What can be said of a dispute; what it does not have is left out. ``dispute``: its reference."""
    if dispute is None:
        return {}
    fields: Fields = {
        "dispute": dispute.reference,
        "item": item_field(order, dispute.item),
        "dispute_reason": a_word("dispute_reason", dispute.reason),
        "wanted": a_word("wanted", dispute.wanted),
        "claim": an_amount(Money(dispute.claim, order.currency)),
        "dispute_status": a_word("dispute_status", dispute.status),
        "opened_on": a_date(dispute.opened_at),
        "answer_by": a_time(dispute.answer_by),
    }
    if dispute.seller_words:
        fields["seller_words"] = dispute.seller_words
    if ended(dispute):
        how = dispute.outcome and a_word("dispute_outcome", dispute.outcome)
        fields["dispute_outcome"] = how or a_word("dispute_status", dispute.status)
    if dispute.offers:
        fields["offer"] = an_amount(Money(dispute.offers[-1].amount, order.currency))
    return fields | _way_back(dispute) | {name: a_date(at) for name, at in _days(dispute).items() if at}


def _days(dispute: Dispute) -> dict[str, Any]:
    return {
        "rejected_on": dispute.rejected_at,
        "escalated_on": dispute.escalated_at,
        "closed_on": dispute.closed_at,
        "offered_on": dispute.offers[-1].offered_at if dispute.offers else None,
    }


def _way_back(dispute: Dispute) -> Fields:
    back = dispute.parcel_back
    if back is None:
        return {}
    fields: Fields = {"send_back_by": a_time(back.ship_by)}
    if back.tracking:
        fields["tracking"] = back.tracking
    days = {"sent_back_on": back.sent_at, "returned_on": back.delivered_at, "lost_back_on": back.lost_at}
    return fields | {name: a_date(at) for name, at in days.items() if at}


def item_field(order: Order, item: str | None) -> Field:
    """The title of the line, or that it is the whole parcel; of an order with one line, that line."""
    line = next((line for line in order.items if line.sku == item or len(order.items) == 1), None)
    return line.title if line else {"word": "whole_parcel"}


def sellers_words(order: Order, dispute: Dispute | None) -> list[dict[str, Any]]:
    """The line that quotes the seller, while what the seller said still counts; else none."""
    if dispute is None or not dispute.seller_words or dispute.status not in _SELLER_HAS_SPOKEN or ended(dispute):
        return []
    return [a_line("utter_seller_wrote", {"seller": order.seller.name, "seller_words": dispute.seller_words})]


def evidence_lines(pieces: Iterable[tuple[EvidenceKind, str]]) -> list[dict[str, Any]]:
    """One line for each piece of evidence: what it shows, and the name of the file; a chat has no name to show."""
    return [
        a_line("utter_evidence_chat", {})
        if kind is EvidenceKind.CHAT
        else a_line("utter_evidence_piece", {"kind": a_word("evidence", kind), "name": name})
        for kind, name in pieces
    ]


def words_list(kind: str, words: Iterable[str]) -> Field:
    """Words of the policy, one a line: the kinds of evidence that are missing, say."""
    return lines(*(a_line("utter_list_entry", {"entry": {"word": f"{kind}_{word}"}}) for word in words))
