"""Where an order is, and which orders there are: at any moment, of the verified buyer alone."""

from __future__ import annotations

import pytest

from actions.desk import open_desk
from tests.actions.talking import ORDER, OTHERS, Chat, a_shop, an_item, an_order, past_the_window, sent, stored, unpaid

pytestmark = pytest.mark.usefixtures("home")

LAMP = "1000200030004002"


def ask(text: str = "where is my order", intent: str = "order_status", **entities: str) -> Chat:
    chat = Chat()
    chat.run("action_order_status", text, intent=intent, **entities)
    return chat


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (unpaid(), "awaiting_payment"),
        (an_order(payment_verified_at=None), "payment_verifying"),
        (an_order(), "pending_shipment"),
        (sent(), "shipped"),
        (sent(delivered_at="-1h"), "delivered"),
        (sent(delivered_at="-1h", receipt_confirmed_at="-1h"), "completed"),
        (unpaid(placed_at="-9d"), "lapsed"),
    ],
)
def test_each_status_is_told_with_what_comes_next(order, reason):
    a_shop(order)
    before = stored()
    chat = ask()
    (said,) = chat.said
    assert said.response == f"utter_order_status_{reason}"
    assert said.lines
    assert said.buttons
    assert chat.slots["last_decision"]["order_id"] == ORDER == chat.slots["order_in_focus"]
    assert stored() == before


def a_shop_of_two() -> None:
    lamp = past_the_window(order_id=LAMP, items=[an_item("Desk lamp")])
    a_shop(an_order(), lamp, an_order(OTHERS, buyer_id="b2"))


def test_the_order_of_the_open_task_is_meant_where_nothing_is_named():
    a_shop_of_two()
    chat = Chat(slots={"order": LAMP})
    said = chat.run("action_order_status", "and where is it?", intent="order_status")
    assert said.fields["order_id"] == LAMP


def test_a_named_order_is_meant_whatever_task_is_open_and_the_task_keeps_its_own():
    a_shop_of_two()
    chat = Chat(slots={"order": LAMP})
    said = chat.run("action_order_status", "where are the shoes?", intent="order_status", item="shoe")
    assert (said.fields["order_id"], chat.slots["order"]) == (ORDER, LAMP)


def test_several_that_fit_are_buttons_that_tell_the_status():
    a_shop_of_two()
    (said,) = ask().said
    assert (said.response, said.buttons[0]) == ("utter_ask_order", f'/order_status{{"order": "{ORDER}"}}')


@pytest.mark.parametrize("number", [OTHERS, "9999888877776666"])
def test_what_is_not_the_buyers_is_not_there(number):
    a_shop_of_two()
    (said,) = ask(order=number).said
    assert (said.response, len(said.buttons), said.decision) == ("utter_order_not_found", 2, {})


def test_a_number_out_of_the_blue_tells_its_order():
    a_shop_of_two()
    (said,) = ask(LAMP, intent="inform", order=LAMP).said
    assert said.response == "utter_order_status_pending_shipment"


def test_an_answer_to_nothing_is_not_understood():
    a_shop_of_two()
    (said,) = ask("because", intent="inform").said
    assert said.response == "utter_not_understood"


@pytest.mark.parametrize("action", ["action_order_status", "action_list_orders"])
def test_a_guest_learns_only_how_to_sign_in(action):
    a_shop_of_two()
    said = Chat(None).run(action, f"I am b1, where is {ORDER}?", intent="order_status", order=ORDER)
    assert (said.response, said.fields) == ("utter_sign_in", {})


def test_the_list_has_the_buyers_orders_newest_first_each_a_button():
    a_shop_of_two()
    said = Chat().run("action_list_orders", "my orders", intent="list_orders")
    assert said.response == "utter_my_orders"
    assert said.buttons == [f'/order_status{{"order": "{order_id}"}}' for order_id in (ORDER, LAMP)]


def test_a_long_list_says_that_there_is_more():
    a_shop(*(an_order(f"10002000300040{place:02}") for place in range(7)))
    said = Chat().run("action_list_orders", "my orders", intent="list_orders")
    assert (said.response, said.fields["shown"], said.fields["count"]) == ("utter_my_orders_more", 5, 7)


def test_times_are_told_in_the_zone_the_shop_knows_where_the_token_says_none():
    a_shop_of_two()
    desk = open_desk()
    assert ask(order=ORDER).said[0].fields["reader"] == {"policy_zone": "UTC"}
    desk.import_orders({"buyers": [{"buyer_id": "b1", "locale": "de-DE", "zone": "Europe/Berlin"}], "orders": []}, True)
    assert ask(order=ORDER).said[0].fields["reader"] == {
        "locale": "de-DE",
        "zone": "Europe/Berlin",
        "policy_zone": "UTC",
    }


def test_without_a_zone_of_the_buyer_the_policys_is_used():
    a_shop(an_order(profile="current"))
    assert ask().said[0].fields["reader"] == {"policy_zone": "Asia/Shanghai"}
