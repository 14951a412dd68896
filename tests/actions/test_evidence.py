"""One more piece of evidence: what it shows, its name, and this chat itself."""

from __future__ import annotations

import pytest

from actions.policy.facts import EvidenceKind
from tests.actions.casework import a_disputed_shop, asked, delivered, the_dispute
from tests.actions.talking import Chat, a_shop, stored, tell

pytestmark = pytest.mark.usefixtures("home")


def add(**slots: str) -> Chat:
    return asked("action_check_evidence", "add_evidence", **slots)


def test_what_it_shows_is_asked_first_with_what_the_reason_needs():
    a_disputed_shop()
    before = stored()
    chat = add()
    assert (chat.said[0].decision["reason"], chat.slots["evidence_check"]) == ("evidence_unnamed", "ask_evidence_kind")
    said = chat.run("action_ask_evidence_kind", intent="add_evidence")
    kinds = ["photo_parcel", "photo_item", "chat", "other"]
    assert said.buttons == [f'/inform{{"evidence_kind": "{kind}"}}' for kind in kinds]
    assert stored() == before


def test_then_the_name_of_the_file():
    a_disputed_shop()
    chat = add(evidence_kind="photo_item")
    assert chat.slots["evidence_check"] == "ask_evidence_name"
    assert chat.slots["evidence_asked"] == {"word": "evidence_photo_item"}


def test_the_piece_is_read_back_and_then_kept():
    a_disputed_shop()
    chat = add(evidence_kind="photo_item", evidence_name="IMG_2041.jpg")
    assert chat.read_back[:2] == ["utter_case_facts", "utter_evidence_piece"]
    before = len(the_dispute().evidence)
    said = chat.run("action_add_evidence", intent="affirm")
    assert said.response == "utter_dispute_adds_evidence_done"
    new = the_dispute().evidence[-1]
    assert (new.kind, new.name, len(the_dispute().evidence)) == (EvidenceKind.PHOTO_ITEM, "IMG_2041.jpg", before + 1)


def test_this_chat_is_evidence_and_needs_no_name():
    a_disputed_shop()
    chat = add(evidence_kind="chat")
    assert chat.read_back[:2] == ["utter_case_facts", "utter_evidence_chat"]
    chat.run("action_add_evidence", intent="affirm")
    assert (the_dispute().evidence[-1].kind, the_dispute().evidence[-1].name) == (EvidenceKind.CHAT, chat.id)


@pytest.mark.parametrize("words", ["I will look for it", "one moment"])
def test_words_that_name_no_file_leave_the_question_open(words):
    a_disputed_shop()
    chat = add(evidence_kind="photo_item", evidence_name=words)
    assert (chat.slots["evidence_check"], chat.slots["evidence_name"]) == ("ask_evidence_name", None)


def test_who_has_no_file_adds_nothing():
    a_disputed_shop()
    before = stored()
    chat = add(evidence_kind="photo_item", evidence_name="none")
    assert (chat.said[0].response, chat.slots["evidence_check"]) == ("utter_evidence_not_there", "told")
    assert stored() == before


def test_evidence_is_taken_until_the_platform_has_decided():
    a_disputed_shop()
    tell("seller_rejected")
    assert add(evidence_kind="chat").slots["evidence_check"] == "perform"
    tell("platform_decided", outcome="refund")
    (said,) = add(evidence_kind="chat").said
    assert said.response == "utter_dispute_dispute_closed"


def test_without_a_case_there_is_nothing_to_add_to():
    a_shop(delivered())
    (said,) = add().said
    assert said.response == "utter_dispute_no_dispute"
