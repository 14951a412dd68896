"""No agreement: the platform decides, or it is told who acts before that; which of several cases is meant."""

from __future__ import annotations

import pytest

from actions.policy.facts import DisputeStatus
from tests.actions.casework import DISPUTE, LAMP, a_disputed_shop, asked, delivered, disputed, offered, the_dispute
from tests.actions.talking import Chat, a_shop, an_item, later, stored, tell

pytestmark = pytest.mark.usefixtures("home")


def escalate(**slots: str) -> Chat:
    return asked("action_check_escalation", "escalate", **slots)


def test_before_the_answer_date_it_is_the_sellers_turn():
    a_disputed_shop()
    before = stored()
    (said,) = escalate().said
    assert (said.response, said.decision["outcome"]) == ("utter_dispute_answer_pending", "wait")
    assert stored() == before


def test_after_a_refusal_the_platform_is_asked_after_a_yes():
    a_disputed_shop()
    tell("seller_rejected", words="Looks fine to us.")
    before = stored()
    chat = escalate()
    assert chat.slots["escalation_check"] == "perform"
    assert "utter_dispute_escalates" in chat.read_back
    assert stored() == before
    said = chat.run("action_escalate", intent="affirm")
    assert said.response == "utter_dispute_escalates_done"
    assert "utter_next_decide_dispute_by" in said.lines
    assert the_dispute().status is DisputeStatus.ESCALATED
    assert chat.slots["escalation_reference"] == DISPUTE


def test_a_waiting_offer_comes_first_and_can_be_answered_by_button():
    a_disputed_shop()
    offered()
    (said,) = escalate().said
    assert said.response == "utter_dispute_offer_waits"
    assert any(payload.startswith("/answer_offer") for payload in said.buttons)


def test_what_the_platform_has_is_waited_for_and_then_goes_to_staff():
    a_disputed_shop()
    tell("seller_rejected")
    escalate().run("action_escalate", intent="affirm")
    (said,) = escalate().said
    assert (said.response, said.decision["outcome"]) == ("utter_dispute_platform_decides", "wait")
    later(days=8)
    chat = escalate()
    assert chat.slots["escalation_check"] == "refer"
    assert chat.read_back[0] == "utter_dispute_platform_overdue"


def test_without_a_case_it_is_said_what_is_open():
    a_shop(delivered())
    (said,) = escalate().said
    assert said.response == "utter_dispute_no_dispute"
    assert said.buttons


def two_refused_cases() -> None:
    a_shop(delivered(items=[an_item(), LAMP]))
    for sku in ("RUNNING", "DESK"):
        disputed(item=sku, amount="5.00")
    for number in (1, 2):
        tell("seller_rejected", dispute=f"{DISPUTE[:-1]}{number}")


def test_of_several_cases_the_buyer_is_asked_which_by_item():
    two_refused_cases()
    chat = escalate()
    assert (chat.said[0].decision["reason"], chat.slots["escalation_check"]) == ("dispute_unnamed", "ask_dispute")
    said = chat.run("action_ask_dispute", intent="escalate")
    assert said.buttons == [f'/inform{{"dispute": "{DISPUTE[:-1]}{number}"}}' for number in (1, 2)]


@pytest.mark.parametrize(
    ("words", "number"), [("the lamp", 2), (f"{DISPUTE[:-1]}1", 1), (f"case {DISPUTE[:-1]}2 please", 2)]
)
def test_a_case_is_found_by_its_item_or_reference(words, number):
    two_refused_cases()
    chat = escalate(dispute=words)
    chat.run("action_find_dispute", words)
    assert chat.slots["dispute"] == f"{DISPUTE[:-1]}{number}"
    chat.run("action_check_escalation")
    assert chat.slots["proposal"]["decision"]["dispute"] == f"{DISPUTE[:-1]}{number}"


@pytest.mark.parametrize("words", ["the sofa", "💥", "'; DROP TABLE disputes; --", f"{DISPUTE}9"])
def test_words_that_name_no_case_ask_again(words):
    two_refused_cases()
    before = stored()
    chat = escalate(dispute=words)
    said = chat.run("action_find_dispute", words)
    assert (said.response, len(said.buttons), chat.slots["dispute"]) == ("utter_dispute_not_found", 2, None)
    assert stored() == before


def test_another_orders_case_in_a_slot_is_not_meant():
    a_disputed_shop()
    tell("seller_rejected")
    chat = escalate(dispute="D9999-1")
    assert chat.slots["escalation_check"] == "perform"
    assert chat.slots["proposal"]["decision"]["dispute"] == DISPUTE
