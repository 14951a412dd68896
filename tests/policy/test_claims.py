"""How much may be claimed back: shares that sum to what was paid, and never more than is left of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.policy.claims import claimable, covers, paid_for, refunded_for, seller_at_fault
from actions.policy.facts import ALL_ITEMS, DisputeReason, Item, Order, Refund, RefundStatus
from actions.policy.money import Money
from actions.policy.refunding import refund_claim
from tests.policy import disputed as d
from tests.policy.replay import CABLE, LAMP, after, an_order


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Up to six lines in a currency of 0, 2 or 3 decimals, with any fee, and any discount that the order can bear."""
    lines = st.tuples(st.integers(1, 9), st.integers(0, 9) | st.integers(0, 10**9))
    sold = draw(st.lists(lines, min_size=1, max_size=6))
    items = tuple(Item(f"SKU-{at}", "Thing", pieces, price) for at, (pieces, price) in enumerate(sold))
    fee = draw(st.integers(0, 9) | st.integers(0, 10**6))
    whole = sum(item.quantity * item.unit_price for item in items) + fee
    currency = draw(st.sampled_from(["JPY", "EUR", "KWD"]))
    return an_order(items=items, shipping_fee=fee, discount=draw(st.integers(0, whole)), currency=currency)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(orders())
def test_the_shares_of_all_items_sum_to_what_was_paid(order: Order) -> None:
    with_shipping = [paid_for(order, item.sku, True) for item in order.items]
    assert paid_for(order, ALL_ITEMS, True) == order.total_minor
    assert min(with_shipping) >= 0
    assert Money(sum(with_shipping), order.currency) == Money(order.total_minor, order.currency)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(orders())
def test_the_shares_without_shipping_sum_to_the_goods(order: Order) -> None:
    alone = [paid_for(order, item.sku, False) for item in order.items]
    goods = sum(item.quantity * item.unit_price for item in order.items)
    assert sum(alone) == paid_for(order, ALL_ITEMS, False) == max(0, goods - order.discount)
    assert all(0 <= share <= paid_for(order, item.sku, True) for share, item in zip(alone, order.items, strict=True))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(orders(), st.data())
def test_whatever_is_refunded_in_whatever_sequence_never_exceeds_what_was_paid(
    order: Order, data: st.DataObject
) -> None:
    names = [*(item.sku for item in order.items), ALL_ITEMS]
    for number in range(data.draw(st.integers(1, 6))):
        reason = data.draw(st.sampled_from(DisputeReason))
        one = d.a_dispute(reference=f"D1001-{number}", item=data.draw(st.sampled_from(names)), reason=reason)
        most = claimable(order, one.item, seller_at_fault(reason))
        assert 0 <= most <= order.total_minor
        asked = data.draw(st.integers(0, 2 * most + 1))
        order = replace(order, disputes=(*order.disputes, one))
        order, told = refund_claim(order, one, asked, after("20d"))
        assert bool(told) == (min(asked, most) > 0)
        if told and data.draw(st.booleans()):
            order = _last_failed(order)
    assert refunded_for(order, ALL_ITEMS) <= order.total_minor


def _last_failed(order: Order) -> Order:
    last = replace(order.refunds[-1], status=RefundStatus.FAILED, failed_at=after("21d"))
    return replace(order, refunds=(*order.refunds[:-1], last))


def test_a_line_bears_no_more_of_a_discount_than_its_price() -> None:
    """What does not divide goes to the last line, here a gift that costs nothing: the line before it bears it."""
    things = (Item("A", "A", 1, 5), Item("B", "B", 1, 5), Item("C", "C", 1, 1), Item("GIFT", "Sticker", 1, 0))
    order = an_order(items=things, shipping_fee=0, discount=4)
    assert [paid_for(order, item.sku, False) for item in things] == [4, 3, 0, 0]


BOTH = {"items": (LAMP, CABLE), "shipping_fee": 250, "discount": 101}


@pytest.mark.parametrize(
    ("item", "with_shipping", "minor"),
    [
        ("LAMP-1", False, 1137),  # 1200 - 63
        ("LAMP-1", True, 1294),  # and 157 of the fee
        ("CABLE-2", False, 662),  # 700 - 38: what does not divide is the last line's
        ("CABLE-2", True, 755),  # and 93
        (ALL_ITEMS, False, 1799),
        (ALL_ITEMS, True, 2049),
        ("GONE-9", True, 0),
    ],
)
def test_shipping_and_discount_are_shared_by_value(item: str, with_shipping: bool, minor: int) -> None:
    assert paid_for(an_order(**BOTH), item, with_shipping) == minor


def _paid_back(order: Order, item: str, amount: int, status: RefundStatus = RefundStatus.DUE) -> Order:
    number = len(order.refunds) + 1
    one = d.a_dispute(reference=f"D1001-{number}", item=item)
    order, _ = refund_claim(replace(order, disputes=(*order.disputes, one)), one, amount, after("20d"))
    last: Refund = replace(order.refunds[-1], status=status)
    return replace(order, refunds=(*order.refunds[:-1], last))


@pytest.mark.parametrize(
    ("status", "lamp", "cable", "whole"),
    [
        (RefundStatus.DUE, 794, 755, 1549),
        (RefundStatus.SENT, 794, 755, 1549),
        (RefundStatus.PAID, 794, 755, 1549),
        (RefundStatus.FAILED, 1294, 755, 2049),
    ],
)
def test_what_came_back_for_an_item_is_claimed_no_more(status: RefundStatus, lamp: int, cable: int, whole: int) -> None:
    order = _paid_back(an_order(**BOTH), "LAMP-1", 500, status)
    assert [claimable(order, name, True) for name in ("LAMP-1", "CABLE-2", ALL_ITEMS)] == [lamp, cable, whole]


def test_a_refund_for_the_whole_parcel_counts_for_each_item() -> None:
    order = _paid_back(an_order(**BOTH), ALL_ITEMS, 1000)
    assert [claimable(order, name, True) for name in ("LAMP-1", "CABLE-2", ALL_ITEMS)] == [294, 0, 1049]


def test_no_refund_is_opened_where_nothing_is_left() -> None:
    order = _paid_back(an_order(**BOTH), ALL_ITEMS, 2049)
    assert refund_claim(order, order.disputes[0], 100, after("21d")) == (order, {})


@pytest.mark.parametrize(
    ("about", "asked", "touches"),
    [
        ("LAMP-1", "LAMP-1", True),
        ("LAMP-1", "CABLE-2", False),
        ("LAMP-1", ALL_ITEMS, True),
        (ALL_ITEMS, "CABLE-2", True),
        (ALL_ITEMS, ALL_ITEMS, True),
    ],
)
def test_a_dispute_about_the_parcel_touches_each_item(about: str, asked: str, touches: bool) -> None:
    assert covers(d.a_dispute(item=about), asked) is touches


def test_only_a_change_of_mind_leaves_the_shipping_with_the_buyer() -> None:
    assert [reason for reason in DisputeReason if not seller_at_fault(reason)] == [DisputeReason.CHANGE_OF_MIND]
