"""The news of an order arrives in its sequence, whoever sends it, however many do, and whoever is stopped or dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from actions.delivering import AT_ONCE, LEASE, MOST_ATTEMPTS, Deliverer, Tally
from actions.desk import Desk
from actions.store import dispatch
from actions.store.database import open_database, writing
from tests.actions.receiving import Marketplace
from tests.actions.sending import Clock, a_deliverer, asked_and_withdrawn, how_far
from tests.store.building import CANCEL, a_shop, an_unpaid_order, done

# in sequence


def test_the_news_of_one_order_arrives_in_its_sequence_whatever_fails_on_the_way(
    desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock
) -> None:
    asked_and_withdrawn(desk, "8001", "8002", "8003")
    calls = iter(range(10_000))
    market.answer = lambda _: 500 if next(calls) % 3 else 200
    while "pending" in how_far(desk):
        deliverer.deliver()
        clock.passes(timedelta(hours=1))
    for order in ("8001", "8002", "8003"):
        kinds = market.kinds(order)
        assert kinds == sorted(kinds)
        assert set(kinds) == {"cancellation_requested", "cancellation_withdrawn"}


def test_an_order_whose_news_fails_holds_back_its_own_and_nobody_elses(
    desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock
) -> None:
    asked_and_withdrawn(desk, "8001", "8002")
    market.answer = lambda got: 500 if got.news["order_id"] == "8001" else 200
    deliverer.deliver()
    clock.passes(timedelta(seconds=30))
    deliverer.deliver()
    assert market.kinds("8001") == ["cancellation_requested"] * 2
    assert market.kinds("8002") == ["cancellation_requested", "cancellation_withdrawn"]


def test_what_was_given_up_holds_back_the_later_news_of_its_order(
    desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock
) -> None:
    asked_and_withdrawn(desk, "8001")
    market.answer = lambda _: 400
    for _ in range(MOST_ATTEMPTS):
        deliverer.deliver()
        clock.passes(timedelta(hours=1))
    assert how_far(desk) == ["dead", "pending"]
    market.answer = lambda _: 200
    clock.passes(timedelta(days=1))
    assert deliverer.deliver() == Tally()
    with writing(desk.engine) as session:
        assert dispatch.retry_dead(session) == 1
    assert deliverer.deliver() == Tally(sent=2)


# several at once


def test_several_deliverers_at_once_send_each_piece_once(desk: Desk, market: Marketplace, clock: Clock) -> None:
    asked_and_withdrawn(desk, *(f"80{n:02}" for n in range(20)))
    several = [a_deliverer(desk, market.url, clock, seconds=60.0) for _ in range(4)]  # none is given up for slowness
    with ThreadPoolExecutor(4) as pool:
        tallies = list(pool.map(lambda one: one.deliver(), several))
    assert sum(tally.sent for tally in tallies) + _left(desk, market, clock) == 40
    assert sorted(market.taken) == sorted({news.event_id for news in desk.outbox()})
    assert set(market.most_at_once.values()) == {1}


def _left(desk: Desk, market: Marketplace, clock: Clock) -> int:
    """A deliverer goes home when all that is left is in others' hands; what followed that goes out in a next round."""
    return a_deliverer(desk, market.url, clock).deliver().sent


def test_what_one_is_sending_is_left_alone_by_another_until_the_lease_ends(
    desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock
) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    done(desk)
    market.answer = lambda _: 202 if market.release.wait(30) else 500
    other = a_deliverer(desk, market.url, clock)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(deliverer.deliver)
        assert market.came.wait(30)
        assert other.deliver() == Tally()
        assert other.deliver(hurry=True) == Tally()
        market.release.set()
        assert first.result(30) == Tally(sent=1)
    assert len(market.got) == 1


def test_a_sender_that_lost_its_lease_does_not_write_over_who_has_it(desk: Desk, clock: Clock) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    done(desk)
    with writing(desk.engine) as session:
        [news] = dispatch.claim(session, _lease("one", clock.now), 5)
        assert dispatch.claim(session, _lease("two", clock.now), 5) == []
    with writing(desk.engine) as session:
        assert dispatch.claim(session, _lease("two", clock.now + LEASE), 5) == [news]
        assert not dispatch.failed(session, news.event_id, "one", dispatch.Failure("late", None))
        assert dispatch.delivered(session, news.event_id, "two", clock.now)
        assert not dispatch.delivered(session, news.event_id, "one", clock.now)
    assert how_far(desk) == ["sent"]


def _lease(holder: str, now: datetime) -> dispatch.Lease:
    return dispatch.Lease(holder, now, now + LEASE, now)


def test_more_orders_than_are_sent_at_once_are_all_sent(desk: Desk, market: Marketplace, deliverer: Deliverer) -> None:
    orders = [f"80{n:02}" for n in range(3 * AT_ONCE)]
    desk.import_orders(a_shop(*(an_unpaid_order(order) for order in orders)))
    for order in orders:
        done(desk, CANCEL, order)
    assert deliverer.deliver() == Tally(sent=len(orders))


# stopping and dying


def test_a_deliverer_that_is_stopped_begins_nothing_more(desk: Desk, market: Marketplace, deliverer: Deliverer) -> None:
    desk.import_orders(a_shop())
    done(desk)
    deliverer.stop()
    assert (deliverer.deliver(), market.got) == (Tally(), [])


def test_what_is_cut_off_at_the_end_may_be_sent_again_at_once(
    desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock
) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    done(desk)
    market.answer = lambda _: 202 if market.release.wait(30) else 500
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(deliverer.deliver)
        assert market.came.wait(30)
        deliverer.abort()
        assert running.result(10) == Tally()
    [news] = desk.outbox()
    assert (str(news.status), news.attempts) == ("pending", 0)
    market.release.set()
    assert a_deliverer(desk, market.url, clock).deliver() == Tally(sent=1)
    assert market.taken == [news.event_id] * 2


def test_a_sender_killed_in_the_middle_sends_nothing_twice_at_once_and_its_news_goes_out_later_with_the_same_id(
    desk: Desk, market: Marketplace, clock: Clock
) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    done(desk)
    market.answer = lambda _: 202 if market.release.wait(30) else 500
    child = _forked(desk, lambda own: a_deliverer(own, market.url, clock, 20).deliver())
    assert market.came.wait(30)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    market.release.set()
    survivor = a_deliverer(desk, market.url, clock)
    assert survivor.deliver() == Tally()
    clock.passes(LEASE)
    assert survivor.deliver() == Tally(sent=1)
    [news] = desk.outbox()
    assert market.taken == [news.event_id] * 2


def _forked(desk: Desk, work: Callable[[Desk], Any]) -> int:
    """The process id of a child that does the work with connections of its own."""
    desk.engine.dispose()
    child = os.fork()
    if child == 0:
        try:
            work(Desk(desk.settings, open_database(str(desk.engine.url))))
        finally:
            os._exit(0)
    return child
