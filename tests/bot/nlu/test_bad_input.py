"""No text makes understanding fail, and none is read for long."""

from __future__ import annotations

import json
import time

import pytest
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.message import Message

from tests.bot.nlu.pipeline import ROOT, Pipeline

NUMBER = "4410227751200097"

ODD = {
    "nothing": None,
    "empty": "",
    "blank": " \t\n ",
    "control": "\x00\x01\x07\x1b[31mcancel\x7f",
    "lone surrogate": "cancel \ud800 order",
    "zero width": "can\u200bcel my or\u200dder",
    "emoji": "🍕" * 300,
    "right to left": "\u202eשלום, איפה ההזמנה שלי?\u202c",
    "arabic": "أين طلبي ٤٤١٠٢٢٧٧٥١٢٠٠٠٩٧",
    "sql": "'; DROP TABLE orders; --",
    "markup": "<script>alert(1)</script><b>cancel</b>",
    "placeholder": "{order_id} %s ${HOME} {{ 7*7 }}",
    "braces": "{" * 500,
    "slash": "/",
    "slashes": "/////",
    "brackets": '[cancel](order) [x]{"entity": "order"}',
    "dots": "." * 5000,
    "combining": "a" + "\u0301" * 3000,
    "one word of 10,000": "a" * 10_000,
    "10,000 characters": ("cancel my order please. " * 500)[:10_000],
    "digits": "1" * 10_000,
    "spaced digits": "1 " * 5_000,
    "dashes": "-" * 10_000,
    "commas and digits": "1,2" * 3_000,
    "not and not": "not " * 2_500,
    "files without end": "a." * 5_000,
    "a long name of a file": "x" * 9_990 + ".jpg",
    "codes": "RB1 A1-" * 1_400,
    "parcels": "my return is tracking number " * 340,
    "lines": "cancel\n" * 1_000,
    "a million": "don't cancel " * 80_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_text_is_read_without_failing_and_soon(pipeline: Pipeline, name: str) -> None:
    start = time.process_time()
    message = pipeline.read(ODD[name])
    took = time.process_time() - start

    assert message.get("intent")["name"]
    json.dumps(message.as_dict(only_output_properties=True))
    assert took < 2


def test_digits_beyond_a_number_are_no_order(pipeline: Pipeline) -> None:
    assert "order" not in pipeline.entities("1" * 10_000)


def unpacked(pipeline: Pipeline, text: str) -> Message:
    """As in the trained model, where Rasa unpacks payloads after the pipeline."""
    domain = Domain.from_path(ROOT / "domain.yml")
    return RegexMessageHandler().process([pipeline.read(text)], domain)[0]


def test_a_button_passes_with_full_confidence_and_its_entities_once(pipeline: Pipeline) -> None:
    message = unpacked(pipeline, f'/cancel_order{{"order":"{NUMBER}","cancellation_reason":"duplicate"}}')

    assert message.get("intent") == {"name": "cancel_order", "confidence": 1.0}
    assert [(entity["entity"], entity["value"]) for entity in message.get("entities")] == [
        ("order", NUMBER),
        ("cancellation_reason", "duplicate"),
    ]


def test_a_bare_button_passes(pipeline: Pipeline) -> None:
    assert unpacked(pipeline, "/affirm").get("intent") == {"name": "affirm", "confidence": 1.0}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    "text", ["/nonsense{", "/nonsense", '/nonsense{"order":"1"}', "/drop table", "/ cancel", '/{"a":1}', "/@9"]
)
def test_a_typed_payload_of_no_intent_is_ordinary_text(pipeline: Pipeline, text: str) -> None:
    intent = unpacked(pipeline, text).get("intent")

    assert intent["name"] != "nonsense"
    assert intent["confidence"] < 1
