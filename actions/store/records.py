"""Reads and writes the rows that belong to orders: items, and records that are added and changed, never taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from actions.policy.facts import Dispute, Order
from actions.store import dispute_rows, rows
from actions.store.dispute_tables import disputes, evidence, offers
from actions.store.errors import Conflict
from actions.store.tables import cancellations, complaints, items, refunds, traces

_OF_AN_ORDER = (items, cancellations, disputes, refunds, traces, complaints)
_OF_A_DISPUTE = (evidence, offers)


def _query(table: Table, *sequence: str) -> Any:
    order_ids: Any = bindparam("order_ids", expanding=True)
    of_these = select(table).where(table.c.order_id.in_(order_ids))
    return of_these.order_by(table.c.order_id, *(table.c[name] for name in sequence))


# Made once: to make such a query costs as much as to ask it.
_QUERIES = {
    **{table.name: _query(table, "number") for table in _OF_AN_ORDER},
    **{table.name: _query(table, "dispute", "number") for table in _OF_A_DISPUTE},
}


def read(session: Session, order_ids: Sequence[str]) -> Mapping[str, Mapping[str, list[rows.Row]]]:
    """The rows of these orders by table name and order, in the order they were made: one query a table."""
    found = {table.name: _grouped(session, table, order_ids) for table in _OF_AN_ORDER}
    # Few orders have disputes: where none of these has one, nothing more is asked.
    disputed = list(found[disputes.name])
    for table in _OF_A_DISPUTE:
        found[table.name] = _grouped(session, table, disputed) if disputed else defaultdict(list)
    return found


def _grouped(session: Session, table: Table, order_ids: Sequence[str]) -> Mapping[str, list[rows.Row]]:
    groups: defaultdict[str, list[rows.Row]] = defaultdict(list)
    for row in session.execute(_QUERIES[table.name], {"order_ids": order_ids}).mappings():
        groups[row["order_id"]].append(row)
    return groups


def add_items(session: Session, new: Sequence[Order]) -> None:
    """The items of new orders."""
    made = [row for order in new for row in _numbered(_items(order), order_id=order.order_id)]
    session.execute(items.insert(), made)


def put_items(session: Session, order: Order) -> None:
    """The order's items as they are given here, in the place of those there were."""
    session.execute(delete(items).where(items.c.order_id == order.order_id))
    add_items(session, [order])


def write(session: Session, before: Order, after: Order) -> None:
    """What changed of the order's records; Conflict when one of them is gone."""
    old, new = rows.record_rows(before), rows.record_rows(after)
    for table in _OF_AN_ORDER[1:]:
        if table is disputes:
            _write_disputes(session, before, after)
        else:
            _write(session, table, after.order_id, (old[table.name], new[table.name]))


def _items(order: Order) -> list[rows.Row]:
    return [rows.item_row(item) for item in order.items]


def _write(session: Session, table: Table, order_id: str, change: tuple[list[rows.Row], list[rows.Row]]) -> None:
    old, new = change
    _check_kept(order_id, [row["reference"] for row in old], [row["reference"] for row in new])
    for before, after in zip(old, new, strict=False):
        if before != after:
            session.execute(update(table).where(table.c.reference == after["reference"]).values(dict(after)))
    for row in _numbered(new, len(old), order_id=order_id):
        session.execute(table.insert().values(row))


def _write_disputes(session: Session, before: Order, after: Order) -> None:
    """An offer stands before its dispute says that it was made; so the parts of a known dispute come first."""
    _check_kept(after.order_id, [one.reference for one in before.disputes], [one.reference for one in after.disputes])
    for was, now in zip(before.disputes, after.disputes, strict=False):
        if was != now:
            _write_parts(session, after.order_id, now, was)
            row = dispute_rows.dispute_row(now)
            session.execute(update(disputes).where(disputes.c.reference == now.reference).values(row))
    known = len(before.disputes)
    made = [dispute_rows.dispute_row(one) for one in after.disputes]
    for dispute, row in zip(after.disputes[known:], _numbered(made, known, order_id=after.order_id), strict=True):
        session.execute(disputes.insert().values(row))
        _write_parts(session, after.order_id, dispute, None)


def _write_parts(session: Session, order_id: str, dispute: Dispute, was: Dispute | None) -> None:
    """New evidence and offers; of an offer that is known only that it was declined."""
    shown, offered = (was.evidence, was.offers) if was else ((), ())
    _check_kept(order_id, shown, dispute.evidence)
    _check_kept(order_id, [offer.id for offer in offered], [offer.id for offer in dispute.offers])
    for old, offer in zip(offered, dispute.offers, strict=False):
        if old != offer:
            session.execute(update(offers).where(offers.c.id == offer.id).values(dispute_rows.offer_row(offer)))
    whose = {"order_id": order_id, "dispute": dispute.reference}
    pieces = [dispute_rows.evidence_row(piece) for piece in dispute.evidence]
    made = [dispute_rows.offer_row(offer) for offer in dispute.offers]
    for table, parts, known in ((evidence, pieces, len(shown)), (offers, made, len(offered))):
        if new := _numbered(parts, known, **whose):
            session.execute(table.insert(), new)


def _check_kept(order_id: str, old: Iterable[object], new: Iterable[object]) -> None:
    known, now = list(old), list(new)
    if known != now[: len(known)]:
        raise Conflict(f"order {order_id}: records are added and changed, never taken away")


def _numbered(made: Sequence[rows.Row], known: int = 0, **whose: str) -> list[dict[str, Any]]:
    """The rows after the known ones, with whose they are and their places."""
    return [{**row, **whose, "number": number} for number, row in enumerate(made[known:], known + 1)]
