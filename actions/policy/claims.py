"""Says what may be claimed back for an item: its share of what was paid, less what was refunded (F35, R17, R20)."""

from __future__ import annotations

from collections.abc import Sequence

from actions.policy.facts import ALL_ITEMS, Dispute, DisputeReason, Item, Order, RefundStatus


def covers(dispute: Dispute, sku: str) -> bool:
    """Whether the dispute touches this item (or any, for ALL_ITEMS); one about the whole parcel touches each."""
    return dispute.item in (sku, ALL_ITEMS) or sku == ALL_ITEMS


def seller_at_fault(reason: DisputeReason) -> bool:
    """Whether outward shipping comes back too (F23, F43): for every reason but a change of mind (R16, R17)."""
    return reason is not DisputeReason.CHANGE_OF_MIND


def paid_for(order: Order, item: str, with_shipping: bool) -> int:
    """What was paid for the item, in minor units: its price less its share of the discount, and with its share of the
    outward shipping where F23 gives it back. All items together: everything that was paid.
    """
    values = [_value(line) for line in order.items]
    fees = _shared(order.shipping_fee, values)
    offs = _taken_off(order.discount, values, fees)
    shares = [value - off + fee * with_shipping for value, off, fee in zip(values, offs, fees, strict=True)]
    return sum(max(0, share) for line, share in zip(order.items, shares, strict=True) if item in (line.sku, ALL_ITEMS))


def refunded_for(order: Order, item: str) -> int:
    """What is on its way back, or was paid back, for the item; a refund that failed does not count (R23)."""
    return sum(refund.amount for refund in order.refunds if _counts(order, refund.dispute, refund.status, item))


def claimable(order: Order, item: str, with_shipping: bool) -> int:
    """The most that may still be claimed for the item (R20), never more than is left of all that was paid."""
    left = order.total_minor - refunded_for(order, ALL_ITEMS)
    return max(0, min(paid_for(order, item, with_shipping) - refunded_for(order, item), left))


def _counts(order: Order, reference: str | None, state: RefundStatus, item: str) -> bool:
    if state is RefundStatus.FAILED:
        return False
    settled = next((dispute for dispute in order.disputes if dispute.reference == reference), None)
    return item == ALL_ITEMS or settled is None or settled.item in (item, ALL_ITEMS)


def _value(line: Item) -> int:
    return line.quantity * line.unit_price


def _shared(amount: int, values: Sequence[int]) -> list[int]:
    """The amount shared among the lines by their value; what does not divide goes to the last line (R20)."""
    shares = _floors(amount, values)
    shares[-1] += amount - sum(shares)
    return shares


def _taken_off(discount: int, values: Sequence[int], fees: Sequence[int]) -> list[int]:
    """The discount shared likewise, but no line bears more than was to be paid for it: the line before it does then.

    Only a discount that is larger than all the goods takes off from their shares of the fee too.
    """
    rooms = values if discount <= sum(values) else [value + fee for value, fee in zip(values, fees, strict=True)]
    shares = _floors(discount, values)
    rest = discount - sum(shares)
    for at in reversed(range(len(shares))):
        more = min(rest, rooms[at] - shares[at])
        shares[at] += more
        rest -= more
    return shares


def _floors(amount: int, values: Sequence[int]) -> list[int]:
    whole = sum(values)
    return [amount * value // whole if whole else 0 for value in values]
