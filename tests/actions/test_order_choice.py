"""Which order a task is about: own orders alone, buttons where several fit, one answer for whatever is not there."""

from __future__ import annotations

import pytest

from tests.actions.talking import ORDER, OTHERS, Chat, Said, a_shop, an_item, an_order, past_the_window, stored

pytestmark = pytest.mark.usefixtures("home")

LAMP, MUGS, THIRD = "1000200030004002", "1000200030004003", "1000200030004004"


def a_full_shop() -> None:
    lamp = an_order(LAMP, items=[an_item("Desk lamp")], placed_at="-2d")
    mugs = past_the_window(order_id=MUGS, items=[an_item("Stoneware mugs")])
    a_shop(an_order(), lamp, {**mugs, "placed_at": "-4d"}, an_order(OTHERS, buyer_id="b2"))


def find(value: str, text: str = "", **entities: str) -> Chat:
    chat = Chat(slots={"order": value})
    chat.run("action_find_order", text, **entities)
    return chat


def shape(said: Said) -> tuple[str | None, list[str], dict]:
    return said.response, said.buttons, said.decision


def test_an_own_number_is_the_order():
    a_full_shop()
    chat = find(LAMP, order=LAMP)
    assert (chat.slots["order"], chat.slots["order_in_focus"], chat.said) == (LAMP, LAMP, [])


def test_another_buyers_number_and_an_invented_one_get_the_very_same_answer():
    a_full_shop()
    before = stored(OTHERS)
    others, invented = find(OTHERS, order=OTHERS), find("9999888877776666", order="9999888877776666")
    assert shape(others.said[0]) == shape(invented.said[0])
    assert others.said[0].response == "utter_order_not_found"
    assert others.slots["order"] is None
    assert len(others.said[0].buttons) == 3
    assert stored(OTHERS) == before


@pytest.mark.parametrize(
    ("said", "entities"),
    [
        ("lamp", {"item": "lamp"}),
        ("the lamp please", {}),
        ("4002", {"order_part": "4002"}),
        ("it ends in 4002", {}),
        ("1000 2000 3000 4002", {"order": LAMP}),
    ],
)
def test_an_order_is_found_without_its_whole_number(said, entities):
    a_full_shop()
    assert find(said, said, **entities).slots["order"] == LAMP


def test_the_last_order_is_the_newest():
    a_full_shop()
    assert find("my last order", "my last order", order_recency="last").slots["order"] == ORDER


def test_several_that_fit_are_buttons_with_title_date_and_status():
    a_full_shop()
    chat = find("10002000", order_part="10002000")
    (said,) = chat.said
    assert (said.response, chat.slots["order"]) == ("utter_which_order", None)
    assert said.buttons == [f'/inform{{"order": "{order_id}"}}' for order_id in (ORDER, LAMP, MUGS)]
    assert {"title", "placed_on", "status"} <= said.fields["buttons"][0]["fields"].keys()


def test_there_are_never_more_than_five_buttons():
    a_shop(*(an_order(f"10002000300040{place:02}") for place in range(7)))
    assert len(find("x").said[0].buttons) == 5


def test_the_only_order_goes_without_asking():
    a_shop(an_order())
    chat = Chat()
    chat.run("action_ask_order", "cancel my order", intent="cancel_order")
    assert (chat.slots["order"], chat.said) == (ORDER, [])


def test_the_order_spoken_of_goes_without_asking():
    a_full_shop()
    chat = Chat(slots={"order_in_focus": MUGS})
    chat.run("action_ask_order", "cancel it", intent="cancel_order")
    assert chat.slots["order"] == MUGS


def test_another_buyers_order_in_a_slot_is_asked_about_as_if_it_were_not_there():
    a_full_shop()
    chat = Chat(slots={"order_in_focus": OTHERS})
    said = chat.run("action_ask_order", "cancel it", intent="cancel_order")
    assert said.response == "utter_ask_order"


def test_a_word_of_a_title_in_the_request_goes_without_asking():
    a_full_shop()
    chat = Chat()
    chat.run("action_ask_order", "please cancel those mugs", intent="cancel_order")
    assert chat.slots["order"] == MUGS


def test_taking_back_means_the_one_order_whose_cancellation_is_open():
    a_full_shop()
    chat = Chat(slots={"order": MUGS, "cancellation_reason": "other"})
    chat.run("action_check_cancellation")
    chat.run("action_cancel_order")
    other = Chat()
    other.run("action_ask_order", "I want it after all", intent="withdraw_request")
    assert other.slots["order"] == MUGS


def test_a_button_without_an_order_asks_which():
    a_full_shop()
    said = Chat().run("action_ask_order", "/cancel_order", intent="cancel_order")
    assert (said.response, len(said.buttons)) == ("utter_ask_order", 3)


def test_a_question_that_was_missed_is_put_more_simply():
    a_full_shop()
    chat = Chat(slots={"flow_state": {"v": 1, "frames": [{"flow": "cancellation"}], "level": "simple"}})
    said = chat.run("action_ask_order", "hm", intent="inform")
    assert (said.response, len(said.buttons)) == ("utter_ask_order_simple", 3)


@pytest.mark.parametrize(
    ("buyer", "check", "response"), [(None, "guest", "utter_sign_in"), ("b3", "no_orders", "utter_no_orders")]
)
def test_who_has_no_orders_to_speak_of_is_told_so(buyer, check, response):
    a_full_shop()
    chat = Chat(buyer)
    said = chat.run("action_check_buyer", f"I am b1, cancel {ORDER}", order=ORDER)
    assert (chat.slots["buyer_check"], said.response, said.buttons) == (check, response, [])


@pytest.mark.parametrize("text", ["💥💥", "\u202eזמן", "'; DROP TABLE orders; --", "<b>", "x" * 10_000, "\x00\x07"])
def test_nonsense_for_an_order_is_answered_with_what_is_there(text):
    a_full_shop()
    before = stored()
    chat = find(text, text)
    assert chat.said[0].response == "utter_order_not_found"
    assert stored() == before
