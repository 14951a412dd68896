"""Orders go in as facts and come out as the same facts; whose they are, and under which terms, stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import text

from actions.desk import Desk
from actions.policy.facts import Item, Order, Seller, SellerTerms
from actions.policy.record import Change, What
from actions.store import orders
from actions.store.database import reading, writing
from actions.store.errors import BadInput, Conflict
from actions.store.sql import add_new
from actions.store.tables import buyers
from tests.store.building import NOW, a_shop, an_old_order, an_order, contents, counts, done

TERMS = SellerTerms(immediate_hours=48, ship_days=10, change_of_mind="refuse", return_shipping="buyer")


def _stored(desk: Desk, order_id: str = "8001") -> Order | None:
    with reading(desk.engine) as session:
        return orders.load(session, order_id)


def test_an_order_comes_out_as_it_went_in(desk: Desk) -> None:
    batch = desk.import_orders(a_shop(an_order(shipped_at="2026-06-01T09:00:00Z", promised_by="2026-07-01T09:00:00Z")))
    assert _stored(desk) == batch.orders[0]


def test_amounts_are_minor_units_of_the_currency(desk: Desk) -> None:
    yen = an_order("1", currency="JPY", shipping_fee="500", discount="0", items=[_item("1200")])
    dinar = an_order("2", currency="KWD", shipping_fee="0.125", discount="0", items=[_item("1.005")])
    desk.import_orders(a_shop(yen, dinar))
    with desk.engine.connect() as connection:
        assert connection.execute(text("SELECT total FROM orders ORDER BY order_id")).scalars().all() == [1700, 1130]
    assert [o.refunds[0].amount for o in (done(desk, order_id="1").order, done(desk, order_id="2").order)] == [
        1700,
        1130,
    ]


def _item(price: str) -> dict[str, object]:
    return {"sku": "A", "title": "Kettle", "quantity": 1, "unit_price": price}


@examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=80),
    price=st.integers(0, 10**12),
    quantity=st.integers(1, 99),
    ago=st.timedeltas(timedelta(0), timedelta(days=3000)),
    inferred=st.frozensets(st.sampled_from(["paid_at", "shipped_at", "R1.sent_at"])),
)
def test_any_order_comes_out_as_it_went_in(
    desk: Desk, title: str, price: int, quantity: int, ago: timedelta, inferred: frozenset[str]
) -> None:
    order = desk.any_order("8001") or desk.import_orders(a_shop()).orders[0]
    changed = replace(
        order, placed_at=NOW - ago, items=(Item("A", title, quantity, price),), discount=0, inferred=inferred
    )
    with writing(desk.engine) as session:
        orders.put(session, changed, NOW)
    assert _stored(desk) == changed


def test_the_buyers_orders_come_newest_first_and_nobody_elses(desk: Desk) -> None:
    placed = [("1", "2026-05-01T10:00:00Z"), ("2", "2026-05-03T10:00:00Z"), ("3", "2026-05-02T10:00:00Z")]
    mine = [an_old_order(number, placed_at=when, paid_at=None, payment_verified_at=None) for number, when in placed]
    desk.import_orders(a_shop(*mine, an_order("4", buyer_id="b2")))
    assert [order.order_id for order in desk.orders_of("b1")] == ["2", "3", "1"]
    assert [order.order_id for order in desk.orders_of("b2")] == ["4"]
    assert desk.orders_of("nobody") == []


@pytest.mark.parametrize(
    "nonsense",
    ["", " ", "\x00", "8001\x00", "'; DROP TABLE orders; --", "🙂", "\ud800", "9" * 10_000],
    ids=lambda text: ascii(text)[:20],
)
def test_an_order_number_that_is_none_finds_nothing(desk: Desk, nonsense: str) -> None:
    desk.import_orders(a_shop())
    assert desk.order("b1", nonsense) is None
    assert desk.order(nonsense, "8001") is None
    assert desk.any_order(nonsense) is None
    assert desk.orders_of(nonsense) == []
    assert desk.buyer(nonsense) is None


def test_an_order_keeps_the_terms_it_was_placed_under(desk: Desk) -> None:
    desk.import_orders(a_shop(an_order("8001"), sellers=[{"seller_id": "s1", "name": "L", "terms": vars(TERMS)}]))
    later = {"seller_id": "s1", "name": "Lamps", "terms": {"immediate_hours": 24}}
    desk.import_orders({"sellers": [later]}, replace=True)
    desk.import_orders({"orders": [an_order("8002")]})
    old, new = desk.any_order("8001"), desk.any_order("8002")
    assert old is not None
    assert new is not None
    assert old.seller == Seller("s1", "Lamps", TERMS)
    assert new.seller == Seller("s1", "Lamps", SellerTerms(immediate_hours=24))


def test_what_is_known_is_replaced_only_when_asked(desk: Desk) -> None:
    desk.import_orders(a_shop())
    before = contents(desk.engine)
    desk.import_orders(a_shop(orders=[]))
    for document, entry in (
        (a_shop(), "orders[0]"),
        (a_shop(an_order("1"), an_order("8001")), "orders[1]"),
        ({"sellers": [{"seller_id": "s1", "name": "Other", "terms": {}}]}, "sellers[0]"),
        ({"buyers": [{"buyer_id": "b2", "name": "Other"}]}, "buyers[0]"),
    ):
        with pytest.raises(BadInput) as refused:
            desk.import_orders(document)
        assert refused.value.entry == entry
    assert contents(desk.engine) == before


def test_no_item_is_called_by_the_word_for_the_whole_parcel(desk: Desk) -> None:
    with pytest.raises(BadInput, match="whole parcel") as refused:
        desk.import_orders(a_shop(an_order(items=[{**_item("1.00"), "sku": "all"}])))
    assert refused.value.field == "items[0].sku"


def test_an_order_that_nobody_asked_about_becomes_what_is_told_and_history_says_so(desk: Desk) -> None:
    desk.import_orders(a_shop())
    one = {"sku": "LAMP", "title": "Desk lamp, green", "quantity": 2, "unit_price": "9.00"}
    batch = desk.import_orders(a_shop(an_order(items=[one], shipping_fee="0", discount="0")), replace=True)
    assert _stored(desk) == batch.orders[0]
    [line] = desk.history("8001")
    assert (line.what, line.data) == (What.ORDER_CHANGED, {"fields": ["items", "shipping_fee", "discount"]})


def test_the_same_order_told_again_changes_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop(an_order("8001"), an_order("8002")))
    done(desk)
    before = contents(desk.engine)
    desk.import_orders(a_shop(an_order("8001"), an_order("8002")), replace=True)
    assert contents(desk.engine) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"discount": "0"},
        {"buyer_id": "b2"},
        {"seller_id": "s2"},
        {"currency": "USD"},
        {"placed_at": "2026-05-30T10:00:00Z"},
        {"profile": "current"},
        {"paid_at": None, "payment_verified_at": None},
        {"items": [{"sku": "LAMP", "title": "Desk lamp", "quantity": 1, "unit_price": "12.50"}]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_records_rest_on_is_not_told_otherwise(desk: Desk, changes: dict[str, object]) -> None:
    desk.import_orders(a_shop())
    done(desk)
    before = contents(desk.engine)
    with pytest.raises(Conflict, match="never forgotten"):
        desk.import_orders(a_shop(an_order(**changes), an_order("8002")), replace=True)
    assert contents(desk.engine) == before


def test_an_order_told_again_keeps_its_sellers_terms_of_then(desk: Desk) -> None:
    desk.import_orders(a_shop(an_order("8001"), sellers=[{"seller_id": "s1", "name": "L", "terms": vars(TERMS)}]))
    later = {"seller_id": "s1", "name": "L", "terms": {"immediate_hours": 24}}
    desk.import_orders({"sellers": [later], "orders": [an_order("8001", discount="0")]}, replace=True)
    order = desk.any_order("8001")
    assert order is not None
    assert (order.seller.terms, order.discount) == (TERMS, 0)


def _save(desk: Desk, before: Order, after: Order, *, lock: bool = True) -> None:
    with writing(desk.engine) as session:
        if lock:
            orders.lock(session, before.order_id)
        orders.save(session, before, Change(after))


def test_an_order_that_was_not_locked_is_not_written(desk: Desk) -> None:
    desk.import_orders(a_shop())
    order = done(desk).order
    before = contents(desk.engine)
    with pytest.raises(Conflict, match="locked"):
        _save(desk, order, replace(order, tracking="X"), lock=False)
    assert contents(desk.engine) == before


def test_a_record_is_never_taken_away(desk: Desk) -> None:
    desk.import_orders(a_shop())
    order = done(desk).order
    before = contents(desk.engine)
    with pytest.raises(Conflict, match="never taken away"):
        _save(desk, order, replace(order, refunds=()))
    assert contents(desk.engine) == before


def test_more_is_never_refunded_than_was_paid_even_by_our_own_code(desk: Desk) -> None:
    desk.import_orders(a_shop())
    order = done(desk).order
    before = contents(desk.engine)
    second = replace(order.refunds[0], reference="R8001-2", amount=1)
    with pytest.raises(Conflict, match="more is refunded"):
        _save(desk, order, replace(order, refunds=(*order.refunds, second)))
    assert contents(desk.engine) == before


def test_rows_that_two_add_at_once_are_added_once(desk: Desk) -> None:
    with writing(desk.engine) as session:
        assert add_new(session, buyers, {"buyer_id": "b9"})
        assert not add_new(session, buyers, {"buyer_id": "b9"})
    assert counts(desk.engine)["buyers"] == 1
