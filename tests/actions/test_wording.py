"""Every answer that the samples lead to can be said in every variant: no field is missing, no machine shows."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from babel import Locale

from actions.store.sample import samples
from bot.dialogue.reader import Reader
from bot.dialogue.wording import Wording
from tests.actions.talking import Chat, Said
from tests.test_words import defined

MACHINE = re.compile(r"None|[{}…]|utter_|\bnull\b")
REASONS = (None, "no_longer_needed", "out_of_stock")
ORDERS = [(order["order_id"], order["buyer_id"]) for order in samples()["orders"]]
_DAMAGED = {"dispute_reason": "damaged", "received": "yes", "item": "all", "description": "cracked"}
_PHOTOS = [{"kind": kind, "name": f"{kind}.jpg"} for kind in ("photo_parcel", "photo_item")]
# Of goods: nothing said, a report, a change of mind, a size; then step by step to the read-backs of money and return.
ABOUT_GOODS: tuple[dict[str, Any], ...] = (
    {},
    {"received": "no"},
    {"dispute_reason": "not_received"},
    {"dispute_reason": "not_received", "wanted": "return_and_refund"},
    {"dispute_reason": "change_of_mind", "item": "all", "received": "yes", "claim": {"amount": "1", "currency": None}},
    {"dispute_reason": "size_unclear", "item": "all", "received": "yes"},
    _DAMAGED,
    {**_DAMAGED, "wanted": "refund_only"},
    *({**_DAMAGED, "wanted": "refund_only", "claim": {"amount": sum_, "currency": None}} for sum_ in ("0", "9999")),
    {**_DAMAGED, "wanted": "refund_only", "claim": {"amount": "1", "currency": "XAF"}},
    {**_DAMAGED, "wanted": "return_and_refund", "claim": {"amount": "1", "currency": None}},
    {**_DAMAGED, "wanted": "refund_only", "claim": "all"},
    {**_DAMAGED, "wanted": "refund_only", "claim": "half", "evidence": _PHOTOS, "attach_chat": "yes"},
    {**_DAMAGED, "wanted": "return_and_refund", "evidence": _PHOTOS},
)
WRITES = {
    "action_check_cancellation": ("cancellation", "action_cancel_order"),
    "action_check_withdrawal": ("withdrawal", "action_withdraw_cancellation"),
    "action_check_complaint": ("complaint", "action_file_complaint"),
    "action_check_refund": ("refund", "action_pursue_refund"),
    "action_check_refusal": ("refusal", ""),
    "action_check_dispute": ("dispute", "action_open_dispute"),
    "action_check_offer": ("offer", "action_answer_offer"),
    "action_check_evidence": ("evidence", "action_add_evidence"),
    "action_check_tracking": ("returns", "action_give_tracking"),
    "action_check_escalation": ("escalation", "action_escalate"),
    "action_check_receipt": ("receipt", "action_confirm_receipt"),
}


def asked(order_id: str, buyer: str) -> Iterator[tuple[str, Chat]]:
    """Every question about this order that an action answers."""
    for reason in REASONS:
        yield "action_check_cancellation", Chat(buyer, slots={"order": order_id, "cancellation_reason": reason})
    for choice in (None, "balance", "staff"):
        yield "action_check_refund", Chat(buyer, slots={"order": order_id, "refund_choice": choice})
    for action in ("action_check_withdrawal", "action_check_complaint", "action_check_refusal", "action_order_status"):
        yield action, Chat(buyer, slots={"order": order_id})
    for slots in ABOUT_GOODS:
        yield "action_check_dispute", Chat(buyer, slots={"order": order_id, **slots})
    for slots in ({}, {"offer_choice": "accept"}, {"offer_choice": "decline"}):
        yield "action_check_offer", Chat(buyer, slots={"order": order_id, **slots})
    for slots in ({}, {"evidence_kind": "video", "evidence_name": "it.mp4"}):
        yield "action_check_evidence", Chat(buyer, slots={"order": order_id, **slots})
    for slots in ({}, {"tracking_number": "RR123456785DE"}):
        yield "action_check_tracking", Chat(buyer, slots={"order": order_id, **slots})
    for action in ("action_check_escalation", "action_check_receipt"):
        yield action, Chat(buyer, slots={"order": order_id})


def told(action: str, chat: Chat) -> list[Said]:
    """What is said to the question, read back and said after a yes; and "why?"."""
    chat.run(action, intent="order_status")
    said = list(chat.said)
    flow, write = WRITES.get(action, ("", ""))
    outcome = chat.slots.get(f"{flow}_check")
    if outcome in ("perform", "refer"):
        said += [
            _read_back(chat, flow if outcome == "perform" else "ticket", level) for level in ("", "_again", "_simple")
        ]
        chat.run(write if outcome == "perform" else "action_open_ticket", "yes", intent="affirm")
        said += chat.said
    if chat.slots.get("last_decision"):
        chat.run("action_explain_decision", "why?", intent="ask_why")
        said += chat.said
    return said


def _read_back(chat: Chat, flow: str, level: str) -> Said:
    return Said(f"utter_confirm_{flow}{level}", chat.slots["proposal"]["fields"], {})


def texts(said: Said) -> Iterator[str]:
    """The answer in every variant, and its buttons."""
    wording = Wording(Reader(Locale.parse("en_GB")), lambda name: (defined().get(name) or [{}])[0].get("text"), {})
    for variant in defined()[str(said.response)]:
        yield wording.fill(variant["text"], said.fields)
    for button in said.fields.get("buttons") or ():
        made: Any = wording.button(button, said.fields)
        assert made is not None, button
        yield made["title"]


@pytest.mark.usefixtures("sample_shop")
@pytest.mark.parametrize(("order_id", "buyer"), ORDERS)
def test_every_answer_about_a_sample_can_be_said(order_id, buyer, caplog):
    with caplog.at_level(logging.ERROR):
        for action, chat in asked(order_id, buyer):
            for said in told(action, chat):
                assert said.response != "utter_action_failed"
                shown = list(texts(said)) if said.response else []
                assert [text for text in shown if MACHINE.search(text)] == []
    assert caplog.messages == []


def test_every_answer_to_a_question_about_the_rules_can_be_said(home, monkeypatch, caplog):
    questions = ("ask_cancellation_policy", "ask_refund_policy", "ask_how_to_dispute")
    for profile, intent in product(("guides", "current"), questions):
        monkeypatch.setenv("RECOURSE_PROFILE", profile)
        said = Chat().run("action_answer_faq", intent=intent)
        assert [text for text in texts(said) if MACHINE.search(text)] == []
    assert caplog.messages == []


@pytest.mark.usefixtures("sample_shop")
@pytest.mark.parametrize("buyer", ["b1", "b2", None])
def test_every_answer_about_which_order_can_be_said(buyer, caplog):
    chat, answers = Chat(buyer), []
    for action, text in product(
        (
            "action_list_cases",
            "action_check_buyer",
            "action_ask_order",
            "action_find_order",
            "action_list_orders",
            "action_check_handover",
        ),
        ("", "the black one", "xyz"),
    ):
        chat.slots["order"] = text
        chat.run(action, text, intent="cancel_order")
        answers += chat.said
    assert [text for said in answers for text in texts(said) if MACHINE.search(text)] == []
    assert caplog.messages == []
