"""Says which doors about goods are open to a buyer who has said nothing further: a dispute, or a report."""

from __future__ import annotations

from datetime import datetime

from actions.policy.claims import claimable
from actions.policy.facts import ALL_ITEMS, Order
from actions.policy.items import free_of, refused_by, reported_before
from actions.policy.lifecycle import CLOSED_ORDER, open_dispute
from actions.policy.moments import dispute_window, not_received_window
from actions.policy.situation import Situation


def may_dispute(facts: Situation, now: datetime) -> bool:
    """The parcel arrived, F32's window is open, and there is an item that nothing stands in the way of."""
    order = facts.order
    if order.delivered_at is None or facts.status in CLOSED_ORDER:
        return False
    return dispute_window(order, facts.terms).holds(now) and bool(free_of(facts, with_shipping=True))


def may_report(facts: Situation, now: datetime) -> bool:
    """The parcel did not come in time (or only a carrier says that it did), and nothing was claimed for it."""
    order = facts.order
    if order.shipped_at is None or facts.status in CLOSED_ORDER or in_hand(order):
        return False
    return not_received_window(order, facts.terms).holds(now) and _parcel_is_free(order)


def may_return(facts: Situation, now: datetime) -> bool:
    """The parcel arrived, the window is open, and the seller has not said no to changed minds (F42, F14)."""
    order = facts.order
    if order.delivered_at is None or facts.status in CLOSED_ORDER or takes_no_returns(order):
        return False
    open_ones = (sku for sku in free_of(facts, with_shipping=False) if refused_by(order, sku) is None)
    return dispute_window(order, facts.terms).holds(now) and any(open_ones)


def takes_no_returns(order: Order) -> bool:
    """By the seller's own terms (F14)."""
    return order.seller.terms.change_of_mind == "refuse"


def in_hand(order: Order) -> bool:
    """By the buyer's own word: the receipt is confirmed, or it was said that the parcel is there (R13)."""
    return order.receipt_confirmed_at is not None or order.in_hand_at is not None


def _parcel_is_free(order: Order) -> bool:
    if order.disputes and (open_dispute(order, ALL_ITEMS) or reported_before(order)):
        return False
    return claimable(order, ALL_ITEMS, with_shipping=True) > 0
