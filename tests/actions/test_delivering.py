"""Our news reaches the marketplace: signed, at least once; what does not arrive is tried again until it is given up."""

from __future__ import annotations

import socket
from datetime import timedelta
from threading import Event, Thread

import pytest

from actions.delivering import MOST_ATTEMPTS, Deliverer, Tally, pause
from actions.desk import Desk
from actions.store import dispatch
from actions.store.database import writing
from actions.store.errors import Conflict, NotFound
from actions.store.facts import News
from tests.actions.receiving import Marketplace
from tests.actions.sending import REAL, Clock, a_deliverer, how_far
from tests.actions.serving import free_port
from tests.store.building import a_shop, an_unpaid_order, done

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
