"""Checks that records moved as the lifecycle's tables say, and that none vanished or was made twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.policy.facts import ALL_ITEMS, Dispute, Order
from actions.policy.lifecycle import CANCELLATION_TABLE, DISPUTE_TABLE, OPEN_CANCELLATION, REFUND_TABLE, ended


def check_moves(before: Order, after_: Order) -> None:
    """Every record moved as its table says; none vanished; at most one is open where only one may be."""
    _cancellations(before, after_)
    _refunds(before, after_)
    _disputes(before, after_)
    assert sum(trace.status == "open" for trace in after_.traces) <= len(after_.refunds)
    assert len({trace.refund for trace in after_.traces if trace.status == "open"}) == sum(
        trace.status == "open" for trace in after_.traces
    )
    assert len(after_.complaints) <= 1
    assert sum(bool(end) for end in (after_.cancelled_at, after_.lapsed_at, after_.shipped_at)) <= 1


def _cancellations(before: Order, after_: Order) -> None:
    for old, new in zip(before.cancellations, after_.cancellations, strict=False):
        assert new.status is old.status or new.status in reachable(CANCELLATION_TABLE, old.status)
        assert new.reference == old.reference
    assert len(after_.cancellations) >= len(before.cancellations)
    assert sum(record.status in OPEN_CANCELLATION for record in after_.cancellations) <= 1


def _refunds(before: Order, after_: Order) -> None:
    for was, now in zip(before.refunds, after_.refunds, strict=False):
        assert now.status is was.status or now.status in REFUND_TABLE[was.status]
        assert (now.reference, now.amount, now.method, now.dispute) == (
            was.reference,
            was.amount,
            was.method,
            was.dispute,
        )
    assert len(after_.refunds) >= len(before.refunds)
    replaced = [refund.replaces for refund in after_.refunds if refund.replaces]
    assert len(set(replaced)) == len(replaced)


def _disputes(before: Order, after_: Order) -> None:
    for old, new in zip(before.disputes, after_.disputes, strict=False):
        assert (new.reference, new.item, new.reason) == (old.reference, old.item, old.reason)
        assert new == old or not ended(old), "an ended dispute changed"
        assert new.status is old.status or new.status in reachable(DISPUTE_TABLE, old.status)
        assert len(new.evidence) >= len(old.evidence)
        assert len(new.offers) >= len(old.offers)
    assert len(after_.disputes) >= len(before.disputes)
    going = [dispute for dispute in after_.disputes if not ended(dispute)]
    assert all(sum(_touches(dispute, item.sku) for dispute in going) <= 1 for item in after_.items)


def _touches(dispute: Dispute, sku: str) -> bool:
    return dispute.item in (sku, ALL_ITEMS)


_KNOWN: dict[int, dict[object, set[object]]] = {}


def reachable(table: Mapping[Any, frozenset[Any]], start: object) -> set[object]:
    """Every state that may be reached from this one, in any number of moves."""
    known = _KNOWN.setdefault(id(table), {})
    if start not in known:
        found: set[object] = set()
        waiting = [start]
        while waiting:
            following = table[waiting.pop()] - found
            found |= following
            waiting += following
        known[start] = found
    return known[start]
