"""Says which item of an order is meant, and what stands in the way of a claim for it. No decisions here."""

from __future__ import annotations

from actions.policy.claims import claimable, covers
from actions.policy.facts import ALL_ITEMS, Dispute, DisputeOutcome, DisputeReason, Order
from actions.policy.lifecycle import ended, open_dispute
from actions.policy.situation import Situation

SETTLED = frozenset(DisputeOutcome) - {DisputeOutcome.RETURN_REFUSED}
"""How a dispute ends that closes its item for good (F39, R20); a return that was refused closes only that way."""


def item_of(facts: Situation) -> str | None:
    """The sku that is meant, ALL_ITEMS, or None where several could be; an order with one line is about that line."""
    lines = facts.order.items
    return lines[0].sku if len(lines) == 1 else facts.ask.item


def going_on(order: Order) -> tuple[Dispute, ...]:
    """The disputes that have not ended, oldest first."""
    return tuple(dispute for dispute in order.disputes if not ended(dispute))


def free_lines(order: Order, with_shipping: bool) -> tuple[str, ...]:
    """The skus for which a dispute could be opened: none goes on, none settled them, something is left to claim."""
    return tuple(
        line.sku
        for line in order.items
        if open_dispute(order, line.sku) is None
        and settled_by(order, line.sku) is None
        and claimable(order, line.sku, with_shipping)
    )


def free_of(facts: Situation, with_shipping: bool) -> tuple[str, ...]:
    """The same, looked for once in a situation."""
    return facts.once(("free", with_shipping), lambda: free_lines(facts.order, with_shipping))


def settled_by(order: Order, item: str) -> Dispute | None:
    """The dispute that closed the item for good, the newest first; of the whole parcel, any of its items.

    A report that nothing came, which the platform refused, says nothing of goods that come after all (R14).
    """
    over = (d for d in reversed(order.disputes) if d.outcome in SETTLED and covers(d, item))
    return next((dispute for dispute in over if not _no_word_on_the_goods(dispute)), None)


def reported_before(order: Order) -> Dispute | None:
    """The dispute after which the parcel is not reported as missing any more: each that ended for good."""
    return _newest(order, ALL_ITEMS, SETTLED)


def _no_word_on_the_goods(dispute: Dispute) -> bool:
    return dispute.reason is DisputeReason.NOT_RECEIVED and dispute.outcome is DisputeOutcome.PLATFORM_REJECT


def refused_by(order: Order, item: str) -> Dispute | None:
    """The change of mind about this item that the seller refused (F42, R16)."""
    return _newest(order, item, frozenset({DisputeOutcome.RETURN_REFUSED}))


def in_the_way(facts: Situation, with_shipping: bool) -> Dispute | None:
    """The dispute that goes on about the item that is meant; where none is named, one if no other item is free."""
    item = item_of(facts)
    there = open_dispute(facts.order, item or ALL_ITEMS)
    return None if there and item is None and free_of(facts, with_shipping) else there


def settled_for_good(facts: Situation, with_shipping: bool) -> Dispute | None:
    """The dispute that closed the item that is meant; where none is named, one where all are closed."""
    item = item_of(facts)
    over = settled_by(facts.order, item or ALL_ITEMS)
    return None if over and item is None and free_of(facts, with_shipping) else over


def most_for(facts: Situation, with_shipping: bool) -> int:
    """The most that may be claimed for the item that is meant, in minor units; where none is named, for one of them."""
    item = item_of(facts)
    return facts.once(("most_for", item, with_shipping), lambda: _most(facts.order, item, with_shipping))


def _most(order: Order, item: str | None, with_shipping: bool) -> int:
    if item is not None:
        return claimable(order, item, with_shipping)
    return max(claimable(order, line.sku, with_shipping) for line in order.items)


def _newest(order: Order, item: str, outcomes: frozenset[DisputeOutcome]) -> Dispute | None:
    found = (d for d in reversed(order.disputes) if d.outcome in outcomes and covers(d, item))
    return next(found, None)
