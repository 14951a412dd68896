"""Makes import files, good ones and such as are refused."""

from __future__ import annotations

import copy
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from actions.desk import Desk, open_desk
from actions.settings import Settings
from actions.store.errors import BadInput

NOW = datetime(2026, 3, 4, 10, 0, 0, tzinfo=timezone.utc)
NUMBER = "4200000000000001"
GOOD: dict[str, Any] = {
    "sellers": [{"seller_id": "s1", "name": "Kumo Trading", "terms": {"immediate_hours": 48}}],
    "buyers": [{"buyer_id": "b1", "name": "Maya Okafor", "locale": "en-GB", "zone": "Europe/London"}],
    "orders": [
        {
            "order_id": NUMBER,
            "buyer_id": "b1",
            "seller_id": "s1",
            "currency": "EUR",
            "payment_method": "card",
            "placed_at": "-3d",
            "paid_at": "-2d23h",
            "items": [
                {"sku": "MUG", "title": "Stoneware mug", "quantity": 2, "unit_price": "9.50"},
                {"sku": "TEA", "title": "Green tea, 100 g", "quantity": 1, "unit_price": "6.00"},
            ],
            "shipping_fee": "4.90",
            "discount": "1.40",
        }
    ],
}


def opened(home: Path) -> Desk:
    """An empty shop at NOW."""
    return open_desk(Settings.from_env({"RECOURSE_HOME": str(home), "RECOURSE_NOW": NOW.isoformat()}))


def with_order(**changes: Any) -> dict[str, Any]:
    document = copy.deepcopy(GOOD)
    document["orders"][0].update(changes)
    return document


def with_item(**changes: Any) -> dict[str, Any]:
    document = copy.deepcopy(GOOD)
    document["orders"][0]["items"][1].update(changes)
    return document


def without(*path: Any) -> dict[str, Any]:
    document = copy.deepcopy(GOOD)
    inner: Any = document
    for part in path[:-1]:
        inner = inner[part]
    del inner[path[-1]]
    return document


def refused(desk: Desk, document: object) -> BadInput:
    before = desk.all_orders(), desk.buyer("b1"), desk.seller("s1")
    with pytest.raises(BadInput) as caught:
        desk.import_orders(document)
    assert (desk.all_orders(), desk.buyer("b1"), desk.seller("s1")) == before
    return caught.value
