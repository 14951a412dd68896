"""Draws random legal histories of orders: whatever buyer, seller, bank and carrier may do, in any sequence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st

from actions.policy.decision import Outcome, Request
from actions.policy.effects import perform
from actions.policy.events import Applied, Event, EventError, EventKind, apply_event
from actions.policy.facts import CancellationReason, Item, Order, PaymentMethod
from actions.policy.horizon import next_change
from actions.policy.record import Change
from actions.policy.requests import DECIDED, Ask, decide, decide_complaint
from tests.policy.replay import CABLE, LAMP, PLACED, an_order, sold_by

HANDLED = [
    kind
    for kind in EventKind
    if kind
    not in (
        EventKind.LOST,
        EventKind.SELLER_OFFERED,
        EventKind.RETURN_DELIVERED,
        EventKind.RETURN_RECEIVED,
        EventKind.PLATFORM_DECIDED,
    )
]
TICK = timedelta(microseconds=1)

sellers = st.builds(
    sold_by,
    immediate_hours=st.none() | st.integers(0, 100),
    ship_days=st.none() | st.integers(0, 60),
    answer_days_cancel=st.none() | st.integers(0, 30),
    refund_business_days=st.none() | st.integers(0, 30),
    dispute_window_days=st.none() | st.integers(0, 60),
)
orders = st.builds(
    an_order,
    profile=st.sampled_from(["guides", "current"]),
    payment_method=st.sampled_from(PaymentMethod),
    seller=sellers,
    items=st.sampled_from([(LAMP,), (LAMP, CABLE), (Item("GIFT", "Sticker sheet", 1, 0),)]),
    shipping_fee=st.sampled_from([0, 250]),
)
asks = st.builds(
    Ask,
    request=st.sampled_from(sorted(DECIDED)),
    reason=st.none() | st.sampled_from(CancellationReason),
    choice=st.sampled_from([None, "balance", "staff"]),
)
HOUR = timedelta(hours=1)
_OTHER = Ask(Request.CANCEL, CancellationReason.OTHER)
_PAID = [(HOUR, EventKind.PAID, 0)]
_QUEUED = [*_PAID, (HOUR, _OTHER, 0)]
_VERIFIED = [*_PAID, (HOUR, EventKind.PAYMENT_VERIFIED, 0)]
_CANCELLED = [*_VERIFIED, (HOUR, _OTHER, 0)]
_REQUESTED = [*_VERIFIED, (101 * HOUR, _OTHER, 0)]
_CURTLY = [*_VERIFIED, (25 * HOUR, _OTHER, 0)]
_REJECTED = [*_CURTLY, (HOUR, EventKind.SELLER_REJECTED, 0)]
_TWICE = [*_REJECTED, (HOUR, _OTHER, 0), (HOUR, EventKind.SELLER_REJECTED, 0)]
_SHIPPED = [*_VERIFIED, (HOUR, EventKind.SHIPPED, 0)]
_SENT = [*_CANCELLED, (48 * HOUR, EventKind.REFUND_SENT, 0)]
_LATE = [(timedelta(days=21), EventKind.PAID, 0)]
_FAILED = [*_SENT, (HOUR, EventKind.REFUND_FAILED, 0)]
beginnings = st.sampled_from(
    [[], _PAID, _QUEUED, _VERIFIED, _CANCELLED, _REQUESTED, _CURTLY, _REJECTED, _TWICE, _SHIPPED, _SENT, _FAILED, _LATE]
)
"""Where a history begins, so that the random part starts in the middle of things as often as at the order."""

waits = st.one_of(
    st.integers(0, 5).map(lambda hours: hours * HOUR),
    st.integers(0, 100).map(lambda hours: hours * HOUR),
    st.integers(0, 40).map(lambda days: timedelta(days=days)),
    st.sampled_from(["change", "just before", "just after"]),
)
deeds = st.one_of(st.sampled_from(HANDLED), asks, st.just(_OTHER), st.sampled_from(CancellationReason))
turns = st.lists(st.tuples(waits, deeds, st.integers(0, 3)), min_size=1, max_size=7)
steps = st.builds(lambda beginning, rest: [*beginning, *rest], beginnings, turns)


@dataclass(frozen=True)
class Moment:
    """One reached situation: the order at ``now``, and what has just happened to it (None: nothing)."""

    order: Order
    now: datetime
    before: Order
    change: Change | None = None


def live(order: Order, plan: list[tuple[object, object, int]]) -> Iterator[Moment]:
    """The situations that an order comes through: after each wait, and after each deed that was possible."""
    now = PLACED
    for number, (wait, deed, late) in enumerate(plan):
        now = _later(order, now, wait)
        yield Moment(order, now, order)
        change = _do(order, deed, now, timedelta(hours=late), number)
        if change is not None:
            yield Moment(change.order, now, order, change)
            order = change.order


def _later(order: Order, now: datetime, wait: object) -> datetime:
    if isinstance(wait, timedelta):
        return now + wait
    change = next_change(order, now) or now + timedelta(days=1)
    return {"change": change, "just before": max(now, change - TICK), "just after": change + TICK}[str(wait)]


def _do(order: Order, deed: object, now: datetime, late: timedelta, number: int) -> Change | None:
    if isinstance(deed, EventKind):
        data = {"number": "LX1"} if deed is EventKind.TRACKING else {}
        try:
            result = apply_event(order, Event(f"e{number}", deed, order.order_id, max(PLACED, now - late), data), now)
        except EventError:
            return None
        return result.change if isinstance(result, Applied) else None
    if isinstance(deed, Ask):
        decision, asked = decide(order, deed, now), deed
    else:
        asked = Ask(Request.CANCEL, CancellationReason(str(deed)))
        decision = decide_complaint(order, asked.reason, now)
    return perform(order, decision, asked, now) if decision.outcome is Outcome.PERFORM else None
