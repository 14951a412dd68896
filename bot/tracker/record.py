"""The database of conversations: Rasa's events, and for each conversation where its reading begins. Makes no trackers.

Events that others append are read with the rest; when the event with which reading begins is gone, all are read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.engine import Connection, Engine

from bot.channels.database import create_tables, insert_unless_there, open_chat_database, reading
from bot.tracker.alongside import ALONGSIDE
from bot.tracker.tables import windows

events = SQLTrackerStore.SQLEvent.__table__


class ConversationChanged(RuntimeError):
    """Another turn of the conversation was saved since this one's tracker was read; nothing of this one is kept."""


@dataclass(frozen=True)
class Kept:
    """What the database has of a conversation. ``written``: each event's id, type, time and JSON.

    ``first``: the id of the event with which ``written`` begins, if it does not begin with the conversation;
    ``before``: what stood before it. ``version`` is None for a conversation that was never saved by ours.
    """

    version: int | None
    first: int | None
    before: str | None
    written: Sequence[Any]


@dataclass(frozen=True)
class Turn:
    """What is to be saved. ``version``: of what was read. ``begins``: from now on, ``(first, before)``; None: as is."""

    sender: str
    version: int | None
    rows: Sequence[dict[str, Any]]
    begins: tuple[int | None, str | None] | None = None


class Record:
    """All calls block: from a server's loop they belong in a thread."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = open_chat_database(url)
        self._reader = reading(self.engine)
        create_tables(self.engine, SQLTrackerStore.Base.metadata)
        if self.engine.dialect.name == "postgresql":  # SQLite's index by sender has the id within
            with self.engine.begin() as connection:
                connection.execute(
                    sa.text("CREATE INDEX IF NOT EXISTS chat_events_of_sender ON events (sender_id, id)")
                )

    def latest(self, sender: str) -> Kept:
        """The events from where reading begins."""
        with self._reader.begin() as connection:
            row = connection.execute(sa.select(windows).where(windows.c.sender == sender)).one_or_none()
            first = row.first_event if row else None
            written = _events(connection, sender, events.c.id >= first if first else sa.true())
            if first and not (written and written[0].id == first):
                return Kept(row.version, None, None, _events(connection, sender, sa.true()))
        return Kept(row.version if row else None, first, row.before if row else None, written)

    def earlier(self, sender: str, first: int, session: float | None) -> Sequence[Any]:
        """The session's events before this one."""
        before = events.c.id < first
        with self._reader.begin() as connection:
            return _events(connection, sender, before if session is None else before & (events.c.timestamp >= session))

    def all(self, sender: str) -> Sequence[Any]:
        """Every event of the conversation."""
        with self._reader.begin() as connection:
            return _events(connection, sender, sa.true())

    def senders(self) -> list[str]:
        """Every conversation."""
        with self._reader.begin() as connection:
            return list(connection.scalars(sa.select(events.c.sender_id).distinct()))

    def is_known(self, sender: str) -> bool:
        """Whether anything happened in the conversation."""
        with self._reader.begin() as connection:
            return connection.scalar(sa.select(events.c.id).where(events.c.sender_id == sender).limit(1)) is not None

    def save(self, turn: Turn) -> int | None:
        """Keeps the turn and what is written alongside, or nothing of both; its version. Raises ConversationChanged.

        Rasa also saves a conversation before anything has happened in it: that writes nothing, and nothing alongside.
        """
        if not turn.rows:
            return turn.version
        with self.engine.begin() as connection:
            version = _step(connection, turn)
            connection.execute(sa.insert(events), turn.rows)
            for write in ALONGSIDE.get():
                write(connection)
        return version

    def append(self, sender: str, rows: Iterable[dict[str, Any]]) -> None:
        """Keeps events of which is not known what they follow; reading begins anew."""
        with self.engine.begin() as connection:
            connection.execute(_anew(sa.update(windows).where(windows.c.sender == sender)))
            for row in rows:
                connection.execute(sa.insert(events), row)
            for write in ALONGSIDE.get():
                write(connection)


def _events(connection: Connection, sender: str, where: Any) -> Sequence[Any]:
    wanted = sa.select(events.c.id, events.c.type_name, events.c.timestamp, events.c.data).where(
        events.c.sender_id == sender, where
    )
    return connection.execute(wanted.order_by(events.c.id)).all()


def _step(connection: Connection, turn: Turn) -> int:
    """One version further, if it is still the one that was read."""
    begins = dict(zip(("first_event", "before"), turn.begins, strict=True)) if turn.begins else {}
    if turn.version is None:
        row = {"sender": turn.sender, "version": 1, **begins}
        if insert_unless_there(connection, windows, row) or _begun_anew(connection, turn.sender):
            return 1
    else:
        mine = sa.and_(windows.c.sender == turn.sender, windows.c.version == turn.version)
        changed = sa.update(windows).where(mine).values(version=turn.version + 1, **begins)
        if connection.execute(changed).rowcount:
            return turn.version + 1
    raise ConversationChanged(f"conversation '{turn.sender}' went on meanwhile (read at version {turn.version})")


def _begun_anew(connection: Connection, sender: str) -> bool:
    """All that was said was taken out of the record: what is known of where its reading begins goes as well."""
    nothing = ~sa.exists().where(events.c.sender_id == sender)
    return bool(connection.execute(_anew(sa.update(windows).where(windows.c.sender == sender, nothing), 1)).rowcount)


def _anew(change: Any, version: Any = windows.c.version + 1) -> Any:
    return change.values(version=version, first_event=None, before=None)
