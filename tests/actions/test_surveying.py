"""What another profile would mean for many orders: the same sums from one process or several, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from actions import surveying
from actions.desk import Desk
from actions.policy.decision import Actor, Request
from actions.policy.facts import Order
from actions.policy.impact import differences, is_open
from actions.policy.impact_sums import Impact, Moved
from actions.surveying import impact_of
from tests.store.building import NOW, a_shop, an_old_order, an_order, an_unpaid_order, days, done

SHIPPED = {"shipped_at": "2026-05-30T10:00:00Z", "placed_at": "2026-05-01T10:00:00Z"}
DELIVERED = {**SHIPPED, "payment_verified_at": "2026-05-02T10:00:00Z", "paid_at": "2026-05-01T11:00:00Z"}


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Orders at every station, one of them closed and one under the other profile."""
    desk.import_orders(
        a_shop(
            an_order("8001"),
            an_old_order("8002"),
            an_unpaid_order("8003"),
            an_order("8004", **{**DELIVERED, "delivered_at": "2026-05-31T10:00:00Z"}),
            an_order(
                "8005", **{**DELIVERED, "shipped_at": "2026-05-03T10:00:00Z", "delivered_at": "2026-05-05T10:00:00Z"}
            ),
            an_old_order("8006", profile="current"),
            an_order("8007", currency="JPY", shipping_fee="10", discount="0", items=_yen()),
        )
    )
    done(desk, order_id="8002")
    return desk


def _yen() -> list[dict[str, Any]]:
    return [{"sku": "A", "title": "Tea", "quantity": 1, "unit_price": "1200"}]


def measured(desk: Desk) -> tuple[Impact, list[tuple[int, int]]]:
    steps: list[tuple[int, int]] = []
    return impact_of(desk, "current", NOW + days(1), lambda done, of: steps.append((done, of))), steps


def test_every_order_is_counted_and_closed_ones_are_not_open(shop: Desk) -> None:
    impact, steps = measured(shop)
    assert (impact.orders, impact.open_cases) == (7, 6)
    assert steps == [(7, 7)]
    assert 0 < impact.changed <= 5, "the one under the other profile is judged by it already"


def test_several_processes_come_to_the_same(shop: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, _ = measured(shop)
    monkeypatch.setattr(surveying, "AT_ONCE", 2)
    monkeypatch.setattr(surveying, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(surveying.os, "cpu_count", lambda: 2)
    together, steps = measured(shop)
    assert together == alone
    assert [done for done, _ in steps] == [2, 4, 6, 7]


def test_an_empty_shop_has_no_impact(desk: Desk) -> None:
    assert measured(desk) == (Impact(), [])


def order_of(desk: Desk, order_id: str) -> Order:
    order = desk.any_order(order_id)
    assert order is not None
    return order


def test_an_order_is_compared_with_itself_under_the_other_profile_at_the_same_instant(shop: Desk) -> None:
    order = order_of(shop, "8002")
    later = NOW + days(13)
    found = {one.request: one for one in differences(order, "current", later) or ()}
    status = found[Request.STATUS]
    assert (str(status.before.reason), str(status.after.reason)) == ("pending_shipment", "cancelled")
    assert status.money == order.total_minor
    assert status.felt_by == (Actor.BUYER, Actor.SELLER, Actor.PLATFORM)
    assert differences(order, "guides", later) == []


def test_a_closed_order_is_open_as_long_as_its_money_is_under_way(shop: Desk) -> None:
    assert not is_open(order_of(shop, "8005"), NOW)
    done(shop, order_id="8001")
    assert is_open(order_of(shop, "8001"), NOW)


def test_the_same_money_is_counted_once_however_many_requests_speak_of_it(shop: Desk) -> None:
    order, impact = order_of(shop, "8002"), Impact()
    impact.add(order, differences(order, "current", NOW + days(13)))
    assert impact.money == Moved(more=impact.money.more)
    assert dict(impact.money.more) == {"EUR": order.total_minor}
    assert sum(group.money.more["EUR"] for group in impact.groups.values()) > order.total_minor
