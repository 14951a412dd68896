"""Turns in one process: in the order in which the messages came, each beginning as soon as the one before it ends."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from bot.locks.in_process import InProcessLocks
from bot.locks.store import ConversationLocks
from bot.settings import ROOT
from bot.tracker.alongside import ALONGSIDE, alongside


@pytest.fixture
def locks() -> ConversationLocks:
    return ConversationLocks(locks=InProcessLocks())


async def test_turns_come_in_order_and_one_at_a_time_and_leave_no_trace(locks: ConversationLocks) -> None:
    inside: list[int] = []
    served: list[int] = []

    async def turn(number: int) -> None:
        async with locks.lock("c-1"):
            assert not inside
            inside.append(number)
            await asyncio.sleep(0)
            served.append(inside.pop())

    await asyncio.gather(*[turn(number) for number in range(100)])
    assert served == list(range(100))
    assert len(locks._locks._lines) == 0
    assert not locks._inside


async def test_a_waiting_turn_begins_in_the_loops_next_step(locks: ConversationLocks) -> None:
    begun = asyncio.Event()

    async def next_one() -> None:
        async with locks.lock("c-1"):
            begun.set()

    async with locks.lock("c-1"):
        waiting = asyncio.ensure_future(next_one())
        await asyncio.sleep(0)
    for _step in range(3):
        await asyncio.sleep(0)
    assert begun.is_set()
    await waiting


async def test_another_conversation_does_not_wait(locks: ConversationLocks) -> None:
    async with locks.lock("c-1"):
        await asyncio.wait_for(_once(locks, "c-2"), 60)


async def _once(locks: ConversationLocks, conversation: str) -> None:
    async with locks.lock(conversation):
        pass


async def test_who_holds_it_may_take_it_again_but_nobody_else(locks: ConversationLocks) -> None:
    async with locks.lock("c-1"):
        async with locks.lock("c-1"):
            pass
        other = asyncio.ensure_future(_once(locks, "c-1"))  # begun within the turn, but not the turn
        for _step in range(5):
            await asyncio.sleep(0)
        assert not other.done()
    await asyncio.wait_for(other, 60)


async def test_who_stops_waiting_is_in_nobodys_way(locks: ConversationLocks) -> None:
    async with locks.lock("c-1"):
        leaver, stayer = (asyncio.ensure_future(_once(locks, "c-1")) for _ in range(2))
        await asyncio.sleep(0)
        leaver.cancel()
    await asyncio.wait_for(stayer, 60)
    assert leaver.cancelled()


async def test_a_turn_that_fails_ends(locks: ConversationLocks) -> None:
    with pytest.raises(RuntimeError):
        async with locks.lock("c-1"):
            raise RuntimeError
    await asyncio.wait_for(_once(locks, "c-1"), 60)


async def test_what_begins_within_a_turn_does_not_write_what_that_turn_writes(locks: ConversationLocks) -> None:
    seen: list[int] = []

    async def later() -> None:
        async with locks.lock("c-1"):
            seen.append(len(ALONGSIDE.get()))

    async with locks.lock("c-1"):
        with alongside(lambda _connection: None):
            assert len(ALONGSIDE.get()) == 2
            reminder = asyncio.ensure_future(later())
            await asyncio.sleep(0)
    await reminder
    assert seen == [1]
    assert ALONGSIDE.get() == ()


def test_endpoints_yml_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    for name, value in {
        "RECOURSE_HOME": str(tmp_path),
        "RECOURSE_ACTION_URL": "http://x",
        "RECOURSE_ACTION_SECRET": "s",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RECOURSE_CHAT_DATABASE_URL", f"sqlite:///{tmp_path / 'chat.db'}")
    for name in ("RECOURSE_REDIS_URL", "RECOURSE_WORKERS"):
        monkeypatch.delenv(name, raising=False)
    named = read_endpoint_config(str(ROOT / "endpoints.yml"), "lock_store")
    assert isinstance(named, EndpointConfig)
    store = LockStore.create(named)
    assert isinstance(store, ConversationLocks)
    assert isinstance(store._locks, InProcessLocks)
