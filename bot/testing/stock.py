"""Makes what a test's shop holds: its own orders, and of the sample shop the people and the orders it names."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bot.testing.script import Given


class UnknownSample(ValueError):
    """A test names an order that the sample shop does not have."""


def stock(given: Given) -> dict[str, Any]:
    """Everybody of the sample shop is known to a test; its own buyers and sellers come on top or in their place."""
    samples = _samples()
    by_id = {order["order_id"]: order for order in samples.get("orders", ())}
    for name in (entry for entry in given.orders if isinstance(entry, str)):
        if name not in by_id:
            raise UnknownSample(f"orders: {name} is none of the {len(by_id)} samples")
    orders = [by_id[entry] if isinstance(entry, str) else entry for entry in given.orders]
    return {
        "orders": orders,
        "sellers": _over(samples.get("sellers", ()), given.sellers, "seller_id"),
        "buyers": _over(samples.get("buyers", ()), given.buyers, "buyer_id"),
    }


def stories(given: Given) -> list[dict[str, Any]]:
    """What happened before the conversation: the test's own ``before``, and the stories of the samples it names."""
    told = _samples().get("stories", {})
    ids = [entry for entry in given.orders if isinstance(entry, str)]
    return [*given.before, *({"order": order, **entry} for order in ids for entry in told.get(order, ()))]


@lru_cache(maxsize=1)
def _samples() -> dict[str, Any]:
    file = files("actions.store") / "samples.json"
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}


def _over(base: Any, own: Any, key: str) -> list[dict[str, Any]]:
    return list({entry[key]: entry for entry in [*base, *own]}.values())
