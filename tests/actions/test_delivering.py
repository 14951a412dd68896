"""Our news reaches the marketplace: signed, at least once, each order's in its sequence, by one sender at a time."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from threading import Event, Thread
from typing import Any

import pytest

from actions.delivering import AT_ONCE, LEASE, MOST_ATTEMPTS, Deliverer, Means, Tally, pause
from actions.desk import Desk
from actions.store import dispatch
from actions.store.database import open_database, writing
from actions.store.errors import Conflict, NotFound
from actions.store.facts import News
from tests.actions.receiving import Marketplace, a_marketplace
from tests.actions.serving import free_port
from tests.store.building import CANCEL, WITHDRAW, a_shop, an_old_order, an_unpaid_order, done

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


# what arrives


def test_news_arrives_signed_in_the_envelope_of_an_event_and_once(
    desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock
) -> None:
    desk.import_orders(a_shop())
    done(desk)
    assert deliverer.deliver() == Tally(sent=2)
    assert deliverer.deliver() == Tally()
    cancelled, refund = market.got
    cancelled.check(desk.settings.events_secret)
    assert (cancelled.path, cancelled.headers["content-type"]) == ("/feed?shop=1", "application/json")
    first = desk.outbox()[0]
    assert cancelled.news == {
        "event_id": first.event_id,
        "kind": "cancelled",
        "order_id": "8001",
        "at": "2026-06-01T10:00:00Z",
        "data": {"reference": "C8001-1", "reason": "no_longer_needed"},
    }
    assert refund.news["kind"] == "refund_due"
    assert (str(first.status), first.attempts, first.delivered_at) == ("sent", 0, clock.now)


def test_an_empty_outbox_sends_nothing(deliverer: Deliverer, market: Marketplace) -> None:
    assert (deliverer.deliver(), market.got) == (Tally(), [])


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_answer_of_two_hundred_and_something_is_a_yes(
    desk: Desk, market: Marketplace, deliverer: Deliverer, status: int
) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    done(desk)
    market.answer = lambda _: status
    assert deliverer.deliver() == Tally(sent=1)


# what does not arrive


def failing(desk: Desk, deliverer: Deliverer) -> News:
    """One piece of news that was sent in vain."""
    desk.import_orders(a_shop(an_unpaid_order()))
    done(desk)
    tally = deliverer.deliver()
    assert (tally.sent, tally.failed, tally.given_up) == (0, 1, 0)
    [news] = desk.outbox()
    assert (str(news.status), news.attempts, news.delivered_at) == ("pending", 1, None)
    return news


@pytest.mark.parametrize("status", [300, 400, 401, 404, 409, 422, 429, 500, 503])
def test_any_other_answer_is_a_no_and_kept_in_a_few_words(
    desk: Desk, market: Marketplace, deliverer: Deliverer, status: int
) -> None:
    market.answer = lambda _: status
    error = failing(desk, deliverer).last_error
    assert error is not None
    assert error.startswith(f"answered {status}")
    assert error.isprintable()


def test_a_redirect_is_not_followed(desk: Desk, market: Marketplace, deliverer: Deliverer) -> None:
    market.headers["Location"] = f"http://127.0.0.1:{market.port}/elsewhere"
    market.answer = lambda _: 307
    assert "redirects are not followed" in str(failing(desk, deliverer).last_error)
    assert len(market.got) == 1


def test_a_connection_that_is_closed_without_an_answer_is_a_no(
    desk: Desk, market: Marketplace, deliverer: Deliverer
) -> None:
    market.answer = lambda _: 0
    assert failing(desk, deliverer).last_error


def test_nobody_there_is_a_no(desk: Desk, clock: Clock) -> None:
    deliverer = a_deliverer(desk, f"http://127.0.0.1:{free_port()}/", clock)
    assert "refused" in str(failing(desk, deliverer).last_error)


def test_a_name_that_leads_nowhere_is_a_no(desk: Desk, clock: Clock) -> None:
    assert failing(desk, a_deliverer(desk, "http://nowhere.invalid/", clock)).last_error


def test_a_server_that_does_not_answer_is_left_after_a_while(desk: Desk, market: Marketplace, clock: Clock) -> None:
    market.answer = lambda _: 202 if market.release.wait(30) else 500
    assert failing(desk, a_deliverer(desk, market.url, clock, 0.2)).last_error == "no answer within 0.2 s"


def test_a_server_that_answers_byte_by_byte_is_cut_off(desk: Desk, clock: Clock) -> None:
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as dripping:

        def drip() -> None:
            connection, _ = dripping.accept()
            with connection:
                connection.settimeout(5)
                try:
                    while not over.wait(0.02):
                        connection.sendall(b"H")
                except OSError:
                    pass

        thread = Thread(target=drip)
        thread.start()
        deliverer = a_deliverer(desk, f"http://127.0.0.1:{dripping.getsockname()[1]}/", clock, 0.3)
        assert failing(desk, deliverer).last_error == "no answer within 0.3 s"
        over.set()
        thread.join()


# again


def test_it_is_tried_again_with_the_same_id_when_its_pause_is_over(
    desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock
) -> None:
    market.answer = lambda _: 503
    news = failing(desk, deliverer)
    assert news.next_try == REAL + timedelta(seconds=2)
    market.answer = lambda _: 202
    clock.passes(timedelta(seconds=1.9))
    assert deliverer.deliver() == Tally()
    clock.passes(timedelta(seconds=0.1))
    assert deliverer.deliver() == Tally(sent=1)
    assert market.taken == [news.event_id] * 2
    assert desk.outbox()[0].last_error == news.last_error, "what had gone wrong can still be read"


def test_the_pauses_double_up_to_an_hour_and_chance_halves_them_at_most() -> None:
    assert [pause(attempt, 0).total_seconds() for attempt in (1, 2, 3, 4)] == [2, 4, 8, 16]
    assert {pause(attempt, 0) for attempt in (12, 13, 30, 10_000)} == {timedelta(hours=1)}
    assert pause(4, 1) == pause(4, 0) / 2
    assert pause(4, 0.5) == pause(4, 0) * 0.75


def test_the_pauses_survive_the_process(desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock) -> None:
    market.answer = lambda _: 500
    failing(desk, deliverer)
    assert a_deliverer(desk, market.url, clock).deliver() == Tally()
    clock.passes(timedelta(seconds=2))
    assert a_deliverer(desk, market.url, clock).deliver().failed == 1
    assert desk.outbox()[0].next_try == clock.now + timedelta(seconds=4)


def test_after_many_attempts_it_is_given_up_until_staff_ask_for_it(
    desk: Desk, market: Marketplace, deliverer: Deliverer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    market.answer = lambda _: 500
    news = failing(desk, deliverer)
    for _ in range(MOST_ATTEMPTS - 1):
        clock.passes(timedelta(hours=1))
        tally = deliverer.deliver()
    assert tally.given_up == 1
    assert how_far(desk) == ["dead"]
    assert news.event_id in caplog.text
    clock.passes(timedelta(days=30))
    assert deliverer.deliver(hurry=True) == Tally()
    market.answer = lambda _: 200
    with writing(desk.engine) as session:
        dispatch.retry(session, news.event_id)
    assert deliverer.deliver() == Tally(sent=1)
    with writing(desk.engine) as session, pytest.raises(Conflict):
        dispatch.retry(session, news.event_id)
    with writing(desk.engine) as session, pytest.raises(NotFound):
        dispatch.retry(session, "no such event")


def test_news_in_a_hurry_does_not_wait_for_its_pause_and_is_tried_once(
    desk: Desk, market: Marketplace, deliverer: Deliverer
) -> None:
    market.answer = lambda _: 500
    failing(desk, deliverer)
    assert deliverer.deliver(hurry=True).failed == 1
    market.answer = lambda _: 200
    assert deliverer.deliver() == Tally()
    assert deliverer.deliver(hurry=True) == Tally(sent=1)


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
