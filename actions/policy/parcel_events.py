"""Takes in what happens to the parcel: shipped, tracked, delivered, lost, received. Missing times: inferred (R05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from actions.policy import return_events
from actions.policy.closing import end_not_received
from actions.policy.decision import Actor, utc
from actions.policy.event_words import Clash, EventError, ForStaff, TicketTopic, Told
from actions.policy.facts import CancellationStatus, DisputeReason, Order, Word
from actions.policy.lifecycle import (
    dispute_named,
    learn_time,
    move_cancellation,
    open_cancellation,
    with_inferred_times,
)
from actions.policy.record import Change, Entry, What


class Leg(Word):
    """Which way a parcel went that was lost."""

    OUT = "out"
    BACK = "back"


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
    number, promised = told.text("tracking"), _promised(order, told)
    known = replace(order, tracking=number or order.tracking, promised_by=promised or order.promised_by)
    data = {"tracking": number} if number else {}
    return known, Entry(told.at, Actor.SELLER, What.SHIPPED, ("F02",), data)


def _promised(order: Order, told: Told) -> datetime | None:
    """The promised date; one that was over before the order was placed is a slip. A bare date is its midnight."""
    promised = told.time("promised_by")
    if promised is not None and promised < order.placed_at - timedelta(days=1):
        raise EventError("promised_by", "lies before the order was placed")
    return promised


def tracking(order: Order, told: Told) -> Change | Clash:
    """The parcel's number, or a new promised date, before or after shipping."""
    if _closed(order):
        return Clash.ORDER_CLOSED
    if order.delivered_at is not None:
        return Clash.ALREADY_DELIVERED
    number, promised = told.required_text("number"), _promised(order, told)
    known = replace(order, tracking=number, promised_by=promised or order.promised_by)
    data = {"tracking": number, **({"promised_by": utc(promised)} if promised else {})}
    return Change(known, (Entry(told.at, Actor.CARRIER, What.TRACKING, (), data),))


def delivered(order: Order, told: Told) -> Change | ForStaff | Clash:
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
    return _after_all(order, _follow(order, arrived, Entry(at, Actor.CARRIER, What.DELIVERED, ("F32",))))


def _delivered_before(order: Order, told: Told) -> Change | Clash:
    """Told at last by the carrier: when the parcel came that the buyer has confirmed or in hand already (R05).

    A scan that is later than the buyer's word that the parcel is in hand is noted; the window runs from the word (R13).
    """
    if order.receipt_confirmed_at is not None and told.at > order.receipt_confirmed_at:
        return Clash.OUT_OF_ORDER
    entry = Entry(told.at, Actor.CARRIER, What.DELIVERED, ("F32",))
    if order.in_hand_at is not None and told.at > order.in_hand_at:
        return Change(order, (entry,))
    return Change(learn_time(order, "delivered_at", told.at), (entry,))


def lost(order: Order, told: Told) -> Change | ForStaff | Clash:
    """Lost by the carrier's word, on the way to the buyer (R14) or, with ``leg=back``, on the way to the seller."""
    if told.word("leg", Leg) is Leg.BACK:
        return return_events.lost(order, told)
    if _closed(order):
        return Clash.ORDER_CLOSED
    if order.delivered_at is not None:
        return Clash.ALREADY_DELIVERED
    if order.lost_at is not None:
        return Change(order) if order.lost_at == told.at else Clash.ALREADY_LOST
    at = told.not_before(order.shipped_at)
    if isinstance(at, Clash):
        return at
    return _follow(order, replace(order, lost_at=at), Entry(at, Actor.CARRIER, What.PARCEL_LOST, ("F31",)))


def receipt_confirmed(order: Order, told: Told) -> Change | ForStaff | Clash:
    """The buyer has the parcel in hand: delivered, if no carrier said so, and completed (R13, R15)."""
    if order.receipt_confirmed_at is not None:
        return Change(order) if order.receipt_confirmed_at == told.at else Clash.ALREADY_CONFIRMED
    if _closed(order):
        return Clash.ORDER_CLOSED
    at = told.not_before(order.shipped_at, order.delivered_at)
    if isinstance(at, Clash):
        return at
    confirmed = replace(order, receipt_confirmed_at=at)
    told_so = _follow(order, confirmed, Entry(at, Actor.BUYER, What.RECEIPT_CONFIRMED, ("F32", "F46")))
    return _after_all(order, _no_longer_missing(told_so, at))


def _no_longer_missing(change: Change, at: datetime) -> Change:
    """A report that the parcel did not come ends with the word that it did; every other dispute goes on (R15)."""
    ended = end_not_received(change.order, at)
    if ended is None:
        return change
    order, data = ended
    when = dispute_named(order, data["reference"]).closed_at or at
    entry = Entry(when, Actor.BUYER, What.DISPUTE_WITHDRAWN, ("F46", "F47"), data)
    return Change(order, (*change.entries, entry))


def _after_all(before: Order, change: Change) -> Change | ForStaff:
    """A parcel that was paid back as missing has come: nothing is taken back by itself, staff look at it (R21)."""
    return ForStaff(change, TicketTopic.NOT_RECEIVED_ARRIVED) if paid_back_as_missing(before) else change


def paid_back_as_missing(order: Order) -> bool:
    """Whether money was given back because the parcel did not come, and nobody has said since that it did."""
    paid_back = {refund.dispute for refund in order.refunds}
    missing = [d for d in order.disputes if d.reason is DisputeReason.NOT_RECEIVED and d.reference in paid_back]
    return any(order.delivered_at is None or order.delivered_at <= dispute.opened_at for dispute in missing)


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
