"""Answers are worded for their reader: fields, variants, buttons, languages; no gap, and no words said just before."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.responses import ResponseGenerator

DOMAIN = """
version: "3.1"
intents: [help]
slots:
  flow_state: { type: any, influence_conversation: false, mappings: [{ type: custom }] }
  proposal: { type: any, influence_conversation: false, mappings: [{ type: custom }] }
  last_decision: { type: any, influence_conversation: false, mappings: [{ type: custom }] }
  locale: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
  zone: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
  language: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
  status: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
responses:
  utter_plain: [{ text: "Order {order_id}." }]
  utter_time: [{ text: "by {by}" }]
  utter_date: [{ text: "on {on}" }]
  utter_money: [{ text: "{amount}" }]
  utter_word: [{ text: "to your {method}" }]
  utter_word_method_card: [{ text: "card ending in {digits}" }]
  utter_lines: [{ text: "Your orders:\\n{orders}\\n\\n{next}" }]
  utter_line: [{ text: "{title}, {total}" }]
  utter_two: [{ text: One }, { text: Two }, { text: Three }]
  utter_shipped:
    - { text: "It is on its way.", condition: [{ type: slot, name: status, value: shipped }] }
    - { text: "It is still here." }
  utter_own_button:
    - { text: "Yes?", buttons: [{ title: "Yes, {order_id}", payload: '/affirm{{"order":"{order_id}"}}' }] }
  utter_word_button_go: [{ text: "Go with {order_id}" }]
  utter_confirm_it: [{ text: "{read_back}\\n\\nShall I?" }]
  utter_read_back: [{ text: "Cancel {order_id} for {amount}" }]
  utter_flow_failed: [{ text: Something broke. }]
  utter_did_you_mean: [{ text: "Did you mean", buttons: [{ title: Something else, payload: /help }] }]
  utter_word_intent_help: [{ text: Help }]
  utter_picture: [{ custom: { map: "here" } }]
"""


@pytest.fixture
def generator(tmp_path) -> ResponseGenerator:
    return ResponseGenerator(EndpointConfig(translations=str(tmp_path)), Domain.from_yaml(DOMAIN))


def _tracker(*events, buyer=None, **slots):
    domain = Domain.from_yaml(DOMAIN)
    message = UserUttered("hi", {"name": "help"}, metadata={"buyer": buyer} if buyer else None)
    changes = [SlotSet(slot, value) for slot, value in slots.items()]
    return DialogueStateTracker.from_events("x", [*changes, message, *events], domain.slots)


async def _say(generator, name, fields=None, *, buyer=None, events=(), **slots):
    tracker = _tracker(*events, buyer=buyer, **slots)
    return await generator.generate(name, tracker, "rest", fields=dict(fields or {}))


BERLIN = {"zone": "Europe/Berlin", "locale": "de-DE"}
NEW_YORK = {"zone": "America/New_York", "locale": "en-US"}


@pytest.mark.parametrize(
    ("name", "fields", "buyer", "text"),
    [
        ("utter_plain", {"order_id": "12"}, None, "Order 12."),
        ("utter_time", {"by": {"time": "2026-12-24T09:00:00Z"}}, None, "by 24 Dec 2026, 09:00 UTC"),
        ("utter_time", {"by": {"time": "2026-12-24T09:00:00Z"}}, BERLIN, "by 24 Dec 2026, 10:00"),
        ("utter_time", {"by": {"time": "2026-12-24T09:00:00Z"}}, NEW_YORK, "by Dec 24, 2026, 4:00 AM"),
        ("utter_time", {"by": {"time": "2026-12-24T09:00:00Z"}}, {"zone": "Asia/Tokyo"}, "by 24 Dec 2026, 18:00"),
        ("utter_date", {"on": {"date": "2026-12-24T23:30:00Z"}}, None, "on 24 December 2026"),
        ("utter_date", {"on": {"date": "2026-12-24T23:30:00Z"}}, BERLIN, "on 25 December 2026"),
        ("utter_money", {"amount": {"money": "14.50", "currency": "EUR"}}, None, "€14.50"),
        ("utter_money", {"amount": {"money": "1400", "currency": "JPY"}}, NEW_YORK, "¥1,400"),
        ("utter_money", {"amount": {"money": "14.50", "currency": "EUR"}}, BERLIN, "14,50 €"),
        (
            "utter_word",
            {"method": {"word": "method_card", "fields": {"digits": "12"}}},
            None,
            "to your card ending in 12",
        ),
    ],
)
async def test_fields_are_written_for_the_reader(generator, name, fields, buyer, text):
    assert (await _say(generator, name, fields, buyer=buyer))["text"] == text


async def test_the_slots_of_the_reader_win_over_the_token(generator):
    fields = {"by": {"time": "2026-12-24T09:00:00Z"}}
    answer = await _say(generator, "utter_time", fields, buyer=BERLIN, locale="en-US", zone="America/New_York")
    assert answer["text"] == "by Dec 24, 2026, 4:00 AM"


@pytest.mark.parametrize("buyer", [{"zone": "Mars/Olympus", "locale": "xx-YY"}, {"zone": 7, "locale": 7}, "nobody"])
async def test_a_reader_who_cannot_be_told_is_answered_in_english_and_utc(generator, buyer):
    fields = {"by": {"time": "2026-12-24T09:00:00Z"}}
    assert (await _say(generator, "utter_time", fields, buyer=buyer))["text"] == "by 24 Dec 2026, 09:00 UTC"


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ({"zone": "Europe/Berlin", "policy_zone": "Asia/Tokyo"}, "by 24 Dec 2026, 10:00"),
        ({"zone": "Europe/Berlin", "locale": "en-US"}, "by Dec 24, 2026, 10:00 AM"),
        ({"policy_zone": "Asia/Tokyo"}, "by 24 Dec 2026, 18:00 JST"),
    ],
)
async def test_what_the_shop_knows_of_the_reader_fills_what_the_token_does_not_say(generator, known, text):
    fields = {"by": {"time": "2026-12-24T09:00:00Z"}, "reader": known}
    assert (await _say(generator, "utter_time", fields))["text"] == text


async def test_lines_are_one_below_the_other_and_empty_ones_leave_no_gap(generator):
    line = {"response": "utter_line", "fields": {"title": "Lamp", "total": {"money": "5.00", "currency": "USD"}}}
    fields = {"orders": {"lines": [line, line]}, "next": {"lines": []}}
    answer = await _say(generator, "utter_lines", fields)
    assert answer["text"] == "Your orders:\nLamp, US$5.00\nLamp, US$5.00"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"order_id": None},
        {"order_id": {"time": "soon"}},
        {"order_id": {"money": "x", "currency": "EUR"}},
        {"order_id": []},
    ],
)
async def test_what_is_missing_or_wrong_is_logged_and_never_shows(generator, fields, caplog):
    answer = await _say(generator, "utter_plain", fields)
    assert answer["text"] == "Order …."
    assert "order_id" in caplog.text


async def test_braces_in_what_the_buyer_said_are_just_text(generator):
    assert (await _say(generator, "utter_plain", {"order_id": "{proposal} {{x}}"}))["text"] == "Order {proposal} {{x}}."


async def test_no_variant_is_repeated_while_there_is_another(generator):
    said: list[str] = []
    for _ in range(7):
        events = [BotUttered(text) for text in said]
        said.append((await _say(generator, "utter_two", events=events))["text"])
    assert said == ["One", "Two", "Three", "One", "Two", "Three", "One"]


async def test_a_variant_for_a_slots_value_is_said_when_it_holds(generator):
    assert (await _say(generator, "utter_shipped", status="shipped"))["text"] == "It is on its way."
    assert (await _say(generator, "utter_shipped", status="new"))["text"] == "It is still here."


async def test_buttons_come_from_the_response_and_from_words_each_once(generator):
    fields = {
        "order_id": "12",
        "buttons": [
            {"word": "button_go", "payload": "/go"},
            {"word": "button_go", "payload": "/go_other", "fields": {"order_id": "13"}},
            {"title": "Plain", "payload": '/affirm{"order":"12"}'},
            {"word": "button_unknown", "payload": "/nowhere"},
        ],
    }
    assert (await _say(generator, "utter_own_button", fields))["buttons"] == [
        {"title": "Go with 12", "payload": "/go"},
        {"title": "Go with 13", "payload": "/go_other"},
        {"title": "Yes, 12", "payload": '/affirm{"order":"12"}'},
    ]


async def test_a_read_back_is_made_of_its_proposal_and_carries_the_decision(generator):
    amount = {"money": "14.50", "currency": "EUR"}
    read_back = {"lines": [{"response": "utter_read_back", "fields": {"order_id": "12", "amount": amount}}]}
    buttons = [{"title": "Yes", "payload": '/affirm{"proposal":"P-1"}'}]
    proposal = {"id": "P-1", "fields": {"read_back": read_back, "buttons": buttons}}
    answer = await _say(generator, "utter_confirm_it", proposal=proposal, last_decision={"outcome": "perform"})
    assert answer["text"] == "Cancel 12 for €14.50\n\nShall I?"
    assert answer["buttons"] == buttons
    assert answer["custom"] == {"decision": {"outcome": "perform"}}


async def test_what_may_be_meant_is_offered_as_buttons(generator):
    state = {"v": 1, "candidates": [{"intent": "help", "entities": {"order": "12"}}]}
    answer = await _say(generator, "utter_did_you_mean", flow_state=state)
    assert answer["buttons"] == [
        {"title": "Help", "payload": '/help{"order": "12"}'},
        {"title": "Something else", "payload": "/help"},
    ]


@pytest.mark.parametrize("name", ["utter_that_is_not", "utter_word_that_is_not"])
async def test_an_answer_is_never_empty(generator, name, caplog):
    assert (await _say(generator, name))["text"] == "Something broke."
    assert name in caplog.text


async def test_rasas_own_words_may_be_left_out(generator):
    assert await _say(generator, "utter_restart") is None


async def test_a_map_needs_no_words(generator):
    assert (await _say(generator, "utter_picture"))["custom"] == {"map": "here"}


async def test_the_fields_are_not_kept_a_second_time_with_the_message(generator):
    fields = {"order_id": "12"}
    await generator.generate("utter_plain", _tracker(), "rest", fields=fields)
    assert fields == {}


async def test_another_language_is_said_by_slot_and_what_it_lacks_in_english(tmp_path):
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "all.yml").write_text("translations:\n  utter_plain: [{ text: 'Bestellung {order_id}.' }]\n")
    generator = ResponseGenerator(EndpointConfig(translations=str(tmp_path)), Domain.from_yaml(DOMAIN))
    assert (await _say(generator, "utter_plain", {"order_id": "1"}, language="de"))["text"] == "Bestellung 1."
    assert (await _say(generator, "utter_plain", {"order_id": "1"}, buyer=BERLIN))["text"] == "Bestellung 1."
    assert (await _say(generator, "utter_shipped", language="de"))["text"] == "It is still here."
    assert (await _say(generator, "utter_plain", {"order_id": "1"}))["text"] == "Order 1."
