"""An action that fails: an apology with a reference, the error in the log under it, the conversation alive."""

from __future__ import annotations

import logging

import pytest

from actions import failures
from actions.store.database import writing
from tests.actions.talking import ORDER, Chat, a_shop, an_order, stored

pytestmark = pytest.mark.usefixtures("home")


def test_a_failure_is_owned_up_to_with_the_reference_under_which_it_is_logged(caplog):
    a_shop(an_order(buyer_id="b2"))
    with caplog.at_level(logging.ERROR, logger="recourse.actions"):
        said = Chat(slots={"order": ORDER}).run("action_check_cancellation")
    assert said.response == "utter_action_failed"
    (record,) = caplog.records
    assert said.fields["reference"] in record.getMessage()
    assert record.exc_info


def test_a_failure_leaves_no_slot_behind():
    a_shop(an_order(buyer_id="b2"))
    chat = Chat(slots={"order": ORDER})
    chat.run("action_check_cancellation")
    assert chat.slots == {"order": ORDER}


def test_a_database_that_is_gone_does_not_silence_the_assistant(home, monkeypatch):
    monkeypatch.setenv("RECOURSE_DATABASE_URL", f"sqlite:///{home}/recourse.db/no-folder.db")
    assert Chat().run("action_list_orders").response == "utter_action_failed"


def test_an_action_that_is_kept_waiting_too_long_is_owned_up_to_and_writes_nothing_afterwards(monkeypatch):
    desk = a_shop(an_order())
    chat = Chat(slots={"order": ORDER, "cancellation_reason": "duplicate"})
    chat.run("action_check_cancellation")
    before = stored()
    monkeypatch.setattr(failures, "LONGEST", 0.2)
    with writing(desk.engine):  # somebody else is at it
        assert chat.run("action_cancel_order", intent="affirm").response == "utter_action_failed"
    assert stored() == before
