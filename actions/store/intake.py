"""Takes in what an import file holds: all of it or nothing. What is known already is told again only when asked, and
keeps its records and its history: see ``orders.put``.
"""

from __future__ import annotations

from dataclasses import replace as with_changes
from datetime import datetime

from sqlalchemy.orm import Session

from actions.policy.facts import Order, Seller
from actions.store import orders, people
from actions.store.errors import BadInput
from actions.store.facts import Buyer
from actions.store.imports import Batch

KNOWN = "is known already; it is replaced only with --replace"


def take_in(session: Session, batch: Batch, replace: bool, now: datetime) -> None:
    """Sellers, buyers and orders of the batch are known from now on. BadInput names the first that was known before.

    The batch was read before; a seller who has told other terms since then is taken as it is now.
    """
    known = orders.known(session, (order.order_id for order in batch.orders))
    if not replace:
        _refuse_known(session, batch, known)
    for seller in batch.sellers:
        people.put_seller(session, seller, now)
    for buyer in batch.buyers:
        people.put_buyer(session, buyer)
    batch = with_changes(batch, orders=_under_terms_of_now(session, batch))
    orders.add(session, [order for order in batch.orders if order.order_id not in known], now)
    for order in sorted(batch.orders, key=lambda order: order.order_id):
        if order.order_id in known:
            orders.put(session, order, now)


def _under_terms_of_now(session: Session, batch: Batch) -> tuple[Order, ...]:
    read = {order.seller.seller_id: order.seller for order in batch.orders}
    now = {key: people.find_seller(session, key) or seller for key, seller in read.items()}
    return tuple(
        order if now[key := order.seller.seller_id] == order.seller else with_changes(order, seller=now[key])
        for order in batch.orders
    )


def _refuse_known(session: Session, batch: Batch, known: set[str]) -> None:
    for index, order in enumerate(batch.orders):
        if order.order_id in known:
            raise BadInput(f"orders[{index}]", "order_id", f"{order.order_id} {KNOWN}")
    for index, seller in enumerate(batch.sellers):
        unheard_of = Seller(seller.seller_id, seller.seller_id)  # its orders came before it
        if people.find_seller(session, seller.seller_id) not in (None, seller, unheard_of):
            raise BadInput(f"sellers[{index}]", "seller_id", f"{seller.seller_id} {KNOWN}")
    for index, buyer in enumerate(batch.buyers):
        if people.find_buyer(session, buyer.buyer_id) not in (None, buyer, Buyer(buyer.buyer_id)):
            raise BadInput(f"buyers[{index}]", "buyer_id", f"{buyer.buyer_id} {KNOWN}")
