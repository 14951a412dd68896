"""What is open over all orders, each with its next date and its best next step; nothing open is said too."""

from __future__ import annotations

import pytest

from tests.actions.casework import DISPUTE, a_disputed_shop, delivered, disputed, offered
from tests.actions.talking import (
    ORDER,
    OTHERS,
    Chat,
    Said,
    a_shop,
    an_item,
    an_order,
    past_the_window,
    sent,
    stored,
    tell,
)

pytestmark = pytest.mark.usefixtures("home")

SECOND = "1000200030004002"


def list_cases(text: str = "my cases", **entities: str) -> Said:
    chat = Chat()
    chat.run("action_list_cases", text, intent="dispute_status", **entities)
    (said,) = chat.said
    return said


def requested(order_id: str = ORDER) -> None:
    chat = Chat(slots={"order": order_id, "cancellation_reason": "other"})
    chat.run("action_check_cancellation")
    chat.run("action_cancel_order")


def two_open_matters() -> None:
    """A dispute with an offer that waits, and a request to cancel."""
    a_shop(delivered(), past_the_window(order_id=SECOND, items=[an_item("Desk lamp")]))
    disputed()
    offered()
    requested(SECOND)


def test_several_are_listed_with_what_happens_next_and_a_button_each():
    two_open_matters()
    before = stored()
    said = list_cases()
    assert said.response == "utter_my_cases"
    first, second = said.fields["cases"]["lines"]
    assert first["fields"]["about"] == {"word": "dispute_reason_damaged"}
    assert first["fields"]["next"]["lines"][0]["response"] == "utter_next_answer_offer_by"
    assert second["fields"]["about"] == {"word": "case_cancel"}
    assert second["fields"]["next"]["lines"][0]["response"] == "utter_next_answer_cancellation_by"
    assert said.buttons[0] == f'/answer_offer{{"order": "{ORDER}", "dispute": "{DISPUTE}"}}', "the buyer's turn"
    assert said.buttons[1] == f'/dispute_status{{"order": "{SECOND}"}}'
    assert stored() == before


def test_the_only_open_case_is_told_in_full():
    a_disputed_shop()
    said = list_cases("how does my case stand?")
    assert (said.response, said.decision["dispute"]) == ("utter_dispute_answer_pending", DISPUTE)


@pytest.mark.parametrize(("words", "response"), [("the lamp", "cancellation"), ("the shoes", "dispute")])
def test_the_case_of_a_named_order_is_told(words, response):
    two_open_matters()
    said = list_cases(words, item=words.split()[1].rstrip("s"))
    assert said.response.startswith(f"utter_{response}_")


def test_a_button_tells_its_own_case():
    a_shop(delivered(items=[an_item(), an_item("Desk lamp")]))
    disputed(item="RUNNING", amount="5.00")
    disputed(item="DESK", amount="5.00")
    reference = f"{DISPUTE[:-1]}2"
    said = list_cases("/dispute_status", order=ORDER, dispute=reference)
    assert said.decision["dispute"] == reference
    assert said.fields["item"] == "Desk lamp"


def test_money_that_is_on_its_way_is_open_and_money_that_came_is_not():
    a_shop(an_order())
    requested()
    assert list_cases().response == "utter_refund_not_sent_yet"
    tell("refund_sent")
    tell("refund_paid")
    assert list_cases().response == "utter_no_cases"


def test_where_nothing_is_open_it_is_said_with_the_orders_to_go_on_with():
    a_shop(delivered(), an_order(OTHERS, buyer_id="b2"))
    said = list_cases()
    assert (said.response, said.buttons) == ("utter_no_cases", [f'/order_status{{"order": "{ORDER}"}}'])


def test_how_the_last_case_of_a_named_order_ended_is_told():
    a_disputed_shop()
    tell("seller_rejected")
    tell("platform_decided", outcome="reject")
    said = list_cases(ORDER, order=ORDER)
    assert said.response == "utter_dispute_dispute_closed"
    assert said.lines


def test_another_buyers_cases_are_not_there():
    a_disputed_shop()
    chat = Chat("b2")
    said = chat.run("action_list_cases", ORDER, intent="dispute_status", order=ORDER)
    assert said.response == "utter_no_orders"
    said = Chat(None).run("action_list_cases", DISPUTE, intent="dispute_status")
    assert said.response == "utter_sign_in"


def test_the_list_of_orders_tells_what_is_open_and_goes_straight_to_the_buyers_turn():
    two_open_matters()
    said = Chat().run("action_list_orders", "my orders", intent="list_orders")
    lines = said.fields["orders"]["lines"]
    assert [line["response"] for line in lines] == ["utter_order_line_open", "utter_order_line_open"]
    steps = {line["fields"]["order_id"]: line["fields"]["next"]["lines"][0]["response"] for line in lines}
    assert steps == {ORDER: "utter_next_answer_offer_by", SECOND: "utter_next_answer_cancellation_by"}
    assert any("/answer_offer" in payload for payload in said.buttons)
    assert any("/order_status" in payload for payload in said.buttons)


def test_an_orders_status_tells_its_open_case_first():
    a_disputed_shop()
    said = Chat().run("action_order_status", "where is it", intent="order_status")
    assert (said.response, said.lines[0]) == ("utter_order_status_delivered", "utter_case_standing")
    assert "utter_next_answer_dispute_by" in said.lines


def test_more_matters_than_can_be_shown_are_counted():
    a_shop(*(past_the_window(order_id=f"10002000300040{place:02}") for place in range(7)))
    for place in range(7):
        requested(f"10002000300040{place:02}")
    said = list_cases()
    assert (said.response, said.fields["shown"], said.fields["count"]) == ("utter_my_cases_more", 5, 7)


def test_a_task_about_a_case_means_the_one_order_that_has_such_a_case():
    a_shop(delivered(), sent(order_id=SECOND, items=[an_item("Desk lamp")]))
    disputed()
    offered()
    chat = Chat(slots={"order_in_focus": SECOND})
    chat.run("action_ask_order", "I accept", intent="answer_offer")
    assert chat.slots["order"] == ORDER


def test_taking_back_means_a_cancellation_or_a_dispute_and_asks_where_both_could_be_meant():
    two_open_matters()
    chat = Chat()
    said = chat.run("action_ask_order", "I take it back", intent="withdraw_request")
    assert (said.response, len(said.buttons)) == ("utter_which_order", 2)
    for order_id, reason in ((SECOND, "withdraws"), (ORDER, "withdraws_dispute")):
        chat.slots["order"] = order_id
        chat.run("action_check_withdrawal", intent="inform")
        assert chat.slots["proposal"]["decision"]["reason"] == reason
    chat.run("action_withdraw_cancellation", intent="affirm")
    assert chat.said[-1].response == "utter_dispute_withdraws_dispute_done"
