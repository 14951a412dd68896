"""Import files that are refused: all of it, each problem named by entry and field, and nothing is changed."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from actions.desk import Desk
from actions.store.imports import BadImport
from tests.actions.importing import GOOD, NUMBER, opened, refused, with_item, with_order, without


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return opened(tmp_path)


IMPOSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("order_id", with_order(order_id=4200000000000001)),
    ("order_id", with_order(order_id="")),
    ("order_id", with_order(order_id="42 00")),
    ("order_id", with_order(order_id="1'; DROP TABLE orders; --")),
    ("order_id", with_order(order_id="4200000000000001\n")),
    ("order_id", with_order(order_id="x" * 65)),
    ("buyer_id", with_order(buyer_id=None)),
    ("currency", with_order(currency="eur")),
    ("currency", with_order(currency="EURO")),
    ("currency", with_order(currency="ZZZ")),
    ("currency", with_order(currency=978)),
    ("payment_method", with_order(payment_method="cash")),
    ("profile", with_order(profile="generous")),
    ("placed_at", with_order(placed_at=None)),
    ("placed_at", with_order(placed_at="")),
    ("placed_at", with_order(placed_at="yesterday")),
    ("placed_at", with_order(placed_at="2026-03-01")),
    ("placed_at", with_order(placed_at="2026-03-01T10:00")),
    ("placed_at", with_order(placed_at="2026-02-30T10:00Z")),
    ("placed_at", with_order(placed_at="2026-03-01T25:00Z")),
    ("placed_at", with_order(placed_at="0001-01-01T00:00Z")),
    ("placed_at", with_order(placed_at="9999-12-31T23:59Z")),
    ("placed_at", with_order(placed_at="-99999w")),
    ("placed_at", with_order(placed_at="- 3d")),
    ("placed_at", with_order(placed_at="-3")),
    ("placed_at", with_order(placed_at="-٣d")),
    ("placed_at", with_order(placed_at=1772618400)),
    ("placed_at", with_order(placed_at="+1m", paid_at=None)),
    ("paid_at", with_order(paid_at="+1d")),
    ("paid_at", with_order(paid_at="-4d")),
    ("payment_verified_at", with_order(payment_verified_at="-2d23h1s")),
    ("delivered_at", with_order(shipped_at="-1d", delivered_at="-2d")),
    ("delivered_at", with_order(delivered_at="+1s")),
    ("receipt_confirmed_at", with_order(delivered_at="-2h", receipt_confirmed_at="-3h")),
    ("promised_by", with_order(promised_by="-4d")),
    ("shipping_fee", with_order(shipping_fee="-1.00")),
    ("shipping_fee", with_order(shipping_fee=4.9)),
    ("shipping_fee", with_order(shipping_fee="4.905")),
    ("shipping_fee", with_order(shipping_fee="1" + "0" * 30)),
    ("discount", with_order(discount="29.91")),
    ("discount", with_order(discount="NaN")),
    ("items", with_order(items=[])),
    ("items", with_order(items="mug")),
    ("items", with_order(items={})),
    ("items[0]", with_order(items=["mug"])),
    ("items[0].sku", with_order(items=[{}])),
    ("items[1].sku", with_item(sku="MUG")),
    ("items[1].sku", with_item(sku="")),
    ("items[1].title", with_item(title="")),
    ("items[1].title", with_item(title="   ")),
    ("items[1].title", with_item(title="x" * 301)),
    ("items[1].title", with_item(title="Tea\u0000")),
    ("items[1].title", with_item(title="Tea\nand more")),
    ("items[1].title", with_item(title="\u202eaeT")),
    ("items[1].title", with_item(title="Tea \ud800")),
    ("items[1].quantity", with_item(quantity=0)),
    ("items[1].quantity", with_item(quantity=-1)),
    ("items[1].quantity", with_item(quantity=1.5)),
    ("items[1].quantity", with_item(quantity=True)),
    ("items[1].quantity", with_item(quantity=10**30)),
    ("items[1].quantity", with_item(quantity="2")),
    ("items[1].unit_price", with_item(unit_price="6.001")),
    ("items[1].unit_price", with_item(unit_price="-6")),
    ("items[1].unit_price", with_item(unit_price="1e3")),
    ("items[1].unit_price", with_item(unit_price="6,00")),
    ("items[1].unit_price", with_item(unit_price="٦")),
    ("items[1].unit_price", with_item(unit_price="9" * 23)),
    ("items[1].unit_price", with_item(unit_price=6)),
    ("items", with_item(unit_price="5000000000000", quantity=9999)),
    ("items[0].unit_price", with_order(currency="JPY")),
    ("notes", with_order(notes="gift")),
    *((field, without("orders", 0, field)) for field in ("order_id", "buyer_id", "seller_id", "currency")),
    *((field, without("orders", 0, field)) for field in ("payment_method", "placed_at", "items")),
]


@pytest.mark.parametrize(
    ("field", "document"), IMPOSSIBLE, ids=[f"{n}-{field}" for n, (field, _) in enumerate(IMPOSSIBLE)]
)
def test_an_order_that_cannot_be_is_refused_by_entry_and_field(desk: Desk, field: str, document: Any) -> None:
    problem = refused(desk, document)
    assert problem.entry.startswith("orders[0]")
    assert problem.field == field
    assert str(problem).isprintable() or "\n" in str(problem)


@pytest.mark.parametrize(("currency", "price"), [("JPY", "0.5"), ("EUR", "0.005"), ("KWD", "0.0005")])
def test_a_price_has_the_decimals_of_its_currency(desk: Desk, currency: str, price: str) -> None:
    items = [{"sku": "A", "title": "Sticker", "quantity": 1, "unit_price": price}]
    problem = refused(desk, with_order(currency=currency, items=items, shipping_fee=None, discount=None))
    assert (problem.field, currency in problem.message) == ("items[0].unit_price", True)


@pytest.mark.parametrize(
    ("document", "entry", "field"),
    [
        (None, "file", ""),
        ([], "file", ""),
        ("orders", "file", ""),
        ({"orders": {}}, "file", "orders"),
        ({"order": []}, "file", "order"),
        ({"orders": [None]}, "orders[0]", ""),
        ({"buyers": [{"buyer_id": "b2", "zone": "Mars/Olympus"}]}, "buyers[0] (b2)", "zone"),
        ({"buyers": [{"buyer_id": "b2", "zone": "../../etc/passwd"}]}, "buyers[0] (b2)", "zone"),
        ({"buyers": [{"buyer_id": "b2", "locale": "<script>"}]}, "buyers[0] (b2)", "locale"),
        ({"buyers": [{"buyer_id": "b2"}, {"buyer_id": "b2"}]}, "buyers[1] (b2)", "buyer_id"),
        ({"buyers": [{"name": "Maya"}]}, "buyers[0]", "buyer_id"),
        ({"sellers": [{"seller_id": "s2", "terms": {"fee": "1.00"}}]}, "sellers[0] (s2)", "terms.fee"),
        ({"sellers": [{"seller_id": "s2", "terms": {"ship_days": -1}}]}, "sellers[0] (s2)", "terms.ship_days"),
        ({"sellers": [{"seller_id": "s2", "terms": {"ship_days": "7"}}]}, "sellers[0] (s2)", "terms.ship_days"),
        (
            {"sellers": [{"seller_id": "s2", "terms": {"change_of_mind": "maybe"}}]},
            "sellers[0] (s2)",
            "terms.change_of_mind",
        ),
        ({"sellers": [{"seller_id": "s2"}, {"seller_id": "s2"}]}, "sellers[1] (s2)", "seller_id"),
    ],
)
def test_what_else_is_wrong_is_named_too(desk: Desk, document: object, entry: str, field: str) -> None:
    problem = refused(desk, document)
    assert (problem.entry, problem.field) == (entry, field)


def test_one_wrong_entry_keeps_the_whole_file_out(desk: Desk) -> None:
    document = copy.deepcopy(GOOD)
    document["orders"] += [{**GOOD["orders"][0], "order_id": "4200000000000002", "currency": "JPY"}]
    assert refused(desk, document).entry == "orders[1] (4200000000000002)"
    assert desk.seller("s1") is None


def test_every_problem_of_a_file_is_told_at_once(desk: Desk) -> None:
    document = copy.deepcopy(GOOD)
    orders = [{**GOOD["orders"][0], "order_id": f"42000000000001{n:02}", "paid_at": "+1d"} for n in range(30)]
    problem = refused(desk, {**document, "orders": orders})
    assert isinstance(problem, BadImport)
    assert len(problem.problems) == 20
    assert str(problem).count("paid_at") >= 20


def test_an_order_twice_in_a_file_is_refused(desk: Desk) -> None:
    problem = refused(desk, {**GOOD, "orders": [GOOD["orders"][0], GOOD["orders"][0]]})
    assert (problem.entry, problem.field) == (f"orders[1] ({NUMBER})", "order_id")
