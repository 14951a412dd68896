"""Applies what happens by itself, each effect at its due instant and in sequence (R01, R03). No clock of its own.

An effect names its instant and what happens then; ``settle`` lets the earliest that is due happen, until none is left.
So one sweep or many, late or in time, leave the same order and the same history.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from actions.policy.decision import Actor
from actions.policy.dispute_due import buyer_silent, return_not_confirmed, return_not_sent, seller_silent
from actions.policy.facts import Cancellation, CancellationStatus, Order, OrderStatus
from actions.policy.lifecycle import move_cancellation, open_cancellation, status, with_inferred_times
from actions.policy.moments import lapse_at, ship_by
from actions.policy.profiles import TermName
from actions.policy.record import Change, Due, Entry, What
from actions.policy.refunding import close_with_refund
from actions.policy.steps import by_clause, refund_clauses, seller_clause, silence_clauses
from actions.policy.terms import Terms, terms_for


def lapses(order: Order, terms: Terms) -> Due | None:
    """Nobody paid in time: the order lapses (F03)."""
    if status(order, order.placed_at) is not OrderStatus.AWAITING_PAYMENT:
        return None
    at = lapse_at(order, terms)
    return Due(at, lambda: lapse(order, at))


def lapse(order: Order, at: datetime) -> Change:
    """The order lapsed at that instant; a cancellation queued for it has nothing left to cancel."""
    if open_cancellation(order) is not None:
        order = move_cancellation(order, CancellationStatus.OVERTAKEN, at)
    return Change(replace(order, lapsed_at=at), (Entry(at, Actor.SYSTEM, What.ORDER_LAPSED, ("F03",)),))


def silence_grants(order: Order, terms: Terms) -> Due | None:
    """The seller did not answer by ``decide_by``: the request is granted, all that was paid comes back (F06, R03)."""
    waiting = open_cancellation(order)
    if waiting is None or waiting.decide_by is None:
        return None
    return Due(waiting.decide_by, partial(_grant, order, terms, waiting))


def _grant(order: Order, terms: Terms, waiting: Cancellation) -> Change:
    at = waiting.decide_by or waiting.requested_at
    granted = move_cancellation(order, CancellationStatus.LAPSED_TO_APPROVED, at)
    closed, refund = close_with_refund(granted, terms, at)
    own = seller_clause(terms, TermName.ANSWER_CANCEL, TermName.SHIP)
    clauses = by_clause(*silence_clauses(order, terms, at), own, *refund_clauses(order, terms))
    data = {"reference": waiting.reference, **refund}
    return Change(closed, (Entry(at, Actor.SYSTEM, What.CANCELLATION_GRANTED, clauses, data),))


def never_shipped(order: Order, terms: Terms) -> Due | None:
    """The time to ship is over: the order is cancelled with a full refund, whatever happened before (R03, F44)."""
    if status(order, order.placed_at) is not OrderStatus.PENDING_SHIPMENT:
        return None
    at = ship_by(order, terms)
    return Due(at, partial(_cancel_unshipped, order, terms, at))


def _cancel_unshipped(order: Order, terms: Terms, at: datetime) -> Change:
    if open_cancellation(order) is not None:  # asked under terms that gave more time to answer than there is to ship
        order = move_cancellation(order, CancellationStatus.LAPSED_TO_APPROVED, at)
    closed, refund = close_with_refund(order, terms, at)
    clauses = by_clause("F44", seller_clause(terms, TermName.SHIP), *refund_clauses(order, terms))
    return Change(closed, (Entry(at, Actor.SYSTEM, What.UNSHIPPED_ORDER_CANCELLED, clauses, refund),))


EFFECTS: tuple[Callable[[Order, Terms], Due | None], ...] = (
    lapses,
    silence_grants,
    never_shipped,
    seller_silent,
    buyer_silent,
    return_not_sent,
    return_not_confirmed,
)
"""At the same instant the first one wins: a waiting request is granted before its order is cancelled as unshipped."""


def _next(order: Order) -> Due | None:
    terms = terms_for(order)
    found = (effect(order, terms) for effect in EFFECTS)
    return min((due for due in found if due is not None), key=lambda due: due.at, default=None)


def settle(order: Order, now: datetime) -> Change:
    """The order as it is at ``now``: every automatic effect that is due (<= now) applied at its instant."""
    order = with_inferred_times(order)
    entries: tuple[Entry, ...] = ()
    while (due := _next(order)) is not None and due.at <= now:
        change = due.happen()
        order, entries = change.order, (*entries, *change.entries)
    return Change(order, entries)


def next_due(order: Order, now: datetime) -> datetime | None:
    """The next instant after ``now`` at which something happens to this order by itself, or None."""
    due = _next(settle(order, now).order)
    return due.at if due else None
