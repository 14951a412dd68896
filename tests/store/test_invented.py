"""An invented shop is the same for the same seed, holds orders of every kind, and nothing in it is overdue."""

from __future__ import annotations

from collections import Counter

import pytest

from actions.desk import Desk
from actions.policy.decision import Outcome, Request
from actions.policy.facts import OrderStatus
from actions.policy.lifecycle import status
from actions.policy.requests import Ask
from actions.store import invented
from actions.store.invented import fill, invent
from tests.store.building import NOW, TABLES, counts

SETTING = (NOW, "guides")


def test_the_same_seed_invents_the_same_orders():
    assert list(invent(200, 7, SETTING)) == list(invent(200, 7, SETTING))
    assert list(invent(200, 7, SETTING)) != list(invent(200, 8, SETTING))


def test_a_larger_shop_begins_as_the_smaller_one():
    assert list(invent(300, 7, SETTING))[:100] == list(invent(100, 7, SETTING))


def test_every_status_and_every_open_case_is_met():
    orders = [change.order for change in invent(2000, 1, SETTING)]
    assert {status(order, NOW) for order in orders} == set(OrderStatus)
    assert {str(record.status) for order in orders for record in order.cancellations} >= {"requested", "approved"}
    assert {str(refund.status) for order in orders for refund in order.refunds} >= {"due", "paid"}
    assert any(order.disputes for order in orders)


def test_most_orders_are_done_as_in_a_real_shop():
    met = Counter(status(change.order, NOW) for change in invent(2000, 1, SETTING))
    assert met[OrderStatus.COMPLETED] > 1000
    assert met[OrderStatus.CANCELLED] < 200


def test_what_is_stored_is_what_was_invented(desk: Desk):
    fill(desk, 300)
    made = {change.order.order_id: change.order for change in invent(300, 1, SETTING)}
    assert {order.order_id: order for order in desk.all_orders()} == made


def test_nothing_is_overdue_and_nothing_waits_to_be_told(desk: Desk):
    fill(desk, 300)
    assert desk.apply_due() == 0
    assert desk.outbox() == []


def test_a_buyer_in_the_middle_of_a_part_keeps_all_orders(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(invented, "AT_ONCE", 7)
    fill(desk, 24)
    buyers = Counter(order.buyer_id for order in desk.all_orders())
    assert buyers == {f"p{n}": invented.ORDERS_OF_BUYERS[n % 5] for n in range(10)}


def test_an_invented_order_can_be_talked_about(desk: Desk):
    for order_id, buyer in fill(desk, 50):
        order = desk.order(buyer, order_id)
        assert order is not None
        assert desk.decide(order, Ask(Request.STATUS)).outcome in (Outcome.EXPLAIN, Outcome.WAIT)


def test_a_shop_that_could_not_be_finished_is_not_begun(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def full(_done: int) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        fill(desk, 10, tell=full)
    assert counts(desk.engine) == dict.fromkeys(TABLES, 0)
