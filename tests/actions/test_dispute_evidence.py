"""Evidence is kept kind by kind, several at once, by file name; who has none hears until when to come back."""

from __future__ import annotations

from typing import Any

import pytest

from actions.dispute_evidence import shared_out
from actions.policy.facts import EvidenceKind
from tests.actions.casework import delivered
from tests.actions.talking import ORDER, Chat, a_shop, stored

pytestmark = pytest.mark.usefixtures("home")

KNOWN = {"dispute_reason": "damaged", "wanted": "refund_only", "claim": "all", "description": "skip"}


def asked(**slots: Any) -> Chat:
    """A chat in which evidence of damage was just asked for."""
    a_shop(delivered())
    chat = Chat(slots={"order": ORDER, **KNOWN, **slots})
    chat.run("action_check_dispute", intent="item_not_as_described")
    assert chat.slots["dispute_check"] == "ask_evidence"
    return chat


def answer(chat: Chat, text: str, **entities: Any) -> Chat:
    chat.slots["evidence_name"] = text
    chat.run("action_keep_evidence", text, **entities)
    return chat


def kept(chat: Chat) -> list[tuple[str, str]]:
    return [(piece["kind"], piece["name"]) for piece in chat.slots.get("evidence") or ()]


def test_the_kind_that_is_missing_is_asked_for_by_name():
    chat = asked()
    assert chat.slots["evidence_kind"] == "photo_parcel"
    said = chat.run("action_ask_evidence_name")
    assert said.fields["kind"] == {"word": "evidence_photo_parcel"}


def test_a_name_is_kept_for_the_kind_that_was_asked_and_the_next_kind_follows():
    chat = answer(asked(), "IMG_2041.jpg")
    assert kept(chat) == [("photo_parcel", "IMG_2041.jpg")]
    assert [said.response for said in chat.said] == ["utter_evidence_noted"]
    chat.run("action_check_dispute")
    assert (chat.slots["evidence_kind"], chat.slots["evidence_name"]) == ("photo_item", None)


@pytest.mark.parametrize("text", ["box.jpg and shoes.png", "here: box.jpg, shoes.png", "box.jpg shoes.png box.jpg"])
def test_several_names_in_one_message_are_one_kind_each(text):
    chat = answer(asked(), text)
    assert kept(chat) == [("photo_parcel", "box.jpg"), ("photo_item", "shoes.png")]
    chat.run("action_check_dispute")
    assert chat.slots["dispute_check"] == "perform"


def test_more_names_than_kinds_are_all_kept():
    names = list(shared_out(["a", "b", "c"], [EvidenceKind.PHOTO_PARCEL, EvidenceKind.PHOTO_ITEM]))
    assert [str(kind) for kind, _ in names] == ["photo_parcel", "photo_item", "photo_item"]


@pytest.mark.parametrize("text", ["IMG_2041", "DSC00012"])
def test_a_name_without_an_ending_is_a_name_where_nothing_else_is_said(text):
    assert kept(answer(asked(), text)) == [("photo_parcel", text)]


@pytest.mark.parametrize("text", ["none", "I don't have any", "i didn\u2019t take a photo", "no photos, sorry"])
def test_who_has_none_hears_what_is_missing_and_until_when_to_come_back(text):
    chat = asked()
    before = stored()
    answer(chat, text)
    (said,) = chat.said
    assert (said.response, chat.slots["dispute_check"]) == ("utter_dispute_no_evidence", "told")
    assert said.fields["until"] == {"time": "2026-12-16T09:00:00Z"}
    words = [line["fields"]["entry"]["word"] for line in said.fields["missing"]["lines"]]
    assert words == ["evidence_photo_parcel", "evidence_photo_item"]
    assert said.decision["reason"] == "evidence_missing"
    assert stored() == before


def test_a_correction_that_begins_with_no_is_not_taken_for_having_none():
    chat = answer(asked(), "no wait the amount is 6")
    assert (chat.slots["evidence_name"], chat.said) == (None, [])


def test_who_has_none_can_come_back_with_what_was_said():
    (said,) = answer(asked(), "none").said
    assert "have_it_now" in said.fields["buttons"][0]["word"]
    assert '"dispute_reason": "damaged"' in said.fields["buttons"][0]["payload"]


@pytest.mark.parametrize("text", ["the photo of the box", "20"])
def test_what_names_no_file_leaves_the_question_open(text):
    chat = answer(asked(), text)
    assert (chat.slots["evidence_name"], chat.said) == (None, [])
