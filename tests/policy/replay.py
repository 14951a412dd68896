"""Replays the history of an order, written as one line of text, through the policy's own functions.

A history is a list of steps parted by ``;``. A step begins with a time after the order was placed (``2d``, ``23h59m``,
``14d-1s``) and tells an event of the marketplace (``paid``, ``shipped promised_by=20d``) or what the buyer has done
(``cancel reason=other``, ``dispute reason=damaged wanted=refund_only amount=5.00 evidence=photo_parcel,photo_item``).
``now=3d`` is when an event came that had happened earlier. A step that ends with ``!`` must be a conflict. Everything
must be legal: what does not perform, or is malformed, stops the replay.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from actions.policy.decision import Decision, Outcome, Request
from actions.policy.effects import perform
from actions.policy.events import Applied, Conflict, Event, EventKind, apply_event
from actions.policy.facts import (
    CancellationReason,
    DisputeReason,
    EvidenceKind,
    Item,
    Order,
    PaymentMethod,
    Seller,
    SellerTerms,
    Wanted,
)
from actions.policy.money import Money
from actions.policy.record import Entry
from actions.policy.requests import Ask, decide, decide_complaint

PLACED = datetime(2026, 3, 2, 10, 0, tzinfo=timezone.utc)
"""A Monday; 18:00 in Shanghai."""

LAMP = Item("LAMP-1", "Desk lamp", 1, 1200)
CABLE = Item("CABLE-2", "USB-C cable, 2 m", 2, 350)

_UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
COMPLAIN = "complain"
_PLAIN = ("item", "choice", "dispute", "offer", "tracking", "description")


class IllegalHistory(AssertionError):
    """A step of a history does what the policy does not allow."""


def an_order(**changes: object) -> Order:
    """One lamp, 12.00 plus 2.50 shipping, to be paid by card, in the profile ``guides``; nobody has paid it yet."""
    facts: dict[str, object] = {
        "order_id": "1001",
        "buyer_id": "b1",
        "seller": Seller("s1", "Bright Things"),
        "currency": "EUR",
        "payment_method": PaymentMethod.CARD,
        "profile": "guides",
        "placed_at": PLACED,
        "items": (LAMP,),
        "shipping_fee": 250,
    }
    return Order(**{**facts, **changes})  # type: ignore[arg-type]


def sold_by(**terms: object) -> Seller:
    """A seller with terms of its own."""
    return Seller("s1", "Bright Things", SellerTerms(**terms))  # type: ignore[arg-type]


def after(text: str, start: datetime = PLACED) -> datetime:
    """``"1d2h"`` after the start, ``"14d-1s"`` a second less; an ISO time stands for itself."""
    if re.match(r"\d{4}-", text):
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    seconds, sign = 0.0, 1
    for minus, count, unit in re.findall(r"(-?)([\d.]+)([dhms])", text):
        sign = -1 if minus else sign
        seconds += sign * float(count) * _UNITS[unit]
    return start + timedelta(seconds=seconds)


def replay(order: Order, history: str) -> tuple[Order, list[Entry]]:
    """The order after the history, and what was written down."""
    entries: list[Entry] = []
    for number, step in enumerate(filter(None, map(str.strip, history.split(";")))):
        order, more = _step(order, step, number)
        entries += more
    return order, entries


def _step(order: Order, step: str, number: int) -> tuple[Order, list[Entry]]:
    when, what, *words = step.removesuffix("!").split()
    at, data = after(when, order.placed_at), dict(word.split("=", 1) for word in words)
    if what in set(Request) | {COMPLAIN}:
        return _act(order, what, data, at)
    now = after(data.pop("now"), order.placed_at) if "now" in data else at
    if "promised_by" in data:
        data["promised_by"] = after(data["promised_by"], order.placed_at).isoformat()
    result = apply_event(order, Event(f"e{number}", EventKind(what), order.order_id, at, data), now)
    if isinstance(result, Conflict) is not step.endswith("!"):
        raise IllegalHistory(f"{step}: {result}")
    assert isinstance(result, (Applied, Conflict))
    return result.change.order, list(result.change.entries)


def _act(order: Order, what: str, data: dict[str, str], at: datetime) -> tuple[Order, list[Entry]]:
    asked = ask_for(f"{what} " + " ".join(f"{key}={value}" for key, value in data.items()))
    decision = answer_to(order, what, asked, at)
    if decision.outcome is not Outcome.PERFORM:
        raise IllegalHistory(f"{what} at {at}: {decision.outcome} {decision.reason}")
    change = perform(order, decision, asked, at)
    return change.order, list(change.entries)


@lru_cache(maxsize=4096)
def ask_for(text: str) -> Ask:
    """What the buyer wants, from words; ``complain`` is cancelling's complaint (F09).

    ``cancel reason=other item=LAMP-1``, ``dispute received=yes reason=damaged amount=5.00``, ``amount=500JPY``,
    ``add_evidence evidence=video,chat:b2-17`` (a kind, and its name), ``answer_offer offer=D1001-1-O1 choice=accept``.
    """
    what, *words = text.split()
    data = dict(word.split("=", 1) for word in words)
    request = Request("cancel" if what == COMPLAIN else what)
    said = {name: data[name] for name in _PLAIN if name in data}
    return Ask(request, **_reasons(request, data), **_claims(data), **said)  # type: ignore[arg-type]


def _reasons(request: Request, data: dict[str, str]) -> dict[str, object]:
    """Why an order is cancelled, or what is wrong with what came."""
    if "reason" not in data:
        return {}
    if request is Request.CANCEL:
        return {"reason": CancellationReason(data["reason"])}
    return {"dispute_reason": DisputeReason(data["reason"])}


def _claims(data: dict[str, str]) -> dict[str, object]:
    """What is wanted, how much, and what shows it."""
    found: dict[str, object] = {}
    if "wanted" in data:
        found["wanted"] = Wanted(data["wanted"])
    if "received" in data:
        found["received"] = data["received"] == "yes"
    if "amount" in data:
        number, currency = re.fullmatch(r"([\d.]+)([A-Z]*)", data["amount"]).groups()  # type: ignore[union-attr]
        found["amount"] = Money.parse(number, currency or "EUR")
    if "evidence" in data:
        pieces = (piece.partition(":") for piece in data["evidence"].split(","))
        found["evidence"] = tuple((EvidenceKind(kind), name or f"{kind}.jpg") for kind, _, name in pieces)
    return found


def answer_to(order: Order, what: str, asked: Ask, now: datetime) -> Decision:
    """What the policy decides about it."""
    if what.split()[0] == COMPLAIN:
        return decide_complaint(order, asked.reason, now)
    return decide(order, asked, now)
