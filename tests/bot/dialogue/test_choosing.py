"""Naming a button, by its place or its title, is the same as tapping it."""

import pytest

from bot.dialogue.choosing import as_tapped
from bot.dialogue.turn import Turn
from tests.bot.dialogue.talking import unclear

NOISE = unclear("blargh")
CANDIDATES = (("cancel_order", 0.25), ("refund_delay", 0.24), ("status", 0.23))


async def asked_with_buttons(talk):
    await talk.say("/refund_delay")
    await talk.expect(NOISE, "utter_ask_order_again")
    await talk.expect(NOISE, "utter_ask_order_simple")


async def test_the_place_of_a_button_answers_the_question(talk):
    await asked_with_buttons(talk)
    await talk.expect(unclear("the first one", place=1), "utter_ask_choice")


async def test_the_title_of_a_button_answers_the_question_however_it_is_typed(talk):
    await asked_with_buttons(talk)
    await talk.expect(unclear(" a1! "), "utter_ask_choice")


async def test_a_place_that_no_button_has_changes_nothing(talk):
    await asked_with_buttons(talk)
    await talk.say(unclear("the ninth", place=9))
    assert talk.shop.written == []


async def test_one_of_the_candidates_is_chosen_by_its_place(talk):
    await talk.expect(unclear("hm", *CANDIDATES), "utter_did_you_mean")
    await talk.expect(unclear("the first", place=1), "utter_ask_order")


def a_turn(text: str) -> Turn:
    return Turn("goodbye", True, text, {})


REASONS = (
    {"title": "It arrived damaged", "payload": '/inform{"reason":"damaged"}'},
    {"title": "Half of it (€7.12)", "payload": '/inform{"sum":"half"}'},
    {"title": "Green tea, 200 g", "payload": '/inform{"item":"TEA"}'},
    {"title": "Black tea, 100 g", "payload": '/inform{"item":"BLACK"}'},
    {"title": "Cancel this order", "payload": "/cancel_order"},
)
CHOICES = frozenset({"inform", "cancel_order"})


@pytest.mark.parametrize(
    ("text", "value"),
    [("damaged", "damaged"), ("half", "half"), ("the green one, please", "TEA"), ("green tea", "TEA")],
)
def test_a_few_words_of_one_title_are_that_answer(text, value):
    tapped = as_tapped(a_turn(text), REASONS, CHOICES)
    assert (tapped.intent, *tapped.entities.values()) == ("inform", (value,))


@pytest.mark.parametrize("text", ["tea", "it came half broken and damaged", "the", "this order", "green lamp"])
def test_words_that_fit_several_titles_or_none_or_are_a_request_choose_nothing(text):
    assert as_tapped(a_turn(text), REASONS, CHOICES).intent == "goodbye"
