"""Import files: what they bring in, and what is known stays unless it is replaced."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from actions.desk import Desk
from actions.policy.facts import SellerTerms
from actions.policy.lifecycle import status
from actions.store.documents import parse_json, read_file
from actions.store.errors import BadInput
from tests.actions.importing import GOOD, NOW, NUMBER, opened, refused, with_item, with_order


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return opened(tmp_path)


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
