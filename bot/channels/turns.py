"""Runs a message through the assistant: one at a time in a conversation, once for each message id, never unanswered."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.conversations import LEASE_SECONDS, Conversations, Message
from bot.channels.identity import SignedIn
from bot.channels.inbound import Inbound
from bot.channels.output import RestOutput
from bot.channels.wording import FAILED, SILENT, Wording

LONGEST_TURN = 60.0
"""Seconds after which a turn is given up."""
NEXT_LOOK = 0.05
logger = logging.getLogger("recourse.channel")


class NothingToAnswerWith(Exception):
    """The turn gave nothing, and the model, the database or the action server is not there."""


class Queues:
    """One lock for each conversation that has a message under way: first come, first served."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @contextlib.asynccontextmanager
    async def turn_of(self, sender: str) -> AsyncIterator[None]:
        """Wait until the messages of this conversation that came before are answered."""
        lock, waiting = self._locks.get(sender, (None, 0))
        lock = lock or asyncio.Lock()
        self._locks[sender] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks[sender]
            if waiting == 1:
                del self._locks[sender]
            else:
                self._locks[sender] = (lock, waiting - 1)


class Turns:
    """Answers messages; ``handle`` is Rasa's own entry, which gives the turn's messages to their output channel.

    ``well`` tells a turn that had nothing to say from one that could not: then all a turn needs is not there.
    """

    def __init__(self, conversations: Conversations, handle: Callable[[UserMessage], Awaitable[Any]]) -> None:
        self._conversations, self._handle = conversations, handle
        self._queues, self._wording = Queues(), Wording()
        self._running: set[asyncio.Task[list[Message]]] = set()
        self.well: Callable[[], Awaitable[bool]] = _presumably

    async def answer(self, asked: Inbound, signed_in: SignedIn | None, now: datetime) -> list[Message]:
        """The answer, at least one message. It is finished and kept even when the client hangs up meanwhile."""
        task = asyncio.ensure_future(self._in_turn(asked, signed_in, now))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _in_turn(self, asked: Inbound, signed_in: SignedIn | None, now: datetime) -> list[Message]:
        runner = uuid.uuid4().hex
        try:
            async with self._queues.turn_of(asked.sender):
                earlier = await self._claimed(asked, runner)
                return earlier if earlier is not None else await self._run(asked, signed_in, now, runner)
        except Exception:
            return self.apology(asked.sender)

    def apology(self, sender: str) -> list[Message]:
        """What the buyer gets for the exception under way, which is logged with the same reference."""
        reference = _reference()
        logger.exception("a message could not be answered (%s)", reference)
        return self._wording.say(FAILED, sender, reference)

    async def _claimed(self, asked: Inbound, runner: str) -> list[Message] | None:
        """None when the message is ours to answer, else what was answered the first time, waited for if need be."""
        while True:
            claim = await asyncio.to_thread(self._conversations.claim, asked, runner)
            if not claim.same_text:
                logger.warning("message id %s came again with another text; the first answer counts", asked.message_id)
            if claim.ours or claim.answer is not None:
                return claim.answer
            await asyncio.sleep(NEXT_LOOK)

    async def _run(self, asked: Inbound, signed_in: SignedIn | None, now: datetime, runner: str) -> list[Message]:
        try:
            async with self._alive(asked, runner):
                said = await asyncio.wait_for(self._said(asked, signed_in, now), LONGEST_TURN)
            return await asyncio.to_thread(self._conversations.finish, asked, runner, signed_in, said)
        except BaseException:
            await asyncio.to_thread(self._conversations.give_up, asked, runner)
            raise

    async def _said(self, asked: Inbound, signed_in: SignedIn | None, now: datetime) -> list[Message]:
        again = False
        if signed_in is not None:
            again = await asyncio.to_thread(self._conversations.signed_in_again, asked.sender, now.timestamp())
        output = RestOutput()
        facts = {
            "buyer": signed_in.buyer.facts() if signed_in else None,
            "signed_in_again": again,
            "now": now.strftime("%Y-%m-%dT%H:%M:%SZ"),  # by which "yesterday" and "last Tuesday" are read
        }
        await self._handle(
            UserMessage(
                asked.text, output, asked.sender, input_channel="rest", message_id=asked.message_id, metadata=facts
            )
        )
        if output.messages:
            return output.messages
        if not await self.well():
            raise NothingToAnswerWith
        reference = _reference()
        logger.error("a turn gave no answer (%s)", reference)
        return self._wording.say(SILENT, asked.sender, reference)

    @contextlib.asynccontextmanager
    async def _alive(self, asked: Inbound, runner: str) -> AsyncIterator[None]:
        """Show other servers, while the turn runs, that its runner lives."""

        async def beat() -> None:
            while True:
                await asyncio.sleep(LEASE_SECONDS / 3)
                await asyncio.to_thread(self._conversations.renew, asked, runner)

        task = asyncio.ensure_future(beat()) if asked.message_id is not None else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()


async def _presumably() -> bool:
    return True


def _reference() -> str:
    return f"E-{secrets.token_hex(3)}"
