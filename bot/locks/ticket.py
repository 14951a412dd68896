"""Says what a ticket is: a place in a conversation's line, and the proof in every save that the place was not lost."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy.engine import Connection


class LockLost(Exception):
    """The worker showed no sign of life for too long and another one may have gone on: nothing may be saved."""


class NoTurn(Exception):
    """Where the tickets are kept has not answered for too long: there was no turn, and nothing was done."""


class Ticket(Protocol):
    """One place in one conversation's line."""

    async def reached(self) -> None:
        """Wait for the turn. Raises LockLost, NoTurn."""

    async def give_back(self) -> None:
        """Leave the line, in whatever state; the next one's turn begins at once."""

    def check(self, connection: Connection) -> None:
        """In the transaction that saves the turn: still ours, and ours until the commit. Raises LockLost."""


class Locks(Protocol):
    """Issues tickets. Nothing is opened before the first one, so a store may be made before a server forks."""

    async def issue(self, conversation: str) -> Ticket:
        """A ticket behind all that were issued before, whoever issued them. Raises NoTurn."""

    async def close(self) -> None:
        """Give everything back; void what tickets are still out."""
