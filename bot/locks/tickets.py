"""Says what a place must be able to do where the tickets of all workers are kept."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Protocol

from sqlalchemy.engine import Connection

Key = tuple[str, int]
"""A conversation, and the number of a ticket in it."""


class Standing(Enum):
    """Where a ticket stands: its turn has come; others are before it; it is void, because its lease ended."""

    SERVED, WAITING, VOID = "served", "waiting", "void"


class Tickets(Protocol):
    """The tickets of all workers; each call is one step that nobody can come between."""

    async def open(self, worker: str) -> None:
        """Make ready for the calls of this worker."""

    async def issue(self, conversation: str) -> int:
        """The number of a new ticket, higher than every one before it in the conversation."""

    async def look(self, key: Key) -> Standing:
        """Where it stands, once the tickets of dead workers before it are taken away."""

    async def begin(self, key: Key) -> None:
        """Its turn begins: from now on older tickets save nothing. Raises LockLost when a newer one has begun."""

    async def renew(self, keys: list[Key]) -> None:
        """Begin their leases anew; what is void stays void."""

    async def give_back(self, keys: list[Key]) -> None:
        """Take them away, and wake whoever is next, on whatever worker."""

    def check(self, key: Key, connection: Connection) -> None:
        """In a transaction on the database of chats: it is still valid, and stays so until the commit.

        Raises LockLost.
        """

    async def listen(self, wake: Callable[[str], None], listening: Callable[[], None]) -> None:
        """Call ``wake`` with each conversation in which a ticket is given back, until the connection breaks.

        ``listening`` is called once nothing can be missed any more.
        """

    async def close(self) -> None:
        """Give all connections back."""
