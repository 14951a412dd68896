"""Rasa's tracker store, named in endpoints.yml: all that is said is kept, the latest turns are read, at any age alike.

The events stand in Rasa's own table as Rasa's own store would write them. No call holds up the server's loop.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.core.tracker_store import TrackerStore as AnyTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot import replaced
from bot.tracker.opened import Opened, events_of
from bot.tracker.recent import RecentTracker
from bot.tracker.record import Record, Turn

replaced.install()


class TrackerStore(SQLTrackerStore):
    """Conversations in the database at ``host``, a whole URL: SQLite or PostgreSQL."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        if not host:
            raise ValueError("the tracker store needs a `url` in endpoints.yml")
        AnyTrackerStore.__init__(self, domain, event_broker, **kwargs)
        self._record = Record(host)
        self.engine = self._record.engine
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine, future=True)

    def init_tracker(self, sender_id: str) -> RecentTracker:
        """The tracker of a conversation in which nothing has happened."""
        return RecentTracker(sender_id, self.domain.slots)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation by its latest turns; None when nothing has happened in it."""
        return await asyncio.to_thread(self._latest, sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The conversation from its very beginning, over all sessions."""
        return await asyncio.to_thread(self._whole, conversation_id)

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything has happened in the conversation."""
        return await asyncio.to_thread(self._record.is_known, conversation_id)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return await asyncio.to_thread(self._record.senders)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps what has happened since the tracker was read. Raises ConversationChanged if that is no longer so."""
        new = await asyncio.to_thread(self._save, tracker)
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    def _latest(self, sender: str) -> RecentTracker | None:
        kept = self._record.latest(sender)
        if not kept.written:
            return None
        return Opened(self._record, sender, kept).tracker(self.domain.slots)

    def _whole(self, sender: str) -> DialogueStateTracker | None:
        written = self._record.all(sender)
        if not written:
            return None
        return DialogueStateTracker.from_events(sender, events_of(written), self.domain.slots)

    def _save(self, tracker: DialogueStateTracker) -> list[Event]:
        if isinstance(tracker, RecentTracker):
            return self._save_recent(tracker)
        kept = Opened(self._record, tracker.sender_id, self._record.latest(tracker.sender_id))
        known = len(kept.tracker(self.domain.slots).whole_session)
        new = list(islice(tracker.events, known, None))
        self._record.append(tracker.sender_id, [_row(tracker.sender_id, event) for event in new])
        return new

    def _save_recent(self, tracker: RecentTracker) -> list[Event]:
        new = tracker.unsaved
        rows = [_row(tracker.sender_id, event) for event in new]
        version = self._record.save(Turn(tracker.sender_id, tracker.version, rows, tracker.begins))
        if new:
            tracker.is_saved(version)
        return new


def _row(sender: str, event: Event) -> dict[str, Any]:
    """As Rasa's own store writes it."""
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
