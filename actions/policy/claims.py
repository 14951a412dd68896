"""Says what may be claimed back for an item: its share of what was paid, less what was refunded (F35, R17, R20)."""

from __future__ import annotations

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
    shares = [_value(line) - off for line, off in zip(order.items, _shared(order, order.discount), strict=True)]
    if with_shipping:
        shares = [share + fee for share, fee in zip(shares, _shared(order, order.shipping_fee), strict=True)]
    chosen = [share for line, share in zip(order.items, shares, strict=True) if item in (line.sku, ALL_ITEMS)]
    return max(0, sum(chosen))


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


def _shared(order: Order, amount: int) -> list[int]:
    """The amount shared among the lines by their value; what does not divide goes to the last line (R20)."""
    values = [_value(line) for line in order.items]
    whole = sum(values)
    if whole == 0:
        return [*([0] * (len(values) - 1)), amount]
    shares = [amount * value // whole for value in values[:-1]]
    return [*shares, amount - sum(shares)]
