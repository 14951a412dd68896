"""The seller says no, or nothing: what that means now, in the seller's own words, and the door that is open."""

from __future__ import annotations

import pytest

from actions.policy.decision import Request
from actions.policy.facts import DisputeReason
from actions.policy.requests import Ask
from tests.actions.casework import DISPUTE, a_disputed_shop, agreed, asked, delivered, disputed, offered
from tests.actions.talking import ORDER, Chat, a_shop, later, past_the_window, sent, stored, tell

pytestmark = pytest.mark.usefixtures("home")


def requested() -> None:
    chat = Chat(slots={"order": ORDER, "cancellation_reason": "other"})
    chat.run("action_check_cancellation")
    chat.run("action_cancel_order")


def refused(**slots: str) -> Chat:
    return asked("action_check_refusal", "seller_refused", **slots)


def test_a_rejected_request_may_be_renewed_and_the_button_asks_for_the_reason_anew():
    a_shop(past_the_window())
    requested()
    tell("seller_rejected", words="We have packed it already.")
    before = stored()
    (said,) = refused().said
    assert (said.response, said.lines[0]) == ("utter_refusal_renewal_open", "utter_seller_wrote")
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
    assert said.response == "utter_cancellation_rejected_twice"
    assert "utter_next_cancel_unshipped_order_by" in said.lines


def test_a_refusal_in_chat_decides_nothing_while_the_request_is_open():
    a_shop(past_the_window())
    requested()
    (said,) = refused().said
    assert (said.response, said.decision["outcome"]) == ("utter_refusal_cancellation_waits", "wait")


def test_without_a_request_the_order_can_be_cancelled():
    a_shop(past_the_window())
    (said,) = refused().said
    assert said.response == "utter_refusal_never_asked"
    assert f'/cancel_order{{"order": "{ORDER}"}}' in said.buttons


def test_a_refused_claim_is_quoted_and_the_platform_is_one_tap_away():
    a_disputed_shop()
    tell("seller_rejected", words="It was fine when it left.")
    (said,) = refused().said
    assert (said.response, said.lines[0]) == ("utter_refusal_escalation_open", "utter_seller_wrote")
    assert f'/escalate{{"order": "{ORDER}", "dispute": "{DISPUTE}"}}' in said.buttons
    assert "utter_next_escalate_by_itself_by" in said.lines, "what silence will do"


def test_a_claim_the_seller_did_not_answer_yet_is_waited_for():
    a_disputed_shop()
    (said,) = refused().said
    assert (said.response, said.decision["outcome"]) == ("utter_dispute_answer_pending", "wait")


def test_an_offer_is_an_answer_that_waits_for_the_buyer():
    a_disputed_shop()
    offered()
    (said,) = refused().said
    assert said.response == "utter_dispute_offer_waits"
    assert [payload for payload in said.buttons if "offer_choice" in payload]


def test_a_refused_return_after_a_change_of_mind_is_the_end_of_it():
    a_shop(delivered())
    agreed(Ask(Request.CHANGE_OF_MIND_RETURN, dispute_reason=DisputeReason.CHANGE_OF_MIND))
    tell("seller_rejected")
    (said,) = refused().said
    assert said.response == "utter_returns_return_refused"
    assert not [payload for payload in said.buttons if payload.startswith("/escalate")]


@pytest.mark.parametrize("order", [sent(), delivered()])
def test_what_was_sent_and_never_disputed_was_not_refused(order):
    a_shop(order)
    before = stored()
    (said,) = refused().said
    assert said.response == "utter_refusal_nothing_refused"
    assert said.lines
    assert stored() == before


def test_a_platform_that_takes_too_long_is_for_staff():
    a_shop(delivered())
    disputed()
    tell("seller_rejected")
    later(days=7 + 8)
    chat = refused()
    assert chat.slots["refusal_check"] == "refer"
    assert chat.read_back[0] == "utter_dispute_platform_overdue"
