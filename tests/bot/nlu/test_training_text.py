"""The training text is varied, complete, and nothing of it is asked again in the held-out text."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import vectors
from tests.bot.nlu.pipeline import ROOT, held_out

TOO_ALIKE = 0.9
# What buyers mostly come for.
CORE = frozenset(
    [
        "cancel_order",
        "withdraw_request",
        "refund_delay",
        "request_refund",
        "seller_refused",
        "order_status",
        "item_not_as_described",
        "item_not_received",
        "dispute_status",
    ]
)


def lines(taught: TrainingData) -> list[tuple[str, str]]:
    return [(message.get("intent"), message.get("text")) for message in taught.intent_examples]


def in_english() -> list[tuple[str, str]]:
    """What is taught in English: the files of `data/nlu` itself. The other languages have a folder there."""
    files = sorted((ROOT / "data" / "nlu").glob("*.yml"))
    return [line for file in files for line in lines(load_data(str(file)))]


def test_every_intent_of_the_domain_is_taught_in_many_english_lines() -> None:
    counts = Counter(intent for intent, _ in in_english())
    domain = Domain.from_path(ROOT / "domain.yml")
    wanted = {intent for intent in domain.intents if intent not in ("nlu_fallback", "session_start", "restart", "back")}

    assert set(counts) == wanted
    assert {intent: count for intent, count in counts.items() if count < 60} == {}
    assert {intent: counts[intent] for intent in CORE if counts[intent] < 120} == {}
    assert counts["out_of_scope"] >= 350


def test_no_two_lines_taught_in_english_say_nearly_the_same() -> None:
    """The encoder reads all languages alike: "why" and "pourquoi" are near each other, and are both to be taught."""
    texts = [text for _, text in in_english()]
    rows = vectors.encode_for_training(texts)
    alike = np.argwhere(np.triu(rows @ rows.T, 1) >= TOO_ALIKE)

    assert [(texts[one], texts[other]) for one, other in alike] == []


@pytest.mark.parametrize("file", ["held_out.tsv", "fresh.tsv", "disputes.tsv"])
def test_no_held_out_message_is_nearly_a_training_line(taught: TrainingData, file: str) -> None:
    """One or two words ("yep", "help") cannot but be near others."""
    texts = [text for _, text in lines(taught)]
    asked = [text for _, _, text in held_out(file) if len(text.split()) > 2]
    likeness = vectors.encode(asked) @ vectors.encode_for_training(texts).T

    assert [(asked[one], texts[other]) for one, other in np.argwhere(likeness >= TOO_ALIKE)] == []


def test_the_held_out_text_covers_every_intent(taught: TrainingData) -> None:
    asked = {intent for intents, _, _ in held_out() for intent in intents}

    assert asked == {intent for intent, _ in lines(taught)}
    assert len(held_out()) >= 150
