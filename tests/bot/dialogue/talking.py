"""Holds conversations with the trained test assistant through Rasa's own processor."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.moment import MARK
from tests.bot.dialogue.shop import Shop

GENERATOR = EndpointConfig(type="bot.dialogue.responses.ResponseGenerator")


def agent_of(model: Path | str) -> Agent:
    """The trained model, without stores and actions yet."""
    return Agent.load(model, action_endpoint=Shop(), generator=GENERATOR)


@dataclass
class Said:
    """One turn's answer: response names in order, the texts, the buttons of the last message, actions run."""

    responses: list[str | None]
    texts: list[str]
    buttons: list[dict[str, str]]
    actions: list[str]
    marks: list[dict[str, Any] | None] = field(default_factory=list)

    @property
    def last(self) -> str | None:
        return self.responses[-1] if self.responses else None


class Talk:
    """One conversation."""

    def __init__(self, agent: Agent, store: str, folder: Path, sender: str = "buyer") -> None:
        self.agent, self.sender, self.shop = agent, sender, Shop()
        self.store = _store(store, agent, folder)
        processor = agent.processor
        agent.tracker_store = processor.tracker_store = self.store
        agent.lock_store = processor.lock_store = InMemoryLockStore()
        agent.action_endpoint = processor.action_endpoint = self.shop

    async def say(self, message: str | dict[str, Any], **metadata: Any) -> Said:
        """A payload (``/intent{...}``), or a parsed message as the language understanding would give it."""
        start = time.time()
        channel = CollectingOutputChannel()
        if isinstance(message, dict):
            user = UserMessage(message["text"], channel, self.sender, parse_data=_parsed(message), metadata=metadata)
        else:
            user = UserMessage(message, channel, self.sender, metadata=metadata)
        await self.agent.handle_message(user)
        return _said(await self.events(start))

    async def expect(self, message: str | dict[str, Any], *responses: str, **metadata: Any) -> Said:
        """Says it, and expects exactly these responses in this order."""
        said = await self.say(message, **metadata)
        assert said.responses == list(responses), f"after {message}: {said.responses} ({said.texts})"
        return said

    async def trigger(self, intent: str, **entities: Any) -> Said:
        """An event from outside."""
        start = time.time()
        tracker = await self.store.get_or_create_tracker(self.sender)
        found = [{"entity": name, "value": value} for name, value in entities.items()]
        await self.agent.processor.trigger_external_user_uttered(intent, found, tracker, CollectingOutputChannel())
        return _said(await self.events(start))

    async def events(self, since: float = 0.0) -> list[Any]:
        """What happened since then. (The in-memory store forgets earlier sessions.)"""
        tracker = await self.store.retrieve_full_tracker(self.sender)
        return [event for event in tracker.events if event.timestamp >= since] if tracker else []

    async def tracker(self) -> DialogueStateTracker:
        tracker = await self.store.retrieve(self.sender)
        assert tracker is not None
        return tracker

    async def slot(self, name: str) -> Any:
        return (await self.tracker()).get_slot(name)

    async def wait(self, seconds: float) -> None:
        """Lets time pass: everything that was said lies further back."""
        events = await self.events()
        tracker = DialogueStateTracker.from_events(self.sender, [], self.agent.domain.slots)
        for event in events:
            event.timestamp -= seconds
            tracker.update(event)
        if isinstance(self.store, SQLTrackerStore):
            with self.store.session_scope() as session:
                session.query(self.store.SQLEvent).filter_by(sender_id=self.sender).delete()
                session.commit()
        await self.store.save(tracker)


def _store(kind: str, agent: Agent, folder: Path) -> TrackerStore:
    if kind == "sql":
        return SQLTrackerStore(agent.domain, db=str(folder / "conversations.db"))
    return InMemoryTrackerStore(agent.domain)


def _parsed(message: dict[str, Any]) -> dict[str, Any]:
    ranking = message.get("ranking") or [(message.get("intent"), message.get("confidence", 1.0))]
    entities = [{"entity": name, "value": value} for name, value in message.get("entities", {}).items()]
    entities += message.get("found", [])
    named = [{"name": name, "confidence": confidence} for name, confidence in ranking]
    return {"text": message["text"], "intent": named[0], "intent_ranking": named, "entities": entities}


def _said(events: list[Any]) -> Said:
    uttered = [event for event in events if isinstance(event, BotUttered)]
    acted = [
        event
        for event in events
        if isinstance(event, ActionExecuted) and event.action_name not in ("action_listen", "action_session_start")
    ]
    return Said(
        [event.metadata.get("utter_action") for event in uttered],
        [event.text or "" for event in uttered],
        list(json.loads(json.dumps(uttered[-1].data.get("buttons") or []))) if uttered else [],
        [event.action_name for event in acted],
        [event.metadata.get(MARK) for event in acted],
    )


def unclear(text: str, *ranking: tuple[str, float], **entities: Any) -> dict[str, Any]:
    """A message that the classifier is not sure about."""
    return {"text": text, "ranking": list(ranking) or [("nobody_knows", 0.2)], "entities": entities}


def hours(number: float) -> float:
    return number * 3600


def user_turns(events: list[Any]) -> int:
    return sum(isinstance(event, UserUttered) for event in events)
