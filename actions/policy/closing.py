"""Moves a dispute to what ends it or brings it further: the part that events, due effects and decisions share.

Each function gives the order after it, and what its history tells of it (JSON-ready: times ``…Z``, money as decimals).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from actions.policy.claims import claimable, seller_at_fault
from actions.policy.decision import utc
from actions.policy.facts import (
    ALL_ITEMS,
    Dispute,
    DisputeOutcome,
    DisputeReason,
    DisputeStatus,
    Order,
    Return,
    Wanted,
)
from actions.policy.lifecycle import dispute_named, ended, move_dispute
from actions.policy.moments import platform_decides_by, return_ship_by
from actions.policy.money import Money
from actions.policy.profiles import REFUND_BY
from actions.policy.refunding import refund_claim
from actions.policy.steps import by_clause, seller_clause
from actions.policy.terms import terms_for

Moved = tuple[Order, dict[str, Any]]


class Settlement(NamedTuple):
    """How a dispute ends, and the sum that comes back, in minor units."""

    outcome: DisputeOutcome
    amount: int = 0


def dispute_data(order: Order, dispute: Dispute) -> dict[str, Any]:
    """What every line of history about a dispute says of it."""
    return {
        "reference": dispute.reference,
        "item": shown_item(order, dispute),
        "reason": str(dispute.reason),
        "wanted": str(dispute.wanted),
        "claim": Money(dispute.claim, order.currency).decimal(),
        "currency": order.currency,
    }


def shown_item(order: Order, dispute: Dispute) -> str:
    """The item as others read it: of an order with one line its sku, also where the whole parcel is meant."""
    whole = dispute.item == ALL_ITEMS and len(order.items) == 1
    return order.items[0].sku if whole else dispute.item


def clauses_of(order: Order, data: dict[str, Any]) -> tuple[str, ...]:
    """What the return or the refund rests on that the data of a move tells; nothing where it tells neither."""
    if "ship_by" in data:
        return ("F40",)
    return claim_clauses(order, dispute_named(order, data["reference"])) if "refund" in data else ()


def claim_clauses(order: Order, dispute: Dispute) -> tuple[str, ...]:
    """What a refund of a dispute rests on."""
    return by_clause("F20", "F22", *hope_clauses(order, dispute))


def hope_clauses(order: Order, dispute: Dispute) -> tuple[str, ...]:
    """What the money of a claim rests on that is still to be decided: how long it takes, and shipping as part of it
    where the seller is at fault (F23).
    """
    shipping = "F23" if order.shipping_fee and seller_at_fault(dispute.reason) else ""
    return by_clause("F26", shipping, seller_clause(terms_for(order), REFUND_BY[order.payment_method]))


def accept(order: Order, dispute: Dispute, at: datetime) -> Moved:
    """The claim is granted: the money is due back since then, or the goods are to be sent back first (F37, F40)."""
    if dispute.wanted is Wanted.RETURN_AND_REFUND:
        return start_return(order, dispute, at)
    return resolve(order, dispute, Settlement(DisputeOutcome.REFUND, dispute.claim), at)


def start_return(order: Order, dispute: Dispute, at: datetime) -> Moved:
    """The goods are to be sent back, with a tracking number in time (F40), for their full value (R17).

    Also where the buyer asked for a part of the money, and the platform lets the goods go back instead.
    """
    until, full = return_ship_by(terms_for(order), at), claimable(order, dispute.item, seller_at_fault(dispute.reason))
    due = replace(
        dispute,
        status=DisputeStatus.RETURN_DUE,
        wanted=Wanted.RETURN_AND_REFUND,
        claim=max(dispute.claim, full),
        parcel_back=Return(until),
    )
    return move_dispute(order, due), {**dispute_data(order, due), "ship_by": utc(until)}


def resolve(order: Order, dispute: Dispute, settlement: Settlement, at: datetime) -> Moved:
    """Ended for good with this outcome; the sum, if there is one, is due back since then (R23)."""
    ended = replace(dispute, status=DisputeStatus.RESOLVED, outcome=settlement.outcome, closed_at=at)
    closed, refund = refund_claim(move_dispute(order, ended), ended, settlement.amount, at)
    return closed, {**dispute_data(order, ended), "outcome": str(settlement.outcome), **refund}


def refuse(order: Order, dispute: Dispute, at: datetime, words: str | None = None) -> Moved:
    """The seller says no: it goes on to the platform (F38), but a change of mind has ended (F42, R16)."""
    refused = replace(
        dispute, status=DisputeStatus.REJECTED, rejected_at=at, seller_words=words or dispute.seller_words
    )
    if dispute.reason is DisputeReason.CHANGE_OF_MIND:
        return end_rejected(order, refused, DisputeOutcome.RETURN_REFUSED, at)
    return move_dispute(order, refused), dispute_data(order, refused)


def end_rejected(order: Order, dispute: Dispute, outcome: DisputeOutcome, at: datetime) -> Moved:
    """Ended for good in the seller's favour: a return refused (F42), or not sent in time (F40)."""
    since = dispute.rejected_at or at
    ended = replace(dispute, status=DisputeStatus.REJECTED, rejected_at=since, outcome=outcome, closed_at=at)
    return move_dispute(order, ended), {**dispute_data(order, ended), "outcome": str(outcome)}


def escalate(order: Order, dispute: Dispute, at: datetime) -> Moved:
    """The platform's from now on, with the date until which it decides (F38, R18)."""
    theirs = replace(dispute, status=DisputeStatus.ESCALATED, escalated_at=at)
    data = dispute_data(order, theirs)
    return move_dispute(order, theirs), {**data, "decide_by": utc(platform_decides_by(theirs, terms_for(order)))}


def withdraw(order: Order, dispute: Dispute, at: datetime) -> Moved:
    """Taken back by the buyer (F47): nothing follows; a new one may be opened while the window lasts."""
    gone = replace(dispute, status=DisputeStatus.WITHDRAWN, closed_at=at)
    return move_dispute(order, gone), dispute_data(order, gone)


def end_not_received(order: Order, at: datetime) -> Moved | None:
    """The parcel is confirmed as received: a report that it is missing ends as withdrawn (R15); None: there is none."""
    missing = next((d for d in order.disputes if d.reason is DisputeReason.NOT_RECEIVED and not ended(d)), None)
    return None if missing is None else withdraw(order, missing, max(at, missing.escalated_at or missing.opened_at))
