"""Import files: all or nothing, each problem named by entry and field; what is known stays unless it is replaced."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from actions.desk import Desk, open_desk
from actions.policy.facts import SellerTerms
from actions.policy.lifecycle import status
from actions.settings import Settings
from actions.store.documents import parse_json, read_file
from actions.store.errors import BadInput
from actions.store.imports import BadImport

NOW = datetime(2026, 3, 4, 10, 0, 0, tzinfo=timezone.utc)
NUMBER = "4200000000000001"
GOOD: dict[str, Any] = {
    "sellers": [{"seller_id": "s1", "name": "Kumo Trading", "terms": {"immediate_hours": 48}}],
    "buyers": [{"buyer_id": "b1", "name": "Maya Okafor", "locale": "en-GB", "zone": "Europe/London"}],
    "orders": [
        {
            "order_id": NUMBER,
            "buyer_id": "b1",
            "seller_id": "s1",
            "currency": "EUR",
            "payment_method": "card",
            "placed_at": "-3d",
            "paid_at": "-2d23h",
            "items": [
                {"sku": "MUG", "title": "Stoneware mug", "quantity": 2, "unit_price": "9.50"},
                {"sku": "TEA", "title": "Green tea, 100 g", "quantity": 1, "unit_price": "6.00"},
            ],
            "shipping_fee": "4.90",
            "discount": "1.40",
        }
    ],
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(Settings.from_env({"RECOURSE_HOME": str(tmp_path), "RECOURSE_NOW": NOW.isoformat()}))


def with_order(**changes: Any) -> dict[str, Any]:
    document = copy.deepcopy(GOOD)
    document["orders"][0].update(changes)
    return document


def with_item(**changes: Any) -> dict[str, Any]:
    document = copy.deepcopy(GOOD)
    document["orders"][0]["items"][1].update(changes)
    return document


def without(*path: Any) -> dict[str, Any]:
    document = copy.deepcopy(GOOD)
    inner: Any = document
    for part in path[:-1]:
        inner = inner[part]
    del inner[path[-1]]
    return document


def refused(desk: Desk, document: object) -> BadInput:
    before = desk.all_orders(), desk.buyer("b1"), desk.seller("s1")
    with pytest.raises(BadInput) as caught:
        desk.import_orders(document)
    assert (desk.all_orders(), desk.buyer("b1"), desk.seller("s1")) == before
    return caught.value


def test_a_file_brings_in_orders_sellers_and_buyers(desk: Desk) -> None:
    desk.import_orders(GOOD)
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert (order.total_minor, order.placed_at, str(status(order, NOW))) == (
        2850,
        NOW - timedelta(days=3),
        "payment_verifying",
    )
    assert order.seller.terms.immediate_hours == 48
    buyer = desk.buyer("b1")
    assert buyer is not None
    assert (buyer.name, buyer.locale, buyer.zone) == ("Maya Okafor", "en-GB", "Europe/London")


def test_only_what_is_required_is_needed(desk: Desk) -> None:
    required = {"order_id", "buyer_id", "seller_id", "currency", "payment_method", "placed_at", "items"}
    small = {key: value for key, value in GOOD["orders"][0].items() if key in required}
    desk.import_orders({"orders": [small]})
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert (order.seller.name, order.seller.terms) == ("s1", SellerTerms())
    assert (order.shipping_fee, order.discount, order.paid_at, order.profile) == (0, 0, None, "guides")


def test_a_seller_may_come_after_its_orders(desk: Desk) -> None:
    desk.import_orders({"orders": GOOD["orders"]})
    desk.import_orders({"sellers": GOOD["sellers"]})
    seller, order = desk.seller("s1"), desk.order("b1", NUMBER)
    assert seller is not None
    assert order is not None
    assert (seller.name, seller.terms.immediate_hours) == ("Kumo Trading", 48)
    assert order.seller.terms == SellerTerms(), "an order keeps the terms it was placed under"


def test_null_is_as_good_as_absent(desk: Desk) -> None:
    nothing = dict.fromkeys(("paid_at", "shipped_at", "promised_by", "shipping_fee", "discount", "profile"))
    desk.import_orders(with_order(**nothing))
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert (order.paid_at, order.shipping_fee, order.discount) == (None, 0, 0)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("-3d", NOW - timedelta(days=3)),
        ("-23h59m", NOW - timedelta(hours=23, minutes=59)),
        ("-1w2d3h4m5s", NOW - timedelta(days=9, hours=3, minutes=4, seconds=5)),
        ("now", NOW),
        ("2026-03-04T10:00Z", NOW),
        ("2026-03-04t10:00:00z", NOW),
        ("2026-03-04 11:00:00.000+01:00", NOW),
        ("2026-03-03T23:30:00-1030", NOW),
    ],
)
def test_a_time_is_iso_with_a_zone_or_relative_to_now(desk: Desk, text: str, instant: datetime) -> None:
    desk.import_orders(with_order(placed_at=text, paid_at=None))
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert order.placed_at == instant


def test_a_promise_may_lie_ahead(desk: Desk) -> None:
    desk.import_orders(with_order(shipped_at="-1d", promised_by="+5d"))
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert order.promised_by == NOW + timedelta(days=5)


def test_a_step_that_is_left_out_is_inferred_and_marked(desk: Desk) -> None:
    desk.import_orders(with_order(paid_at=None, delivered_at="-1d"))
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert order.shipped_at == order.paid_at == NOW - timedelta(days=1)
    assert order.inferred == {"paid_at", "payment_verified_at", "shipped_at"}


def test_titles_keep_every_script_and_what_looks_like_code(desk: Desk) -> None:
    title = "Tee «עברית» 日本茶 🍵 <b>'); DROP TABLE orders; --"
    desk.import_orders(with_item(title=title))
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert order.items[1].title == title


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


def test_a_known_order_is_kept_unless_it_shall_be_replaced(desk: Desk) -> None:
    desk.import_orders(GOOD)
    changed = with_order(shipping_fee="0")
    assert refused(desk, changed).field == "order_id"
    desk.import_orders(changed, replace=True)
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert order.shipping_fee == 0


def test_known_people_may_be_told_again_but_not_otherwise(desk: Desk) -> None:
    desk.import_orders(GOOD)
    second = with_order(order_id="4200000000000002")
    desk.import_orders(second)
    other = copy.deepcopy(second)
    other["orders"] = []
    other["buyers"][0]["zone"] = "Asia/Tokyo"
    assert refused(desk, other).entry.startswith("buyers[0]")
    other["buyers"] = GOOD["buyers"]
    other["sellers"][0]["terms"] = {}
    assert refused(desk, other).entry.startswith("sellers[0]")


def test_an_order_keeps_the_terms_its_seller_had(desk: Desk) -> None:
    desk.import_orders(GOOD)
    later = copy.deepcopy(GOOD)
    later["orders"] = []
    later["sellers"][0]["terms"] = {"immediate_hours": 30}
    desk.import_orders(later, replace=True)
    order = desk.order("b1", NUMBER)
    assert order is not None
    assert order.seller.terms.immediate_hours == 48


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "no JSON"),
        (b'{"orders": [{"order_id": "42"', "line 1, column 30"),
        (b'{"orders": [],}', "no JSON"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"orders": NaN}', "NaN"),
        (b'{"orders": [], "orders": []}', "twice"),
        (b"[" * 200_000, "no JSON"),
        (b"PK\x03\x04", "no JSON"),
    ],
)
def test_a_file_that_breaks_off_or_is_no_json_is_told_so(body: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        parse_json(body, "orders.json")


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "orders.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert read_file(file) == GOOD


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: None], ids=["a folder", "nothing"])
def test_a_file_that_is_none_is_told_so(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "orders.json")
    with pytest.raises(BadInput, match=r"orders\.json: cannot be read"):
        read_file(tmp_path / "orders.json")
