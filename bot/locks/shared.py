"""Issues tickets that all workers share: waits, wakes, shows signs of life; where tickets are kept it knows not.

A worker's own messages stand in a line of their own, and only the front of it looks whether its ticket is served.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import uuid
from typing import Any

from sqlalchemy.engine import Connection

from bot.locks import limits
from bot.locks.lines import Lines, Place
from bot.locks.ticket import LockLost, NoTurn, Ticket
from bot.locks.tickets import Key, Standing, Tickets

logger = logging.getLogger("recourse.locks")


class SharedLocks:
    """The tickets of this worker, among those of others. It begins to work with the first ticket."""

    def __init__(self, tickets: Tickets) -> None:
        self.tickets = tickets
        self.lines = Lines()
        self._arrivals, self._opening, self._listening = Lines(), asyncio.Lock(), asyncio.Event()
        self._out: set[Key] = set()
        self._at_work: list[asyncio.Task[Any]] = []
        self._answered = 0.0

    async def issue(self, conversation: str) -> Ticket:
        issuing = asyncio.ensure_future(self._issue(conversation))
        try:
            return await asyncio.shield(issuing)
        except asyncio.CancelledError:
            issuing.add_done_callback(_unwanted)  # it may be in the line already, where it would be in the way
            raise

    async def close(self) -> None:
        """Void the tickets that are still out, so that no other worker waits for their leases to end."""
        for task in self._at_work:
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)
        self._at_work.clear()
        if self._out:
            await self.give_back(*self._out)
        await self.tickets.close()

    async def give_back(self, *keys: Key) -> None:
        """Take tickets out of the line; if that fails they go when their leases end."""
        self._out.difference_update(keys)
        try:
            await asyncio.shield(self.tickets.give_back(list(keys)))
        except Exception as error:
            logger.warning("a ticket could not be given back (%r); its lease ends soon", error)

    async def standing(self, key: Key) -> Standing:
        """Where a ticket stands. No answer is no reason to give up before the ticket's lease must have ended."""
        while True:
            try:
                found = await self.tickets.look(key)
            except Exception as error:
                if time.monotonic() - self._answered > limits.LEASE:
                    raise NoTurn(key[0]) from error
                await asyncio.sleep(limits.LOOK)
            else:
                self._answered = time.monotonic()
                return found

    async def _issue(self, conversation: str) -> SharedTicket:
        async with self._arrivals.turn(conversation):  # in the order in which our own messages came
            try:
                await self._open()
                key = (conversation, await self.tickets.issue(conversation))
            except Exception as error:
                raise NoTurn(conversation) from error
            self._answered = time.monotonic()
            self._out.add(key)
            return SharedTicket(self, key, self.lines.join(conversation))

    async def _open(self) -> None:
        async with self._opening:
            if not self._at_work:
                await self.tickets.open(uuid.uuid4().hex)
                self._at_work = [asyncio.ensure_future(self._show_life()), asyncio.ensure_future(self._listen())]
                with contextlib.suppress(asyncio.TimeoutError):  # without wake-ups it works too, only slower
                    await asyncio.wait_for(self._listening.wait(), limits.LOOK)

    async def _show_life(self) -> None:
        """On the loop, not in a thread of its own: a loop that stands still is no life."""
        while True:
            await asyncio.sleep(limits.RENEWAL)
            if self._out:
                try:
                    await self.tickets.renew(list(self._out))
                except Exception as error:
                    logger.warning("no sign of life could be given (%r)", error)

    async def _listen(self) -> None:
        while True:
            try:
                await self.tickets.listen(self.lines.wake, self._hears)
            except Exception as error:
                logger.warning("wake-ups are cut off (%r); looking again and again meanwhile", error)
            await asyncio.sleep(limits.LOOK)

    def _hears(self) -> None:
        self._listening.set()
        self.lines.wake_all()  # something may have been missed before


class SharedTicket:
    """A ticket among all workers', and its place among this worker's own."""

    def __init__(self, locks: SharedLocks, key: Key, place: Place) -> None:
        self.key, self._locks, self._place = key, locks, place

    async def reached(self) -> None:
        await self._place.reached()
        while (standing := await self._locks.standing(self.key)) is Standing.WAITING:
            await self._place.woken(limits.LOOK)
        if standing is Standing.VOID:
            raise LockLost(self.key[0])
        try:
            await self._locks.tickets.begin(self.key)
        except LockLost:
            raise
        except Exception as error:
            raise NoTurn(self.key[0]) from error

    async def give_back(self) -> None:
        try:
            await self._locks.give_back(self.key)
        finally:
            self._place.leave()  # only now: our next one looks at once, and finds this one gone

    def check(self, connection: Connection) -> None:
        self._locks.tickets.check(self.key, connection)


def _unwanted(issuing: asyncio.Task[SharedTicket]) -> None:
    """Nobody waits for this ticket any more."""
    with contextlib.suppress(asyncio.CancelledError, Exception):
        ticket = issuing.result()
        giving = asyncio.ensure_future(ticket.give_back())
        _GOING.add(giving)
        giving.add_done_callback(_GOING.discard)


_GOING: set[asyncio.Task[None]] = set()
"""The loop itself holds its tasks only weakly."""
