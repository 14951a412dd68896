"""Goods on their way back: the tracking number is asked for, read, read back and passed on; late, lost, overdue."""

from __future__ import annotations

import pytest

from actions.policy.facts import DisputeStatus
from actions.returns import tracking_number
from tests.actions.casework import DISPUTE, asked, delivered, disputed, the_dispute
from tests.actions.talking import Chat, a_shop, later, stored, tell

pytestmark = pytest.mark.usefixtures("home")

NUMBER = "RR123456785DE"


def a_return_is_due() -> None:
    a_shop(delivered())
    disputed(wanted="return_and_refund")
    tell("seller_approved")


def give(**slots: str) -> Chat:
    return asked("action_check_tracking", "give_tracking_number", **slots)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (NUMBER, NUMBER),
        ("it is rr 123 456 785 de", NUMBER),
        ("1Z999AA10123456784", "1Z999AA10123456784"),
        ("00340434161094042557 is the number", "00340434161094042557"),
        ("I don't have it yet", None),
        ("tomorrow, on the 12th", None),
        ("", None),
        (None, None),
        ("9" * 60, None),
    ],
)
def test_a_tracking_number_is_read_from_what_was_said(said, number):
    assert tracking_number(said) == number


def test_the_number_is_asked_for_with_the_date_and_what_silence_will_do():
    a_return_is_due()
    before = stored()
    chat = give()
    (said,) = chat.said
    assert said.response == "utter_returns_tracking_missing"
    assert chat.slots["returns_check"] == "ask_tracking_number"
    assert stored() == before


def test_words_without_a_number_are_not_taken_for_one():
    a_return_is_due()
    chat = give(tracking_number="I don't have it yet")
    assert chat.said[0].response == "utter_no_tracking_number"
    assert (chat.slots["tracking_number"], chat.slots["returns_check"]) == (None, "ask_tracking_number")


def test_the_number_is_read_back_and_then_passed_on():
    a_return_is_due()
    chat = give(tracking_number="RR 123 456 785 DE")
    assert chat.read_back[:2] == ["utter_order_facts", "utter_returns_sends_return"]
    assert chat.slots["proposal"]["fields"]["tracking"] == NUMBER
    said = chat.run("action_give_tracking", intent="affirm")
    assert said.response == "utter_returns_sends_return_done"
    dispute = the_dispute()
    assert dispute.status is DisputeStatus.RETURN_SENT
    assert dispute.parcel_back is not None
    assert dispute.parcel_back.tracking == NUMBER
    assert chat.slots["returns_reference"] == DISPUTE


def test_what_was_sent_is_on_its_way():
    a_return_is_due()
    give(tracking_number=NUMBER).run("action_give_tracking", intent="affirm")
    (said,) = give().said
    assert (said.response, said.decision["outcome"]) == ("utter_returns_return_under_way", "wait")


def test_a_number_after_the_time_goes_to_staff():
    a_return_is_due()
    later(days=11)
    before = stored()
    chat = give(tracking_number=NUMBER)
    assert chat.slots["returns_check"] == "refer"
    assert chat.read_back[0] == "utter_returns_return_late"
    assert stored() == before
    said = chat.run("action_open_ticket", intent="affirm")
    assert (said.response, said.decision["reason"]) == ("utter_ticket_open", "return_late")


def test_a_parcel_that_was_lost_on_the_way_back_goes_to_staff():
    a_return_is_due()
    give(tracking_number=NUMBER).run("action_give_tracking", intent="affirm")
    tell("lost", leg="back")
    chat = give()
    assert chat.read_back[0] == "utter_returns_return_lost"


def test_a_return_that_nothing_was_heard_of_goes_to_staff():
    a_return_is_due()
    give(tracking_number=NUMBER).run("action_give_tracking", intent="affirm")
    later(days=61)
    assert give().read_back[0] == "utter_returns_return_overdue"


def test_where_nothing_goes_back_it_is_said_with_what_is_open():
    a_shop(delivered())
    before = stored()
    (said,) = give(tracking_number=NUMBER).said
    assert said.response == "utter_returns_no_return_due"
    assert said.lines
    assert stored() == before
