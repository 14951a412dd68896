"""Cancelling, taking back, complaining: what is asked, read back, written once, and told."""

from __future__ import annotations

import pytest

from actions.desk import open_desk
from actions.policy.facts import CancellationStatus, OrderStatus
from actions.policy.lifecycle import status
from tests.actions.talking import (
    NOW,
    ORDER,
    Chat,
    Said,
    a_shop,
    an_item,
    an_order,
    later,
    past_the_window,
    sent,
    stored,
    tell,
    unpaid,
    unverified,
)

pytestmark = pytest.mark.usefixtures("home")


def chat_about(order_id: str = ORDER, reason: str | None = "no_longer_needed", **slots: str) -> Chat:
    return Chat(slots={"order": order_id, "cancellation_reason": reason, **slots})


def check(chat: Chat) -> Said | None:
    return chat.run("action_check_cancellation")


def cancelled_order() -> Chat:
    chat = chat_about()
    check(chat)
    chat.run("action_cancel_order", intent="affirm")
    return chat


def test_without_a_reason_it_is_asked_for_and_the_turn_carries_the_decision():
    a_shop(an_order())
    said = check(chat := chat_about(reason=None))
    assert chat.slots["cancellation_check"] == "ask"
    assert (said.decision["outcome"], said.decision["missing"]) == ("ask", ["reason"])
    assert said.response == "utter_cancellation_reason_missing"
    assert {"order_id", "title", "total"} <= said.fields.keys()


def test_a_word_that_is_no_reason_is_asked_again():
    a_shop(an_order())
    check(chat := chat_about(reason="because"))
    assert chat.slots["cancellation_check"] == "ask"


def test_a_fresh_order_is_read_back_with_reason_effect_and_money_and_nothing_is_written():
    a_shop(an_order())
    before = stored()
    said = check(chat := chat_about())
    assert said is None
    assert chat.slots["cancellation_check"] == "perform"
    assert chat.read_back == ["utter_order_and_reason", "utter_cancellation_cancels_now", "utter_refund_line"]
    fields = chat.slots["proposal"]["fields"]
    assert fields["amount"] == {"money": "14.50", "currency": "EUR"}
    assert fields["buttons"][0]["payload"] == f'/affirm{{"proposal": "{chat.slots["proposal"]["id"]}"}}'
    assert chat.slots["proposal"]["decision"]["reason"] == "cancels_now"
    assert stored() == before


def test_a_yes_cancels_and_tells_reference_and_money():
    a_shop(an_order())
    chat = cancelled_order()
    (said,) = chat.said
    assert said.response == "utter_cancellation_cancels_now_done"
    assert said.fields["reference"] == f"C{ORDER}-1" == chat.slots["cancellation_reference"]
    assert said.lines[0] == "utter_refund_line"
    assert said.decision["may_do"] == []
    order = open_desk().any_order(ORDER)
    assert status(order, NOW) is OrderStatus.CANCELLED


def test_the_same_yes_twice_writes_once_and_answers_the_same():
    a_shop(an_order())
    chat = cancelled_order()
    first, before = chat.said, stored()
    chat.run("action_cancel_order", intent="affirm")
    assert [(s.response, s.fields["reference"]) for s in chat.said] == [
        (s.response, s.fields["reference"]) for s in first
    ]
    assert stored() == before


def test_an_order_that_ships_between_question_and_yes_is_not_cancelled():
    a_shop(an_order())
    check(chat := chat_about())
    tell("shipped")
    before = stored()
    chat.run("action_cancel_order", intent="affirm")
    assert [s.response for s in chat.said] == ["utter_decision_changed", "utter_cancellation_shipped"]
    assert chat.slots["cancellation_check"] == "told"
    assert "cancellation_reference" not in chat.slots
    assert stored() == before


def test_when_the_window_closes_between_question_and_yes_the_request_is_read_back_anew():
    a_shop(an_order())
    check(chat := chat_about())
    first = chat.slots["proposal"]["id"]
    later(hours=22)
    before = stored()
    chat.run("action_cancel_order", intent="affirm")
    assert [s.response for s in chat.said] == ["utter_decision_changed"]
    assert chat.slots["cancellation_check"] == "perform"
    assert chat.slots["proposal"]["id"] != first
    assert "utter_cancellation_requests" in chat.read_back
    assert stored() == before


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (unpaid(), "cancels_unpaid"),
        (unverified(), "queues"),
        (an_order(), "cancels_now"),
        (past_the_window(), "requests"),
    ],
)
def test_what_a_yes_does_depends_on_where_the_order_stands(order, reason):
    a_shop(order)
    check(chat := chat_about())
    assert f"utter_cancellation_{reason}" in chat.read_back
    said = chat.run("action_cancel_order")
    assert said.response == f"utter_cancellation_{reason}_done"
    assert said.fields["reference"] == f"C{ORDER}-1"


def test_a_request_can_be_taken_back_by_a_button_and_is():
    a_shop(past_the_window())
    check(chat := chat_about())
    said = chat.run("action_cancel_order")
    assert f'/withdraw_request{{"order": "{ORDER}"}}' in said.buttons
    chat.run("action_check_withdrawal")
    assert chat.slots["withdrawal_check"] == "perform"
    said = chat.run("action_withdraw_cancellation")
    assert said.response == "utter_cancellation_withdraws_done"
    assert open_desk().any_order(ORDER).cancellation.status is CancellationStatus.WITHDRAWN


def test_a_second_request_while_one_is_open_is_told_to_wait():
    a_shop(past_the_window())
    check(chat := chat_about())
    chat.run("action_cancel_order")
    said = check(again := chat_about())
    assert (said.response, again.slots["cancellation_check"]) == ("utter_cancellation_requested_already", "told")
    assert "utter_next_grant_cancellation_by" in said.lines


def test_after_a_refusal_the_request_can_be_renewed_once():
    a_shop(past_the_window())
    for expected in ("requests", "renews_request"):
        check(chat := chat_about())
        assert f"utter_cancellation_{expected}" in chat.read_back
        chat.run("action_cancel_order")
        tell("seller_rejected", words="it is packed")
    said = check(chat_about())
    assert said.response == "utter_cancellation_rejected_twice"
    assert "utter_next_cancel_unshipped_order_by" in said.lines


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (sent(), "shipped"),
        (sent(delivered_at="-2h"), "delivered"),
        (unpaid(placed_at="-8d"), "lapsed"),
    ],
)
def test_where_it_is_too_late_the_reason_and_a_next_step_are_told(order, reason):
    a_shop(order)
    before = stored()
    said = check(chat := chat_about())
    assert (said.response, chat.slots["cancellation_check"]) == (f"utter_cancellation_{reason}", "told")
    assert said.lines
    assert said.buttons
    assert said.decision["reason"] == reason
    assert stored() == before


def test_one_of_two_items_is_not_cancelled_alone_and_the_whole_order_is_a_button():
    a_shop(an_order(items=[an_item("Running shoes"), an_item("Shoe brush")]))
    said = check(chat_about(item="brush"))
    assert said.response == "utter_cancellation_whole_order_only"
    assert said.buttons[0] == f'/cancel_order{{"order": "{ORDER}", "item": "all"}}'
    check(whole := chat_about(item="all"))
    assert whole.slots["cancellation_check"] == "perform"


def test_a_word_that_means_the_whole_order_is_no_single_item():
    a_shop(an_order(items=[an_item("Running shoes"), an_item("Walking shoes")]))
    check(chat := chat_about(item="shoes"))
    assert chat.slots["cancellation_check"] == "perform"


def test_a_payment_check_that_takes_too_long_is_offered_to_staff():
    a_shop(unverified(placed_at="-4d", paid_at="-4d"))
    check(chat := chat_about())
    assert chat.slots["cancellation_check"] == "refer"
    assert chat.read_back[0] == "utter_cancellation_verification_overdue"
    assert "utter_next_answer_ticket_by" in chat.read_back


def test_where_the_seller_is_at_fault_a_complaint_is_offered_and_filed_after_a_yes():
    a_shop(an_order())
    check(chat := chat_about(reason="out_of_stock"))
    said = chat.run("action_cancel_order")
    assert f'/file_complaint{{"order": "{ORDER}"}}' in said.buttons
    complaint = Chat(slots={"order": ORDER})
    complaint.run("action_check_complaint")
    assert complaint.slots["complaint_check"] == "perform"
    assert open_desk().any_order(ORDER).complaints == ()
    said = complaint.run("action_file_complaint")
    assert (said.response, said.fields["reference"]) == ("utter_cancellation_files_complaint_done", f"K{ORDER}-1")
    said = complaint.run("action_check_complaint")
    assert said.response == "utter_cancellation_complaint_filed_already"


def test_an_own_wish_is_no_ground_for_a_complaint():
    a_shop(an_order())
    cancelled_order()
    chat = Chat(slots={"order": ORDER})
    said = chat.run("action_check_complaint")
    assert (said.response, chat.slots["complaint_check"]) == ("utter_cancellation_no_complaint", "told")


@pytest.mark.parametrize("buyer", ["b2", None])
def test_a_yes_of_anybody_else_writes_nothing(buyer):
    a_shop(an_order())
    check(chat := chat_about())
    before = stored()
    chat.buyer = buyer
    said = chat.run("action_cancel_order")
    assert said.response == "utter_action_failed"
    assert stored() == before


def test_a_proposal_of_another_conversation_writes_nothing():
    a_shop(an_order())
    check(chat := chat_about())
    before = stored()
    chat.id = "another"
    chat.run("action_cancel_order")
    assert chat.said[0].response == "utter_decision_changed"
    assert stored() == before
