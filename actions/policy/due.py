"""Applies what happens by itself, each effect at its due instant and in sequence (R01, R03). No clock of its own.

An effect says what it would do, dated at its due instant; ``settle`` applies the earliest that is due until none is
left. So one sweep or many, late or in time, leave the same order and the same history.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from actions.policy.decision import Actor
from actions.policy.facts import CancellationStatus, Order, OrderStatus
from actions.policy.lifecycle import move_cancellation, open_cancellation, status, with_inferred_times
from actions.policy.moments import lapse_at, ship_by
from actions.policy.profiles import TermName
from actions.policy.record import Change, Entry, What
from actions.policy.refunding import close_with_refund
from actions.policy.steps import by_clause, refund_clauses, seller_clause
from actions.policy.terms import Terms, terms_for


def lapses(order: Order, terms: Terms) -> Change | None:
    """Nobody paid in time: the order lapses (F03); a cancellation queued for it has nothing left to cancel."""
    if status(order, order.placed_at) is not OrderStatus.AWAITING_PAYMENT:
        return None
    return lapse(order, lapse_at(order, terms))


def lapse(order: Order, at: datetime) -> Change:
    """The order lapsed at that instant."""
    if open_cancellation(order) is not None:
        order = move_cancellation(order, CancellationStatus.OVERTAKEN, at)
    return Change(replace(order, lapsed_at=at), (Entry(at, Actor.SYSTEM, What.ORDER_LAPSED, ("F03",)),))


def silence_grants(order: Order, terms: Terms) -> Change | None:
    """The seller did not answer by ``decide_by``: the request is granted, all that was paid comes back (F06, R03)."""
    waiting = open_cancellation(order)
    if waiting is None or waiting.decide_by is None:
        return None
    at = waiting.decide_by
    granted = move_cancellation(order, CancellationStatus.LAPSED_TO_APPROVED, at)
    closed, refund = close_with_refund(granted, terms, at)
    clauses = by_clause("F06", seller_clause(terms, TermName.ANSWER_CANCEL, TermName.SHIP), *_refund(order, terms))
    data = {"reference": waiting.reference, **refund}
    return Change(closed, (Entry(at, Actor.SYSTEM, What.CANCELLATION_GRANTED, clauses, data),))


def never_shipped(order: Order, terms: Terms) -> Change | None:
    """The time to ship is over: the order is cancelled with a full refund, whatever happened before (R03, F44)."""
    if status(order, order.placed_at) is not OrderStatus.PENDING_SHIPMENT:
        return None
    at = ship_by(order, terms)
    closed, refund = close_with_refund(order, terms, at)
    clauses = by_clause("F44", seller_clause(terms, TermName.SHIP), *_refund(order, terms))
    return Change(closed, (Entry(at, Actor.SYSTEM, What.UNSHIPPED_ORDER_CANCELLED, clauses, refund),))


def _refund(order: Order, terms: Terms) -> tuple[str, ...]:
    return refund_clauses(order, terms) if order.paid_at is not None else ()


EFFECTS: tuple[Callable[[Order, Terms], Change | None], ...] = (lapses, silence_grants, never_shipped)
"""At the same instant the first one wins: a waiting request is granted before its order is cancelled as unshipped."""


def _pending(order: Order) -> list[Change]:
    terms = terms_for(order)
    found = (effect(order, terms) for effect in EFFECTS)
    return sorted((change for change in found if change is not None), key=lambda change: change.entries[0].at)


def settle(order: Order, now: datetime) -> Change:
    """The order as it is at ``now``: every automatic effect that is due (<= now) applied at its instant."""
    order = with_inferred_times(order)
    entries: tuple[Entry, ...] = ()
    while (pending := _pending(order)) and pending[0].entries[0].at <= now:
        order, entries = pending[0].order, (*entries, *pending[0].entries)
    return Change(order, entries)


def next_due(order: Order, now: datetime) -> datetime | None:
    """The next instant after ``now`` at which something happens to this order by itself, or None."""
    pending = _pending(settle(order, now).order)
    return pending[0].entries[0].at if pending else None
