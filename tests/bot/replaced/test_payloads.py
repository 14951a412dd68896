"""A button's payload is read without the model, exactly as the model would have read it in the end."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from bot import replaced
from bot.replaced import payloads

pytestmark = [pytest.mark.server, pytest.mark.filterwarnings("ignore::UserWarning")]
PAYLOADS = [
    "/greet",
    " /greet ",
    "/greet@0.5",
    '/greet{"order": "1001"}',
    '/greet@0.25{"order": ["1001", "1002"], "item": null, "money": {"amount": 5, "currency": "EUR"}}',
    '/greet{"no_such_entity": 1, "order": "1001"}',
    '/greet{"order": }',
    "/greet{}",
    '/greet{"order": "1001"} and more',
    "/choose",
    "/restart",
]
NO_PAYLOADS = [
    "hello",
    "/no_such_intent",
    '/no_such_intent{"order": "1001"}',
    "/",
    "//",
    "/{}",
    "/greet more",
    "",
    "a/b",
]


@pytest.fixture(scope="module")
def processor(tiny_model: Path) -> MessageProcessor:
    """The tiny assistant's own, in a process where ours replaces Rasa's: no class of its model brings that about."""
    replaced.install()
    processor = Agent.load(tiny_model).processor
    assert processor is not None
    return processor


def read(way: Any, processor: MessageProcessor, text: str, only_output_properties: bool = True) -> dict[str, Any]:
    message = UserMessage(text, message_id="m-1")
    tracker = DialogueStateTracker.from_events("c-1", [], processor.domain.slots)
    return dict(way(processor, message, tracker, only_output_properties))


@pytest.mark.parametrize("only_output_properties", [True, False])
@pytest.mark.parametrize("text", PAYLOADS + NO_PAYLOADS)
def test_it_is_read_as_by_rasa(processor: MessageProcessor, text: str, only_output_properties: bool) -> None:
    stock = read(payloads.REPLACEMENT.stock, processor, text, only_output_properties)
    assert read(payloads.parse, processor, text, only_output_properties) == stock


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_payload_does_not_reach_the_model(
    processor: MessageProcessor, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(processor, "graph_runner")
    parsed = asyncio.run(processor.parse_message(UserMessage(text)))
    assert parsed["intent"]["name"] == text.strip()[1:].split("{")[0].split("@")[0]


def test_entities_are_read(processor: MessageProcessor) -> None:
    parsed = read(payloads.parse, processor, '/greet{"order": ["1001", "1002"], "item": null}')
    found = [(entity["entity"], entity["value"]) for entity in parsed["entities"]]
    assert found == [("order", "1001"), ("order", "1002"), ("item", None)]


@pytest.mark.parametrize("text", NO_PAYLOADS)
def test_anything_else_does(processor: MessageProcessor, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(processor, "graph_runner")
    with pytest.raises(AttributeError, match="graph_runner"):
        read(payloads.parse, processor, text)
