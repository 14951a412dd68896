"""Decides what a known order becomes when it is told again: what may change, what stays, what contradicts (R04).

Pure: facts in, facts out. Times that have happened are no matter of this module: they are taken in as events are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from actions.policy.event_words import CLOCK_SKEW
from actions.policy.events import EventKind
from actions.policy.facts import Item, Order

HAPPENED: Mapping[str, EventKind] = {
    "paid_at": EventKind.PAID,
    "payment_verified_at": EventKind.PAYMENT_VERIFIED,
    "shipped_at": EventKind.SHIPPED,
    "delivered_at": EventKind.DELIVERED,
    "receipt_confirmed_at": EventKind.RECEIPT_CONFIRMED,
}
"""The times of an order in their sequence, and the event that tells the same."""


class Contradiction(Exception):
    """The order is told otherwise than it was committed; ``field`` names in what."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} contradicts what was committed before")
        self.field = field


@dataclass(frozen=True)
class Told:
    """An order as it is told now. ``given``: the fields that were named; a null tells nothing of a time or profile."""

    order: Order
    given: Collection[str]


def merged(known: Order, told: Told) -> Order:
    """The known order with what may change of it, its records and times as they are. Raises Contradiction.

    Whose order it is, its currency, date and profile never change; what was bought for how much, and how it is paid,
    not once it was paid or asked about. Titles may always be told better. A promised date comes with the order until
    it is shipped; from then on the carrier tells it.
    """
    new = told.order
    _same(known, new, told.given)
    titled = tuple(replace(item, title=_titles(new).get(item.sku, item.title)) for item in known.items)
    promised = known.promised_by if known.shipped_at else new.promised_by
    changed = replace(known, items=titled, promised_by=promised or known.promised_by or new.promised_by)
    if field := _differing_content(known, new):
        if is_settled(known):
            raise Contradiction(field)
        content = {"items": new.items, "shipping_fee": new.shipping_fee, "discount": new.discount}
        changed = replace(changed, **content, payment_method=new.payment_method)  # type: ignore[arg-type]
    return changed


def is_settled(order: Order) -> bool:
    """Whether what was bought for how much stands: it was paid, closed, or somebody asked something about it."""
    closed = order.cancelled_at is not None or order.lapsed_at is not None
    return order.paid_at is not None or closed or bool(order.cancellations or order.refunds or order.disputes)


def news_of(known: Order, told: Told, failed_at: datetime | None) -> list[tuple[str, datetime]]:
    """The times that are told and not known yet, in their sequence.

    A null takes nothing back, and a difference within what clocks may differ by is none. A payment of before one that
    failed (``failed_at``) is an old story.
    """
    return [(name, at) for name in HAPPENED if (at := _told_time(known, told, name, failed_at)) is not None]


def _told_time(known: Order, told: Told, name: str, failed_at: datetime | None) -> datetime | None:
    at: datetime | None = getattr(told.order, name)
    if at is None or name in told.order.inferred or name not in told.given:
        return None
    there: datetime | None = getattr(known, name)
    if there is not None and abs(there - at) <= CLOCK_SKEW and not (name in known.inferred and there != at):
        return None
    if there is None and failed_at is not None and at <= failed_at and name in ("paid_at", "payment_verified_at"):
        return None
    return at


def _same(known: Order, new: Order, given: Collection[str]) -> None:
    for name in ("buyer_id", "currency", *(["profile"] if "profile" in given else [])):
        if getattr(known, name) != getattr(new, name):
            raise Contradiction(name)
    if known.seller.seller_id != new.seller.seller_id:
        raise Contradiction("seller_id")
    if abs(known.placed_at - new.placed_at) > CLOCK_SKEW:
        raise Contradiction("placed_at")


def _differing_content(known: Order, new: Order) -> str | None:
    if _bought(known.items) != _bought(new.items):
        return "items"
    fields = ("shipping_fee", "discount", "payment_method")
    return next((name for name in fields if getattr(known, name) != getattr(new, name)), None)


def _bought(items: tuple[Item, ...]) -> dict[str, tuple[int, int]]:
    return {item.sku: (item.quantity, item.unit_price) for item in items}


def _titles(order: Order) -> dict[str, str]:
    return {item.sku: item.title for item in order.items}
