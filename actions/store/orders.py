"""Remembers orders: loads one with its whole case as a fact, and writes back what a decision changed of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, text, update
from sqlalchemy.orm import Session

from actions.policy.decision import Actor
from actions.policy.due import next_due
from actions.policy.facts import Order
from actions.policy.record import Change, Entry, What
from actions.store import history, outbox, people, records, rows
from actions.store.errors import Conflict, NotFound
from actions.store.tables import orders

PUT = "put"
"""The cause of what history tells when an order has taken the place of another."""

_WITH_RECORDS = (
    "cancellations",
    "disputes",
    "refunds",
    "traces",
    "complaints",
    "cancelled_at",
    "lapsed_at",
    "in_hand_at",
)

Overdue = tuple[datetime, str]
"""Since when something is due for which order."""

_LOCKED = "locked_orders"
_AT_ONCE = 500
_BEFORE_ALL = datetime(1, 1, 1, tzinfo=timezone.utc)


# Made once: to make such a query costs as much as to ask it.
_ONE = select(orders).where(orders.c.order_id == bindparam("order_id"))
_OWN = select(orders).where(orders.c.order_id == bindparam("order_id"), orders.c.buyer_id == bindparam("buyer_id"))
_OF_A_BUYER = (
    select(orders)
    .where(orders.c.buyer_id == bindparam("buyer_id"))
    .order_by(orders.c.placed_at.desc(), orders.c.order_id.desc())
)
_ANY_OF_A_BUYER = select(orders.c.order_id).where(orders.c.buyer_id == bindparam("buyer_id")).limit(1)


def lock(session: Session, order_id: str) -> None:
    """Until this session ends nobody else changes the order, or makes it; waits for whoever does."""
    row = select(orders.c.order_id).where(orders.c.order_id == order_id).with_for_update()
    there = session.execute(row).first() is not None
    if not there and session.get_bind().dialect.name == "postgresql":  # no row to lock yet: its number is locked
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:order_id, 0))"), {"order_id": order_id})
        session.execute(row)
    session.info.setdefault(_LOCKED, set()).add(order_id)


def load(session: Session, order_id: str) -> Order | None:
    """The order with its whole case, or None."""
    return _single(session, session.execute(_ONE, {"order_id": order_id}).mappings().first())


def load_for(session: Session, buyer_id: str, order_id: str) -> Order | None:
    """The buyer's own order, or None: another buyer's order and one that does not exist are the same (R26)."""
    own = {"order_id": order_id, "buyer_id": buyer_id}
    return _single(session, session.execute(_OWN, own).mappings().first())


def orders_of(session: Session, buyer_id: str) -> list[Order]:
    """The buyer's orders, the newest first."""
    return _facts(session, session.execute(_OF_A_BUYER, {"buyer_id": buyer_id}).mappings().all())


def has_any(session: Session, buyer_id: str) -> bool:
    """Whether the buyer has an order."""
    return session.execute(_ANY_OF_A_BUYER, {"buyer_id": buyer_id}).first() is not None


def all_orders(session: Session) -> list[Order]:
    """Every order, the newest first (for staff)."""
    query = select(orders).order_by(orders.c.placed_at.desc(), orders.c.order_id.desc())
    return _facts(session, session.execute(query).mappings().all())


def stream(session: Session, batch: int = _AT_ONCE) -> Iterator[list[Order]]:
    """Every order with its whole case, some at a time by their numbers, in a handful of queries each (for analyses)."""
    query, last = select(orders).order_by(orders.c.order_id).limit(batch), ""
    while part := session.execute(query.where(orders.c.order_id > last)).mappings().all():
        yield _facts(session, part)
        last = part[-1]["order_id"]


def load_all(session: Session, order_ids: Sequence[str]) -> list[Order]:
    """The orders with these numbers, as far as there are any."""
    query = select(orders).where(orders.c.order_id.in_(order_ids)).order_by(orders.c.order_id)
    return _facts(session, session.execute(query).mappings().all())


def due(session: Session, now: datetime, limit: int, after: Overdue | None = None) -> list[Overdue]:
    """The orders to which something happened by itself and is not written yet, the longest overdue first.

    ``after``: the last of those that were looked at already.
    """
    query = select(orders.c.next_due, orders.c.order_id).where(orders.c.next_due <= now)
    if after is not None:
        same = and_(orders.c.next_due == after[0], orders.c.order_id > after[1])
        query = query.where(or_(orders.c.next_due > after[0], same))
    found = session.execute(query.order_by(orders.c.next_due, orders.c.order_id).limit(limit))
    return [(row.next_due, row.order_id) for row in found]


def save(session: Session, before: Order, change: Change, cause: str | None = None) -> None:
    """Writes what changed, with its history and news for the marketplace; the order was locked before it was loaded.

    ``cause``: the proposal or the event that it came from.
    """
    after = change.order
    if after.order_id not in session.info.get(_LOCKED, ()):
        raise Conflict(f"order {after.order_id} was not locked before it was changed")
    _update(session, after, _row(after))
    records.write(session, before, after)
    history.append(session, after.order_id, change.entries, cause)
    outbox.tell(session, after.order_id, change.entries)


def add(session: Session, new: Sequence[Order], now: datetime) -> None:
    """New orders without any record yet; buyers and sellers are remembered by their ids until more is told of them."""
    for buyer_id in sorted({order.buyer_id for order in new}):
        people.know_buyer(session, buyer_id)
    terms = {}
    for seller_id in sorted({order.seller.seller_id for order in new}):
        terms[seller_id] = people.terms_now(session, seller_id, now)
    made = [_row(order, terms_id=terms[order.seller.seller_id]) for order in new]
    if made:
        session.execute(orders.insert(), made)
        records.add_items(session, new)


def put(session: Session, order: Order, now: datetime) -> None:
    """The order as given here takes the place of the known one, under its seller's terms of then; its history tells so.

    Conflict when records rest on what it was: they are never forgotten. (Told with those records unchanged, it stays.)
    """
    lock(session, order.order_id)
    there = load(session, order.order_id)
    if there is None:
        raise NotFound("order", order.order_id)
    same_seller = there.seller.seller_id == order.seller.seller_id
    new = dataclasses.replace(order, seller=there.seller) if same_seller else order
    if changed := _changed(there, new):
        people.know_buyer(session, new.buyer_id)
        under = {} if same_seller else {"terms_id": people.terms_now(session, new.seller.seller_id, now)}
        _update(session, new, _row(new, **under))
        records.put_items(session, new)
        told = Entry(now, Actor.PLATFORM, What.ORDER_CHANGED, (), {"fields": changed})
        history.append(session, new.order_id, [told], PUT)


def _changed(there: Order, new: Order) -> list[str]:
    """The facts that are others; Conflict names the first when records rest on them."""
    kept = {name: getattr(there, name) for name in _WITH_RECORDS}
    rested_on = any(kept.values())
    told = dataclasses.replace(new, **kept) if rested_on else new
    names = (field.name for field in dataclasses.fields(Order))
    changed = [name for name in names if getattr(told, name) != getattr(there, name)]
    if changed and rested_on:
        raise Conflict(f"order {there.order_id} has records that rest on its {changed[0]}; they are never forgotten")
    return changed


def known(session: Session, order_ids: Iterable[str]) -> set[str]:
    """Those of the order ids that are stored."""
    asked, found = sorted(order_ids), set[str]()
    for start in range(0, len(asked), _AT_ONCE):
        part = select(orders.c.order_id).where(orders.c.order_id.in_(asked[start : start + _AT_ONCE]))
        found.update(session.execute(part).scalars())
    return found


def due_date(order: Order) -> datetime | None:
    """When the first thing happens to the order by itself that is not written yet, be it past or to come."""
    return next_due(order, _BEFORE_ALL)


def _row(order: Order, **more: Any) -> dict[str, Any]:
    return {**rows.order_row(order), "next_due": due_date(order), **more}


def _update(session: Session, order: Order, row: dict[str, Any]) -> None:
    session.execute(update(orders).where(orders.c.order_id == order.order_id).values(row))


def _single(session: Session, found: Any) -> Order | None:
    return _facts(session, [found])[0] if found is not None else None


def _facts(session: Session, found: Sequence[Any]) -> list[Order]:
    """The orders of these rows, read with a handful of queries however many there are."""
    made: list[Order] = []
    for start in range(0, len(found), _AT_ONCE):
        part = found[start : start + _AT_ONCE]
        keys = [row["order_id"] for row in part]
        belonging = records.read(session, keys)
        sellers = people.sellers_under(session, {(row["seller_id"], row["terms_id"]) for row in part})
        for row in part:
            own = {name: groups[row["order_id"]] for name, groups in belonging.items()}
            made.append(rows.order_fact(row, sellers[row["seller_id"], row["terms_id"]], own))
    return made
