"""Tells what became of an invented order: one function for each kind of life, and how often each is met. Pure.

Requests, refunds and disputes are not written down as records but come about by the policy, at their own time.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from actions.policy.decision import Outcome, Request
from actions.policy.due import settle
from actions.policy.effects import perform
from actions.policy.events import Applied, Event, EventKind, apply_event
from actions.policy.facts import CancellationReason, DisputeReason, EvidenceKind, Order, Wanted
from actions.policy.money import Money
from actions.policy.record import Change
from actions.policy.requests import Ask, decide

Life = Callable[[Order, random.Random, datetime], Change]
Times = dict[str, Any]
"""Fields of an order that tell what happened to it."""
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_PHOTOS = ((EvidenceKind.PHOTO_PARCEL, "box.jpg"), (EvidenceKind.PHOTO_ITEM, "item.jpg"))
_REASONS = (CancellationReason.NO_LONGER_NEEDED, CancellationReason.WRONG_ITEM, CancellationReason.FOUND_CHEAPER)


def unpaid(order: Order, dice: random.Random, now: datetime) -> Change:
    """Not paid yet; in the end it lapses by itself."""
    return settle(replace(order, placed_at=_whole(now - dice.uniform(0, 30) * _DAY)), now)


def verifying(order: Order, dice: random.Random, now: datetime) -> Change:
    """Paid within the last day, and the payment is looked at."""
    placed = _whole(now - dice.uniform(1, 24) * _HOUR)
    return settle(replace(order, placed_at=placed, paid_at=placed), now)


def waiting(order: Order, dice: random.Random, now: datetime) -> Change:
    """Paid, and the seller has not sent it yet."""
    return settle(replace(order, **_paid(now - dice.uniform(0, 2) * _DAY)), now)


def on_its_way(order: Order, dice: random.Random, now: datetime) -> Change:
    """Sent; a few are late."""
    return settle(replace(order, **_sent(dice, now - dice.uniform(0, 9) * _DAY)), now)


def arrived(order: Order, dice: random.Random, now: datetime) -> Change:
    """Delivered a short while ago."""
    return settle(replace(order, **_delivered(dice, now - dice.uniform(0, 15) * _DAY)), now)


def done(order: Order, dice: random.Random, now: datetime) -> Change:
    """Delivered long ago; every other buyer said so."""
    times = _delivered(dice, now - dice.uniform(20, 180) * _DAY)
    if dice.random() < 0.5:
        times["receipt_confirmed_at"] = _whole(times["delivered_at"] + dice.uniform(0, 5) * _DAY)
    return settle(replace(order, **times), now)


def cancelled(order: Order, dice: random.Random, now: datetime) -> Change:
    """Cancelled within a day of being paid, some time ago; the money is on its way, or was paid back."""
    paid = replace(order, **_paid(now - dice.uniform(2, 120) * _DAY))
    change = _asked(paid, _cancelling(dice), paid.placed_at + dice.uniform(1, 20) * _HOUR)
    return _money_back(change, now) if dice.random() < 0.8 else _settled(change, now)


def requested(order: Order, dice: random.Random, now: datetime) -> Change:
    """The seller was asked to cancel and has not answered; later, silence grants it."""
    paid = replace(order, **_paid(now - dice.uniform(26, 60) * _HOUR))
    return _settled(_asked(paid, _cancelling(dice), now - dice.uniform(0, 1) * _HOUR), now)


def disputed(order: Order, dice: random.Random, now: datetime) -> Change:
    """Something came damaged a few days ago, and the seller has not answered yet."""
    times = _delivered(dice, now - dice.uniform(3, 6) * _DAY)
    line = order.items[0]
    ask = Ask(
        Request.DISPUTE,
        item=line.sku,
        dispute_reason=DisputeReason.DAMAGED,
        wanted=Wanted.REFUND_ONLY,
        amount=Money(line.unit_price // 2, order.currency),
        description="it came broken",
        evidence=_PHOTOS,
    )
    asked_at = times["delivered_at"] + dice.uniform(0, 2.5) * _DAY
    return _settled(_asked(replace(order, **times), ask, asked_at), now)


_SPREAD: dict[Life, float] = {
    done: 64,
    arrived: 10,
    on_its_way: 9,
    waiting: 6,
    verifying: 1,
    unpaid: 2,
    cancelled: 4,
    requested: 1,
    disputed: 3,
}
LIVES, SHARES = list(_SPREAD), list(_SPREAD.values())
"""The lives, and how many of a hundred orders have each."""


def _paid(at: datetime) -> Times:
    at = _whole(at)
    return {"placed_at": at, "paid_at": at, "payment_verified_at": at}


def _sent(dice: random.Random, at: datetime) -> Times:
    sent = _whole(at)
    told = {"shipped_at": sent, "promised_by": sent + 7 * _DAY, "tracking": f"GB{dice.randrange(10**9):09}"}
    return _paid(sent - dice.uniform(0.1, 1.5) * _DAY) | told


def _delivered(dice: random.Random, at: datetime) -> Times:
    delivered = _whole(at)
    return _sent(dice, delivered - dice.uniform(1, 6) * _DAY) | {"delivered_at": delivered}


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _cancelling(dice: random.Random) -> Ask:
    return Ask(Request.CANCEL, dice.choice(_REASONS))


def _asked(order: Order, ask: Ask, at: datetime) -> Change:
    """The request carried out, if the policy lets it be at that time; else nothing happened."""
    at = _whole(at)
    decision = decide(order, ask, at)
    return perform(order, decision, ask, at) if decision.outcome is Outcome.PERFORM else Change(order)


def _settled(change: Change, now: datetime) -> Change:
    after = settle(change.order, now)
    return Change(after.order, (*change.entries, *after.entries))


def _money_back(change: Change, now: datetime) -> Change:
    """The refund that is due, if there is one, paid when it was expected, if that is past."""
    change = _settled(change, now)
    refund = change.order.refunds[-1] if change.order.refunds else None
    if refund is None or refund.expected_from >= now:
        return change
    told = Event(f"invented-{refund.reference}", EventKind.REFUND_PAID, change.order.order_id, refund.expected_from)
    applied = apply_event(change.order, told, now)
    if not isinstance(applied, Applied):
        return change
    return Change(applied.change.order, (*change.entries, *applied.change.entries))
