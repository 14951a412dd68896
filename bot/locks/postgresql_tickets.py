"""Keeps tickets in the PostgreSQL database of the chats, where a save can prove by the ticket's own row that it may.

Each step is one trip to the database: several statements in one query are one transaction there. None of them waits
for the disk; tickets need not outlive the database server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg2
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.channels.database import create_tables
from bot.locks import limits
from bot.locks.tables import tables, tickets
from bot.locks.ticket import LockLost
from bot.locks.tickets import Key, Standing

CHANNEL = "recourse_turns"
_UNHURRIED = "SET LOCAL synchronous_commit TO off;"
# The conversation's row is locked first: tickets become visible in the order of their numbers, and who gives back
# either sees the next ticket or comes before its issuer's first look.
ISSUE = sa.text(
    _UNHURRIED
    + """
    INSERT INTO chat_locks AS l (conversation, number) VALUES (:conversation, 1)
        ON CONFLICT (conversation) DO UPDATE SET number = l.number + 1;
    INSERT INTO chat_tickets (conversation, number, worker, expires)
        SELECT conversation, number, :worker, clock_timestamp() + make_interval(secs => :lease)
        FROM chat_locks WHERE conversation = :conversation
        RETURNING number"""
)
FRONT = sa.text(
    "SELECT number, expires < clock_timestamp() AS dead FROM chat_tickets"
    " WHERE conversation = :conversation ORDER BY number LIMIT 1"
)
BURY = sa.text(
    "DELETE FROM chat_tickets WHERE conversation = :conversation AND number = :number AND expires < clock_timestamp()"
)
RENEW = sa.text(
    _UNHURRIED
    + """
    UPDATE chat_tickets SET expires = clock_timestamp() + make_interval(secs => :lease)
        WHERE worker = :worker AND (conversation, number) IN :keys"""
).bindparams(sa.bindparam("keys", expanding=True))
GIVE_BACK = sa.text(
    _UNHURRIED
    + f"""
    SELECT number FROM chat_locks WHERE conversation = :conversation FOR UPDATE;
    DELETE FROM chat_tickets WHERE conversation = :conversation AND number = :number AND worker = :worker;
    SELECT pg_notify('{CHANNEL}', :conversation)
        WHERE EXISTS (SELECT 1 FROM chat_tickets WHERE conversation = :conversation)"""
)


class PostgresqlTickets:
    """Tickets as rows, wake-ups by LISTEN and NOTIFY on one connection a worker."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: sa.engine.Engine
        self._worker: str

    async def open(self, worker: str) -> None:
        self._worker = worker
        self._engine = await asyncio.to_thread(_opened, self._url)

    async def issue(self, conversation: str) -> int:
        return int(await self._asked(ISSUE, conversation=conversation, worker=self._worker, lease=limits.LEASE))

    async def look(self, key: Key) -> Standing:
        return await asyncio.to_thread(self._look, key)

    async def begin(self, key: Key) -> None:
        """The ticket's row says all: while it is there nobody else's turn begins."""

    async def renew(self, keys: list[Key]) -> None:
        await self._asked(RENEW, keys=keys, worker=self._worker, lease=limits.LEASE)

    async def give_back(self, keys: list[Key]) -> None:
        for conversation, number in keys:
            await self._asked(GIVE_BACK, conversation=conversation, number=number, worker=self._worker)

    def check(self, key: Key, connection: Connection) -> None:
        """The row is locked: who would take it away waits until the turn is saved."""
        ours = sa.and_(tickets.c.conversation == key[0], tickets.c.number == key[1], tickets.c.worker == self._worker)
        if connection.execute(sa.select(tickets.c.number).where(ours).with_for_update()).first() is None:
            raise LockLost(key[0])

    async def listen(self, wake: Callable[[str], None], listening: Callable[[], None]) -> None:
        connection = await asyncio.to_thread(self._listening)
        loop, descriptor = asyncio.get_running_loop(), connection.fileno()
        broken = loop.create_future()

        def heard() -> None:
            try:
                connection.poll()
            except psycopg2.Error as error:
                if not broken.done():
                    broken.set_exception(error)
                return
            while connection.notifies:
                wake(connection.notifies.pop(0).payload)

        loop.add_reader(descriptor, heard)
        listening()
        try:
            await broken
        finally:
            loop.remove_reader(descriptor)
            connection.close()

    async def close(self) -> None:
        await asyncio.to_thread(self._engine.dispose)

    def _look(self, key: Key) -> Standing:
        with self._engine.connect() as connection:
            while True:
                front = connection.execute(FRONT, {"conversation": key[0]}).first()
                if front is None or front.number > key[1]:
                    return Standing.VOID
                if front.number == key[1]:
                    return Standing.SERVED
                if not front.dead:
                    return Standing.WAITING
                connection.execute(BURY, {"conversation": key[0], "number": front.number})

    async def _asked(self, statement: Any, **values: Any) -> Any:
        def ask() -> Any:
            with self._engine.connect() as connection:
                answer = connection.execute(statement, values)
                return answer.scalar() if answer.returns_rows else None

        return await asyncio.to_thread(ask)

    def _listening(self) -> Any:
        connection = self._engine.raw_connection()
        connection.detach()  # the pool must not hand it to anybody else
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
        except psycopg2.Error:
            connection.close()
            raise
        return connection.dbapi_connection


def _opened(url: str) -> sa.engine.Engine:
    engine = sa.create_engine(url, future=True, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    create_tables(engine, tables)
    return engine
