"""The served feed: news leaves by itself, each piece once from several servers; events and orders come in once too."""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from actions.desk import Desk, open_desk
from actions.envelope import sign
from actions.policy.decision import utc
from tests.actions.receiving import Marketplace
from tests.actions.serving import Answer, Server, served
from tests.store.building import CANCEL, done

pytestmark = pytest.mark.server

PAID = {"placed_at": "-3d", "paid_at": "-3d", "payment_verified_at": "-2h"}
OLD = {"placed_at": "-9d", "paid_at": "-9d", "payment_verified_at": "-8d"}


def entry(number: str, **changes: Any) -> dict[str, Any]:
    return {
        "order_id": number,
        "buyer_id": "b1",
        "seller_id": "s1",
        "currency": "EUR",
        "payment_method": "card",
        "items": [{"sku": "MUG", "title": "Stoneware mug", "quantity": 2, "unit_price": "9.50"}],
        **PAID,
        **changes,
    }


def until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.1)


def put(server: Server, path: str, body: object, at: int | None = None, secret: str | None = None) -> Answer:
    sent = json.dumps(body).encode()
    stamp = str(int(time.time()) if at is None else at)
    signature = sign(secret or server.settings.events_secret, stamp, sent)
    headers = {"Recourse_Timestamp": stamp, "Recourse_Signature": signature}
    return server.call("PUT", f"/marketplace/{path}", sent, **headers)


# out


def test_news_leaves_by_itself_and_goes_on_after_an_outage(tmp_path: Path, market: Marketplace) -> None:
    market.answer = lambda _: 503
    with served(tmp_path, RECOURSE_MARKETPLACE_URL=market.url) as server:
        desk = open_desk(server.settings)
        desk.import_orders({"orders": [entry("41")]})
        done(desk, CANCEL, "41")
        until(lambda: desk.outbox()[0].attempts)
        market.answer = lambda _: 200
        until(lambda: {str(news.status) for news in desk.outbox()} == {"sent"})
    assert list(dict.fromkeys(market.kinds("41"))) == ["cancelled", "refund_due"]
    for one in market.got:
        one.check(server.settings.events_secret)


def test_two_servers_send_every_piece_once_and_never_together(tmp_path: Path, market: Marketplace) -> None:
    given = {"RECOURSE_MARKETPLACE_URL": market.url}
    with served(tmp_path, **given) as server, served(tmp_path, **given):
        desk = open_desk(server.settings)
        numbers = [f"41{n:02}" for n in range(15)]
        desk.import_orders({"orders": [entry(number) for number in numbers]})
        for number in numbers:
            done(desk, CANCEL, number)
        until(lambda: {str(news.status) for news in desk.outbox()} == {"sent"})
    assert Counter(market.taken) == Counter(news.event_id for news in desk.outbox())
    assert all(market.kinds(number) == ["cancelled", "refund_due"] for number in numbers)


def test_a_server_stops_in_time_though_the_marketplace_hangs_and_loses_nothing(
    tmp_path: Path, market: Marketplace
) -> None:
    market.answer = lambda _: 200 if market.release.wait(60) else 500
    with served(tmp_path, RECOURSE_MARKETPLACE_URL=market.url) as server:
        desk = open_desk(server.settings)
        desk.import_orders({"orders": [entry("41")]})
        done(desk, CANCEL, "41")
        assert market.came.wait(60)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
        assert time.monotonic() - began < 5
    assert [str(news.status) for news in desk.outbox()] == ["pending", "pending"]
    market.release.set()
    with served(tmp_path, RECOURSE_MARKETPLACE_URL=market.url):
        until(lambda: {str(news.status) for news in desk.outbox()} == {"sent"})
    assert list(dict.fromkeys(market.taken)) == [news.event_id for news in desk.outbox()]


def test_without_an_address_news_waits_and_the_log_is_quiet(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        desk = open_desk(server.settings)
        desk.import_orders({"orders": [entry("41")]})
        done(desk, CANCEL, "41")
        before = server.log.read_text("utf-8").count("\n")
        desk.move_clock(timedelta(days=8))
        until(lambda: server.get("/ready").status == 200)
        time.sleep(3)  # a round of everything that goes round
        assert {str(news.status) for news in desk.outbox()} == {"pending"}
        said = server.log.read_text("utf-8").splitlines()[before:]
        assert [line for line in said if "/ready" not in line] == []


# in


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def two_servers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    """Two action servers on one database."""
    given = {}
    if request.param == "postgresql":
        given["RECOURSE_DATABASE_URL"] = request.getfixturevalue("migrated")("postgresql")
    with ExitStack() as stack:
        first = stack.enter_context(served(tmp_path / "home", **given))
        yield first, stack.enter_context(served(tmp_path / "home", **given))


def test_two_servers_take_each_event_once(two_servers: tuple[Server, Server]) -> None:
    desk = open_desk(two_servers[0].settings)
    numbers = [f"41{n:02}" for n in range(6)]
    desk.import_orders({"orders": [entry(number, **OLD) for number in numbers]})
    at = utc(desk.now())
    events = [
        {"event_id": f"m-{kind}-{number}", "kind": kind, "order_id": number, "at": at, "data": {}}
        for number in numbers
        for kind in ("shipped", "delivered")
    ]
    calls = [(server, event) for event in events for server in two_servers * 3]
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda call: (call[1]["event_id"], call[0].event(call[1])), calls))
    for event in events:
        own = [answer for event_id, answer in answers if event_id == event["event_id"]]
        assert Counter(answer.status for answer in own) in ({202: 1, 200: 5}, {409: 1, 200: 5}), own[0].text
        assert len({json.dumps(answer.body, sort_keys=True) for answer in own}) == 1
    for number in numbers:
        whats = Counter(str(line.what) for line in desk.history(number))
        assert whats["shipped"] <= 1
        assert whats["delivered"] == 1
    _close(desk)


def test_two_servers_are_told_one_order_many_times(two_servers: tuple[Server, Server]) -> None:
    desk = open_desk(two_servers[0].settings)
    told = entry("77", placed_at="2026-01-02T10:00:00Z", paid_at=None, payment_verified_at=None)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: put(two_servers[n % 2], "orders/77", told), range(16)))
    assert Counter(answer.status for answer in answers) == {201: 1, 200: 15}
    assert Counter(answer.body["status"] for answer in answers) == {"made": 1, "unchanged": 15}
    _close(desk)


def _close(desk: Desk) -> None:
    desk.engine.dispose()


# one by one, over HTTP


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("put")) as running:
        yield running


def test_an_order_is_made_left_changed_and_contradicted(server: Server) -> None:
    now = open_desk(server.settings).now()
    placed = utc(now - timedelta(days=3))
    told = entry("51", placed_at=placed, paid_at=placed, payment_verified_at=placed)
    made, again = put(server, "orders/51", told), put(server, "orders/51", told)
    assert (made.status, made.body) == (201, {"order_id": "51", "status": "made"})
    assert (again.status, again.body["status"]) == (200, "unchanged")
    shipped = put(server, "orders/51", {**told, "shipped_at": utc(now - timedelta(days=1))})
    assert (shipped.status, shipped.body["status"]) == (200, "changed")
    assert put(server, "orders/51", told).body["status"] == "unchanged", "an older word takes nothing back"
    refused = put(server, "orders/51", {**told, "currency": "USD"})
    assert (refused.status, refused.body["status"], refused.body["field"]) == (409, "conflict", "currency")
    assert refused.body["ticket"].startswith("H")
    desk = open_desk(server.settings)
    order = desk.any_order("51")
    assert order is not None
    assert (order.currency, order.shipped_at is not None) == ("EUR", True)


def test_sellers_and_buyers_are_put_too(server: Server) -> None:
    seller = {"seller_id": "s9", "name": "Rugs", "terms": {"ship_days": 3}}
    assert [put(server, "sellers/s9", seller).status for _ in range(2)] == [201, 200]
    assert put(server, "buyers/b9", {"buyer_id": "b9", "zone": "Europe/Madrid"}).body == {
        "buyer_id": "b9",
        "status": "made",
    }


MALFORMED: list[tuple[str, object, str]] = [
    ("orders/52", {"order_id": "52"}, "buyer_id"),
    ("orders/52", entry("53"), "order_id"),
    ("orders/52", entry("52", shipped_at="soon"), "shipped_at"),
    ("orders/52", entry("52", items=[]), "items"),
    ("orders/52", [entry("52")], ""),
    ("orders/52", "text", ""),
    ("sellers/s8", {"seller_id": "s8", "terms": {"ship_days": "3"}}, "terms.ship_days"),
    ("buyers/b8", {"buyer_id": "b8", "locale": 7}, "locale"),
]


@pytest.mark.parametrize(("path", "body", "field"), MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_malformed_is_named_by_its_field(server: Server, path: str, body: object, field: str) -> None:
    answer = put(server, path, body)
    assert (answer.status, answer.body["field"]) == (422, field)
    assert answer.body["error"]
    assert open_desk(server.settings).any_order("52") is None


def test_what_is_not_signed_or_stale_is_turned_away_before_it_is_read(server: Server) -> None:
    assert server.call("PUT", "/marketplace/orders/52", b"{").status == 401
    assert put(server, "orders/52", entry("52"), secret="another").status == 401
    assert put(server, "orders/52", entry("52"), at=int(time.time()) - 400).status == 401
    assert open_desk(server.settings).any_order("52") is None


def test_an_entry_has_a_size_and_there_are_no_other_sections(server: Server) -> None:
    assert put(server, "orders/52", {"order_id": "x" * 1024 * 1024}).status == 413
    assert put(server, "tickets/52", {}).status == 404
    assert server.get("/marketplace/orders/51").status == 405
