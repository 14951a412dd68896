"""Takes in the seller's answer to a request to cancel: approved (all comes back) or rejected (the order goes on)."""

from __future__ import annotations

from actions.policy.decision import Actor
from actions.policy.event_words import Clash, EventError, Told
from actions.policy.facts import Cancellation, CancellationStatus, Order
from actions.policy.lifecycle import move_cancellation, open_cancellation
from actions.policy.record import Change, Entry, What
from actions.policy.refunding import close_with_refund
from actions.policy.steps import by_clause, refund_clauses
from actions.policy.terms import terms_for


def approved(order: Order, told: Told) -> Change | Clash:
    waiting = _answered(order, told)
    if isinstance(waiting, Clash):
        return waiting
    words = told.text("words")
    terms = terms_for(order)
    agreed = move_cancellation(order, CancellationStatus.APPROVED, told.at, words)
    closed, refund = close_with_refund(agreed, terms, told.at)
    clauses = by_clause("F05", "F12", *refund_clauses(order, terms))
    data = {"reference": waiting.reference, **_said(words), **refund}
    return Change(closed, (Entry(told.at, Actor.SELLER, What.CANCELLATION_APPROVED, clauses, data),))


def rejected(order: Order, told: Told) -> Change | Clash:
    waiting = _answered(order, told)
    if isinstance(waiting, Clash):
        return waiting
    words = told.text("words")
    refused = move_cancellation(order, CancellationStatus.REJECTED, told.at, words)
    data = {"reference": waiting.reference, **_said(words)}
    return Change(refused, (Entry(told.at, Actor.SELLER, What.CANCELLATION_REJECTED, ("F11", "F12", "F44"), data),))


def _answered(order: Order, told: Told) -> Cancellation | Clash:
    """The request that the seller answers: one that it has (a queued one it has not)."""
    if told.text("dispute") is not None:
        raise EventError("dispute", "the order has no such dispute")
    waiting = open_cancellation(order)
    if waiting is None or waiting.status is not CancellationStatus.REQUESTED:
        return Clash.NO_OPEN_REQUEST
    return Clash.OUT_OF_ORDER if told.at < waiting.requested_at else waiting


def _said(words: str | None) -> dict[str, str]:
    return {"words": words} if words else {}
