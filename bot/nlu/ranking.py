"""The intents of a message in order of confidence, and the few ways in which components change that order.

Invariants: the ranking is sorted, no intent stands in it twice, its first entry is the message's intent.
"""

from __future__ import annotations

from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message


def confidences(message: Message) -> dict[str, float]:
    """Each ranked intent with its confidence, the first being the message's intent; empty when nothing is ranked."""
    ranking = message.get(INTENT_RANKING_KEY) or []
    return {entry[INTENT_NAME_KEY]: entry[PREDICTED_CONFIDENCE_KEY] for entry in ranking}


def top(message: Message) -> tuple[str | None, float]:
    """The message's intent and its confidence."""
    return next(iter(confidences(message).items()), (None, 0.0))


def rank(message: Message, scores: dict[str, float]) -> None:
    """Sets intent and ranking from a confidence for each intent."""
    order = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:LABEL_RANKING_LENGTH]
    entries = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: float(score)} for name, score in order]
    message.set(INTENT_RANKING_KEY, entries, add_to_output=True)
    message.set(INTENT, dict(entries[0]) if entries else None, add_to_output=True)


def put_first(message: Message, intent: str, confidence: float) -> None:
    """Makes this the intent with this confidence; the others share what is left, in the proportions they had."""
    others = {name: score for name, score in confidences(message).items() if name != intent}
    total = sum(others.values())
    left = min(1.0 - confidence, confidence)
    scores = {name: score / total * left for name, score in others.items()} if total else {}
    rank(message, {intent: confidence, **scores})
