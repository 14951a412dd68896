"""What the extractors share: how a found thing becomes an entity of the message, never twice.

An extractor is a subclass that says what it finds in a readable text. Button payloads are left to Rasa.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.reading import is_payload, readable


@dataclass(frozen=True)
class Found:
    """A thing named in the text, with its place (`start` up to, not including, `end`) in the text as it was sent."""

    entity: str
    start: int
    end: int
    value: Any


class TextExtractor(GraphComponent, EntityExtractorMixin):
    """Adds to each message what `find` finds in its text."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextExtractor:
        return cls(config)

    @abstractmethod
    def find(self, text: str, message: Message) -> Iterable[Found]:
        """The things named in a readable text, in any order."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if text and not is_payload(text):
                add_entities(message, self.find(readable(text), message), self.name)
        return messages


def add_entities(message: Message, found: Iterable[Found], extractor: str) -> None:
    """Adds them in the order of the text, without those that an entity of the same name already covers."""
    entities = list(message.get(ENTITIES) or [])
    for thing in sorted(found, key=lambda thing: (thing.start, -thing.end)):
        if not any(_covers(entity, thing) for entity in entities):
            entities.append({**vars(thing), "extractor": extractor})
    message.set(ENTITIES, entities, add_to_output=True)


def _covers(entity: dict[str, Any], thing: Found) -> bool:
    same = entity["entity"] == thing.entity
    return same and (entity["value"] == thing.value or (entity["start"] < thing.end and thing.start < entity["end"]))


def taken(message: Message, *names: str) -> list[tuple[int, int]]:
    """The places in the text that entities of these names hold already."""
    return [(e["start"], e["end"]) for e in message.get(ENTITIES) or [] if e["entity"] in names]


def blank_out(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with these places emptied, as long as before."""
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
