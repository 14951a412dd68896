"""Makes the tracker of what the database has of a conversation, and says where its reading begins from now on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import Any

from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.slots import Slot

from bot.tracker.before import Before
from bot.tracker.beginning import later_beginning
from bot.tracker.reading import read_events
from bot.tracker.recent import RecentTracker
from bot.tracker.record import Kept, Record


class Opened:
    """A conversation as it was found in the database."""

    def __init__(self, record: Record, sender: str, kept: Kept) -> None:
        self._record, self._sender, self._kept = record, sender, kept
        before = Before.read(kept.before) if kept.before else None
        self._session = _session(kept.written, before)
        self._before = before if before and before.session == self._session else None
        written = [row for row in kept.written if self._session is None or row.timestamp >= self._session]
        self._ids = [row.id for row in written]
        self._events = events_of(written)

    def tracker(self, slots: Sequence[Slot]) -> RecentTracker:
        """The tracker by the latest turns, which answers as the one that Rasa's own store would give."""
        begin = partial(self._begin, slots)
        tracker = begin(self._before, 0)
        first = self._ids[0] if self._ids else None
        later = later_beginning(tracker, self._session, begin)
        if later:
            tracker, place = later
            first = self._ids[place]
        if first != self._kept.first:
            tracker.begins = (first, tracker.before.written() if tracker.before else None)
        return tracker

    def _begin(self, slots: Sequence[Slot], before: Before | None, place: int) -> RecentTracker:
        recall = partial(self._earlier, self._ids[place]) if before else None
        tracker = RecentTracker(self._sender, slots, before, recall)
        for event in islice(self._events, place, None):
            tracker.update(event)
        tracker.stored, tracker.version = len(tracker.events), self._kept.version
        return tracker

    def _earlier(self, first: int) -> list[Event]:
        return events_of(self._record.earlier(self._sender, first, self._session))


def events_of(written: Sequence[Any]) -> list[Event]:
    """The events of the table's rows."""
    return read_events([json.loads(row.data) for row in written])


def _session(written: Sequence[Any], before: Before | None) -> float | None:
    """When the latest session began: Rasa takes events from that time on for the session's."""
    begun = [row.timestamp for row in written if row.type_name == SessionStarted.type_name]
    return max([*begun, *([before.session] if before and before.session is not None else [])], default=None)
