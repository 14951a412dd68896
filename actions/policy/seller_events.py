"""Takes in the seller's answer: to the request to cancel while the order is unshipped, afterwards to a dispute.

A request to cancel that is approved brings back all that was paid; one that is rejected lets the order go on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from actions.policy import dispute_events
from actions.policy.decision import Actor
from actions.policy.event_words import Clash, Told
from actions.policy.facts import CancellationStatus, Order
from actions.policy.lifecycle import move_cancellation, open_cancellation
from actions.policy.record import Change, Entry, What
from actions.policy.refunding import close_with_refund
from actions.policy.steps import by_clause, refund_clauses
from actions.policy.terms import terms_for


def approved(order: Order, told: Told) -> Change | Clash:
    if _about_a_dispute(order, told):
        return dispute_events.approved(order, told)
    at = _answered_at(order, told)
    if isinstance(at, Clash):
        return at
    words = told.text("words")
    terms = terms_for(order)
    agreed = move_cancellation(order, CancellationStatus.APPROVED, at, words)
    closed, refund = close_with_refund(agreed, terms, at)
    clauses = by_clause("F05", "F12", *refund_clauses(order, terms))
    data = {**_answer(agreed, words), **refund}
    return Change(closed, (Entry(at, Actor.SELLER, What.CANCELLATION_APPROVED, clauses, data),))


def rejected(order: Order, told: Told) -> Change | Clash:
    if _about_a_dispute(order, told):
        return dispute_events.rejected(order, told)
    at = _answered_at(order, told)
    if isinstance(at, Clash):
        return at
    words = told.text("words")
    refused = move_cancellation(order, CancellationStatus.REJECTED, at, words)
    data = _answer(refused, words)
    return Change(refused, (Entry(at, Actor.SELLER, What.CANCELLATION_REJECTED, ("F11", "F12", "F44"), data),))


def _about_a_dispute(order: Order, told: Told) -> bool:
    """By its key; without one, what was shipped and disputed has no request to cancel that waits (F07)."""
    return told.text("dispute") is not None or (order.shipped_at is not None and bool(order.disputes))


def _answered_at(order: Order, told: Told) -> datetime | Clash:
    """When the seller answered the request that it has (a queued one it has not)."""
    waiting = open_cancellation(order)
    if waiting is None or waiting.status is not CancellationStatus.REQUESTED:
        return Clash.NO_OPEN_REQUEST
    return told.not_before(waiting.requested_at)


def _answer(order: Order, words: str | None) -> dict[str, Any]:
    data = {"reference": order.cancellations[-1].reference}
    return {**data, "words": words} if words else data
