"""Sends news as the deliverer of an action server does, by a clock that is moved by hand, and tells how far it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from actions.delivering import Deliverer, Means
from actions.desk import Desk
from tests.actions.receiving import Marketplace, a_marketplace
from tests.store.building import CANCEL, WITHDRAW, a_shop, an_old_order, done

REAL = datetime(2026, 6, 1, 10, 0, tzinfo=timezone.utc)


@pytest.fixture
def market() -> Iterator[Marketplace]:
    with a_marketplace() as running:
        yield running


class Clock:
    """Real time, as far as a deliverer knows; moved by hand."""

    def __init__(self) -> None:
        self.now = REAL

    def __call__(self) -> datetime:
        return self.now

    def passes(self, length: timedelta) -> None:
        self.now += length


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def deliverer(desk: Desk, market: Marketplace, clock: Clock) -> Deliverer:
    return a_deliverer(desk, market.url, clock)


def a_deliverer(desk: Desk, url: str, clock: Callable[[], datetime], seconds: float = 5.0) -> Deliverer:
    told = replace(desk.settings, marketplace_url=url)
    return Deliverer(told, desk.engine, Means(clock, lambda: 0.0, seconds))


def asked_and_withdrawn(desk: Desk, *orders: str) -> None:
    """Two pieces of news for each of the orders, in turn: each is asked to be cancelled, then each is not any more."""
    desk.import_orders(a_shop(*(an_old_order(order) for order in orders)))
    for ask in (CANCEL, WITHDRAW):
        for order in orders:
            done(desk, ask, order)


def how_far(desk: Desk) -> list[str]:
    return [str(news.status) for news in desk.outbox()]
