"""Runs a message through the assistant: one at a time in a conversation, once for each message id, never unanswered."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from rasa.core.channels.channel import UserMessage

from bot.channels.conversations import Conversations, Message, NotTheirs, Standing
from bot.channels.identity import SignedIn
from bot.channels.inbound import Inbound, Refused
from bot.channels.output import RestOutput
from bot.channels.settlement import Settlement
from bot.channels.wording import FAILED, SILENT, Wording
from bot.locks import limits
from bot.locks.in_process import InProcessLocks
from bot.locks.store import ConversationLocks
from bot.locks.ticket import LockLost, NoTurn
from bot.tracker.alongside import alongside
from bot.tracker.record import ConversationChanged

logger = logging.getLogger("recourse.channel")


class NothingToAnswerWith(Exception):
    """The turn gave nothing, and the model, the database or the action server is not there."""


class Turns:
    """Answers messages; ``handle`` is Rasa's own entry, which gives the turn's messages to their output channel.

    ``well`` tells a turn that had nothing to say from one that could not: then all a turn needs is not there.
    ``locks`` gives the lock store that Rasa uses too, so that its own routes wait for us and we for them.
    """

    def __init__(self, conversations: Conversations, handle: Callable[[UserMessage], Awaitable[Any]]) -> None:
        self._conversations, self._handle = conversations, handle
        self._wording = Wording()
        self._running: set[asyncio.Task[list[Message]]] = set()
        self.well: Callable[[], Awaitable[bool]] = _presumably
        own = ConversationLocks(locks=InProcessLocks())
        self.locks: Callable[[], ConversationLocks] = lambda: own

    async def answer(self, asked: Inbound, signed_in: SignedIn | None, now: datetime) -> list[Message]:
        """The answer, at least one message. It is finished and kept even when the client hangs up meanwhile.

        Raises NotTheirs; Refused (503) when nothing was done, because another server took over the conversation or
        the locks do not answer, and when the database was cut off in the middle of a message that has an id.
        """
        return await asyncio.shield(self.start(asked, signed_in, now))

    def start(self, asked: Inbound, signed_in: SignedIn | None, now: datetime) -> asyncio.Task[list[Message]]:
        """Take the message's place in its conversation now; the task gives the answer."""
        task = asyncio.ensure_future(self._in_turn(asked, signed_in, now))
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[list[Message]]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen, even when the client has hung up

    async def _in_turn(self, asked: Inbound, signed_in: SignedIn | None, now: datetime) -> list[Message]:
        try:
            async with self.locks().lock(asked.sender):
                return await self._once(asked, signed_in, now)
        except (NotTheirs, Refused):
            raise
        except (LockLost, ConversationChanged) as lost:
            logger.warning("somebody else went on with the conversation (%r): nothing of the turn was saved", lost)
            raise Refused(503, "try_again", "nothing was done; send the message again") from None
        except NoTurn as unheard:
            logger.error("the locks do not answer (%r): the message had no turn", unheard.__cause__)
            raise Refused(503, "try_again", "nothing was done; send the message again") from None
        except Exception as error:
            if asked.message_id is not None and _is_cut_off(error):
                logger.warning("the database was cut off during a turn (%r)", error)
                raise Refused(503, "try_again", "send the message again, under the same message_id") from None
            return self.apology(asked.sender)

    async def close(self) -> None:
        """Give the locks back; what is still under way is not saved."""
        await self.locks().close()

    def apology(self, sender: str) -> list[Message]:
        """What the buyer gets for the exception under way, which is logged with the same reference."""
        reference = _reference()
        logger.exception("a message could not be answered (%s)", reference)
        return self._wording.say(FAILED, sender, reference)

    async def _once(self, asked: Inbound, signed_in: SignedIn | None, now: datetime) -> list[Message]:
        """The first answer if the message has come before, else a turn."""
        standing = await self._begun(asked, signed_in, now)
        if standing.answer is not None:
            return standing.answer
        try:
            return await self._run(asked, signed_in, _facts(signed_in, standing, now))
        except Exception:
            # It may have been saved all the same (the connection broke after the commit), or answered elsewhere.
            standing = await self._begun(asked, signed_in, now)
            if standing.answer is None:
                raise
            return standing.answer

    async def _begun(self, asked: Inbound, signed_in: SignedIn | None, now: datetime) -> Standing:
        standing = await asyncio.to_thread(self._conversations.begin, asked, signed_in, now.timestamp())
        if not standing.same_text:
            logger.warning("message id %s came again with another text; the first answer counts", asked.message_id)
        return standing

    async def _run(self, asked: Inbound, signed_in: SignedIn | None, facts: dict[str, Any]) -> list[Message]:
        output = RestOutput()
        message = UserMessage(
            asked.text, output, asked.sender, input_channel="rest", message_id=asked.message_id, metadata=facts
        )
        settlement = Settlement(asked, signed_in, output.messages)
        with alongside(settlement):
            async with _in_time(settlement):
                await self._handle(message)
        if settlement.told is not None:
            return settlement.told
        said = output.messages or await self._silence(asked.sender)
        return await asyncio.to_thread(self._conversations.finish, asked, signed_in, said)

    async def _silence(self, sender: str) -> list[Message]:
        if not await self.well():
            raise NothingToAnswerWith
        reference = _reference()
        logger.error("a turn gave no answer (%s)", reference)
        return self._wording.say(SILENT, sender, reference)


def _is_cut_off(error: Exception) -> bool:
    """Whether the connection to the database broke, or there was none; a statement that it refused is another thing.

    The turn is as good as not begun: its message may come again.
    """
    return isinstance(error, sa.exc.DBAPIError) and (error.connection_invalidated or error.statement is None)


def _facts(signed_in: SignedIn | None, standing: Standing, now: datetime) -> dict[str, Any]:
    return {
        "buyer": signed_in.buyer.facts() if signed_in else None,
        "signed_in_again": standing.signed_in_again,
        "now": now.strftime("%Y-%m-%dT%H:%M:%SZ"),  # by which "yesterday" and "last Tuesday" are read
    }


@contextlib.asynccontextmanager
async def _in_time(settlement: Settlement) -> AsyncIterator[None]:
    """Give the block up when it takes too long; but a save that has begun is waited for, since it may succeed."""
    task = asyncio.current_task()
    assert task is not None
    given_up = False

    def give_up() -> None:
        nonlocal given_up
        given_up = settlement.give_up()
        if given_up:
            task.cancel()

    timer = asyncio.get_running_loop().call_later(limits.TURN, give_up)
    try:
        yield
    except asyncio.CancelledError:
        if not given_up:
            raise
        raise asyncio.TimeoutError("a turn took too long and was given up") from None
    finally:
        timer.cancel()


async def _presumably() -> bool:
    return True


def _reference() -> str:
    return f"E-{secrets.token_hex(3)}"
