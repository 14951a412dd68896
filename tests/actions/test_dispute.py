"""What is wrong, what is wanted, how much: one question at a time; then all of it is read back and opened once."""

from __future__ import annotations

import pytest

from actions.policy.facts import DisputeReason, EvidenceKind, Wanted
from tests.actions.casework import DISPUTE, LAMP, delivered, disputed, the_dispute, the_order
from tests.actions.disputing import MONEY, PHOTOS, WRONG, about, asks, full, reasons
from tests.actions.talking import ORDER, a_shop, an_item, later, stored

pytestmark = pytest.mark.usefixtures("home")

TWO_LINES = {"items": [an_item(), LAMP], "shipping_fee": "0.00"}


# one question at a time


def test_the_first_question_says_which_order_it_is_about():
    a_shop(delivered())
    chat = about()
    (said,) = chat.said
    assert (said.response, asks(chat)) == ("utter_dispute_dispute_reason_missing", "ask_dispute_reason")
    assert said.fields["order_id"] == ORDER


def test_the_next_question_does_not_say_it_again_but_carries_its_decision():
    a_shop(delivered())
    chat = about()
    chat.slots["dispute_reason"] = "damaged"
    (said,) = (chat.run("action_check_dispute", "damaged"),)
    assert (said.response, said.decision["reason"]) == (None, "wanted_missing")


@pytest.mark.parametrize(
    ("missing", "question"),
    [
        ({"dispute_reason": None}, "ask_dispute_reason"),
        ({"wanted": None, "claim": None}, "ask_wanted"),
        ({"claim": None}, "ask_claim"),
        ({"description": None}, "ask_description"),
        ({"evidence": None}, "ask_evidence"),
        ({"evidence": PHOTOS[:1]}, "ask_evidence"),
        ({}, "perform"),
    ],
)
def test_what_is_missing_is_asked_and_nothing_else(missing, question):
    a_shop(delivered())
    before = stored()
    assert asks(about(**full(**missing))) == question
    assert stored() == before


def test_several_items_are_asked_apart_and_one_item_goes_without_saying():
    a_shop(delivered(**TWO_LINES))
    chat = about(**full())
    assert asks(chat) == "ask_item"
    said = chat.run("action_ask_item")
    assert said.buttons == [f'/inform{{"item": "{sku}"}}' for sku in ("RUNNING", "DESK", "all")]


def test_an_item_that_is_disputed_already_is_not_offered_again():
    a_shop(delivered(**TWO_LINES))
    disputed(item="RUNNING")
    said = about().run("action_ask_item")
    assert said.buttons == ['/inform{"item": "DESK"}']


@pytest.mark.parametrize(("words", "item"), [("lamp", "DESK"), ("RUNNING", "RUNNING"), ("all", "all")])
def test_an_item_is_known_by_its_words_or_its_number_or_as_the_whole_parcel(words, item):
    a_shop(delivered(**TWO_LINES))
    chat = about(**full(item=words))
    assert asks(chat) == "perform"
    chat.run("action_open_dispute")
    assert the_dispute().item == item


def test_words_that_mean_no_item_of_the_order_leave_the_question_open():
    a_shop(delivered(**TWO_LINES))
    chat = about(**full(item="umbrella"))
    assert (asks(chat), chat.slots["item"]) == ("ask_item", None)


def test_the_reasons_come_in_two_messages_the_likelier_first():
    a_shop(delivered())
    chat = about()
    first = chat.run("action_ask_dispute_reason", intent=WRONG).buttons
    assert len(first) == 6
    assert first[-1] == '/inform{"dispute_reason": "other"}'
    chat.slots["dispute_reason"] = "other"
    chat.run("action_check_dispute", intent="inform")
    assert (chat.slots["dispute_reason"], chat.slots["more_reasons"]) == (None, "yes")
    second = chat.run("action_ask_dispute_reason")
    assert second.response == "utter_ask_dispute_reason_more"
    assert {word for word in map(str, DisputeReason) if any(word in b for b in first + second.buttons)} == {
        str(reason) for reason in DisputeReason
    }


def test_who_wants_money_back_is_offered_a_change_of_mind_among_the_first():
    a_shop(delivered())
    said = about(MONEY).run("action_ask_dispute_reason", intent=MONEY)
    assert "change_of_mind" in said.buttons[0]


# the size


@pytest.mark.parametrize("word", ["wrong_size", "size_unclear"])
def test_whose_fault_a_size_is_is_asked_before_anything_is_claimed(word):
    a_shop(delivered())
    chat = about(dispute_reason=word)
    assert (asks(chat), chat.slots["dispute_reason"]) == ("ask_size", "wrong_size")
    assert not any(said.decision for said in chat.said)


def test_another_size_than_ordered_is_the_sellers():
    a_shop(delivered())
    chat = about(dispute_reason="wrong_size", size="other")
    assert (asks(chat), chat.slots["last_decision"]["request"]) == ("ask_wanted", "dispute")


def test_the_size_that_was_ordered_is_a_change_of_mind():
    a_shop(delivered())
    chat = about(dispute_reason="wrong_size", size="as_ordered")
    assert chat.slots["dispute_reason"] == "change_of_mind"
    assert chat.slots["last_decision"]["reason"] == "asks_for_return"


# the sum


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("all", 1450),
        ("half", 725),
        ("50% please", 725),
        ({"amount": "10", "currency": "EUR"}, 1000),
        ({"amount": "3.5", "currency": None}, 350),
        ("I think 7,50 would do", 750),
    ],
)
def test_a_sum_may_be_an_amount_a_share_or_words_with_one_number(said, claim):
    a_shop(delivered())
    chat = about(**full(claim=said))
    chat.run("action_open_dispute")
    assert the_dispute().claim == claim


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"amount": "0", "currency": None}, "sum_zero"),
        ({"amount": "99", "currency": None}, "sum_too_high"),
        ({"amount": "5", "currency": "USD"}, "sum_other_currency"),
    ],
)
def test_a_sum_that_cannot_be_is_named_and_asked_again_with_the_most(said, reason):
    a_shop(delivered())
    chat = about(**full(claim=said))
    (answer,) = chat.said
    assert (answer.response, asks(chat), chat.slots["claim"]) == (f"utter_dispute_{reason}", "ask_claim", None)
    assert answer.fields["limit"] == {"money": "14.50", "currency": "EUR"} == chat.slots["claim_limit"]


@pytest.mark.parametrize("said", ["a lot", "between 5 and 7", {"amount": "1.005", "currency": "EUR"}, ["x"], 7])
def test_what_is_no_sum_leaves_the_question_open(said):
    a_shop(delivered())
    chat = about(**full(claim=said))
    assert (asks(chat), chat.slots["claim"]) == ("ask_claim", None)


def test_the_question_for_the_sum_offers_all_of_it_and_half():
    a_shop(delivered())
    said = about(**full(claim=None)).run("action_ask_claim")
    assert said.buttons == ['/inform{"money": "all"}', '/inform{"money": "half"}']
    assert [button["fields"]["sum"]["money"] for button in said.fields["buttons"]] == ["14.50", "7.25"]


def test_a_part_with_sending_it_back_is_a_choice_between_the_two():
    a_shop(delivered())
    chat = about(**full(wanted="return_and_refund"))
    assert reasons(chat) == ["part_means_refund_only"]
    assert (asks(chat), chat.slots["wanted"]) == ("ask_wanted", None)
    chat.slots["wanted"] = "return_and_refund"
    chat.run("action_check_dispute")
    assert (asks(chat), chat.slots["claim"]) == ("perform", None)


# what was read back, and done


def test_the_read_back_names_all_that_is_claimed_and_what_follows():
    a_shop(delivered())
    chat = about(**full())
    assert chat.read_back == [
        "utter_read_head",
        "utter_read_item",
        "utter_read_reason",
        "utter_read_words",
        "utter_read_wanted_refund_only",
        "utter_evidence_piece",
        "utter_evidence_piece",
        "utter_dispute_opens_dispute",
        "utter_next_answer_dispute_by",
        "utter_next_escalate_by_itself_by",
        "utter_next_keep_copies",
        "utter_refund_if_agreed",
    ]
    facts = chat.slots["proposal"]["fields"]
    assert facts["claim"] == {"money": "5.00", "currency": "EUR"}


def test_a_yes_opens_it_once_with_everything_that_was_said():
    a_shop(delivered())
    chat = about(**full())
    chat.run("action_open_dispute", "yes", intent="affirm")
    again = chat.run("action_open_dispute", "yes", intent="affirm")
    assert again.response == "utter_dispute_opens_dispute_done"
    assert chat.slots["dispute_reference"] == DISPUTE
    (dispute,) = the_order().disputes
    assert (dispute.reason, dispute.wanted, dispute.claim) == (DisputeReason.DAMAGED, Wanted.REFUND_ONLY, 500)
    assert dispute.description == "the sole came off"
    assert [(piece.kind, piece.name) for piece in dispute.evidence] == [
        (EvidenceKind.PHOTO_PARCEL, "box.jpg"),
        (EvidenceKind.PHOTO_ITEM, "shoes.jpg"),
    ]


def test_skipped_words_are_no_words():
    a_shop(delivered())
    chat = about(**full(description="skip"))
    assert "utter_read_words" not in chat.read_back
    chat.run("action_open_dispute")
    assert the_dispute().description is None


def test_a_return_tells_who_pays_the_way_back():
    a_shop(delivered())
    back = about(**full(wanted="return_and_refund", claim=None))
    assert "utter_way_back_seller" in back.read_back
    mind = about(MONEY, dispute_reason="change_of_mind")
    assert "utter_way_back_buyer" in mind.read_back


def test_this_chat_becomes_evidence_where_the_buyer_asks_for_it():
    a_shop(delivered())
    chat = about(**full())
    assert chat.slots["proposal"]["fields"]["buttons"][-1]["payload"] == '/inform{"attach_chat": "yes"}'
    chat.slots["attach_chat"] = "yes"
    chat.run("action_check_dispute")
    assert "utter_evidence_chat" in chat.read_back
    assert len(chat.slots["proposal"]["fields"]["buttons"]) == 2, "it is not offered twice"
    chat.run("action_open_dispute")
    assert [(piece.kind, piece.name) for piece in the_dispute().evidence][-1] == (EvidenceKind.CHAT, chat.id)


def test_what_changed_between_question_and_yes_is_told_and_nothing_opened():
    a_shop(delivered())
    chat = about(**full())
    later(days=16)
    chat.run("action_open_dispute", "yes", intent="affirm")
    assert [said.response for said in chat.said] == ["utter_decision_changed", "utter_dispute_dispute_window_closed"]
    assert the_order().disputes == ()


def test_words_that_mean_no_item_leave_the_one_that_was_meant():
    a_shop(delivered(**TWO_LINES))
    chat = about(**full(item="lamp", evidence=[]))
    assert (asks(chat), chat.slots["item_meant"]) == ("ask_evidence", "DESK")
    chat.slots["item"] = "picture"
    chat.run("action_check_dispute", "I can't take a picture")
    assert (asks(chat), chat.slots["item"]) == ("ask_evidence", "DESK")
