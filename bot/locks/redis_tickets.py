"""Keeps tickets in Redis; a turn that begins writes its ticket into the database of chats, where saves are fenced.

Each step is one script, which Redis runs alone. Times are by the clock of Redis, numbers begin with its time: a Redis
that lost everything still gives higher ones.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import redis.asyncio as redis
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from bot.channels.database import create_tables, open_chat_database
from bot.locks import limits
from bot.locks.tables import locks, tables
from bot.locks.ticket import LockLost
from bot.locks.tickets import Key, Standing

CHANNEL = "recourse:turns"
KEPT_MS = 3_600_000
"""For so long Redis keeps what nobody touches."""
_TIME = "local t = redis.call('TIME'); local ms = t[1] * 1000 + math.floor(t[2] / 1000);"
ISSUE = f"""{_TIME}
    local number = t[1] * 1000000 + t[2]
    local last = tonumber(redis.call('GET', KEYS[3]) or '0')
    if number <= last then number = last + 1 end
    number = string.format('%.0f', number)
    redis.call('SET', KEYS[3], number, 'PX', {KEPT_MS})
    redis.call('RPUSH', KEYS[1], number)
    redis.call('HSET', KEYS[2], number, ms + ARGV[1])
    for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, {KEPT_MS}) end
    return number"""
LOOK = f"""{_TIME}
    while true do
        local front = redis.call('LINDEX', KEYS[1], 0)
        if not front or tonumber(front) > tonumber(ARGV[1]) then return 'void' end
        if front == ARGV[1] then return 'served' end
        if tonumber(redis.call('HGET', KEYS[2], front) or '0') >= ms then return 'waiting' end
        redis.call('LPOP', KEYS[1])
        redis.call('HDEL', KEYS[2], front)
    end"""
RENEW = f"""{_TIME}
    if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then
        redis.call('HSET', KEYS[2], ARGV[1], ms + ARGV[2])
        for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, {KEPT_MS}) end
    end"""
GIVE_BACK = """
    redis.call('LREM', KEYS[1], 1, ARGV[1])
    redis.call('HDEL', KEYS[2], ARGV[1])
    if redis.call('LLEN', KEYS[1]) > 0 then redis.call('PUBLISH', ARGV[2], ARGV[3]) end"""


class RedisTickets:
    """Tickets as a list for each conversation, wake-ups by publish and subscribe on one connection a worker."""

    def __init__(self, redis_url: str, chat_database_url: str) -> None:
        self._redis_url, self._chat_database_url = redis_url, chat_database_url
        self._redis: redis.Redis
        self._engine: sa.engine.Engine

    async def open(self, _worker: str) -> None:
        self._redis = redis.from_url(self._redis_url, decode_responses=True, socket_timeout=limits.SILENCE)
        self._issue, self._look, self._renew, self._give_back = (
            self._redis.register_script(script) for script in (ISSUE, LOOK, RENEW, GIVE_BACK)
        )
        self._engine = await asyncio.to_thread(open_chat_database, self._chat_database_url)
        await asyncio.to_thread(create_tables, self._engine, tables)

    async def issue(self, conversation: str) -> int:
        return int(await self._issue(_names(conversation), [_milliseconds(limits.LEASE)]))

    async def look(self, key: Key) -> Standing:
        return Standing(await self._look(_names(key[0]), [key[1]]))

    async def begin(self, key: Key) -> None:
        await asyncio.to_thread(self._begin, key)

    async def renew(self, keys: list[Key]) -> None:
        for conversation, number in keys:
            await self._renew(_names(conversation), [number, _milliseconds(limits.LEASE)])

    async def give_back(self, keys: list[Key]) -> None:
        for conversation, number in keys:
            await self._give_back(_names(conversation), [number, CHANNEL, conversation])

    def check(self, key: Key, connection: Connection) -> None:
        """The row is locked: a newer ticket that wants to begin waits until the turn is saved."""
        begun = sa.select(locks.c.number).where(locks.c.conversation == key[0]).with_for_update()
        if connection.execute(begun).scalar() != key[1]:
            raise LockLost(key[0])

    async def listen(self, wake: Callable[[str], None], listening: Callable[[], None]) -> None:
        async with contextlib.AsyncExitStack() as held:
            client = redis.from_url(self._redis_url, decode_responses=True)  # waits for as long as nothing is said
            held.push_async_callback(client.close)
            channel = await held.enter_async_context(client.pubsub())
            await channel.subscribe(CHANNEL)
            async for message in channel.listen():
                if message["type"] == "subscribe":
                    listening()
                elif message["type"] == "message":
                    wake(message["data"])

    async def close(self) -> None:
        await self._redis.close()
        await asyncio.to_thread(self._engine.dispose)

    def _begin(self, key: Key) -> None:
        with self._engine.begin() as connection:
            dialect = {"sqlite": sqlite, "postgresql": postgresql}[connection.dialect.name]
            row = dialect.insert(locks).values(conversation=key[0], number=key[1])
            newer = row.on_conflict_do_update(
                index_elements=[locks.c.conversation], set_={"number": key[1]}, where=locks.c.number < key[1]
            )
            if not connection.execute(newer).rowcount:
                raise LockLost(key[0])


def _names(conversation: str) -> list[str]:
    """The braces keep the keys of one conversation together in a cluster."""
    return [f"recourse:{{{conversation}}}:{what}" for what in ("line", "leases", "last")]


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)
