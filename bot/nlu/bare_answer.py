"""Decides that a message which is nothing but a number, a sum, an item, a day or a reason is an answer: `inform`.

The classifier reads meanings and hears "too long" or "12.50" as all sorts of things. Runs after the extractors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.bare import is_bare
from bot.nlu.ranking import put_first
from bot.nlu.reading import is_payload, readable
from bot.nlu.tokens import TOKENIZED_AT_MOST, tokens

# What the rules before noted of the wishes in the text.
_NEVER_ANSWERS = ("negated", "task")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class BareAnswerReader(GraphComponent, IntentClassifier):
    """Puts `inform` first where the entities are all that the text says; what `means` names says more by itself."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent": "inform", "confidence": 0.97, "begins_a_matter": [], "means": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BareAnswerReader:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if is_payload(text) or len(text) > TOKENIZED_AT_MOST:
                continue
            for intent, entities in self._readings(message):
                if entities and is_bare(
                    tokens(readable(text)), [(entity["start"], entity["end"]) for entity in entities]
                ):
                    put_first(message, intent, self._config["confidence"])
                    break
        return messages

    def _readings(self, message: Message) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Intents, each with the entities of which the text then has to consist."""
        yield self._config["intent"], self._answers(message)
        for name, intent in self._config["means"].items():
            yield intent, [entity for entity in message.get(ENTITIES) or [] if entity["entity"] == name]

    def _answers(self, message: Message) -> list[dict[str, Any]]:
        """The entities that are only ever said in answer to a question."""
        beginnings = [*self._config["begins_a_matter"], *_NEVER_ANSWERS]
        return [entity for entity in message.get(ENTITIES) or [] if entity["entity"] not in beginnings]
