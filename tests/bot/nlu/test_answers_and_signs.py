"""Bare answers are answers, and signs without words are understood or nothing."""

from __future__ import annotations

import pytest

from tests.bot.nlu.pipeline import Pipeline


@pytest.mark.parametrize(
    "text",
    [
        "4410 2277 5120 0097",
        "it's number 7001 2203 9984 1152",
        "ending in 4417",
        "12.50 euros",
        "the headphones",
        "the one from last Tuesday",
        "my last order",
        "delivery too slow",
        "ordered it twice",
        "because I found it cheaper",
        "don't need it any more",
    ],
)
def test_an_answer_and_nothing_else_informs(pipeline: Pipeline, text: str) -> None:
    intent = pipeline.read(text).get("intent")

    assert intent["name"] == "inform"
    assert intent["confidence"] > 0.9


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("cancel 4410 2277 5120 0097", "cancel_order"),
        ("where is 4410227751200097", "order_status"),
        ("no, I don't want that", "deny"),
        ("👍", "affirm"),
        ("👍🏽👍🏽", "affirm"),
        ("👎", "deny"),
        ("🙏", "thank"),
        ("ㅇㅇ", "affirm"),
        ("넵!", "affirm"),
        ("ㄴㄴ", "deny"),
        ("ㄱㅅㄱㅅ", "thank"),
        ("ㅎㅇ~", "greet"),
        ("ㅂㅂ", "goodbye"),
        ("掰掰", "goodbye"),
        ("🍕🍕🍕", "nlu_fallback"),
        ("?!", "nlu_fallback"),
        ("", "nlu_fallback"),
        ("   ", "nlu_fallback"),
    ],
)
def test_other_short_texts_keep_their_own_meaning(pipeline: Pipeline, text: str, intent: str) -> None:
    assert pipeline.read(text).get("intent")["name"] == intent


def test_the_ranking_is_sorted_without_repeats_and_led_by_the_intent(pipeline: Pipeline) -> None:
    for text in ("4417", "don't cancel, where is it", "cancel my order", "👍", "hm. well. it is complicated. cancel?"):
        message = pipeline.read(text)
        ranking = message.get("intent_ranking")
        names = [entry["name"] for entry in ranking]
        confidences = [entry["confidence"] for entry in ranking]

        assert ranking[0] == message.get("intent")
        assert len(set(names)) == len(names)
        assert confidences == sorted(confidences, reverse=True)
        assert 0 <= min(confidences) <= max(confidences) <= 1
        assert sum(confidences) <= 1.0001
