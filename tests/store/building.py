"""Builds shops for the tests of the store: documents as the import takes them, asks, and counts of what is stored."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from actions.desk import Desk, Receipt
from actions.policy.decision import Request
from actions.policy.events import Event, EventError, EventKind, apply_event
from actions.policy.facts import ALL_ITEMS, CancellationReason, DisputeReason, EvidenceKind, Order, Wanted
from actions.policy.money import Money
from actions.policy.requests import Ask
from actions.settings import Settings

NOW = datetime(2026, 6, 1, 10, 0, tzinfo=timezone.utc)
CANCEL = Ask(Request.CANCEL, CancellationReason.NO_LONGER_NEEDED)
WITHDRAW = Ask(Request.WITHDRAW_CANCELLATION)
CHAT = "chat-1"
TABLES = (
    *("buyers", "sellers", "seller_terms", "orders", "items"),
    *("cancellations", "refunds", "traces", "complaints", "disputes", "evidence", "offers"),
    *("history", "proposals", "received_events", "tickets", "outbox"),
)


def settings(home: Path, url: str, now: datetime | None = None, mode: str = "demo") -> Settings:
    """Settings with secrets that nobody uses."""
    return Settings(
        home=home,
        database_url=url,
        profile="guides",
        mode=mode,
        now=now,
        port=5005,
        action_port=5055,
        jwt_algorithm="HS256",
        jwt_issuer="recourse",
        jwt_audience="recourse",
        jwt_key="key",
        events_secret="secret",
        action_secret="secret",
        api_token="token",
    )


def at(desk: Desk, now: datetime) -> Desk:
    """The same shop, looked at then."""
    return Desk(settings(desk.settings.home, desk.settings.database_url, now=now), desk.engine)


def an_order(order_id: str = "8001", **changes: Any) -> dict[str, Any]:
    """An order that was paid and verified two hours before NOW; €14.50 in all."""
    return {
        "order_id": order_id,
        "buyer_id": "b1",
        "seller_id": "s1",
        "currency": "EUR",
        "payment_method": "card",
        "placed_at": "2026-05-31T10:00:00Z",
        "paid_at": "2026-05-31T10:05:00Z",
        "payment_verified_at": "2026-06-01T08:00:00Z",
        "shipping_fee": "2.50",
        "discount": "0.50",
        "items": [
            {"sku": "LAMP", "title": "Desk lamp", "quantity": 1, "unit_price": "10.50"},
            {"sku": "BULB", "title": "Light bulb", "quantity": 2, "unit_price": "1.00"},
        ],
        **changes,
    }


def an_old_order(order_id: str = "8001", **changes: Any) -> dict[str, Any]:
    """An order whose 24 hours are over: a cancellation is a request."""
    times = {"placed_at": "2026-05-20T10:00:00Z", "paid_at": "2026-05-20T11:00:00Z"}
    return an_order(order_id, **{**times, "payment_verified_at": "2026-05-21T10:00:00Z", **changes})


def an_unpaid_order(order_id: str = "8001", **changes: Any) -> dict[str, Any]:
    return an_order(order_id, **{"paid_at": None, "payment_verified_at": None, **changes})


def a_delivered_order(order_id: str = "8001", **changes: Any) -> dict[str, Any]:
    """An order that came the day before NOW."""
    times = {"shipped_at": "2026-05-25T10:00:00Z", "delivered_at": "2026-05-31T10:00:00Z"}
    return an_old_order(order_id, **{**times, **changes})


def a_claim(item: str | None = "LAMP", amount: str | None = "5.00", **changes: Any) -> Ask:
    """The item was damaged, with all the evidence that this needs; part of its price is claimed."""
    shown = ((EvidenceKind.PHOTO_PARCEL, "box.jpg"), (EvidenceKind.PHOTO_ITEM, "lamp.jpg"))
    words = {"dispute_reason": DisputeReason.DAMAGED, "wanted": Wanted.REFUND_ONLY, "evidence": shown}
    given = {"item": item, "amount": Money.parse(amount, "EUR") if amount else None, **words, **changes}
    return Ask(Request.DISPUTE, **given)


def a_return(item: str = "LAMP") -> Ask:
    """The item is damaged and goes back for all its money."""
    return a_claim(item, None, wanted=Wanted.RETURN_AND_REFUND)


NOTHING_CAME = Ask(Request.NOT_RECEIVED, item=ALL_ITEMS)
CHANGED_MY_MIND = Ask(
    Request.CHANGE_OF_MIND_RETURN,
    item="LAMP",
    wanted=Wanted.RETURN_AND_REFUND,
    dispute_reason=DisputeReason.CHANGE_OF_MIND,
)


def a_shop(*orders: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An import document: these orders (or one), two buyers, one seller."""
    return {
        "orders": list(orders) or [an_order()],
        "buyers": [
            {"buyer_id": "b1", "name": "Ana", "locale": "es-ES", "zone": "Europe/Madrid"},
            {"buyer_id": "b2", "name": "Bo", "locale": "en-US", "zone": "America/New_York"},
        ],
        "sellers": [{"seller_id": "s1", "name": "Lights & Co", "terms": {}}],
        **more,
    }


def proposed(desk: Desk, ask: Ask = CANCEL, order_id: str = "8001", chat: str = CHAT) -> str:
    """The id of what would be read back for this now."""
    order = desk.any_order(order_id)
    assert order is not None
    return desk.propose(order.buyer_id, order, ask, desk.decide(order, ask), chat)


def done(desk: Desk, ask: Ask = CANCEL, order_id: str = "8001", chat: str = CHAT) -> Receipt:
    """Proposed and carried out at once."""
    order = desk.any_order(order_id)
    assert order is not None
    return desk.perform(order.buyer_id, order_id, ask, proposed(desk, ask, order_id, chat), chat)


def an_event(kind: EventKind, event_id: str = "e1", when: datetime = NOW, **data: Any) -> Event:
    return Event(event_id, kind, "8001", when, data)


def counts(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with engine.connect() as connection:
        return {name: connection.execute(text(f"SELECT COUNT(*) FROM {name}")).scalar_one() for name in TABLES}


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is stored: to show that nothing changed."""
    with engine.connect() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))), key=repr)
            for name in TABLES
        }


def days(count: float) -> timedelta:
    return timedelta(days=count)


def told_to_both(desk: Desk, order: Order, event: Event, now: datetime) -> Order:
    """The event told to the shop; what the policy alone makes of it."""
    try:
        alone = apply_event(order, event, now).change.order
    except EventError:
        with pytest.raises(EventError):
            desk.receive(event)
        return order
    desk.receive(event)
    return alone


def refuses(engine: Engine, *statements: str) -> bool:
    """Whether the database itself does not take the statements."""
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    except IntegrityError:
        return True
    return False
