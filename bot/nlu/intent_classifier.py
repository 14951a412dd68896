"""Decides which intent a message most likely has, from its sentence vectors; later components correct it by rules."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import gist, kernel_ridge, ngrams, several, vectors
from bot.nlu.kernel_ridge import KernelRidge, Likeness
from bot.nlu.ranking import rank

logger = logging.getLogger(__name__)

_FILE = "kernel_ridge.npz"
# How much more a sentence counts the surer its reading is: cubed, long messages of ours were believed best.
_TELLING = 3
# "Yesterday I asked you to cancel the desk. Please forget that": who surely takes back a request speaks of it as well.
_UNDOES, _UNDONE, _SURELY = "withdraw_request", "cancel_order", 0.8


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceIntentClassifier(GraphComponent, IntentClassifier):
    """Likeness to the lines that were taught, in meaning (sentence vectors) and in wording.

    A message of several sentences is judged as a whole and by its most telling sentence: the request often stands in
    one of them, between a greeting and a story. `weight_of_sentences` says how much the latter counts.
    """

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: KernelRidge | None = None
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "noise": 0.1,
            "narrowness": 1.0,
            "wording": 0.4,
            "weight_of_sentences": 0.5,
            "beside_the_point": [],
            "counts_more": {},
        }

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["scipy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Another way to learn trains anew; Rasa itself looks at this class alone."""
        sources = b"".join(Path(module.__file__).read_bytes() for module in (kernel_ridge, ngrams))
        return hashlib.sha1(sources, usedforsecurity=False).hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceIntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceIntentClassifier:
        try:
            with model_storage.read_from(resource) as directory:
                return cls(config, model_storage, resource, KernelRidge.load(directory / _FILE))
        except ValueError:  # trained on no examples at all: nothing was stored
            logger.warning("The intent classifier was never trained; it will know no intent.")
            return cls.create(config, model_storage, resource, execution_context)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [message for message in training_data.intent_examples if _vector(message) is not None]
        labels = [message.get(INTENT) for message in examples]
        if len(set(labels)) > 1:
            rows = np.concatenate([_vector(message) for message in examples])
            texts = [gist.gist(message.get(TEXT)) for message in examples]
            likeness = Likeness(self._config["narrowness"], self._config["wording"])
            self._model = KernelRidge.fit((rows, texts), labels, self._config["noise"], likeness)
            with self._model_storage.write_to(self._resource) as directory:
                self._model.save(directory / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._model is not None and _vector(message) is not None:
                scores = self._weighed(self._model, self._judge(self._model, message))
                rank(message, dict(zip(self._model.classes, scores.tolist(), strict=True)))
                several.note(message, self._most_likely)
        return messages

    def _most_likely(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        read = [gist.gist(text) for text in texts]
        rows = self._model.probabilities((vectors.encode(read), read))
        return [(self._model.classes[row.argmax()], float(row.max())) for row in rows]

    def _weighed(self, model: KernelRidge, scores: np.ndarray) -> np.ndarray:
        """With more weight for the intents that would else be taken for their neighbours."""
        weights = np.array([self._config["counts_more"].get(name, 1.0) for name in model.classes])
        return scores * weights / (scores * weights).sum()

    def _judge(self, model: KernelRidge, message: Message) -> np.ndarray:
        text, sentences = message.get(TEXT), _dense(message, FEATURE_TYPE_SEQUENCE)
        whole = model.probabilities((_vector(message), [gist.gist(text)]))[0]
        if sentences is None:
            return whole
        each = model.probabilities((sentences, gist.sentences(text)))
        beside = [model.classes.index(name) for name in self._config["beside_the_point"] if name in model.classes]
        telling = (each.max(axis=1) * (1.0 - each[:, beside].sum(axis=1))) ** _TELLING
        best = (each * telling[:, np.newaxis]).sum(axis=0) / max(telling.sum(), 1e-9)
        weight = self._config["weight_of_sentences"]
        return _with_what_is_undone((1.0 - weight) * whole + weight * best, each, model.classes)


def _vector(message: Message) -> np.ndarray | None:
    return _dense(message, FEATURE_TYPE_SENTENCE)


def _dense(message: Message, kind: str) -> np.ndarray | None:
    """The features of this kind side by side. Rasa's own way would copy all that there are, of every kind."""
    dense = (part for part in message.features if part.attribute == TEXT and part.is_dense())
    rows = [part.features for part in dense if part.type == kind]
    return np.concatenate(rows, axis=-1) if rows else None


def _with_what_is_undone(scores: np.ndarray, each: np.ndarray, classes: Sequence[str]) -> np.ndarray:
    """Where the last sentence about cancelling takes it back, what the others say of it is said of that one."""
    if _UNDOES in classes and _UNDONE in classes:
        undoes, undone = classes.index(_UNDOES), classes.index(_UNDONE)
        about = [row for row in each if row.argmax() in (undoes, undone)]
        if about and about[-1][undoes] >= _SURELY:
            scores[undoes] += scores[undone]
            scores[undone] = 0.0
    return scores
