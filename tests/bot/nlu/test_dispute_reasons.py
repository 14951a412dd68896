"""What is wrong with goods, as words of the contract."""

from __future__ import annotations

import pytest

from tests.bot.nlu.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("the radio is broken", "defective"),
        ("it doesn't turn on", "defective"),
        ("my drill stoped working after an hour", "defective"),
        ("it came smashed", "damaged"),
        ("the box was crushed and the frame inside is bent", "damaged"),
        ("the plate arrived broken", "damaged"),
        ("they sent a different product", "wrong_item"),
        ("this is the wrong model, I wanted the big one", "wrong_item"),
        ("wrong colour", "not_as_described"),
        ("I ordered blue and got green", "not_as_described"),
        ("it looks nothing like the photos", "not_as_described"),
        ("you sent me the wrong size", "wrong_size"),
        ("not the size I ordered", "wrong_size"),
        ("too small", "size_unclear"),
        ("the sandals don't fit me", "size_unclear"),
        ("the purse is a fake", "counterfeit"),
        ("it's not genuine", "counterfeit"),
        ("a part is missing", "parts_missing"),
        ("the charger wasn't included", "parts_missing"),
        ("it never arrived", "not_received"),
        ("I haven't received the parcel", "not_received"),
        ("I changed my mind about the mug that came, can it go back", "change_of_mind"),
        ("I don't like it", "change_of_mind"),
        ("I ordered the wrong size, my mistake, can I return it", "change_of_mind"),
    ],
)
def test_the_reason_is_found(pipeline: Pipeline, text: str, reason: str) -> None:
    assert pipeline.entities(text).get("dispute_reason") == [reason]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("it's not broken, it's just too small", "size_unclear"),
        ("nothing is damaged, the colour is wrong", "not_as_described"),
        ("two screws are missing, so it doesn't stand", "parts_missing"),
        ("I don't want it any more because it's broken", "defective"),
    ],
)
def test_what_is_denied_is_no_reason_and_what_is_seen_comes_first(pipeline: Pipeline, text: str, reason: str) -> None:
    assert pipeline.entities(text).get("dispute_reason") == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "my refund hasn't arrived",
        "the tracking link doesn't work",
        "cancel it, I ordered the wrong colour",
        "please cancel, I changed my mind",
        "what if the parcel arrives broken",
        "the seller's offer is too small",
        "I want my money back",
        "where is my order",
        "the page says it's been delivered",
    ],
)
def test_what_is_said_of_other_matters_is_no_reason(pipeline: Pipeline, text: str) -> None:
    assert "dispute_reason" not in pipeline.entities(text)


def test_what_may_be_said_of_both_is_read_as_both(pipeline: Pipeline) -> None:
    """The question that is open tells which of them is meant."""
    entities = pipeline.entities("changed my mind")

    assert (entities["cancellation_reason"], entities["dispute_reason"]) == (["no_longer_needed"], ["change_of_mind"])


@pytest.mark.parametrize("text", ["wrong colour", "it never arrived", "it came smashed", "a part is missing"])
def test_a_reason_alone_begins_a_matter(pipeline: Pipeline, text: str) -> None:
    assert pipeline.read(text).get("intent")["name"] in ("item_not_as_described", "item_not_received")
