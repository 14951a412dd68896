"""The shop's time on the Rasa side: movable in demo mode, real in live mode, and not set back by an outage."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.channels.clock import FRESH, ShopClock
from bot.settings import Settings

SOON = timedelta(seconds=5)


class Shop(ThreadingHTTPServer):
    """Answers ``GET /clock`` as the action server does."""

    shift = timedelta(0)
    says: bytes | None = None
    asked = 0
    secret: str | None = None


class Handler(BaseHTTPRequestHandler):
    server: Shop

    def do_GET(self) -> None:
        self.server.asked += 1
        self.server.secret = self.headers.get("Recourse-Action-Secret")
        now = (datetime.now(timezone.utc) + self.server.shift).strftime("%Y-%m-%dT%H:%M:%SZ")
        body = json.dumps({"now": now}).encode() if self.server.says is None else self.server.says
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture
def shop() -> Iterator[Shop]:
    shop = Shop(("127.0.0.1", 0), Handler)
    threading.Thread(target=shop.serve_forever, daemon=True).start()
    yield shop
    shop.shutdown()
    shop.server_close()


def settings(shop: Shop, home: Path, **changes: str) -> Settings:
    url = f"http://127.0.0.1:{shop.server_address[1]}"
    return Settings.from_env({"RECOURSE_HOME": str(home), "RECOURSE_ACTION_URL": url, **changes})


class Seconds:
    """Counts as far as it is told: a reading grows old without anybody waiting for it."""

    counted = 1000.0

    def __call__(self) -> float:
        return self.counted

    def pass_by(self) -> None:
        self.counted += FRESH


def near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < SOON


async def test_the_clock_is_the_shops_and_may_be_moved_between_two_messages(shop: Shop, tmp_path: Path) -> None:
    seconds = Seconds()
    clock = ShopClock(settings(shop, tmp_path), seconds)
    assert near(await clock.now(), datetime.now(timezone.utc))
    shop.shift = timedelta(days=14)
    seconds.pass_by()
    assert near(await clock.now(), datetime.now(timezone.utc) + timedelta(days=14))
    await clock.close()


async def test_messages_at_once_ask_it_once_and_with_the_secret(shop: Shop, tmp_path: Path) -> None:
    mine = settings(shop, tmp_path)
    clock = ShopClock(mine, Seconds())
    await clock.now()
    await clock.now()
    assert (shop.asked, shop.secret) == (1, mine.action_secret)
    await clock.close()


@pytest.mark.parametrize(
    "nonsense", [b"", b"{}", b'{"now": "soon"}', b'{"now": null}', b'{"now": "2026-01-01T00:00:00"}', b"[]"]
)
async def test_nonsense_changes_nothing(shop: Shop, tmp_path: Path, nonsense: bytes) -> None:
    shop.shift = timedelta(days=14)
    seconds = Seconds()
    clock = ShopClock(settings(shop, tmp_path), seconds)
    await clock.now()
    shop.says = nonsense
    seconds.pass_by()
    assert near(await clock.now(), datetime.now(timezone.utc) + timedelta(days=14))
    await clock.close()


async def test_a_token_does_not_come_back_to_life_when_the_clock_does_not_answer(shop: Shop, tmp_path: Path) -> None:
    shop.shift = timedelta(days=14)
    seconds = Seconds()
    clock = ShopClock(settings(shop, tmp_path), seconds)
    await clock.now()
    shop.shutdown()
    shop.server_close()
    seconds.pass_by()
    assert near(await clock.now(), datetime.now(timezone.utc) + timedelta(days=14))
    await clock.close()


async def test_live_is_real_time_and_asks_nobody(shop: Shop, tmp_path: Path) -> None:
    shop.shift = timedelta(days=14)
    secrets = dict.fromkeys(
        ("RECOURSE_JWT_KEY", "RECOURSE_EVENTS_SECRET", "RECOURSE_ACTION_SECRET", "RECOURSE_API_TOKEN"), "s"
    )
    clock = ShopClock(settings(shop, tmp_path, RECOURSE_MODE="live", **secrets))
    assert near(await clock.now(), datetime.now(timezone.utc))
    assert shop.asked == 0


async def test_a_fixed_clock_stands_still(shop: Shop, tmp_path: Path) -> None:
    clock = ShopClock(settings(shop, tmp_path, RECOURSE_NOW="2026-12-24T10:00Z"))
    assert await clock.now() == datetime(2026, 12, 24, 10, 0, tzinfo=timezone.utc)
    assert shop.asked == 0
