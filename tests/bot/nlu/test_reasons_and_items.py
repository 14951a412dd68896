"""Why buyers cancel, as words of the contract, and the things that they name."""

from __future__ import annotations

import pytest

from tests.bot.nlu.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("cancel it, I don't need it any more", "no_longer_needed"),
        ("please cancel, I changed my mind", "no_longer_needed"),
        ("no longer needed", "no_longer_needed"),
        ("cancel, I ordered the wrong size", "wrong_item"),
        ("ordered by mistake", "wrong_item"),
        ("cancel one, I clicked twice", "duplicate"),
        ("it's a duplicate", "duplicate"),
        ("ordered it twice", "duplicate"),
        ("cancel please, found it cheaper", "found_cheaper"),
        ("because I found it cheaper elsewhere", "found_cheaper"),
        ("the seller is out of stock", "out_of_stock"),
        ("they don't have it in stock", "out_of_stock"),
        ("cancel, the shop told me to cancel", "seller_asked"),
        ("the seller asked me to", "seller_asked"),
        ("cancel it, it takes too long", "takes_too_long"),
        ("delivery too slow", "takes_too_long"),
        ("other", "other"),
        ("another reason", "other"),
    ],
)
def test_the_reason_is_found(pipeline: Pipeline, text: str, reason: str) -> None:
    assert pipeline.entities(text).get("cancellation_reason") == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "why is my refund taking so long",
        "you sent me the wrong model, mine was the black one",
        "where is my order",
        "can I change the delivery address",
        "it finally came after two months, everything is fine",
    ],
)
def test_what_is_said_of_other_things_is_no_reason_to_cancel(pipeline: Pipeline, text: str) -> None:
    assert "cancellation_reason" not in pipeline.entities(text)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("where are the headphones", ["headphone"]),
        ("cancel only the phone case", ["phone case"]),
        ("a set of knives and two scarves", ["knife", "scarf"]),
        ("THE RICE COOKER!", ["rice cooker"]),
        ("call me in case of trouble", []),
    ],
)
def test_things_are_named_by_one_form_of_their_word(pipeline: Pipeline, text: str, items: list[str]) -> None:
    assert pipeline.entities(text).get("item", []) == items
