"""The language of a conversation is the buyer's, and a foreign word or two do not change it."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue import memory
from bot.dialogue.flows import Flows
from bot.dialogue.state import State
from bot.nlu.language import LanguageReader

DOMAIN = Domain.from_yaml(
    """
    slots:
      flow_state: { type: any, influence_conversation: false, mappings: [{ type: custom }] }
      language: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
    """
)
LONG = "Buenos días, quiero cancelar mi pedido porque el vendedor no contesta desde hace dos semanas"


def language_after(*texts: str) -> str | None:
    """What the slot holds when the flow policy has kept its state after each of these messages."""
    tracker = DialogueStateTracker.from_events("buyer", [], DOMAIN.slots)
    for text in texts:
        message = Message({"text": text})
        LanguageReader().process([message])
        tracker.update(UserUttered(text, parse_data=message.as_dict(only_output_properties=True)))
        for event in memory.changes(State(), Flows(), tracker):
            assert isinstance(event, SlotSet)
            tracker.update(event)
    return tracker.get_slot("language")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where is my order", "en"),
        ("hola", "es"),
        ("onde está o meu pedido", "pt"),
        ("je veux annuler", "fr"),
        ("wo bleibt mein Paket", "de"),
        ("voglio annullare l'ordine", "it"),
        ("где мой заказ", "ru"),
        ("gdzie jest moja paczka", "pl"),
        ("siparisim nerede", "tr"),
        ("أين طلبي", "ar"),
        ("我要取消订单", "zh"),
        ("キャンセルして", "ja"),
        ("환불해 주세요", "ko"),
    ],
)
def test_the_first_message_tells_the_language(text: str, language: str) -> None:
    assert language_after(text) == language


@pytest.mark.parametrize("text", ["ok", "4410 2277 5120 0097", "👍", "12,50 €", "/greet", "Zalando", "no"])
def test_what_is_of_every_language_tells_none(text: str) -> None:
    assert language_after(text) is None


@pytest.mark.parametrize("short", ["merci", "ok", "no", "gracias", "danke", "/affirm", "4410227751200097", "はい"])
def test_a_short_message_changes_nothing_however_often(short: str) -> None:
    assert language_after("where is my order please", short, short, short) == "en"


def test_one_message_of_middle_length_in_another_language_changes_nothing() -> None:
    assert language_after("where is my order please", "quiero cancelar mi pedido") == "en"
    assert language_after("where is my order please", "quiero cancelar mi pedido", "I said cancel it please") == "en"


def test_two_messages_in_a_row_change_it_whatever_short_ones_lie_between() -> None:
    assert language_after("where is my order please", "quiero cancelar mi pedido", "el vendedor no contesta") == "es"
    assert language_after("where is my order please", "quiero cancelar", "ok", "el vendedor no contesta") == "es"


def test_one_long_message_changes_it() -> None:
    assert language_after("where is my order please", LONG) == "es"


def test_a_domain_without_the_slot_is_left_alone() -> None:
    tracker = DialogueStateTracker.from_events("buyer", [UserUttered("hola", parse_data={"language": "es"})], [])

    assert memory.changes(State(), Flows(), tracker) == []
