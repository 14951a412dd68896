"""Holds the trained assistant in this process, as the Rasa server does; must not know the shop's database.

The model is loaded once; every conversation gets a tracker store of its own, of the kind that the server has, and the
actions of this process.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import BotUttered
from rasa.utils.endpoints import EndpointConfig

from bot.testing.answer import Answer, Message
from bot.tracker.store import TrackerStore

WATCHED = ("rasa.core.processor", "rasa.core.actions", "recourse", "actions", "bot")


class Assistant:
    """The trained assistant. Not for several conversations at once."""

    def __init__(self, model: Path, actions: EndpointConfig, generator: EndpointConfig | None = None) -> None:
        self._agent = Agent.load(model, action_endpoint=actions, generator=generator)
        self._store: TrackerStore | None = None

    @property
    def intents(self) -> frozenset[str]:
        return frozenset(self._agent.domain.intents)

    @contextmanager
    def remembering_in(self, database: Path) -> Iterator[None]:
        """Conversations are kept in this SQLite file meanwhile."""
        store = TrackerStore(self._agent.domain, host=f"sqlite:///{database}")
        self._agent.tracker_store = self._agent.processor.tracker_store = store
        self._agent.lock_store = self._agent.processor.lock_store = InMemoryLockStore()
        self._store = store
        try:
            yield
        finally:
            store.engine.dispose()
            self._store = None

    async def handle(self, message: UserMessage) -> None:
        """Rasa's own entry, which a channel calls: the answer goes to the message's output channel."""
        await self._agent.handle_message(message)

    async def watched(self, sender: str, turn: Awaitable[list[dict[str, Any]]]) -> Answer:
        """What a turn of this conversation gave the client, the responses it was made from, the errors logged."""
        before = len(await self._uttered(sender))
        with _errors_logged() as errors:
            messages = await turn
        said = (await self._uttered(sender))[before:]
        return Answer(tuple(_named(messages, said)), tuple(errors))

    async def _uttered(self, sender: str) -> list[BotUttered]:
        tracker = await self._store.retrieve_full_tracker(sender) if self._store else None
        return [event for event in tracker.events if isinstance(event, BotUttered)] if tracker else []


def _named(messages: list[dict[str, Any]], said: list[BotUttered]) -> Iterator[Message]:
    """The client's messages, each with the name of the response that the conversation's record has for it."""
    waiting = list(said)
    for message in messages:
        text = message.get("text")
        found = next((event for event in waiting if text and (event.text or "").strip() == text), None)
        if found is not None:
            del waiting[: waiting.index(found) + 1]
        name = found.metadata.get("utter_action") if found is not None else None
        yield Message(text, name, tuple(message.get("buttons") or ()), message.get("custom") or {})


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
