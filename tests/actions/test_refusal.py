"""The seller says no, or nothing: what is open then, and when it goes to our staff."""

from __future__ import annotations

import pytest

from tests.actions.talking import ORDER, Chat, a_shop, past_the_window, sent, stored, tell

pytestmark = pytest.mark.usefixtures("home")


def requested() -> None:
    chat = Chat(slots={"order": ORDER, "cancellation_reason": "other"})
    chat.run("action_check_cancellation")
    chat.run("action_cancel_order")


def refused() -> Chat:
    chat = Chat(slots={"order": ORDER})
    chat.run("action_check_refusal", intent="seller_refused")
    return chat


def test_a_rejected_request_may_be_renewed_and_the_button_asks_for_the_reason_anew():
    a_shop(past_the_window())
    requested()
    tell("seller_rejected")
    before = stored()
    (said,) = refused().said
    assert said.response == "utter_refusal_renews_request"
    assert said.buttons[0] == f'/cancel_order{{"order": "{ORDER}"}}'
    assert "utter_next_cancel_unshipped_order_by" in said.lines
    assert "F44" in said.decision["clauses"]
    assert stored() == before


def test_after_two_refusals_the_time_to_ship_is_what_counts():
    a_shop(past_the_window())
    for _ in range(2):
        requested()
        tell("seller_rejected")
    (said,) = refused().said
    assert said.response == "utter_refusal_rejected_twice"
    assert "utter_next_cancel_unshipped_order_by" in said.lines


def test_a_refusal_in_chat_decides_nothing_while_the_request_is_open():
    a_shop(past_the_window())
    requested()
    (said,) = refused().said
    assert said.response == "utter_refusal_requested_already"


def test_without_a_request_the_order_can_be_cancelled():
    a_shop(past_the_window())
    (said,) = refused().said
    assert said.response == "utter_refusal_cancellable"
    assert f'/cancel_order{{"order": "{ORDER}"}}' in said.buttons


def test_once_sent_a_refusal_goes_to_staff_after_a_yes():
    a_shop(sent())
    before = stored()
    chat = refused()
    assert chat.slots["refusal_check"] == "refer"
    assert chat.read_back == ["utter_order_status_shipped", "utter_case_seller_refused", "utter_ticket_offer"]
    assert stored() == before
