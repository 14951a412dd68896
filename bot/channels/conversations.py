"""Remembers of each conversation whose it is, which messages were answered and how, and what has yet to be told in it.

Everything is kept in the database, so that a restart or a second server changes nothing. Texts of buyers are kept as
hashes, tokens not at all.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.channels.database import conversations, insert_unless_there, news, open_chat_database, reading, turns
from bot.channels.identity import Buyer, SignedIn
from bot.channels.inbound import Inbound

LEASE_SECONDS = 10.0
"""After this long without a sign of life a turn's runner is taken to be dead, and a repeat may run the turn."""
Message = dict[str, Any]


class NotTheirs(Exception):
    """The conversation has an owner, and it is not the one who asks."""


@dataclass(frozen=True)
class Claim:
    """Where a message with an id stands: ours to answer, answered already, or (neither) being answered elsewhere."""

    ours: bool
    answer: list[Message] | None = None
    same_text: bool = True


class Conversations:
    """The durable facts about conversations. All calls block: from a server's loop they belong in a thread."""

    def __init__(self, url: str) -> None:
        self._engine = open_chat_database(url)
        self._reader = reading(self._engine)

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def answers(self) -> bool:
        """Whether the database can be read."""
        try:
            with self._reader.begin() as connection:
                connection.execute(sa.select(sa.func.count()).select_from(conversations).where(sa.false()))
        except sa.exc.SQLAlchemyError:
            return False
        return True

    def admit(self, sender: str, buyer: Buyer | None) -> None:
        """Let the owner in, or a guest where there is no owner; the first buyer becomes the owner. Raises NotTheirs."""
        owner = self._owner(sender)
        if owner is None and buyer is not None:
            owner = self._bind(sender, buyer.id)
        if owner is not None and (buyer is None or buyer.id != owner):
            raise NotTheirs

    def _owner(self, sender: str) -> str | None:
        with self._reader.begin() as connection:
            return connection.scalar(sa.select(conversations.c.owner).where(conversations.c.sender == sender))

    def _bind(self, sender: str, buyer_id: str) -> str | None:
        """The owner after at most one of several simultaneous buyers became it."""
        mine = conversations.c.sender == sender
        with self._engine.begin() as connection:
            insert_unless_there(connection, conversations, {"sender": sender, "lapsed": False})
            unowned = sa.update(conversations).where(mine, conversations.c.owner.is_(None))
            connection.execute(unowned.values(owner=buyer_id))
            return connection.scalar(sa.select(conversations.c.owner).where(mine))

    def lapse(self, sender: str, buyer: Buyer) -> None:
        """The owner came with an expired token: their next accepted message is the first after a new sign-in."""
        owned = sa.and_(conversations.c.sender == sender, conversations.c.owner == buyer.id)
        with self._engine.begin() as connection:
            connection.execute(sa.update(conversations).where(owned).values(lapsed=True))

    def signed_in_again(self, sender: str, now: float) -> bool:
        """Whether the sign-in under which the last message came has ended since (R26); ``now`` is the shop's time."""
        with self._reader.begin() as connection:
            row = connection.execute(
                sa.select(conversations.c.lapsed, conversations.c.token_ends).where(conversations.c.sender == sender)
            ).one_or_none()
        return row is not None and (row.lapsed or (row.token_ends is not None and now >= row.token_ends))

    def claim(self, asked: Inbound, runner: str) -> Claim:
        """Reserve the message for one runner. A message without an id is always ours."""
        if asked.message_id is None:
            return Claim(ours=True)
        row = {"sender": asked.sender, "message_id": asked.message_id, "text_hash": _hash(asked.text)}
        now = time.time()
        with self._engine.begin() as connection:
            if insert_unless_there(connection, turns, {**row, "runner": runner, "lease": now + LEASE_SECONDS}):
                return Claim(ours=True)
            found = connection.execute(sa.select(turns).where(_turn(asked))).one_or_none()
            if found is None:
                return Claim(ours=False)  # given up this very moment; the next look will reserve it
            same = found.text_hash == row["text_hash"]
            if found.answer is not None:
                return Claim(ours=False, answer=json.loads(found.answer), same_text=same)
            dead = sa.update(turns).where(_turn(asked), turns.c.runner == found.runner, turns.c.lease < now)
            taken = connection.execute(dead.values(**row, runner=runner, lease=now + LEASE_SECONDS))
            return Claim(ours=bool(taken.rowcount), same_text=same)

    def renew(self, asked: Inbound, runner: str) -> None:
        """A sign of life from the runner of a turn that takes long."""
        with self._engine.begin() as connection:
            ours = sa.update(turns).where(_turn(asked), turns.c.runner == runner)
            connection.execute(ours.values(lease=time.time() + LEASE_SECONDS))

    def give_up(self, asked: Inbound, runner: str) -> None:
        """The turn failed: the same message may be tried again."""
        if asked.message_id is not None:
            with self._engine.begin() as connection:
                ours = sa.delete(turns).where(_turn(asked), turns.c.runner == runner, turns.c.answer.is_(None))
                connection.execute(ours)

    def finish(self, asked: Inbound, runner: str, signed_in: SignedIn | None, answer: list[Message]) -> list[Message]:
        """Keep the answer and what it settles, in one transaction; gives it with the news that waited before it."""
        with self._engine.begin() as connection:
            told = _take_news(connection, asked.sender) + answer
            if signed_in is not None:
                standing = sa.update(conversations).where(conversations.c.sender == asked.sender)
                connection.execute(standing.values(lapsed=False, token_ends=signed_in.ends))
            if asked.message_id is not None:
                ours = sa.update(turns).where(_turn(asked), turns.c.runner == runner)
                connection.execute(ours.values(answer=json.dumps(told)))
        return told

    def keep_news(self, sender: str, message: Message) -> None:
        """Keep a message that nobody waits for right now; it comes first in the conversation's next answer."""
        with self._engine.begin() as connection:
            connection.execute(sa.insert(news).values(sender=sender, message=json.dumps(message)))


def _turn(asked: Inbound) -> Any:
    return sa.and_(turns.c.sender == asked.sender, turns.c.message_id == asked.message_id)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _take_news(connection: sa.engine.Connection, sender: str) -> list[Message]:
    rows = connection.execute(
        sa.select(news.c.id, news.c.message).where(news.c.sender == sender).order_by(news.c.id)
    ).all()
    if rows:
        connection.execute(sa.delete(news).where(news.c.id.in_([row.id for row in rows])))
    return [json.loads(row.message) for row in rows]
