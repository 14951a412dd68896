"""The lock store that ``endpoints.yml`` names: Rasa's interface to our tickets, for channels and Rasa's own routes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock_store import LockStore

from bot.locks.choice import locks_for
from bot.locks.ticket import Locks, Ticket
from bot.settings import Settings
from bot.tracker.alongside import ALONGSIDE


class ConversationLocks(LockStore):
    """One turn at a time in a conversation; what is saved within it is saved only while the lock is ours."""

    def __init__(self, endpoint_config: Any = None, locks: Locks | None = None) -> None:
        """Without ``locks``: by the settings. Rasa gives the ``endpoint_config``, in which nothing more stands."""
        self._locks = locks or locks_for(Settings.from_env())
        self._inside: dict[asyncio.Task[Any], str] = {}

    @asynccontextmanager
    async def lock(self, conversation_id: str, *_lifetime: float, **_waiting: float) -> AsyncIterator[None]:
        """Wait for the turn and hold it. A task that holds it already (a channel's, around Rasa's own) goes on.

        Rasa's lifetimes and waiting times mean nothing here. Raises LockLost, NoTurn.
        """
        task = asyncio.current_task()
        assert task is not None
        if self._inside.get(task) == conversation_id:
            yield
            return
        ticket = await self._locks.issue(conversation_id)
        try:
            await ticket.reached()
            async with self._held(ticket, task, conversation_id):
                yield
        finally:
            await ticket.give_back()

    async def close(self) -> None:
        """Give everything back; turns under way can save no more."""
        await self._locks.close()

    @asynccontextmanager
    async def _held(self, ticket: Ticket, task: asyncio.Task[Any], conversation_id: str) -> AsyncIterator[None]:
        outer = self._inside.get(task)
        self._inside[task] = conversation_id
        # Alone: a task that began within another turn (a reminder) has inherited what that one wrote alongside.
        token = ALONGSIDE.set((ticket.check,))
        try:
            yield
        finally:
            ALONGSIDE.reset(token)
            del self._inside[task]
            if outer is not None:
                self._inside[task] = outer
