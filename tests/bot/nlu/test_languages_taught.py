"""Every language but English is taught in full: each intent, in its own words, and nothing twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import py3langid
import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.loading import load_data

from bot.nlu import vectors
from tests.bot.nlu.pipeline import ROOT

NLU = ROOT / "data" / "nlu"
LANGUAGES = ["ar", "de", "es", "fr", "it", "ja", "ko", "pl", "pt", "ru", "tr", "zh"]
CORE = {
    "cancel_order",
    "withdraw_request",
    "refund_delay",
    "seller_refused",
    "item_not_as_described",
    "item_not_received",
    "order_status",
    "dispute_status",
    "request_refund",
}
# The encoder puts "no" and "no, thanks" closer together than a buyer does. What is as close as this says the same.
TOO_ALIKE = 0.93


def lines(file: Path) -> list[tuple[str, str]]:
    return [(example.get("intent"), example.get("text")) for example in load_data(str(file)).intent_examples]


def taught_in(language: str) -> list[tuple[str, str]]:
    return lines(NLU / "languages" / f"{language}.yml")


def wanted_of(intent: str) -> int:
    return 45 if intent == "out_of_scope" else 20 if intent in CORE else 15


def is_sentence(text: str, language: str) -> bool:
    """Of a word or two there is but one way to say them, and every language has it."""
    return sum(map(str.isalpha, text)) >= 12 if language in ("ja", "zh") else len(text.split()) >= 5


def alike(texts: list[str], others: list[str]) -> list[tuple[int, int]]:
    likeness = vectors.encode(texts) @ vectors.encode(others).T
    return [(int(one), int(other)) for one, other in np.argwhere(likeness >= TOO_ALIKE)]


def test_the_twelve_languages_are_taught_and_no_other() -> None:
    assert sorted(path.name for path in (NLU / "languages").iterdir()) == [f"{name}.yml" for name in LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_is_taught_in_the_language(language: str) -> None:
    counts = Counter(intent for intent, _ in taught_in(language))
    intents = set(Domain.from_path(ROOT / "domain.yml").intents) - {"nlu_fallback", "session_start", "restart", "back"}

    assert set(counts) == intents
    assert {intent: count for intent, count in counts.items() if count < wanted_of(intent)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_lines_of_a_language_say_nearly_the_same(language: str) -> None:
    texts = [text for _, text in taught_in(language)]
    twice = [text for text, times in Counter(text.casefold() for text in texts).items() if times > 1]
    pairs = [(texts[one], texts[other]) for one, other in alike(texts, texts) if one < other]

    assert twice == []
    assert pairs == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_taught_as_a_language_is_in_that_language(language: str) -> None:
    """Read together by intent, where buyers say more than a word: a brand or a slip of the finger fools any reader."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for intent, text in taught_in(language):
        if intent in CORE | {"out_of_scope"}:
            together[intent].append(text)
    read_as = {intent: py3langid.classify("\n".join(texts))[0] for intent, texts in together.items()}

    assert {intent: name for intent, name in read_as.items() if name != language} == {}


def test_no_sentence_is_a_translation_of_one_in_another_language() -> None:
    files = [(path.stem, path) for path in (NLU / "languages").glob("*.yml")] + [
        ("en", path) for path in NLU.glob("*.yml")
    ]
    said = [(name, text) for name, path in files for _, text in lines(path) if is_sentence(text, name)]
    texts = [text for _, text in said]
    pairs = [(said[one], said[other]) for one, other in alike(texts, texts) if said[one][0] < said[other][0]]

    assert pairs == []
