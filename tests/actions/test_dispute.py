"""What later conversations will handle: the order's facts now, and a ticket after a yes; never silence."""

from __future__ import annotations

import pytest

from actions.desk import open_desk
from actions.dispute import TOPICS
from tests.actions.talking import ORDER, Chat, a_shop, an_order, sent, stored

pytestmark = pytest.mark.usefixtures("home")


def case(topic: str) -> Chat:
    chat = Chat(slots={"order": ORDER})
    chat.run("action_note_topic", intent=topic)
    chat.run("action_check_case")
    return chat


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_each_request_about_a_delivered_order_tells_facts_and_offers_a_ticket(topic):
    a_shop(sent(delivered_at="-1h"))
    before = stored()
    chat = case(topic)
    assert (chat.slots["ticket_topic"], chat.slots["case_check"]) == (topic, "refer")
    assert chat.read_back == ["utter_order_status_delivered", f"utter_case_{topic}", "utter_ticket_offer"]
    assert chat.slots["proposal"]["decision"]["request"] == "status"
    assert stored() == before


def test_a_yes_opens_one_ticket_with_a_summary_and_a_second_yes_no_other():
    a_shop(sent(delivered_at="-1h"))
    chat = case("item_not_as_described")
    first = chat.run("action_open_ticket", "they are green, not blue")
    again = chat.run("action_open_ticket", "yes")
    assert first.fields == again.fields
    (ticket,) = open_desk().tickets()
    assert ticket.topic == "item_not_as_described"
    assert "status: explain delivered" in ticket.summary
    assert "they are green, not blue" in ticket.summary
    assert first.fields["due"] == {"time": ticket.due.isoformat().replace("+00:00", "Z")}
    assert chat.slots["ticket_reference"] == ticket.id


def test_a_parcel_that_was_not_sent_yet_needs_patience_and_no_ticket():
    a_shop(an_order())
    chat = case("item_not_received")
    (said,) = chat.said
    assert (said.response, chat.slots["case_check"]) == ("utter_order_status_pending_shipment", "told")
    assert f'/cancel_order{{"order": "{ORDER}"}}' in said.buttons


def test_money_back_for_an_order_that_was_not_sent_is_a_matter_of_cancelling():
    a_shop(an_order())
    (said,) = case("request_refund").said
    assert said.response == "utter_refund_nothing_due_cancellable"
    assert f'/cancel_order{{"order": "{ORDER}"}}' in said.buttons


def test_the_topic_is_the_intent_that_began_the_task_not_the_answer_to_which_order():
    a_shop(sent())
    chat = Chat(slots={"flow_state": {"v": 1, "frames": [{"flow": "case", "intent": "escalate"}]}})
    chat.run("action_note_topic", intent="inform")
    assert chat.slots["ticket_topic"] == "escalate"
