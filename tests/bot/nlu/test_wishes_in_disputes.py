"""What buyers want in a dispute, whether the parcel is there, what they say to an offer, and having nothing to add."""

from __future__ import annotations

import pytest

from tests.bot.nlu.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("refund only", "refund_only"),
        ("I'd like to keep it and get some money back", "refund_only"),
        ("it's broken but I don't want to send it back", "refund_only"),
        ("give me a partial refund", "refund_only"),
        ("return and refund", "return_and_refund"),
        ("I want to send the lamp back", "return_and_refund"),
        ("can I return it", "return_and_refund"),
        ("I don't want to keep it, please refund me", "return_and_refund"),
    ],
)
def test_keeping_and_sending_back_are_told_apart(pipeline: Pipeline, text: str, wanted: str) -> None:
    assert pipeline.entities(text).get("wanted") == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "I want a refund",
        "return my money",
        "the seller refuses to take it back",
        "actually keep my order, forget the cancellation",
        "I sent it back a week ago, where is my refund",
    ],
)
def test_a_refund_alone_says_neither(pipeline: Pipeline, text: str) -> None:
    assert "wanted" not in pipeline.entities(text)


@pytest.mark.parametrize(
    ("text", "received"),
    [
        ("it arrived", "yes"),
        ("yes, it came yesterday", "yes"),
        ("I have it here", "yes"),
        ("I received the wrong item", "yes"),
        ("the parcel came smashed", "yes"),
        ("it hasn't arrived", "no"),
        ("no, nothing came", "no"),
        ("I never got it", "no"),
        ("still waiting for my parcel", "no"),
        ("they say it was delivered but I don't have it", "no"),
        ("it had not come on Monday, but it arrived today", "yes"),
    ],
)
def test_whether_the_parcel_is_there_is_read(pipeline: Pipeline, text: str, received: str) -> None:
    assert pipeline.entities(text).get("received") == [received]


@pytest.mark.parametrize(
    "text",
    [
        "my refund hasn't arrived",
        "when will it arrive",
        "has it arrived?",
        "what if it arrives broken",
        "do you have it in red",
        "the tracking says delivered",
        "I haven't received an answer from the seller",
    ],
)
def test_questions_other_matters_and_the_words_of_others_say_nothing_of_the_parcel(
    pipeline: Pipeline, text: str
) -> None:
    assert "received" not in pipeline.entities(text)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("I accept the offer", "accept"),
        ("the 20 euros they offered are fine with me", "accept"),
        ("accept", "accept"),
        ("I decline the offer", "decline"),
        ("I don't accept their offer", "decline"),
        ("the offer is too low", "decline"),
        ("not enough", "decline"),
    ],
)
def test_the_choice_about_an_offer_is_read(pipeline: Pipeline, text: str, choice: str) -> None:
    assert pipeline.entities(text).get("offer_choice") == [choice]


@pytest.mark.parametrize(
    "text",
    [
        "how do I answer the seller's offer",
        "what if I don't accept the offer",
        "the seller rejected my request",
        "yes",
        "fine by me",  # a yes: to which question, the question tells
    ],
)
def test_questions_and_a_plain_yes_choose_nothing(pipeline: Pipeline, text: str) -> None:
    assert "offer_choice" not in pipeline.entities(text)


@pytest.mark.parametrize("text", ["skip", "skip this please", "nothing to add", "no comment", "that's all"])
def test_nothing_to_add_is_understood(pipeline: Pipeline, text: str) -> None:
    assert pipeline.entities(text).get("description") == ["skip"]


@pytest.mark.parametrize("text", ["nothing works", "skip the queue and cancel it", "that's all broken", "no"])
def test_skipping_is_all_that_is_said(pipeline: Pipeline, text: str) -> None:
    assert "description" not in pipeline.entities(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("half of it", "half"),
        ("I want half the price back", "half"),
        ("all of it", "all"),
        ("the full price", "all"),
        ("a full refund please", "all"),
    ],
)
def test_a_claim_without_a_number_is_all_or_half(pipeline: Pipeline, text: str, share: str) -> None:
    assert pipeline.entities(text).get("money") == [share]


@pytest.mark.parametrize(
    "text",
    [
        "half of the order wasn't in the parcel",
        "found it for half the price elsewhere, cancel it",
        "I don't want a full refund",
        "show me all orders",
    ],
)
def test_half_and_all_of_other_things_are_no_claim(pipeline: Pipeline, text: str) -> None:
    assert "money" not in pipeline.entities(text)


def test_a_named_sum_comes_before_a_share(pipeline: Pipeline) -> None:
    entities = pipeline.entities("I want half of it back, 20 euros")

    assert entities["money"] == [{"amount": "20", "currency": "EUR"}]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("they sent me the wrong size", "other"),
        ("another size came", "other"),
        ("I ordered an XL and the label says M", "other"),
        ("not the size I ordered", "other"),
        ("it's the size I chose", "as_ordered"),
        ("too small, I ordered the wrong size", "as_ordered"),
        ("the one I ordered", "as_ordered"),
    ],
)
def test_which_size_came_is_read(pipeline: Pipeline, text: str, size: str) -> None:
    assert pipeline.entities(text).get("size") == [size]


@pytest.mark.parametrize("text", ["wrong size", "too small", "I ordered it last week and it's broken"])
def test_where_the_size_that_was_ordered_is_not_told_it_is_left_open(pipeline: Pipeline, text: str) -> None:
    assert "size" not in pipeline.entities(text)
