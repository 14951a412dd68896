"""An order, a seller or a buyer that is told again: what is known of its case stays, what contradicts is for staff."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from actions.desk import Desk
from actions.policy.events import EventKind
from actions.policy.facts import Order
from actions.policy.lifecycle import status
from actions.policy.record import What
from actions.restating import Became, Put
from actions.store.errors import BadInput
from tests.store.building import NOW, a_shop, an_event, an_old_order, an_order, an_unpaid_order, contents, days, done

SHIPPED = "2026-05-31T12:00:00Z"


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """One order, asked to be cancelled; the seller has not answered."""
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    return desk


def put(desk: Desk, entry: dict[str, Any]) -> Put:
    return desk.put("orders", entry["order_id"], entry)


def the_order(desk: Desk, order_id: str = "8001") -> Order:
    order = desk.any_order(order_id)
    assert order is not None
    return order


def whats(desk: Desk, order_id: str = "8001") -> list[str]:
    return [str(entry.what) for entry in desk.history(order_id)]


def test_an_order_that_is_new_is_made(desk: Desk) -> None:
    assert put(desk, an_order("8009")) == Put(Became.MADE)
    assert the_order(desk, "8009").total_minor == 1450
    assert put(desk, an_order("8009")) == Put(Became.UNCHANGED)


def test_the_same_again_changes_nothing_at_all(shop: Desk) -> None:
    before = contents(shop.engine)
    assert put(shop, an_old_order()) == Put(Became.UNCHANGED)
    assert contents(shop.engine) == before


def test_a_better_title_is_taken_and_the_case_stays(shop: Desk) -> None:
    entry = an_old_order()
    entry["items"] = [{**entry["items"][0], "title": "Desk lamp, brass"}, entry["items"][1]]
    before = the_order(shop)
    assert put(shop, entry) == Put(Became.CHANGED)
    after = the_order(shop)
    assert [item.title for item in after.items] == ["Desk lamp, brass", "Light bulb"]
    assert (after.cancellations, after.seller) == (before.cancellations, before.seller)
    assert whats(shop) == ["cancellation_requested", "order_changed"]


def test_a_time_that_is_told_for_the_first_time_happens_as_an_event_does(shop: Desk) -> None:
    assert put(shop, an_old_order(shipped_at=SHIPPED, promised_by="2026-06-20T00:00:00Z")) == Put(Became.CHANGED)
    after = the_order(shop)
    assert (str(status(after, NOW)), str(after.cancellations[0].status)) == ("shipped", "overtaken")
    assert after.promised_by is not None
    assert {"shipped", "cancellation_overtaken"} <= {*whats(shop)} or "shipped" in whats(shop)
    assert put(shop, an_old_order(shipped_at=SHIPPED)) == Put(Became.UNCHANGED)


def test_a_payment_told_by_put_is_in_the_history(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    assert put(desk, an_order()) == Put(Became.CHANGED)
    assert whats(desk) == ["paid", "payment_verified"]
    assert the_order(desk).inferred == frozenset()


def test_what_was_shipped_had_been_paid_however_late_it_is_told(desk: Desk) -> None:
    late = {"placed_at": "2026-04-01T10:00:00Z"}
    desk.import_orders(a_shop(an_unpaid_order(**late)))
    paid = {**late, "paid_at": "2026-04-01T11:00:00Z", "payment_verified_at": "2026-04-01T12:00:00Z"}
    desk.put("orders", "8001", an_order(**late, paid_at=None, payment_verified_at=None))
    entry = an_order("8002", **{**paid, "payment_verified_at": None, "paid_at": None})
    desk.put("orders", "8002", {**entry, "placed_at": "2026-05-30T10:00:00Z"})
    told = {
        "placed_at": "2026-05-30T10:00:00Z",
        "paid_at": "2026-05-30T11:00:00Z",
        "payment_verified_at": "2026-05-30T12:00:00Z",
        "shipped_at": SHIPPED,
        "delivered_at": "2026-06-01T09:00:00Z",
    }
    assert put(desk, an_order("8002", **told)) == Put(Became.CHANGED)
    assert whats(desk, "8002") == ["paid", "payment_verified", "shipped", "delivered"]
    assert str(status(the_order(desk, "8002"), NOW)) == "delivered"


# what is stale


def test_a_time_once_known_is_not_erased_by_an_older_word(shop: Desk) -> None:
    shop.receive(an_event(EventKind.SHIPPED))
    shop.receive(an_event(EventKind.DELIVERED, "e2"))
    before = contents(shop.engine)
    assert put(shop, an_old_order()) == Put(Became.UNCHANGED)
    assert put(shop, an_old_order(shipped_at=None, delivered_at=None, promised_by=None)) == Put(Became.UNCHANGED)
    assert contents(shop.engine) == before


def test_a_payment_that_failed_is_not_paid_again_by_an_older_word(desk: Desk) -> None:
    paid = an_order(payment_verified_at=None)
    desk.import_orders(a_shop(paid))
    desk.receive(an_event(EventKind.PAYMENT_FAILED))
    before = contents(desk.engine)
    assert put(desk, paid) == Put(Became.UNCHANGED)
    assert contents(desk.engine) == before


def test_a_promise_of_the_carrier_is_not_taken_back_by_an_older_word(shop: Desk) -> None:
    shop.receive(an_event(EventKind.SHIPPED, promised_by="2026-06-10T00:00:00Z"))
    shop.receive(an_event(EventKind.TRACKING, "e2", number="GB1", promised_by="2026-06-15T00:00:00Z"))
    promised = the_order(shop).promised_by
    put(shop, an_old_order(shipped_at="2026-06-01T10:00:00Z", promised_by="2026-06-10T00:00:00Z"))
    assert the_order(shop).promised_by == promised


def test_clocks_may_differ_by_some_minutes(shop: Desk) -> None:
    shop.receive(an_event(EventKind.SHIPPED, when=NOW - timedelta(minutes=3)))
    before = contents(shop.engine)
    assert put(shop, an_old_order(shipped_at="2026-06-01T10:00:59Z")) == Put(Became.UNCHANGED)
    assert contents(shop.engine) == before


# what contradicts

CONTRADICTING: list[tuple[str, dict[str, Any]]] = [
    ("buyer_id", {"buyer_id": "b2"}),
    ("seller_id", {"seller_id": "s2"}),
    ("currency", {"currency": "USD"}),
    ("profile", {"profile": "current"}),
    ("placed_at", {"placed_at": "2026-05-19T10:00:00Z"}),
    ("payment_method", {"payment_method": "wallet"}),
    ("shipping_fee", {"shipping_fee": "1.00"}),
    ("discount", {"discount": None}),
    ("items", {"items": [{"sku": "LAMP", "title": "Desk lamp", "quantity": 1, "unit_price": "10.50"}]}),
    ("paid_at", {"paid_at": "2026-05-20T12:00:00Z"}),
]


@pytest.mark.parametrize(("field", "change"), CONTRADICTING, ids=[field for field, _ in CONTRADICTING])
def test_what_was_committed_stands_and_staff_are_told_once(shop: Desk, field: str, change: dict[str, Any]) -> None:
    before, told = the_order(shop), shop.outbox()
    first = put(shop, an_old_order(**change))
    assert (first.became, first.field) == (Became.CONFLICT, field)
    assert (the_order(shop), shop.outbox()) == (before, told)
    assert [ticket.id for ticket in shop.tickets()] == [first.ticket]
    assert whats(shop)[-1] == What.ORDER_CONFLICT
    after = contents(shop.engine)
    assert put(shop, an_old_order(**change)) == first
    assert contents(shop.engine) == after


def test_a_shipping_after_our_cancellation_is_a_contradiction(desk: Desk) -> None:
    desk.import_orders(a_shop())
    done(desk)
    before = the_order(desk)
    became = put(desk, an_order(shipped_at="2026-06-01T09:30:00Z"))
    assert (became.became, became.field) == (Became.CONFLICT, "shipped_at")
    assert the_order(desk) == before


def test_an_order_that_nobody_paid_or_asked_about_may_become_another(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    items = [{"sku": "RUG", "title": "Rug", "quantity": 1, "unit_price": "80.00"}]
    assert put(desk, an_unpaid_order(items=items, payment_method="wallet")) == Put(Became.CHANGED)
    after = the_order(desk)
    assert (after.total_minor, str(after.payment_method), [item.sku for item in after.items]) == (
        8200,
        "wallet",
        ["RUG"],
    )


# what is malformed


@pytest.mark.parametrize(
    ("section", "key", "entry", "field"),
    [
        ("orders", "8002", an_order("8001"), "order_id"),
        ("orders", "8001", [], ""),
        ("orders", "8001", None, ""),
        ("orders", "8001", {"order_id": "8001"}, "buyer_id"),
        ("orders", "8001", an_order(shipped_at="2199-01-01T00:00Z"), "shipped_at"),
        ("orders", "8001", an_order(currency="JPY"), "items[0].unit_price"),
        ("orders", "8001", an_order(notes="x"), "notes"),
        ("sellers", "s1", {"seller_id": "s1", "terms": {"immediate_hours": -1}}, "terms.immediate_hours"),
        ("sellers", "s1", {"seller_id": "s2"}, "seller_id"),
        ("buyers", "b1", {"buyer_id": "b1", "zone": "Mars"}, "zone"),
        ("buyers", "b1", {}, "buyer_id"),
    ],
)
def test_what_is_malformed_is_named_by_its_field(shop: Desk, section: str, key: str, entry: object, field: str) -> None:
    before = contents(shop.engine)
    with pytest.raises(BadInput) as refused:
        shop.put(section, key, entry)
    assert refused.value.field == field
    assert contents(shop.engine) == before


# sellers and buyers


def test_a_seller_is_made_changed_and_left_and_orders_keep_its_old_terms(desk: Desk) -> None:
    seller = {"seller_id": "s7", "name": "Rugs", "terms": {"immediate_hours": 48}}
    assert desk.put("sellers", "s7", seller).became is Became.MADE
    put(desk, an_order("8009", seller_id="s7"))
    assert desk.put("sellers", "s7", seller).became is Became.UNCHANGED
    assert desk.put("sellers", "s7", {**seller, "terms": {"immediate_hours": 72}}).became is Became.CHANGED
    assert the_order(desk, "8009").seller.terms.immediate_hours == 48
    again = an_order("8009", seller_id="s7")
    assert put(desk, again) == Put(Became.UNCHANGED)


def test_a_buyer_is_made_changed_and_left(desk: Desk) -> None:
    buyer = {"buyer_id": "b7", "name": "Ana", "locale": "es-ES", "zone": "Europe/Madrid"}
    became = [desk.put("buyers", "b7", one).became for one in (buyer, buyer, {**buyer, "name": "Ana María"})]
    assert became == [Became.MADE, Became.UNCHANGED, Became.CHANGED]


# at once


def test_the_same_new_order_told_by_many_at_once_is_made_once(desk: Desk) -> None:
    with ThreadPoolExecutor(6) as pool:
        became = list(pool.map(lambda _: put(desk, an_order("8009")).became, range(12)))
    assert sorted(became) == [Became.MADE] + [Became.UNCHANGED] * 11


def test_what_was_due_before_is_written_with_what_is_told(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    from tests.store.building import at

    later = at(desk, NOW + days(10))
    became = put(later, an_order())
    assert became.became is Became.CHANGED
    assert whats(later)[0] == "order_lapsed"
    assert [str(refund.status) for refund in the_order(later).refunds] == ["due"]
    assert [ticket.topic for ticket in later.tickets()] == ["late_payment"]
