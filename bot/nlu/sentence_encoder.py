"""Gives each message its sentence vector, and one more for each sentence of a message that has several."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import (
    asides,
    clauses,
    denial_words_east,
    denial_words_west,
    denials,
    english_denials,
    english_slips,
    foreign_denials,
    gist,
    goods,
    item_words,
    known_words,
    language_of,
    ordinary_words,
    reading,
    sentences,
    short_forms,
    spelling,
    vectors,
)

_READS = (
    asides,
    clauses,
    denial_words_east,
    denial_words_west,
    denials,
    english_denials,
    english_slips,
    foreign_denials,
    gist,
    goods,
    item_words,
    known_words,
    language_of,
    ordinary_words,
    reading,
    sentences,
    short_forms,
    spelling,
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Sentence features: the vector of the whole message. Sequence features: one row for each of its sentences.

    Button payloads get no features: Rasa reads them itself.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        return cls(execution_context.node_name, config)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Wakes the encoder, so that "the model is loaded" is true and the first buyer does not wait for it."""
        vectors.share_no_sums()
        vectors.encode(["hello"])
        return cls.create(config, model_storage, resource, execution_context)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be configured wrongly."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """A change in how texts are read, or another encoder, trains the classifier anew.

        (Rasa would look for the encoder in `required_packages` by its import name, which is not the package's.)
        """
        sources = b"".join(Path(module.__file__).read_bytes() for module in _READS)
        return vectors.ENCODER + hashlib.sha1(sources, usedforsecurity=False).hexdigest()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training lines get the vector of the whole line alone."""
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        rows = vectors.encode_for_training([gist.gist(message.get(TEXT)) for message in messages])
        for message, row in zip(messages, rows, strict=True):
            self.add_features_to_message(None, row[np.newaxis], TEXT, message)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if reading.has_words(text) and not reading.is_payload(text):
                self._encode(message, text)
        return messages

    def _encode(self, message: Message, text: str) -> None:
        parts = gist.sentences(text)
        rows = vectors.encode([gist.gist(text), *parts])
        self.add_features_to_message(rows[1:] if parts else None, rows[:1], TEXT, message)
