"""Confirming receipt: the warning before the yes, and what it ends."""

from __future__ import annotations

import pytest

from actions.policy.decision import Request
from actions.policy.facts import DisputeReason, DisputeStatus
from actions.policy.requests import Ask
from tests.actions.casework import agreed, asked, delivered, the_dispute, the_order
from tests.actions.talking import Chat, a_shop, an_order, later, sent, stored

pytestmark = pytest.mark.usefixtures("home")


def confirm() -> Chat:
    return asked("action_check_receipt", "confirm_receipt")


def test_nothing_is_confirmed_before_the_warning_and_a_yes():
    a_shop(delivered())
    before = stored()
    chat = confirm()
    assert chat.slots["receipt_check"] == "perform"
    assert chat.read_back == ["utter_order_facts", "utter_receipt_confirms_receipt", "utter_next_check_goods"]
    assert stored() == before
    said = chat.run("action_confirm_receipt", intent="affirm")
    assert said.response == "utter_receipt_confirms_receipt_done"
    assert chat.slots["receipt_reference"], "else the conversation takes it for undone, and offers to try again"
    assert "utter_next_check_goods" not in said.lines, "it is too late for the warning"
    assert the_order().receipt_confirmed_at is not None


def test_a_parcel_on_its_way_may_be_confirmed_by_who_has_it():
    a_shop(sent())
    confirm().run("action_confirm_receipt", intent="affirm")
    order = the_order()
    assert order.receipt_confirmed_at == order.delivered_at


def test_a_report_that_it_did_not_come_is_taken_back_with_it():
    a_shop(sent(promised_by="+1d"))
    later(days=2)
    agreed(Ask(Request.NOT_RECEIVED, dispute_reason=DisputeReason.NOT_RECEIVED))
    chat = confirm()
    assert "utter_next_report_ends" in chat.read_back, "said before the yes"
    chat.run("action_confirm_receipt", intent="affirm")
    assert the_dispute().status is DisputeStatus.WITHDRAWN


@pytest.mark.parametrize(
    ("order", "response"),
    [
        (an_order(), "utter_dispute_not_shipped_yet"),
        (delivered(receipt_confirmed_at="-30m"), "utter_receipt_confirmed_already"),
    ],
)
def test_where_it_cannot_be_confirmed_it_is_said_why(order, response):
    a_shop(order)
    before = stored()
    (said,) = confirm().said
    assert said.response == response
    assert said.lines
    assert stored() == before
