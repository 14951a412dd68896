"""Talks to the actions as the Rasa server does: a tracker goes in, responses and slots come out, on a real database."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from itertools import count
from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions.desk import Desk, open_desk
from actions.policy.events import Event, EventKind

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=timezone.utc)
ORDER, OTHERS = "1000200030004001", "1000200030004999"
_numbers = count(1)


@dataclass(frozen=True)
class Said:
    """One message of an action: the response it names, its fields, the decision it carries."""

    response: str | None
    fields: dict[str, Any]
    decision: dict[str, Any]

    @property
    def buttons(self) -> list[str]:
        """The payloads of the buttons."""
        return [button["payload"] for button in self.fields.get("buttons") or ()]

    @property
    def lines(self) -> list[str]:
        """The responses that stand for the steps that follow."""
        return [line["response"] for line in (self.fields.get("next") or {"lines": []})["lines"]]


@dataclass
class Chat:
    """A conversation; ``buyer`` None: a guest. Slots are kept from one action to the next."""

    buyer: str | None = "b1"
    zone: str | None = None
    slots: dict[str, Any] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    id: str = field(default_factory=lambda: f"chat-{next(_numbers)}")

    def run(self, action: str, text: str = "", intent: str = "inform", **entities: Any) -> Said | None:
        """Runs the action after this message; the last thing it said."""
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 1.0},
            "entities": [_entity(name, value, text) for name, value in entities.items()],
            "message_id": f"m{next(_numbers)}",
            "metadata": {"buyer": {"id": self.buyer, "zone": self.zone} if self.buyer else None},
        }
        answer = asyncio.run(_executor().run({"next_action": action, "tracker": self._tracker(message), "domain": {}}))
        for event in answer["events"]:
            self.slots[event["name"]] = event["value"]
        self.said = [_said(message) for message in answer["responses"]]
        return self.said[-1] if self.said else None

    def _tracker(self, message: dict[str, Any]) -> dict[str, Any]:
        user = {"event": "user", "text": message["text"], "parse_data": message, "metadata": message["metadata"]}
        return {
            "sender_id": self.id,
            "slots": dict(self.slots),
            "latest_message": message,
            "events": [user],
            "paused": False,
            "active_loop": {},
            "latest_action_name": None,
        }

    @property
    def read_back(self) -> list[str]:
        """The responses that the proposal is read back with."""
        return [line["response"] for line in self.slots["proposal"]["fields"]["read_back"]["lines"]]


def _entity(name: str, value: Any, text: str) -> dict[str, Any]:
    """Where the text has the value in other words, the whole text is its place."""
    start = text.find(str(value))
    place = {"start": 0, "end": len(text)} if start < 0 else {"start": start, "end": start + len(str(value))}
    return {"entity": name, "value": value, **place}


def _said(message: dict[str, Any]) -> Said:
    custom = message.get("custom") or {}
    return Said(message.get("response"), message.get("fields") or {}, custom.get("decision") or {})


@lru_cache(maxsize=1)
def _executor() -> ActionExecutor:
    executor = ActionExecutor()
    executor.register_package("actions")
    return executor


def an_order(order_id: str = ORDER, **changes: Any) -> dict[str, Any]:
    """An order of €14.50 that was paid and verified two hours before NOW."""
    return {
        "order_id": order_id,
        "buyer_id": "b1",
        "seller_id": "s1",
        "currency": "EUR",
        "payment_method": "card",
        "placed_at": "-3h",
        "paid_at": "-3h",
        "payment_verified_at": "-2h",
        "shipping_fee": "2.00",
        "items": [an_item()],
        **changes,
    }


def an_item(title: str = "Running shoes, blue", **changes: Any) -> dict[str, Any]:
    sku = title.split()[0].upper()
    return {"sku": sku, "title": title, "quantity": 1, "unit_price": "12.50", **changes}


def unverified(**changes: Any) -> dict[str, Any]:
    return an_order(payment_verified_at=None, **changes)


def unpaid(**changes: Any) -> dict[str, Any]:
    return an_order(payment_verified_at=None, paid_at=None, **changes)


def past_the_window(**changes: Any) -> dict[str, Any]:
    return an_order(placed_at="-3d", paid_at="-3d", payment_verified_at="-2d", **changes)


def sent(**changes: Any) -> dict[str, Any]:
    return past_the_window(**{"shipped_at": "-1d", "promised_by": "+5d", **changes})


def a_shop(*orders: dict[str, Any]) -> Desk:
    """The shop of this process with these orders, of buyers b1 and b2 and of seller s1."""
    desk = open_desk()
    sellers = [{"seller_id": "s1", "name": "Kumo Trading", "terms": {}}]
    buyers = [{"buyer_id": "b1", "name": "Ada"}, {"buyer_id": "b2", "name": "Bo"}]
    desk.import_orders({"orders": list(orders), "sellers": sellers, "buyers": buyers})
    return desk


def later(**shift: float) -> Desk:
    """Moves the clock of this process on from NOW."""
    os.environ["RECOURSE_NOW"] = (NOW + timedelta(**shift)).isoformat()
    return open_desk()


def tell(kind: str, order_id: str = ORDER, **data: Any) -> None:
    """The marketplace tells of something that happens just now."""
    desk = open_desk()
    desk.receive(Event(f"e{next(_numbers)}", EventKind(kind), order_id, desk.now(), data))


def stored(order_id: str = ORDER) -> tuple[Any, int, int]:
    """All that is known of an order: its facts, the length of its history, the number of tickets."""
    desk = open_desk()
    return desk.any_order(order_id), len(desk.history(order_id)), len(desk.tickets())
