"""What a message asks for besides one request becomes a `task`; a story around one request does not."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import several

# Which word tells what a part asks for, instead of a trained model.
TELLING = {
    "cancel": "cancel_order",
    "refund": "refund_delay",
    "human": "talk_to_human",
    "where": "order_status",
    "broken": "item_not_as_described",
    "thanks": "thank",
}


def _judge(texts):
    return [next(((i, 0.9) for word, i in TELLING.items() if word in text.lower()), ("inform", 0.9)) for text in texts]


def _read(text: str) -> tuple[str, dict[str, str]]:
    """The main intent, and the further ones with their parts of the text."""
    ranking = [{"name": "out_of_scope", "confidence": 0.5}, {"name": "cancel_order", "confidence": 0.2}]
    message = Message({"text": text, "intent_ranking": ranking, "intent": ranking[0]})
    several.note(message, _judge)
    tasks = {entity["value"]: text[entity["start"] : entity["end"]] for entity in message.get("entities") or []}
    return message.get("intent")["name"], tasks


@pytest.mark.parametrize(
    ("text", "main", "tasks"),
    [
        (
            "Cancel the lamp. And when is my refund for the mat?",
            "cancel_order",
            {"refund_delay": "And when is my refund for the mat?"},
        ),
        (
            "cancel the lamp and tell me about the refund",
            "cancel_order",
            {"refund_delay": "and tell me about the refund"},
        ),
        ("Where is my lamp? Also cancel the mat", "order_status", {"cancel_order": "Also cancel the mat"}),
        (
            "Cancel the lamp please. Also, where is the mat?",
            "order_status",
            {"cancel_order": "Cancel the lamp please."},
        ),
        (
            "Hi there, cancel it. And the refund of yesterday too! And get me a human?",
            "cancel_order",
            {"refund_delay": "And the refund of yesterday too!", "talk_to_human": "And get me a human?"},
        ),
    ],
)
def test_a_further_request_is_a_task_in_its_place(text, main, tasks):
    assert _read(text) == (main, tasks)


@pytest.mark.parametrize(
    "text",
    [
        "It came broken. I want my refund.",  # the second sentence does not say that it is another matter
        "Cancel the lamp. And cancel the mat",  # twice the same request
        "Cancel it. But if you can't, get me a human",
        "Cancel the lamp and my mat",
        "Cancel the lamp, thanks",
        "cancel",
        "",
        "😀 😀. 😀 😀?",
        "cancel one. and refund? and human? and where is it? and cancel two?",  # too many to be sure of anything
        '/cancel_order{"order":"1"}. And where is it?',
    ],
)
def test_one_matter_stays_one(text):
    assert _read(text) == ("out_of_scope", {})
