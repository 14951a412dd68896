"""Talks to the trained assistant as the rest channel does, in this process; must not know the database.

The model is loaded once; every conversation gets a tracker store of its own (SQL, because in-memory and SQL stores
differ on what a form's latest message is) and the actions of this process.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered
from rasa.utils.endpoints import EndpointConfig

from bot.testing.answer import Answer, Message

CHANNEL = "rest"
WATCHED = ("rasa.core.processor", "rasa.core.actions", "recourse", "actions", "bot")


class Assistant:
    """The trained assistant. Not for several conversations at once."""

    def __init__(self, model: Path, actions: EndpointConfig, generator: EndpointConfig | None = None) -> None:
        self._agent = Agent.load(model, action_endpoint=actions, generator=generator)
        self._store: SQLTrackerStore | None = None

    @property
    def intents(self) -> frozenset[str]:
        return frozenset(self._agent.domain.intents)

    @contextmanager
    def remembering_in(self, database: Path) -> Iterator[None]:
        """Conversations are kept in this SQLite file meanwhile."""
        store = SQLTrackerStore(self._agent.domain, db=str(database))
        self._agent.tracker_store = self._agent.processor.tracker_store = store
        self._agent.lock_store = self._agent.processor.lock_store = InMemoryLockStore()
        self._store = store
        try:
            yield
        finally:
            store.engine.dispose()
            self._store = None

    async def say(self, sender: str, text: str, metadata: dict[str, Any]) -> Answer:
        """Sends one message and collects everything that is answered and every error that is logged meanwhile."""
        seen = await self._uttered(sender)
        message = UserMessage(text, CollectingOutputChannel(), sender, input_channel=CHANNEL, metadata=metadata)
        with _errors_logged() as errors:
            await self._agent.handle_message(message)
        uttered = await self._uttered(sender)
        return Answer(tuple(_message(event) for event in uttered[len(seen) :]), tuple(errors))

    async def _uttered(self, sender: str) -> list[BotUttered]:
        tracker = await self._store.retrieve_full_tracker(sender) if self._store else None
        return [event for event in tracker.events if isinstance(event, BotUttered)] if tracker else []


def _message(event: BotUttered) -> Message:
    data = json.loads(json.dumps(event.data))
    return Message(
        event.text, event.metadata.get("utter_action"), tuple(data.get("buttons") or ()), data.get("custom") or {}
    )


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(self.format(record))


@contextmanager
def _errors_logged() -> Iterator[list[str]]:
    handler = _Errors()
    loggers = [logging.getLogger(name) for name in WATCHED]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield handler.seen
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
