"""The seller's other sum: shown with its words, accepted or declined, shown anew when it was replaced."""

from __future__ import annotations

import pytest

from actions.policy.facts import DisputeOutcome, DisputeStatus, RefundStatus
from tests.actions.casework import DISPUTE, a_disputed_shop, asked, delivered, offered, the_dispute, the_order
from tests.actions.talking import ORDER, Chat, a_shop, later, stored, tell

pytestmark = pytest.mark.usefixtures("home")

OFFER = f"{DISPUTE}-O1"


def answer(**slots: str) -> Chat:
    return asked("action_check_offer", "answer_offer", **slots)


def test_an_offer_is_shown_with_its_sum_the_claim_and_the_sellers_own_words():
    a_disputed_shop()
    offered("5.00", "Sorry, take this and keep it.")
    before = stored()
    chat = answer()
    (said,) = chat.said
    assert said.response == "utter_offer_offer_unanswered"
    assert said.fields["offer"] == {"money": "5.00", "currency": "EUR"}
    assert said.fields["claim"] == {"money": "14.50", "currency": "EUR"}
    assert said.lines[0] == "utter_seller_wrote"
    assert "utter_next_escalate_by_itself_by" in said.lines, "what silence will do"
    assert (chat.slots["offer_check"], chat.slots["offer"]) == ("ask_offer_choice", OFFER)
    assert stored() == before


def test_the_buttons_name_the_offer_that_they_answer():
    a_disputed_shop()
    offered()
    chat = answer()
    said = chat.run("action_ask_offer_choice", intent="answer_offer")
    assert [OFFER in payload for payload in said.buttons] == [True, True]


def test_a_choice_without_an_offer_means_the_one_that_waits_and_is_read_back_with_its_sum():
    a_disputed_shop()
    offered()
    chat = answer(offer_choice="accept")
    assert chat.slots["offer_check"] == "perform"
    assert chat.read_back[:2] == ["utter_order_facts", "utter_offer_accepts_offer"]


def test_accepting_closes_the_dispute_for_good_and_the_money_is_due():
    a_disputed_shop()
    offered()
    chat = answer(offer_choice="accept", offer=OFFER)
    said = chat.run("action_answer_offer", intent="affirm")
    assert said.response == "utter_offer_accepts_offer_done"
    assert said.lines[0].startswith("utter_refund_line")
    dispute, (refund,) = the_dispute(), the_order().refunds
    assert (dispute.status, dispute.outcome) == (DisputeStatus.RESOLVED, DisputeOutcome.OFFER)
    assert (refund.status, refund.amount, refund.dispute) == (RefundStatus.DUE, 500, DISPUTE)
    assert chat.slots["offer_reference"]


def test_declining_keeps_the_claim_and_offers_the_platform_at_once():
    a_disputed_shop()
    offered()
    chat = answer(offer_choice="decline", offer=OFFER)
    said = chat.run("action_answer_offer", intent="affirm")
    assert said.response == "utter_offer_declines_offer_done"
    assert f'/escalate{{"order": "{ORDER}", "dispute": "{DISPUTE}"}}' in said.buttons
    assert the_dispute().status is DisputeStatus.OPEN
    assert the_order().refunds == ()


def test_a_replaced_offer_is_shown_anew_and_the_old_answer_is_void():
    a_disputed_shop()
    offered()
    offered("7.00")
    before = stored()
    chat = answer(offer_choice="accept", offer=OFFER)
    (said,) = chat.said
    assert said.response == "utter_offer_offer_replaced"
    assert said.fields["offer"] == {"money": "7.00", "currency": "EUR"}
    assert (chat.slots["offer"], chat.slots["offer_choice"]) == (f"{DISPUTE}-O2", None)
    assert stored() == before


def test_an_offer_replaced_between_question_and_yes_is_not_accepted():
    a_disputed_shop()
    offered()
    chat = answer(offer_choice="accept", offer=OFFER)
    offered("7.00")
    before = stored()
    said = chat.run("action_answer_offer", intent="affirm")
    assert (said.response, chat.slots["offer_choice"]) == ("utter_decision_changed", None)
    assert "offer_reference" not in chat.slots
    said = chat.run("action_check_offer")
    assert (said.response, said.fields["offer"]["money"]) == ("utter_offer_offer_replaced", "7.00")
    assert stored() == before


@pytest.mark.parametrize("happened", ["nothing", "lapsed"])
def test_where_no_offer_waits_it_is_said_with_what_is_open(happened):
    if happened == "nothing":
        a_shop(delivered())
    else:
        a_disputed_shop()
        offered()
        later(days=8)
    before = stored()
    (said,) = answer().said
    assert said.response == "utter_offer_no_offer"
    assert said.lines
    assert said.buttons
    assert stored() == before


def test_a_word_that_is_no_choice_leaves_the_question_open():
    a_disputed_shop()
    offered()
    chat = answer(offer_choice="perhaps")
    assert (chat.slots["offer_check"], chat.slots["offer_choice"]) == ("ask_offer_choice", None)


def test_an_offer_of_another_buyers_dispute_is_not_known():
    a_disputed_shop()
    offered()
    tell("seller_offered", amount="6.00")
    chat = Chat("b2", slots={"order": ORDER})
    chat.run("action_check_offer", intent="answer_offer")
    assert [said.response for said in chat.said] == ["utter_action_failed"]
