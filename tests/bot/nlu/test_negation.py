"""What a buyer denies is not what the buyer wants."""

from __future__ import annotations

import pytest

from tests.bot.nlu.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "denied", "wanted"),
    [
        ("don't cancel, just tell me where it is", "cancel_order", "order_status"),
        ("I do not want to cancel, where is my parcel now?", "cancel_order", "order_status"),
        ("not a refund, just tell me when the parcel gets here", "request_refund", "order_status"),
        ("I don't want to talk to a human, cancel my order", "talk_to_human", "cancel_order"),
        ("no refund, cancel my order please", "request_refund", "cancel_order"),
    ],
)
def test_the_denied_wish_gives_way_to_the_other(pipeline: Pipeline, text: str, denied: str, wanted: str) -> None:
    assert pipeline.entities(text)["negated"] == [denied]
    assert pipeline.read(text).get("intent")["name"] == wanted


@pytest.mark.parametrize(
    "text", ["don't cancel my order", "please do not cancel", "dont cancel it", "I'm not cancelling"]
)
def test_a_denied_cancellation_alone_is_no_cancellation(pipeline: Pipeline, text: str) -> None:
    message = pipeline.read(text)

    assert message.get("intent")["name"] != "cancel_order"
    assert "cancel_order" in pipeline.entities(text)["negated"]


@pytest.mark.parametrize(
    "text",
    [
        "why can't I cancel",
        "they don't want to refund me",
        "the seller doesn't want to cancel",
        "you haven't cancelled it yet",
        "there is no refund on my card",
        "I have still not been refunded",
        "my bank says no refund was received",
    ],
)
def test_what_others_do_not_want_or_what_did_not_happen_denies_no_wish(pipeline: Pipeline, text: str) -> None:
    assert "negated" not in pipeline.entities(text)
