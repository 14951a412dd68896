"""Keeps each order's ``next_due`` right when the policy's terms are others than those it was reckoned by.

A date that is kept is a promise of the terms of then: a corrected term, or an effect that is new, would leave it stale.
So the terms' fingerprint is kept beside the dates, and whoever sweeps first under other terms reckons them all anew.
"""

from __future__ import annotations

import hashlib
import logging

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.policy.due import EFFECTS
from actions.policy.facts import Order
from actions.policy.profiles import PROFILES, Profile
from actions.store import orders as stored
from actions.store.ledger import due_terms
from actions.store.sql import put
from actions.store.tables import orders

_AT_ONCE = 200
logger = logging.getLogger("recourse.store")


def fingerprint() -> str:
    """Equal for policies under which the same things happen by themselves at the same instants."""
    terms = [_terms(PROFILES[name]) for name in sorted(PROFILES)]
    return hashlib.sha256(repr((terms, [effect.__name__ for effect in EFFECTS])).encode()).hexdigest()


def _terms(profile: Profile) -> tuple[object, ...]:
    dated = sorted(
        (str(name), term.since.isoformat(), str(term.value)) for name, terms in profile.terms.items() for term in terms
    )
    return profile.name, profile.calendar.zone, sorted(profile.calendar.holidays), dated


def are_right(session: Session) -> bool:
    """Whether every date that is kept was reckoned by the terms of this policy."""
    return session.execute(select(due_terms.c.fingerprint)).scalar() == fingerprint()


def reckon_some(session: Session, after: str) -> str | None:
    """Reckons the dates of some orders anew, those after this number; the last of their numbers, or None for no more.

    When there are no more, the dates count as right from then on.
    """
    query = select(orders.c.order_id).where(orders.c.order_id > after).order_by(orders.c.order_id).limit(_AT_ONCE)
    numbers = session.execute(query.with_for_update()).scalars().all()
    kept = session.execute(select(orders.c.order_id, orders.c.next_due).where(orders.c.order_id.in_(numbers)))
    known = {row.order_id: row.next_due for row in kept}
    for order in stored.load_all(session, numbers):
        _reckon(session, order, known)
    if not numbers:
        put(session, due_terms, {"id": 1}, {"id": 1, "fingerprint": fingerprint()})
    return numbers[-1] if numbers else None


def _reckon(session: Session, order: Order, known: dict[str, object]) -> None:
    try:
        due = stored.due_date(order)
    except Exception:
        logger.exception("what is due for order %s could not be reckoned", order.order_id)
        return
    if due != known[order.order_id]:
        session.execute(update(orders).where(orders.c.order_id == order.order_id).values(next_due=due))
