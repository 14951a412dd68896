"""Issues tickets for one process: nobody else can take a turn, so nothing is leased and nothing has to be proved."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from bot.locks.lines import Lines, Place
from bot.locks.ticket import Ticket


class InProcessTicket:
    """A place in this process' own line."""

    def __init__(self, place: Place) -> None:
        self._place = place

    async def reached(self) -> None:
        await self._place.reached()

    async def give_back(self) -> None:
        self._place.leave()

    def check(self, _connection: Connection) -> None:
        """It cannot be lost."""


class InProcessLocks:
    """Lines in memory: with one server they cost next to nothing."""

    def __init__(self) -> None:
        self._lines = Lines()

    async def issue(self, conversation: str) -> Ticket:
        return InProcessTicket(self._lines.join(conversation))

    async def close(self) -> None:
        """Nothing was opened."""
