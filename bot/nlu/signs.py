"""Reads what the encoder cannot: thumbs, hearts, lone marks, nothing at all, and what is typed for a gesture.

A text without a letter or digit is a sign that everyone understands, or nothing (`nlu_fallback`). Some letters are such
signs too: the encoder knows no lone Korean letters, and takes all of them for the same.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.ranking import put_first, rank
from bot.nlu.reading import has_words, is_payload

_SIGNS = {
    "affirm": "👍👌✅✔☑🆗🙆",
    "deny": "👎❌✖🚫🙅",
    "thank": "🙏❤♥🧡💛💚💙💜💕😘🥰😍🤗🎉👏💯",
    "greet": "👋",
    "ask_why": "🤔",
    "help": "🆘❓❔",
}
# A message that is nothing else, marks aside. Korean chat letters, and two words that the encoder lacks.
_LETTERS = {
    "affirm": "ㅇ{2,}|ㅇㅋ+|넵+|넹+",
    "deny": "ㄴ{2,}",
    "thank": "(?:ㄱㅅ+)+|ㄳ+",
    "greet": "(?:ㅎㅇ+)+",
    "goodbye": "ㅂ{2,}|ㅂㅇ+|掰{2,}",
}
_TYPED = re.compile("|".join(f"(?P<{intent}>{letters})" for intent, letters in _LETTERS.items()))
_SEEN_CLEARLY, _NOT_UNDERSTOOD = 0.95, 0.1


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SignReader(GraphComponent, IntentClassifier):
    """Gives an intent to texts without words, where the first sign that is known counts, and to letters for words."""

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
            elif typed := _TYPED.fullmatch("".join(filter(str.isalnum, text))):
                put_first(message, str(typed.lastgroup), _SEEN_CLEARLY)
        return messages


def _reading(text: str) -> dict[str, float]:
    for sign in text:
        for intent, signs in _SIGNS.items():
            if sign in signs:
                return {intent: _SEEN_CLEARLY}
    return {DEFAULT_NLU_FALLBACK_INTENT_NAME: _NOT_UNDERSTOOD}
