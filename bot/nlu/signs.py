"""Reads what the encoder cannot: thumbs, hearts, lone marks, nothing at all.

A text without a letter or digit is a sign that everyone understands, or nothing (`nlu_fallback`).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.ranking import rank
from bot.nlu.reading import has_words, is_payload

_SIGNS = {
    "affirm": "👍👌✅✔☑🆗🙆",
    "deny": "👎❌✖🚫🙅",
    "thank": "🙏❤♥🧡💛💚💙💜💕😘🥰😍🤗🎉👏💯",
    "greet": "👋",
    "ask_why": "🤔",
    "help": "🆘❓❔",
}
_SEEN_CLEARLY, _NOT_UNDERSTOOD = 0.95, 0.1


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SignReader(GraphComponent, IntentClassifier):
    """Gives an intent to texts without words; the first sign that is known counts."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SignReader:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if is_payload(text):
                # Rasa unpacks it after the pipeline, unless the intent is unknown: then nothing was understood.
                rank(message, {DEFAULT_NLU_FALLBACK_INTENT_NAME: _NOT_UNDERSTOOD})
            elif not has_words(text):
                rank(message, _reading(text))
        return messages


def _reading(text: str) -> dict[str, float]:
    for sign in text:
        for intent, signs in _SIGNS.items():
            if sign in signs:
                return {intent: _SEEN_CLEARLY}
    return {DEFAULT_NLU_FALLBACK_INTENT_NAME: _NOT_UNDERSTOOD}
