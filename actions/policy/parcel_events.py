"""Takes in what happens to the parcel: shipped, tracked, delivered, received. Missing times are inferred (R05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.policy.decision import Actor, utc
from actions.policy.event_words import Clash, Told
from actions.policy.facts import CancellationStatus, Order
from actions.policy.lifecycle import learn_time, move_cancellation, open_cancellation, with_inferred_times
from actions.policy.record import Change, Entry, What


def shipped(order: Order, told: Told) -> Change | Clash:
    """Shipped, whatever was missing before it; a request to cancel that still waits is overtaken (F07, R05)."""
    if "shipped_at" in order.inferred:
        return _shipped_before(order, told)
    if order.shipped_at is not None:
        return Change(order) if order.shipped_at == told.at else Clash.ALREADY_SHIPPED
    if _closed(order):
        return Clash.ORDER_CLOSED
    sent, entry = _sent(order, told)
    return _follow(order, replace(sent, shipped_at=told.at), entry)


def _shipped_before(order: Order, told: Told) -> Change | Clash:
    """Told at last: when the parcel was shipped that others had spoken of already (R05)."""
    if order.delivered_at is not None and told.at > order.delivered_at:
        return Clash.OUT_OF_ORDER
    sent, entry = _sent(order, told)
    return Change(learn_time(sent, "shipped_at", told.at), (entry,))


def _sent(order: Order, told: Told) -> tuple[Order, Entry]:
    number, promised = told.text("tracking"), told.time("promised_by")
    known = replace(order, tracking=number or order.tracking, promised_by=promised or order.promised_by)
    data = {"tracking": number} if number else {}
    return known, Entry(told.at, Actor.SELLER, What.SHIPPED, ("F02",), data)


def tracking(order: Order, told: Told) -> Change | Clash:
    """The parcel's number, or a new promised date, before or after shipping."""
    if _closed(order):
        return Clash.ORDER_CLOSED
    if order.delivered_at is not None:
        return Clash.ALREADY_DELIVERED
    number, promised = told.required_text("number"), told.time("promised_by")
    known = replace(order, tracking=number, promised_by=promised or order.promised_by)
    data = {"tracking": number, **({"promised_by": utc(promised)} if promised else {})}
    return Change(known, (Entry(told.at, Actor.CARRIER, What.TRACKING, (), data),))


def delivered(order: Order, told: Told) -> Change | Clash:
    """Delivered by the carrier's word; if nobody told of the shipping, it is inferred (R05, R13)."""
    if "delivered_at" in order.inferred:
        return _delivered_before(order, told)
    if order.delivered_at is not None:
        return Change(order) if order.delivered_at == told.at else Clash.ALREADY_DELIVERED
    if _closed(order):
        return Clash.ORDER_CLOSED
    at = told.not_before(order.shipped_at)
    if isinstance(at, Clash):
        return at
    arrived = replace(order, delivered_at=at)
    return _follow(order, arrived, Entry(at, Actor.CARRIER, What.DELIVERED, ("F32",)))


def _delivered_before(order: Order, told: Told) -> Change | Clash:
    """Told at last by the carrier: when the parcel came that the buyer has confirmed already (R05)."""
    if order.receipt_confirmed_at is not None and told.at > order.receipt_confirmed_at:
        return Clash.OUT_OF_ORDER
    entry = Entry(told.at, Actor.CARRIER, What.DELIVERED, ("F32",))
    return Change(learn_time(order, "delivered_at", told.at), (entry,))


def receipt_confirmed(order: Order, told: Told) -> Change | Clash:
    """The buyer has the parcel in hand: delivered, if no carrier said so, and completed (R13, R15)."""
    if order.receipt_confirmed_at is not None:
        return Change(order) if order.receipt_confirmed_at == told.at else Clash.ALREADY_CONFIRMED
    if _closed(order):
        return Clash.ORDER_CLOSED
    at = told.not_before(order.shipped_at, order.delivered_at)
    if isinstance(at, Clash):
        return at
    confirmed = replace(order, receipt_confirmed_at=at)
    return _follow(order, confirmed, Entry(at, Actor.BUYER, What.RECEIPT_CONFIRMED, ("F32",)))


def _closed(order: Order) -> bool:
    return order.cancelled_at is not None or order.lapsed_at is not None


def _follow(before: Order, after: Order, entry: Entry) -> Change:
    """What follows at once: the times that are implied, marked, and the end of a request that still waited."""
    whole = with_inferred_times(after)
    inferred = sorted(whole.inferred - before.inferred)
    if inferred:
        entry = replace(entry, data={**entry.data, "inferred": inferred})
    waiting = open_cancellation(whole)
    if waiting is None:
        return Change(whole, (entry,))
    return _overtake(whole, entry, max(entry.at, waiting.requested_at), waiting.reference)


def _overtake(order: Order, entry: Entry, at: datetime, reference: str) -> Change:
    data: dict[str, Any] = {"reference": reference}
    note = Entry(at, Actor.SYSTEM, What.CANCELLATION_OVERTAKEN, ("F02", "F07"), data)
    return Change(move_cancellation(order, CancellationStatus.OVERTAKEN, at), (entry, note))
