"""Writes many new orders at once, with the records that they have already: one statement a table. For invented shops
only: orders of real life are told, and their records come about by decisions (``orders.save``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.policy.facts import Order, Seller
from actions.policy.record import Change
from actions.store import history, orders, people, rows, tables
from actions.store.dispute_rows import evidence_row
from actions.store.dispute_tables import disputes, evidence
from actions.store.ledger import history as history_table

Named = tuple[str, dict[str, Any]]
"""The name of a table, and a row for it."""
_SEQUENCE = (
    *(tables.orders, tables.items, tables.cancellations, disputes, evidence),
    *(tables.refunds, tables.traces, tables.complaints, history_table),
)
"""What a row must find in place already comes before it: the guards look."""


def add_sellers(session: Session, sellers: Iterable[Seller], now: datetime) -> dict[str, int]:
    """New sellers; the key of each one's terms."""
    for seller in sellers:
        people.put_seller(session, seller, now)
    return {row.seller_id: row.id for row in session.execute(select(tables.seller_terms))}


def add_buyers(session: Session, ids: Iterable[str]) -> None:
    """New buyers, of whom nothing else is known."""
    session.execute(tables.buyers.insert(), [{"buyer_id": buyer_id} for buyer_id in ids])


def add(session: Session, new: Sequence[Change], terms: Mapping[str, int]) -> None:
    """New orders as they are now, with what happened to them; ``terms``: the key of each seller's."""
    made: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in new:
        for table, row in (*_of_order(change.order, terms), *_of_history(change)):
            made[table].append(row)
    for target in _SEQUENCE:
        if made[target.name]:
            session.execute(target.insert(), made[target.name])


def _of_order(order: Order, terms: Mapping[str, int]) -> Iterator[Named]:
    own = {"next_due": orders.due_date(order), "terms_id": terms[order.seller.seller_id]}
    yield "orders", {**rows.order_row(order), **own}
    whose = {"order_id": order.order_id}
    for table, found in rows.record_rows(order).items():
        yield from ((table, {**row, **whose, "number": number}) for number, row in enumerate(found, 1))
    for dispute in order.disputes:
        its = {**whose, "dispute": dispute.reference}
        for number, piece in enumerate(dispute.evidence, 1):
            yield "evidence", {**evidence_row(piece), **its, "number": number}


def _of_history(change: Change) -> Iterator[Named]:
    yield from (("history", row) for row in history.rows_of(change.order.order_id, change.entries, None))
