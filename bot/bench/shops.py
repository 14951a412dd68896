"""Makes the shops that are asked about: invented ones of any size, and orders for the buyers who cancel."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.bench.servers import Place, recourse
from bot.settings import ROOT

MAKERS = (
    *("actions/store/migrations/versions", "actions/store/bulk.py", "actions/store/invented.py"),
    *("actions/store/invented_lives.py", "actions/policy/profiles.py"),
)
"""What an invented shop depends on: another version of these, another shop."""
Pair = tuple[str, str]
"""The number of an order, and whose it is."""


@dataclass(frozen=True)
class Shop:
    """An invented shop that is kept: its database, when it was made, and some orders of it with their buyers."""

    database: Path
    orders: int
    at: str
    some: list[Pair]


def kept_shop(cache: Path, orders: int) -> Shop | None:
    """The shop of that size made by the present code, if it is there."""
    database = _file(cache, orders)
    return _shop(database, orders) if database.with_suffix(".json").exists() else None


def invented_shop(cache: Path, orders: int) -> Shop:
    """The same, made now if it is not there. What tells of it is written last, so half a shop never counts."""
    if (there := kept_shop(cache, orders)) is not None:
        return there
    database = _file(cache, orders)
    _forget(cache, orders)
    told = recourse(Place.at(cache / "home", database), "invent", str(orders), "--json")
    database.with_suffix(".json").write_text(told, encoding="utf-8")
    return _shop(database, orders)


def fill(place: Place, orders: int, buyers: list[str]) -> list[Pair]:
    """So many invented orders in a place of its own, and two to cancel for each of the buyers; some of the former."""
    told = json.loads(recourse(place, "invent", str(orders), "--json"))
    document = place.settings.home / "to-cancel.json"
    document.write_text(json.dumps({"orders": [_order(buyer, n) for buyer in buyers for n in (0, 1)]}))
    recourse(place, "orders", "import", str(document))
    return _pairs(told)


def order_to_cancel(buyer: str) -> str:
    """The number of the order that this buyer cancels."""
    return _number(buyer, 0)


def _order(buyer: str, number: int) -> dict[str, Any]:
    """Paid a short while ago: it can be cancelled at once."""
    times = dict.fromkeys(("placed_at", "paid_at", "payment_verified_at"), "-2h")
    item = {"sku": "LAMP", "title": "Desk lamp, black", "quantity": 1, "unit_price": "24.50"}
    who = {"order_id": _number(buyer, number), "buyer_id": buyer, "seller_id": "bench"}
    return {**who, "currency": "GBP", "payment_method": "card", "items": [item], **times}


def _number(buyer: str, number: int) -> str:
    return f"8{int(sha256(buyer.encode()).hexdigest()[:12], 16) % 10**14:014}{number}"


def _file(cache: Path, orders: int) -> Path:
    digest = sha256()
    for path in (ROOT / name for name in MAKERS):
        for source in [path] if path.is_file() else sorted(path.glob("*.py")):
            digest.update(source.read_bytes())
    return cache / "shops" / f"{orders}-{digest.hexdigest()[:12]}.db"


def _forget(cache: Path, orders: int) -> None:
    """Older ones of that size, and what an attempt that was broken off left."""
    (cache / "shops").mkdir(parents=True, exist_ok=True)
    for old in (cache / "shops").glob(f"{orders}-*"):
        old.unlink()


def _shop(database: Path, orders: int) -> Shop:
    told = json.loads(database.with_suffix(".json").read_text(encoding="utf-8"))
    return Shop(database, orders, told["at"], _pairs(told))


def _pairs(told: dict[str, Any]) -> list[Pair]:
    return [(one["order_id"], one["buyer_id"]) for one in told["some"]]
