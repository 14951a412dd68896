"""Tickets that several workers share: fair, woken at once, passed on when a worker dies, and fenced when lost."""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path

import pytest
import redis

from bot.locks import limits
from bot.locks.postgresql_tickets import PostgresqlTickets
from bot.locks.redis_tickets import RedisTickets
from bot.locks.shared import SharedLocks, SharedTicket
from bot.locks.ticket import LockLost, NoTurn, Ticket
from tests.bot.locks.conftest import Workers, a_redis, away

PATIENCE = 60.0


@pytest.fixture
def chat() -> str:
    return f"c-{uuid.uuid4().hex}"


@pytest.fixture
def never_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a wake-up helps."""
    monkeypatch.setattr(limits, "LOOK", 3600.0)


async def reached(ticket: Ticket) -> Ticket:
    await asyncio.wait_for(ticket.reached(), PATIENCE)
    return ticket


async def held(worker: SharedLocks, chat: str) -> Ticket:
    return await reached(await worker.issue(chat))


def saves(workers: Workers, ticket: Ticket) -> bool:
    try:
        with workers.engine.begin() as connection:
            ticket.check(connection)
    except LockLost:
        return False
    return True


@pytest.mark.usefixtures("never_looking")
async def test_a_message_on_another_worker_starts_at_once_when_its_turn_comes(workers: Workers, chat: str) -> None:
    one, other = workers.hire(), workers.hire()
    for _again in range(5):
        first = await held(one, chat)
        waiting = asyncio.ensure_future(held(other, chat))
        await asyncio.sleep(0)
        await first.give_back()
        await (await asyncio.wait_for(waiting, PATIENCE)).give_back()


@pytest.mark.usefixtures("never_looking")
async def test_turns_come_in_the_order_in_which_tickets_were_issued_on_whatever_worker(
    workers: Workers, chat: str
) -> None:
    crew, served = [workers.hire() for _ in range(3)], []

    async def serve(number: int, ticket: Ticket) -> None:
        await reached(ticket)
        served.append(number)
        await ticket.give_back()

    issued = [await crew[number % 3].issue(chat) for number in range(30)]
    await asyncio.gather(*[serve(number, ticket) for number, ticket in reversed(list(enumerate(issued)))])
    assert served == list(range(30))


@pytest.mark.usefixtures("never_looking")
async def test_of_many_at_once_one_is_served_at_a_time_and_none_is_forgotten(workers: Workers, chat: str) -> None:
    crew, inside, served = [workers.hire() for _ in range(3)], [], []

    async def serve(number: int) -> None:
        ticket = await held(crew[number % 3], chat)
        assert not inside
        inside.append(number)
        await asyncio.sleep(0)
        served.append(inside.pop())
        assert saves(workers, ticket)
        await ticket.give_back()

    await asyncio.gather(*[serve(number) for number in range(90)])
    assert sorted(served) == list(range(90))
    for worker in range(3):
        assert [n for n in served if n % 3 == worker] == list(range(worker, 90, 3))
    assert all(len(worker.lines) == 0 for worker in crew)


async def test_conversations_do_not_wait_for_each_other(workers: Workers, chat: str) -> None:
    worker = workers.hire()
    tickets = [await held(worker, f"{chat}-{n}") for n in range(5)]
    for ticket in tickets:
        await ticket.give_back()


async def test_the_turn_of_a_dead_worker_passes_when_its_lease_ends(
    workers: Workers, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, alive = workers.hire(), workers.hire()
    monkeypatch.setattr(limits, "LEASE", 0.2)
    lost = await held(dead, chat)
    waits_too = await dead.issue(chat)
    workers.kill(dead)
    monkeypatch.setattr(limits, "LEASE", 15.0)
    monkeypatch.setattr(limits, "LOOK", 0.05)
    taken = await held(alive, chat)
    assert saves(workers, taken)
    assert not saves(workers, lost)
    await lost.give_back()
    with pytest.raises(LockLost):
        await reached(waits_too)
    assert saves(workers, taken)
    await taken.give_back()


async def test_a_lease_that_ended_unnoticed_is_no_loss(
    workers: Workers, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LEASE", 0.0)
    ticket = await held(workers.hire(), chat)
    assert saves(workers, ticket)
    await ticket.give_back()


@pytest.mark.slow
async def test_a_worker_that_shows_life_keeps_its_turn_for_as_long_as_it_takes(
    workers: Workers, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LEASE", 2.0)
    monkeypatch.setattr(limits, "RENEWAL", 0.1)
    monkeypatch.setattr(limits, "LOOK", 0.1)
    slow, other = workers.hire(), workers.hire()
    ticket = await held(slow, chat)
    waiting = asyncio.ensure_future(held(other, chat))
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(asyncio.shield(waiting), 5.0)
    assert saves(workers, ticket)
    await ticket.give_back()
    await (await waiting).give_back()


async def test_who_takes_over_waits_for_a_save_that_has_begun(
    workers: Workers, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, alive = workers.hire(), workers.hire()
    monkeypatch.setattr(limits, "LEASE", 0.0)
    slow = await held(dead, chat)
    workers.kill(dead)
    monkeypatch.setattr(limits, "LEASE", 15.0)
    monkeypatch.setattr(limits, "LOOK", 0.02)
    with workers.engine.begin() as connection:
        await asyncio.to_thread(slow.check, connection)
        taking = asyncio.ensure_future(held(alive, chat))
        done, _ = await asyncio.wait({taking}, timeout=0.5)
        assert not done
    await (await taking).give_back()


@pytest.mark.usefixtures("never_looking")
async def test_who_stops_waiting_is_in_nobodys_way(workers: Workers, chat: str) -> None:
    one, other = workers.hire(), workers.hire()
    first = await held(one, chat)
    leaver = await other.issue(chat)
    last = asyncio.ensure_future(held(one, chat))
    await leaver.give_back()
    await first.give_back()
    await (await asyncio.wait_for(last, PATIENCE)).give_back()


@pytest.mark.usefixtures("never_looking")
async def test_who_goes_before_the_ticket_is_there_leaves_none_behind(workers: Workers, chat: str) -> None:
    one, other = workers.hire(), workers.hire()
    await (await held(one, chat)).give_back()
    for _again in range(10):
        going = asyncio.ensure_future(one.issue(chat))
        await asyncio.sleep(0)
        going.cancel()
        await asyncio.wait({going})
    await (await held(other, chat)).give_back()


@pytest.mark.usefixtures("never_looking")
async def test_a_worker_that_stops_leaves_its_place_to_others(workers: Workers, chat: str) -> None:
    stops, other = workers.hire(), workers.hire()
    under_way = await held(stops, chat)
    waiting = asyncio.ensure_future(held(other, chat))
    await asyncio.sleep(0)
    await stops.close()
    ticket = await asyncio.wait_for(waiting, PATIENCE)
    workers.all.remove(stops)
    assert isinstance(under_way, SharedTicket)
    await ticket.give_back()


async def test_without_wake_ups_a_look_now_and_then_finds_the_turn(
    workers: Workers, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LOOK", 0.05)
    one, other = workers.hire(), workers.hire()
    await (await held(other, f"{chat}-2")).give_back()
    other._at_work[1].cancel()  # it hears nothing any more
    first = await held(one, chat)
    waiting = asyncio.ensure_future(held(other, chat))
    await asyncio.sleep(0)
    await first.give_back()
    await (await asyncio.wait_for(waiting, PATIENCE)).give_back()


async def test_who_waits_keeps_its_turn_when_redis_is_silent_for_a_while(
    redis_url: str, tmp_path: Path, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SILENCE", 0.1)
    monkeypatch.setattr(limits, "LOOK", 0.05)
    locks = SharedLocks(RedisTickets(redis_url, f"sqlite:///{tmp_path / 'chat.db'}"))
    first = await held(locks, chat)
    second = await locks.issue(chat)
    await first.give_back()
    with redis.from_url(redis_url) as console:
        console.client_pause(1_000)
    await (await reached(second)).give_back()
    await locks.close()


@pytest.mark.postgres
async def test_who_waits_keeps_its_turn_when_postgresql_is_away_for_a_while(
    postgresql: str, postgresql_database: str, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LOOK", 0.05)
    locks = SharedLocks(PostgresqlTickets(postgresql_database))
    first = await held(locks, chat)
    second = await locks.issue(chat)
    await first.give_back()
    with away(postgresql, postgresql_database):
        waiting = asyncio.ensure_future(reached(second))
        done, _ = await asyncio.wait({waiting}, timeout=0.5)
        assert not done
    await (await waiting).give_back()
    await locks.close()


async def test_without_an_answer_for_longer_than_a_lease_there_is_no_turn(
    tmp_path: Path, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LOOK", 0.05)
    with a_redis() as url:
        locks = SharedLocks(RedisTickets(url, f"sqlite:///{tmp_path / 'chat.db'}"))
        first, second = await held(locks, chat), await locks.issue(chat)
    await first.give_back()
    monkeypatch.setattr(limits, "LEASE", 0.2)
    with pytest.raises(NoTurn):
        await reached(second)
    await second.give_back()
    with pytest.raises(NoTurn):
        await locks.issue(chat)
    assert len(locks.lines) == 0
    await locks.close()
