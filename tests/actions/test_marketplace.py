"""What the marketplace sends: signed or turned away, applied once, refused with the field named, the data as it was."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from actions.desk import Desk, open_desk
from actions.envelope import sign
from actions.policy.decision import utc
from tests.actions.serving import Server, served

pytestmark = pytest.mark.server

SELLER = {"seller_id": "s1", "name": "Kumo Trading"}
_numbers = iter(range(1, 1000))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("market")) as running:
        open_desk(running.settings).import_orders({"sellers": [SELLER]})
        yield running


@pytest.fixture
def desk(server: Server) -> Desk:
    return open_desk(server.settings)


@pytest.fixture
def order(desk: Desk) -> str:
    """An order whose payment was verified a day and a half ago."""
    return an_order(desk, placed_at="-2d", paid_at="-2d", payment_verified_at="-36h")


def an_order(desk: Desk, **changes: Any) -> str:
    number = f"41000000000{next(_numbers):05}"
    entry = {
        "order_id": number,
        "buyer_id": "b1",
        "seller_id": "s1",
        "currency": "EUR",
        "payment_method": "card",
        "items": [{"sku": "MUG", "title": "Stoneware mug", "quantity": 2, "unit_price": "9.50"}],
        **changes,
    }
    desk.import_orders({"orders": [entry]})
    return number


def an_event(desk: Desk, order: str, kind: str = "shipped", **changes: Any) -> dict[str, Any]:
    at = utc(desk.now() - timedelta(minutes=5))
    return {"event_id": f"m-{order}-{kind}", "kind": kind, "order_id": order, "at": at, "data": {}, **changes}


def everything(desk: Desk) -> object:
    """All that an event could change."""
    orders = desk.all_orders()
    return orders, [desk.history(order.order_id) for order in orders], desk.tickets(), desk.outbox()


def test_a_signed_event_is_applied(server: Server, desk: Desk, order: str) -> None:
    data = {"tracking": "GB12345", "promised_by": utc(desk.now() + timedelta(days=5))}
    answer = server.event(an_event(desk, order, data=data))
    assert (answer.status, answer.body["status"], answer.body["order_status"]) == (202, "applied", "shipped")
    after = desk.any_order(order)
    assert after is not None
    assert after.tracking == "GB12345"


@pytest.mark.parametrize(
    "written", ["2199-12-24T10:00:00.5Z", "2199-12-24t10:00:00.500000000z", "2199-12-24T11:00:00.5+0100"]
)
def test_a_promised_time_is_read_as_every_other_time_is(server: Server, desk: Desk, order: str, written: str) -> None:
    answer = server.event(an_event(desk, order, data={"promised_by": written}))
    after = desk.any_order(order)
    assert after is not None
    assert (answer.status, utc(after.promised_by)) == (202, "2199-12-24T10:00:00.500000Z")


def test_the_same_event_again_gets_the_first_answer_and_does_nothing(server: Server, desk: Desk, order: str) -> None:
    event = an_event(desk, order)
    first, before = server.event(event), None
    before = everything(desk)
    again = server.event(event)
    assert (first.status, again.status, again.body) == (202, 200, first.body)
    assert everything(desk) == before


def test_the_same_event_sent_many_times_at_once_is_applied_once(server: Server, desk: Desk, order: str) -> None:
    event = an_event(desk, order)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: server.event(event), range(16)))
    assert sorted(answer.status for answer in answers) == [200] * 15 + [202]
    assert len({json.dumps(answer.body, sort_keys=True) for answer in answers}) == 1
    assert [str(entry.what) for entry in desk.history(order)].count("shipped") == 1


def test_an_event_that_contradicts_is_stored_and_makes_one_ticket(server: Server, desk: Desk, order: str) -> None:
    assert server.event(an_event(desk, order)).status == 202
    event = an_event(desk, order, "seller_approved")
    answer = server.event(event)
    assert (answer.status, answer.body["status"]) == (409, "conflict")
    after = desk.any_order(order)
    assert after is not None
    assert after.cancelled_at is None
    assert [ticket.id for ticket in desk.tickets() if ticket.order_id == order] == [answer.body["ticket"]]
    assert server.event(event).status in {200, 409}
    assert len([ticket for ticket in desk.tickets() if ticket.order_id == order]) == 1


def test_an_event_id_used_for_something_else_is_a_conflict(server: Server, desk: Desk, order: str) -> None:
    first = an_event(desk, order)
    assert server.event(first).status == 202
    shipped = desk.any_order(order)
    answer = server.event({**first, "kind": "delivered"})
    assert (answer.status, answer.body["reason"]) == (409, "event_id_used_twice")
    assert desk.any_order(order) == shipped


def test_an_event_for_no_order_of_ours_is_not_found(server: Server, desk: Desk) -> None:
    before = everything(desk)
    answer = server.event(an_event(desk, "4999999999999999"))
    assert (answer.status, answer.body["field"]) == (404, "order_id")
    assert everything(desk) == before


MALFORMED: list[tuple[str, dict[str, Any]]] = [
    ("kind", {"kind": "teleported"}),
    ("kind", {"kind": None}),
    ("kind", {"kind": ["shipped"]}),
    ("kind", {"kind": "Shipped"}),
    ("event_id", {"event_id": ""}),
    ("event_id", {"event_id": "x" * 129}),
    ("event_id", {"event_id": "a\u0000b"}),
    ("event_id", {"event_id": 7}),
    ("event_id", {"event_id": "\ud800"}),
    ("order_id", {"order_id": 4100000000000001}),
    ("order_id", {"order_id": "1; DROP TABLE orders"}),
    ("order_id", {"order_id": "4100000000000001\n"}),
    ("at", {"at": "yesterday"}),
    ("at", {"at": "2026-03-04T10:00"}),
    ("at", {"at": "2026-02-30T10:00Z"}),
    ("at", {"at": "9999-12-31T23:59:59Z"}),
    ("at", {"at": "-3d"}),
    ("at", {"at": None}),
    ("at", {"at": 1772618400}),
    ("at", {"at": "2199-01-01T00:00Z"}),
    ("at", {"at": "2001-01-01T00:00Z"}),
    ("data", {"data": []}),
    ("data", {"data": "promised_by=1"}),
    ("data.tracking", {"data": {"tracking": 10**30}}),
    ("data.tracking", {"data": {"tracking": "x" * 2001}}),
    ("data.tracking", {"data": {"tracking": "a\u0007b"}}),
    ("data.promised_by", {"data": {"promised_by": "soon"}}),
]


@pytest.mark.parametrize(
    ("field", "change"), MALFORMED, ids=lambda value: str(value)[:40].encode("ascii", "replace").decode()
)
def test_a_malformed_event_is_refused_by_its_field(
    server: Server, desk: Desk, order: str, field: str, change: dict[str, Any]
) -> None:
    before = everything(desk)
    answer = server.event(an_event(desk, order, **change))
    assert (answer.status, answer.body["field"].removeprefix("data.")) == (422, field.removeprefix("data."))
    assert answer.body["error"]
    assert everything(desk) == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"7",
        b'"text"',
        b"\xff\xfe{}",
        b"[" * 60_000,
        b'{"at": NaN}',
        b'{"at": 1' + b"0" * 9000 + b"}",
    ],
    ids=lambda body: body[:12].decode("ascii", "replace"),
)
def test_a_body_that_is_no_event_is_refused(server: Server, desk: Desk, body: bytes) -> None:
    before = everything(desk)
    answer = server.signed(body)
    assert answer.status == 422
    assert answer.body["error"]
    assert everything(desk) == before


def test_a_missing_field_is_named(server: Server, desk: Desk, order: str) -> None:
    for field in ("event_id", "kind", "order_id", "at"):
        envelope = an_event(desk, order)
        del envelope[field]
        answer = server.event(envelope)
        assert (answer.status, answer.body["field"]) == (422, field)


def test_markup_and_sql_in_the_sellers_words_are_words(server: Server, desk: Desk) -> None:
    number = an_order(desk, placed_at="-2d", paid_at="-2d", payment_verified_at="-36h")
    words = "<script>alert(1)</script> '); DROP TABLE orders; -- שלום"
    before = desk.all_orders()
    answer = server.event(an_event(desk, number, "seller_rejected", data={"words": words}))
    assert answer.status in {202, 409}
    assert len(desk.all_orders()) == len(before)


def test_a_body_larger_than_any_event_is_refused(server: Server, desk: Desk, order: str) -> None:
    before = everything(desk)
    answer = server.event(an_event(desk, order, data={"tracking": "x" * 70_000}))
    assert answer.status == 413
    assert everything(desk) == before


@pytest.mark.parametrize("seconds", [-299, 299])
def test_a_timestamp_within_the_window_is_taken(server: Server, desk: Desk, order: str, seconds: int) -> None:
    assert server.event(an_event(desk, order), at=int(time.time()) + seconds).status == 202


@pytest.mark.parametrize("seconds", [-302, 302, -(10**9)])
def test_a_stale_or_future_timestamp_is_turned_away(server: Server, desk: Desk, order: str, seconds: int) -> None:
    before = everything(desk)
    assert server.event(an_event(desk, order), at=int(time.time()) + seconds).status == 401
    assert everything(desk) == before


def test_the_window_is_counted_in_real_time_whatever_the_shops_clock_says(
    server: Server, desk: Desk, order: str
) -> None:
    desk.move_clock(timedelta(days=2))
    try:
        assert server.event(an_event(desk, order), at=int(time.time())).status == 202
        later = an_event(desk, order, "delivered")
        assert server.event(later, at=int(time.time()) + 2 * 86400).status == 401
    finally:
        desk.move_clock(None)


def _forged(server: Server, body: bytes) -> list[dict[str, str]]:
    now = str(int(time.time()))
    good = sign(server.settings.events_secret, now, body)
    return [
        {},
        {"Recourse_Timestamp": now},
        {"Recourse_Signature": good},
        {"Recourse_Timestamp": now, "Recourse_Signature": ""},
        {"Recourse_Timestamp": now, "Recourse_Signature": good[3:]},
        {"Recourse_Timestamp": now, "Recourse_Signature": good.replace("v1=", "v0=")},
        {"Recourse_Timestamp": now, "Recourse_Signature": good[:-1]},
        {"Recourse_Timestamp": now, "Recourse_Signature": good + "0"},
        {"Recourse_Timestamp": now, "Recourse_Signature": sign("another secret", now, body)},
        {"Recourse_Timestamp": now, "Recourse_Signature": sign(server.settings.events_secret, now, body + b" ")},
        {"Recourse_Timestamp": str(int(now) + 1), "Recourse_Signature": good},
        {"Recourse_Timestamp": f"+{now}", "Recourse_Signature": sign(server.settings.events_secret, f"+{now}", body)},
        {"Recourse_Timestamp": f"{now}.0", "Recourse_Signature": sign(server.settings.events_secret, f"{now}.0", body)},
        {"Recourse_Timestamp": "9" * 400, "Recourse_Signature": sign(server.settings.events_secret, "9" * 400, body)},
        {"Recourse_Timestamp": "now", "Recourse_Signature": sign(server.settings.events_secret, "now", body)},
        {"Recourse_Action_Secret": server.settings.action_secret},
    ]


def test_a_forged_event_is_turned_away_whatever_is_wrong_with_it(server: Server, desk: Desk, order: str) -> None:
    before = everything(desk)
    body = json.dumps(an_event(desk, order)).encode()
    answers = [server.call("POST", "/marketplace/events", body, **headers) for headers in _forged(server, body)]
    assert [answer.status for answer in answers] == [401] * len(answers)
    assert not [answer for answer in answers if server.settings.events_secret in answer.text]
    assert everything(desk) == before


def test_unsigned_rubbish_is_turned_away_before_it_is_read(server: Server) -> None:
    assert server.call("POST", "/marketplace/events", b"{").status == 401


def test_only_posting_is_answered(server: Server) -> None:
    assert server.get("/marketplace/events").status == 405
    assert server.call("POST", "/marketplace/other", b"{}").status == 404
