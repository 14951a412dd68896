"""Remembers of each conversation whose it is, which messages were answered and how, and what has yet to be told in it.

Everything is kept in the database, so that a restart or a second server changes nothing. Texts of buyers are kept as
hashes, tokens not at all.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from bot.channels.database import answers, conversations, insert_unless_there, news, open_chat_database, reading
from bot.channels.identity import Buyer, SignedIn
from bot.channels.inbound import Inbound

Message = dict[str, Any]


class NotTheirs(Exception):
    """The conversation has an owner, and it is not the one who asks."""


class AnsweredElsewhere(Exception):
    """Somebody else has answered the same message meanwhile; theirs is the answer that counts."""


@dataclass(frozen=True)
class Standing:
    """Where a message stands when its turn begins: new, or answered already."""

    signed_in_again: bool = False
    answer: list[Message] | None = None
    same_text: bool = True


class Conversations:
    """The durable facts about conversations. All calls block: from a server's loop they belong in a thread.

    The database is opened with the first call, so that each of a server's workers has connections of its own.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _engine(self) -> sa.engine.Engine:
        return open_chat_database(self._url)

    @cached_property
    def _reader(self) -> sa.engine.Engine:
        return reading(self._engine)

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

    def begin(self, asked: Inbound, signed_in: SignedIn | None, now: float) -> Standing:
        """Let the owner in, or a guest where there is no owner; the first buyer becomes the owner. Raises NotTheirs.

        Told is whether the sign-in under which the last message came has ended since (R26; ``now`` is the shop's
        time), and how the message was answered if it has come before.
        """
        buyer = signed_in.buyer if signed_in else None
        with self._reader.begin() as connection:
            mine = sa.select(conversations).where(conversations.c.sender == asked.sender)
            row = connection.execute(mine).one_or_none()
            earlier = _earlier(connection, asked)
        owner = row.owner if row is not None else None
        if owner is None and buyer is not None:
            owner = self._bind(asked.sender, buyer.id)
        if owner is not None and (buyer is None or buyer.id != owner):
            raise NotTheirs
        if earlier is not None:
            return Standing(answer=json.loads(earlier.answer), same_text=earlier.text_hash == _hash(asked.text))
        return Standing(signed_in_again=buyer is not None and row is not None and _ended(row, now))

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

    def finish(self, asked: Inbound, signed_in: SignedIn | None, answer: list[Message]) -> list[Message]:
        """Settle a turn in a transaction of its own, when there is none that saves it."""
        with self._engine.begin() as connection:
            return settle(connection, asked, signed_in, answer)

    def keep_news(self, sender: str, message: Message) -> None:
        """Keep a message that nobody waits for right now; it comes first in the conversation's next answer."""
        with self._engine.begin() as connection:
            connection.execute(sa.insert(news).values(sender=sender, message=json.dumps(message)))


def settle(
    connection: sa.engine.Connection, asked: Inbound, signed_in: SignedIn | None, answer: list[Message]
) -> list[Message]:
    """Keep the answer and what it settles; gives it with the news that waited before it. Raises AnsweredElsewhere."""
    told = _take_news(connection, asked.sender) + answer
    if signed_in is not None:
        standing = sa.update(conversations).where(conversations.c.sender == asked.sender)
        connection.execute(standing.values(lapsed=False, token_ends=signed_in.ends))
    if asked.message_id is not None:
        row = {"sender": asked.sender, "message_id": asked.message_id, "text_hash": _hash(asked.text)}
        if not insert_unless_there(connection, answers, {**row, "answer": json.dumps(told)}):
            raise AnsweredElsewhere
    return told


def _earlier(connection: sa.engine.Connection, asked: Inbound) -> Any:
    if asked.message_id is None:
        return None
    same = sa.and_(answers.c.sender == asked.sender, answers.c.message_id == asked.message_id)
    return connection.execute(sa.select(answers).where(same)).one_or_none()


def _ended(row: Any, now: float) -> bool:
    return row.lapsed or (row.token_ends is not None and now >= row.token_ends)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _take_news(connection: sa.engine.Connection, sender: str) -> list[Message]:
    rows = connection.execute(
        sa.select(news.c.id, news.c.message).where(news.c.sender == sender).order_by(news.c.id)
    ).all()
    if rows:
        connection.execute(sa.delete(news).where(news.c.id.in_([row.id for row in rows])))
    return [json.loads(row.message) for row in rows]
