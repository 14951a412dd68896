"""Tells how the shop stood before a recorded chat, what the marketplace told during it, and what the chat changed.

With ``shop.py`` the place of ``bot`` that knows ``actions``. It reads the shop's own history and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

from actions.commands.shapes import order_json
from actions.desk import open_desk
from actions.policy.decision import utc
from actions.policy.facts import Order
from actions.policy.record import Entry, What
from bot.testing import recorded_case

TIMES = ("placed_at", "paid_at", "payment_verified_at", "shipped_at", "delivered_at", "receipt_confirmed_at")
KIND_OF = {
    What.PAID: "paid",
    What.PAYMENT_FAILED: "payment_failed",
    What.PAYMENT_VERIFIED: "payment_verified",
    What.SHIPPED: "shipped",
    What.TRACKING: "tracking",
    What.DELIVERED: "delivered",
    What.RECEIPT_CONFIRMED: "receipt_confirmed",
    What.CANCELLATION_APPROVED: "seller_approved",
    What.CANCELLATION_REJECTED: "seller_rejected",
    What.REFUND_SENT: "refund_sent",
    What.REFUND_PAID: "refund_paid",
    What.REFUND_FAILED: "refund_failed",
    **recorded_case.EVENTS,
}
TIME_OF = {
    What.PAID: "paid_at",
    What.PAYMENT_VERIFIED: "payment_verified_at",
    What.SHIPPED: "shipped_at",
    What.DELIVERED: "delivered_at",
    What.RECEIPT_CONFIRMED: "receipt_confirmed_at",
}
ASKED = {
    What.CANCELLED: {"request": "cancel"},
    What.CANCELLATION_QUEUED: {"request": "cancel"},
    What.CANCELLATION_REQUESTED: {"request": "cancel"},
    What.CANCELLATION_WITHDRAWN: {"request": "withdraw_cancellation"},
    What.TRACE_OPENED: {"request": "refund_late"},
    What.REFUND_TO_BALANCE: {"request": "refund_late", "choice": "balance"},
    What.COMPLAINT_FILED: {"request": "cancel", "choice": "complaint"},
}
TOLD_WITH = ("words", "promised_by", "tracking", "number")


class RecordedShop:
    """The orders that a chat spoke of. Real times of the chat are turned into the shop's by its present lead."""

    def __init__(self, began: datetime, ended: datetime, mentioned: set[str], buyer: str | None) -> None:
        self._desk = open_desk()
        self._lead = self._desk.now() - datetime.now(timezone.utc)
        self._began, self._ended = began + self._lead, ended + self._lead
        own = self._desk.orders_of(buyer) if buyer else []
        self._orders = [order for order in own if order.order_id in mentioned]
        self._histories = {order.order_id: self._desk.history(order.order_id) for order in self._orders}

    @property
    def clock(self) -> str:
        """The shop's time at the first word."""
        return str(utc(self._began.replace(microsecond=0)))

    def given(self) -> dict[str, Any]:
        """Orders with their sellers and buyer as they stood at the first word, and what had happened to them."""
        sellers = {order.seller.seller_id: order for order in self._orders}
        people = {order.buyer_id: self._desk.buyer(order.buyer_id) for order in self._orders}
        return {
            "sellers": [
                {"seller_id": key, **order_json(order, (), self._began)["seller"]} for key, order in sellers.items()
            ],
            "buyers": [
                {"buyer_id": key, "name": one.name, "locale": one.locale, "zone": one.zone}
                for key, one in people.items()
                if one
            ],
            "orders": [self._order(order) for order in self._orders],
            "before": [happening for order in self._orders for happening in self._before(order)],
        }

    def happened(self, after: datetime, until: datetime) -> Iterator[dict[str, Any]]:
        """The marketplace's events between two messages, as turns."""
        for order_id, entry in self._between(after + self._lead, until + self._lead):
            if entry.what in KIND_OF:
                yield {"event": {"order": order_id, "kind": KIND_OF[entry.what], **_told(entry)}}

    def changes(self) -> dict[str, Any]:
        """How the orders that something happened to during the chat stand now."""
        touched = {order_id for order_id, _ in self._between(self._began, self._ended + timedelta(minutes=1))}
        return {"orders": {o.order_id: _state(o, self._desk.now()) for o in self._orders if o.order_id in touched}}

    def _between(self, after: datetime, until: datetime) -> Iterator[tuple[str, Entry]]:
        for order_id, history in self._histories.items():
            yield from ((order_id, entry) for entry in history if after < entry.at <= until)

    def _order(self, order: Order) -> dict[str, Any]:
        shown = order_json(order, (), self._began)
        told = {TIME_OF[entry.what] for entry in self._histories[order.order_id] if entry.what in TIME_OF}
        plain = ("order_id", "buyer_id", "seller_id", "currency", "payment_method", "profile")
        times = {name: shown[name] for name in TIMES if name not in told and name not in order.inferred and shown[name]}
        known = {name: shown[name] for name in ("promised_by",) if shown[name] and "shipped_at" in times}
        money = {name: shown[name] for name in ("shipping_fee", "discount")}
        return {**{name: shown[name] for name in plain}, **times, **known, **money, "items": shown["items"]}

    def _before(self, order: Order) -> Iterator[dict[str, Any]]:
        history = [entry for entry in self._histories[order.order_id] if entry.at <= self._began]
        for entry in history:
            case = recorded_case.asked(entry, history)
            about = {"order": order.order_id, "at": utc(entry.at)}
            if entry.what in KIND_OF:
                yield {**about, "event": KIND_OF[entry.what], **_told(entry)}
            elif case is not None:
                yield {**about, **case}
            elif entry.what in ASKED:
                yield {**about, **ASKED[entry.what], **{k: entry.data[k] for k in ("reason",) if k in entry.data}}


def _told(entry: Entry) -> dict[str, Any]:
    data = {key: str(entry.data[key]) for key in TOLD_WITH if entry.data.get(key)}
    if entry.what in recorded_case.EVENTS:
        data |= recorded_case.told_data(entry)
    return {"data": data} if data else {}


def _state(order: Order, now: datetime) -> dict[str, Any]:
    shown = order_json(order, (), now)
    state: dict[str, Any] = {"status": shown["status"]}
    if shown["cancellation"]:
        state["cancellation"] = {key: shown["cancellation"][key] for key in ("status", "reason")}
    for name in ("disputes", "refunds", "traces", "complaints"):
        if shown[name]:
            state[name] = [
                {key: record[key] for key in ("id", "status", "outcome") if record.get(key)} for record in shown[name]
            ]
    return state
