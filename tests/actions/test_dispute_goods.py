"""Which request it is, by the order's facts: not sent, not here yet, here, settled, disputed already."""

from __future__ import annotations

import pytest

from actions.policy.facts import DisputeReason, DisputeStatus, Wanted
from tests.actions.casework import DISPUTE, a_disputed_shop, delivered, the_dispute, the_order
from tests.actions.disputing import MONEY, NEVER, WRONG, about, asks, full, late, reasons
from tests.actions.talking import ORDER, Chat, a_shop, an_order, later, sent, stored, tell

pytestmark = pytest.mark.usefixtures("home")


# goods that have not arrived, or never do


def test_whether_the_parcel_is_there_is_asked_where_no_carrier_says_so():
    a_shop(sent())
    assert asks(about(dispute_reason="damaged")) == "ask_received"


def test_a_parcel_in_hand_counts_as_arrived():
    a_shop(sent())
    chat = about(**full(received="yes"))
    chat.run("action_open_dispute")
    assert the_dispute().status is DisputeStatus.OPEN
    assert the_order().in_hand_at is not None


def test_who_wants_money_and_has_no_parcel_gets_patience_with_a_date():
    a_shop(sent())
    chat = about(MONEY, received="no")
    assert (reasons(chat), asks(chat)) == (["not_late_yet"], "told")
    assert "deadline" in chat.said[0].fields


def test_a_parcel_that_is_late_is_reported_without_further_questions():
    a_shop(late())
    chat = about(NEVER)
    assert (asks(chat), chat.slots["dispute_reason"]) == ("perform", "not_received")
    chat.run("action_open_dispute")
    assert (the_dispute().reason, the_dispute().claim) == (DisputeReason.NOT_RECEIVED, 1450)


def test_what_never_came_is_not_sent_back_and_that_is_said():
    a_shop(late())
    chat = about(NEVER, wanted="return_and_refund")
    assert [said.response for said in chat.said] == ["utter_dispute_nothing_to_return"]
    assert (asks(chat), chat.slots["wanted"]) == ("perform", None)


def test_a_carrier_that_says_delivered_does_not_end_the_matter():
    a_shop(delivered())
    assert asks(about(NEVER)) == "perform"


def test_it_came_after_all_but_broken_replaces_the_report():
    a_shop(late())
    about(NEVER).run("action_open_dispute")
    chat = about(**full(received="yes"))
    assert chat.slots["last_decision"]["reason"] == "replaces_dispute"
    chat.run("action_open_dispute")
    assert [dispute.status for dispute in the_order().disputes] == [DisputeStatus.WITHDRAWN, DisputeStatus.OPEN]
    assert chat.slots["dispute_reference"] == f"D{ORDER}-2"


def test_saying_that_it_is_wrong_ends_the_talk_of_it_never_having_come():
    a_shop(sent())
    chat = about(WRONG, dispute_reason="not_received")
    assert (asks(chat), chat.slots["dispute_reason"]) == ("ask_received", None)


def test_own_words_that_sound_like_another_request_change_no_reason():
    a_shop(delivered())
    words = "the cable never came and the lamp is broken"
    slots = full(description=words, dispute_reason="parts_missing", evidence=[])
    chat = Chat(slots={"order": ORDER, "flow_state": {"frames": [{"intent": NEVER}]}, **slots})
    chat.run("action_check_dispute", words, intent=NEVER)
    assert (asks(chat), chat.slots["dispute_reason"]) == ("ask_evidence", "parts_missing")


# which request it is, by the order's facts


def test_money_back_for_what_was_not_sent_is_a_matter_of_cancelling():
    a_shop(an_order())
    (said,) = about(MONEY).said
    assert said.response == "utter_refund_nothing_due_cancellable"
    assert f'/cancel_order{{"order": "{ORDER}"}}' in said.buttons


def test_goods_that_were_not_sent_cannot_be_disputed_yet():
    a_shop(an_order())
    chat = about()
    assert (reasons(chat), asks(chat)) == (["not_shipped_yet"], "told")


def test_money_back_where_a_refund_is_on_its_way_tells_where_it_is():
    a_disputed_shop()
    tell("seller_approved")
    (said,) = about(MONEY).said
    assert said.response == "utter_refund_not_sent_yet"


def test_a_change_of_mind_asks_for_a_return_of_the_whole_sum_without_the_shipping():
    a_shop(delivered())
    chat = about(MONEY, dispute_reason="change_of_mind", claim={"amount": "3", "currency": None})
    assert [said.response for said in chat.said] == ["utter_returns_return_only"]
    chat.run("action_open_dispute")
    dispute = the_dispute()
    assert (dispute.wanted, dispute.claim, dispute.shipping_by) == (Wanted.RETURN_AND_REFUND, 1250, "buyer")
    assert chat.said[-1].response == "utter_returns_asks_for_return_done"


# what goes on already


def test_a_case_that_goes_on_is_told_instead_of_a_second_one():
    a_disputed_shop()
    chat = about(**full(claim=None, wanted=None))
    (said,) = chat.said
    assert (said.response, asks(chat)) == ("utter_dispute_answer_pending", "told")
    assert said.fields["dispute"] == DISPUTE
    assert len(the_order().disputes) == 1


def test_another_sum_changes_the_claim_once():
    a_disputed_shop()
    chat = about(**full())
    assert chat.read_back[1:4] == ["utter_read_case", "utter_read_wanted_refund_only", "utter_dispute_changes_claim"]
    chat.run("action_open_dispute")
    assert (the_dispute().claim, chat.slots["dispute_reference"]) == (500, DISPUTE)
    chat = about(**full(claim={"amount": "6", "currency": None}))
    assert reasons(chat) == ["claim_changed_already"]


def test_after_its_time_no_dispute_is_opened():
    a_shop(delivered())
    later(days=16)
    chat = about()
    assert (reasons(chat), asks(chat)) == (["dispute_window_closed"], "told")


@pytest.mark.parametrize(
    "slots",
    [
        {"dispute_reason": "nonsense"},
        {"wanted": "a pony"},
        {"evidence": "x"},
        {"evidence": [1, {"kind": "none"}]},
        {"received": "perhaps"},
        {"size": "huge", "dispute_reason": "wrong_size"},
        {"item": "';--"},
    ],
)
def test_payloads_typed_by_hand_open_nothing_and_break_nothing(slots):
    a_shop(delivered())
    before = stored()
    chat = about(**{**full(), **slots})
    assert asks(chat).startswith(("ask_", "perform"))
    assert stored() == before
