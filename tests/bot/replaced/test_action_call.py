"""What an action is sent of a conversation: enough for rasa_sdk and for tickets, and no more however old it is."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.interfaces import Tracker

from bot.replaced import action_call

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet]
slots:
  order: {type: text, influence_conversation: false, mappings: [{type: custom}]}
actions: [action_plain, action_reads_domain: {send_domain: true}]
"""
)


def turn(text: str, slot: str | None = None) -> list[Event]:
    """A message, a question before the next, and what an action did meanwhile."""
    intent = {"name": "greet", "confidence": 1.0}
    return [
        UserUttered(
            text, intent, [], {"text": text, "intent": intent, "entities": [], "intent_ranking": [intent] * 10}
        ),
        ActionExecuted("action_plain"),
        SlotSet("order", slot),
        BotUttered("Which one?"),
        ActionExecuted("action_listen"),
    ]


def talked(*turns: list[Event]) -> DialogueStateTracker:
    begin = [ActionExecuted("action_session_start"), ActionExecuted("action_listen")]
    return DialogueStateTracker.from_events("c-1", [*begin, *chain(*turns)], DOMAIN.slots)


def call(tracker: DialogueStateTracker, name: str = "action_plain", **endpoint: Any) -> dict[str, Any]:
    """The body as it travels."""
    action = RemoteAction(name, EndpointConfig("http://127.0.0.1/webhook", **endpoint))
    return json.loads(json.dumps(action_call.call(action, tracker, DOMAIN)))


def typed(body: dict[str, Any]) -> list[str]:
    events = body["tracker"]["events"]
    return [event["text"] for event in events if event["event"] == "user" and not event["text"].startswith("/")]


def test_everything_but_the_events_is_sent_as_by_rasa() -> None:
    tracker = talked(*(turn(f"message {number}", str(number)) for number in range(20)))
    stock = action_call.REPLACEMENT.stock(RemoteAction("action_plain", None), tracker, DOMAIN)
    ours = action_call.call(RemoteAction("action_plain", None), tracker, DOMAIN)
    stock_events, our_events = stock["tracker"].pop("events"), ours["tracker"].pop("events")
    assert ours == stock
    assert our_events[-10:] == stock_events[-10:]


def test_the_last_two_turns_are_sent_whole() -> None:
    tracker = talked(turn("hello"), turn("and again"))
    assert call(tracker)["tracker"]["events"] == [event.as_dict() for event in tracker.events][2:]


def test_the_last_five_typed_messages_are_sent_though_buttons_came_between() -> None:
    turns = [turn(f"message {number}") for number in range(7)] + [turn("/affirm")] * 30
    assert typed(call(talked(*turns))) == [f"message {number}" for number in range(2, 7)]


def test_a_call_is_as_small_after_five_hundred_turns() -> None:
    young = call(talked(*(turn(f"message {100 + number}") for number in range(10))))
    old = call(talked(*(turn(f"message {100 + number}") for number in range(500))))
    assert len(old["tracker"]["events"]) == len(young["tracker"]["events"])
    assert len(json.dumps(old)) <= len(json.dumps(young)) + 20


def test_a_conversation_of_buttons_alone_is_not_searched_to_its_beginning() -> None:
    tracker = talked(turn("hello"), *([turn("/affirm")] * (action_call.LOOKED_AT // 5 + 1)))
    assert typed(call(tracker)) == []


def test_rasa_sdk_makes_a_tracker_of_it_that_answers_for_the_latest_turns() -> None:
    tracker = talked(*(turn(f"message {number}", str(number)) for number in range(9)), turn("now", "9")[:3])
    whole = Tracker.from_dict(tracker.current_state(action_call.EventVerbosity.ALL))
    sent = Tracker.from_dict(call(tracker)["tracker"])
    assert sent.slots == whole.slots == {"order": "9", "session_started_metadata": None}
    assert sent.latest_message == whole.latest_message
    assert sent.slots_to_validate() == whole.slots_to_validate() == {"order": "9"}
    assert sent.last_executed_action_has("action_plain") is whole.last_executed_action_has("action_plain") is True
    assert sent.get_latest_input_channel() == whole.get_latest_input_channel()
    assert sent.applied_events()[-8:] == whole.applied_events()[-8:]


def test_the_domain_is_sent_to_an_action_that_says_it_reads_it() -> None:
    tracker = talked(turn("hello"))
    assert "domain" not in call(tracker, enable_selective_domain=True)
    assert "domain" in call(tracker, "action_reads_domain", enable_selective_domain=True)
    assert "domain" in call(tracker)
