"""A person instead of the assistant: read back, one ticket, with what was said."""

from __future__ import annotations

import pytest

from actions.desk import open_desk
from tests.actions.talking import ORDER, Chat, a_shop, an_order, stored

pytestmark = pytest.mark.usefixtures("home")


def handed_over(chat: Chat, text: str = "I want a person") -> Chat:
    chat.run("action_check_handover", text, intent="talk_to_human")
    return chat


def test_nothing_is_opened_before_a_yes():
    a_shop(an_order())
    before = stored()
    chat = handed_over(Chat())
    assert (chat.slots["handover_check"], chat.read_back) == ("refer", ["utter_handover_offer"])
    assert stored() == before


def test_the_ticket_names_the_order_that_was_spoken_of():
    a_shop(an_order())
    chat = handed_over(Chat(slots={"order_in_focus": ORDER}))
    assert chat.read_back == ["utter_handover_offer_order"]
    chat.run("action_open_ticket", "yes")
    (ticket,) = open_desk().tickets()
    assert (ticket.order_id, ticket.buyer_id, ticket.conversation) == (ORDER, "b1", chat.id)


def test_another_buyers_order_in_a_slot_reaches_no_ticket():
    a_shop(an_order(buyer_id="b2"))
    chat = handed_over(Chat(slots={"order_in_focus": ORDER}))
    assert chat.slots["proposal"]["order"] is None


def test_a_guest_may_have_a_ticket_too():
    a_shop(an_order())
    chat = handed_over(Chat(buyer=None, slots={"order_in_focus": ORDER}))
    said = chat.run("action_open_ticket", "yes")
    (ticket,) = open_desk().tickets()
    assert (ticket.buyer_id, ticket.order_id, said.fields["ticket"]) == (None, None, ticket.id)


def test_asking_for_a_person_again_later_is_a_new_ticket_and_the_same_yes_is_not():
    a_shop(an_order())
    chat = handed_over(Chat())
    chat.run("action_open_ticket", "yes")
    chat.run("action_open_ticket", "yes")
    assert len(open_desk().tickets()) == 1
    handed_over(chat)
    chat.run("action_open_ticket", "yes")
    assert len(open_desk().tickets()) == 2


def test_a_summary_holds_what_was_typed_and_no_buttons_payload():
    a_shop(an_order())
    chat = handed_over(Chat())
    chat.run("action_open_ticket", '/affirm{"proposal": "P-1"}')
    assert open_desk().tickets()[0].summary == ""
