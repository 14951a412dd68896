"""Makes facts of one entry of an import: a seller, a buyer, an order. Raises Wrong for what cannot be true of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from actions.policy.facts import ALL_ITEMS, FactError, Item, Order, PaymentMethod, Seller, SellerTerms
from actions.policy.lifecycle import with_inferred_times
from actions.policy.money import Money, MoneyError
from actions.store import times
from actions.store.facts import Buyer
from actions.store.schema import shown

HAPPENED = ("placed_at", "paid_at", "payment_verified_at", "shipped_at", "delivered_at", "receipt_confirmed_at")


@dataclass(frozen=True)
class Shop:
    """What reading needs to know of the shop: its clock, a new order's profile, the profiles and sellers there are.

    ``skew``: how far the clock of who tells may be ahead of ours; what lies so little in the future happened now.
    """

    now: datetime
    profile: str
    profiles: frozenset[str]
    seller: Callable[[str], Seller | None]
    skew: timedelta = timedelta()


class Wrong(Exception):
    """A field that cannot be true; its entry is named by who goes through the file."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def seller(entry: dict[str, Any]) -> Seller:
    return Seller(
        entry["seller_id"], entry.get("name") or entry["seller_id"], SellerTerms(**(entry.get("terms") or {}))
    )


def buyer(entry: dict[str, Any]) -> Buyer:
    zone = entry.get("zone")
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise Wrong("zone", f"there is no time zone {shown(zone)}; one is called Europe/Madrid") from None
    return Buyer(entry["buyer_id"], entry.get("name"), entry.get("locale"), zone)


def order(entry: dict[str, Any], shop: Shop, sellers: dict[str, Seller]) -> Order:
    """The order, with the steps that were left out inferred from later ones (R05)."""
    moments, sums = _times(entry, shop), _sums(entry)
    try:
        made = Order(
            order_id=entry["order_id"],
            buyer_id=entry["buyer_id"],
            seller=_seller_of(entry, shop, sellers),
            currency=entry["currency"],
            payment_method=PaymentMethod(entry["payment_method"]),
            profile=_profile_of(entry, shop),
            **sums,
            **moments,
        )
    except FactError as error:
        raise Wrong("", str(error)) from None
    return with_inferred_times(made)


def _seller_of(entry: dict[str, Any], shop: Shop, sellers: dict[str, Seller]) -> Seller:
    """The seller of the file, else the stored one; else one that goes by its id and promises nothing of its own."""
    seller_id = entry["seller_id"]
    return sellers.get(seller_id) or shop.seller(seller_id) or Seller(seller_id, seller_id)


def _profile_of(entry: dict[str, Any], shop: Shop) -> str:
    name: str = entry.get("profile") or shop.profile
    if name not in shop.profiles:
        raise Wrong("profile", f"there is no profile {shown(name)}; there are {', '.join(sorted(shop.profiles))}")
    return name


def _sums(entry: dict[str, Any]) -> dict[str, Any]:
    """The items, the fee and the discount, which together are a sum that an order can have."""
    currency, items = entry["currency"], _items(entry)
    fee, discount = _money(entry, "shipping_fee", currency), _money(entry, "discount", currency)
    whole = sum(item.quantity * item.unit_price for item in items) + fee
    if discount > whole:
        raise Wrong("discount", "is larger than the items and their shipping together")
    try:
        Money(whole, currency)
    except MoneyError as error:
        raise Wrong("items", f"together: {error}") from None
    return {"items": items, "shipping_fee": fee, "discount": discount}


def _items(entry: dict[str, Any]) -> tuple[Item, ...]:
    items, skus = list[Item](), set[str]()
    for index, item in enumerate(entry["items"]):
        if item["sku"] == ALL_ITEMS:
            raise Wrong(f"items[{index}].sku", f"{ALL_ITEMS} is the word for the whole parcel; no item is called so")
        if item["sku"] in skus:
            raise Wrong(f"items[{index}].sku", f"{shown(item['sku'])} stands in the order twice; add to its quantity")
        skus.add(item["sku"])
        price = _money(item, "unit_price", entry["currency"], f"items[{index}].")
        items.append(Item(item["sku"], item["title"], item["quantity"], price))
    return tuple(items)


def _money(entry: dict[str, Any], name: str, currency: str, where: str = "") -> int:
    text = entry.get(name)
    try:
        return 0 if text is None else Money.parse(text, currency).minor
    except MoneyError as error:
        raise Wrong(where + name, str(error)) from None


def _times(entry: dict[str, Any], shop: Shop) -> dict[str, Any]:
    """The order's times as instants; those that have happened lie in order, and not in the future."""
    moments = {name: _time(entry, name, shop.now) for name in (*HAPPENED, "promised_by")}
    for name in HAPPENED:
        if (moment := moments[name]) is not None and shop.now < moment <= shop.now + shop.skew:
            moments[name] = shop.now
    _in_order(moments, shop.now)
    return moments


def _time(entry: dict[str, Any], name: str, now: datetime) -> datetime | None:
    text = entry.get(name)
    try:
        return None if text is None else times.parse_time(text, now)
    except times.TimeError as error:
        raise Wrong(name, str(error)) from None


def _in_order(moments: dict[str, datetime | None], now: datetime) -> None:
    known = [(name, moment) for name in HAPPENED if (moment := moments[name]) is not None]
    for name, moment in known:
        if moment > now:
            raise Wrong(name, "lies in the future; it can only be given once it has happened")
    for (before, first), (after, second) in pairwise(known):
        if second < first:
            raise Wrong(after, f"is earlier than {before}")
    promised, placed = moments["promised_by"], moments["placed_at"]
    if promised is not None and placed is not None and promised < placed:
        raise Wrong("promised_by", "is earlier than placed_at")
