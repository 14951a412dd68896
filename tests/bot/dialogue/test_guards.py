"""What must not bring a conversation down: errors, renamed flows, old states, and Rasa's own limits."""

from __future__ import annotations

import logging
import time

import pytest
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import memory
from bot.dialogue.advancing import Advancer
from bot.dialogue.flow_policy import FlowPolicy
from bot.dialogue.talk import Talk as PolicyTalk

READ_BACK = '/cancel_order{"order":"A1"}'


async def _put(talk, state):
    """Makes this the state that the conversation has."""
    tracker = await talk.tracker()
    tracker.update(SlotSet("flow_state", state, timestamp=time.time()))
    await talk.store.save(tracker)


async def test_an_error_in_the_policy_loses_neither_the_message_nor_the_conversation(talk, monkeypatch, caplog):
    await talk.say(READ_BACK)
    with monkeypatch.context() as broken:
        broken.setattr(PolicyTalk, "hear", lambda *_: 1 / 0)
        await talk.expect("/policy", "utter_flow_failed")
    assert "ZeroDivisionError" in caplog.text
    assert [event.text for event in await talk.events() if isinstance(event, UserUttered)] == [READ_BACK, "/policy"]
    await talk.expect("/affirm", "utter_nothing_to_confirm")
    await talk.expect("/policy", "utter_policy")
    assert talk.shop.written == []


async def test_an_error_that_stays_is_owned_up_to_once_a_turn(talk, monkeypatch):
    monkeypatch.setattr(Advancer, "next", lambda *_: 1 / 0)
    await talk.expect("/cancel_order", "utter_flow_failed")
    await talk.expect("/cancel_order", "utter_flow_failed")


async def test_an_error_in_the_state_itself_is_survived(talk, monkeypatch):
    monkeypatch.setattr(memory, "recall", lambda *_: 1 / 0)
    await talk.expect("/policy", "utter_flow_failed")


@pytest.mark.parametrize(
    "state",
    [
        {"v": 99, "frames": [{"flow": "cancel"}]},
        {"v": 1, "frames": [{"flow": "a_flow_that_was_renamed", "values": {"order": "A1"}}]},
        {"v": 1, "frames": [{"flow": "cancel", "of_another_time": True}]},
        {"v": 1, "nonsense": 1},
        "not even a mapping",
    ],
    ids=["another version", "a renamed flow", "an unknown field", "an unknown part", "no state"],
)
async def test_a_state_that_is_not_known_any_more_is_dropped_and_owned_up_to(talk, state, caplog):
    await talk.say("/greet")
    await _put(talk, state)
    await talk.expect("/policy", "utter_policy", "utter_flow_failed")
    assert any(record.levelno >= logging.ERROR for record in caplog.records)
    await talk.expect("/policy", "utter_policy")


async def test_a_renamed_flow_takes_only_itself_away(talk):
    await talk.say(READ_BACK)
    state = await talk.slot("flow_state")
    await _put(talk, {**state, "frames": [{"flow": "renamed"}, *state["frames"]]})
    await talk.expect("/policy", "utter_policy", "utter_flow_failed", "utter_confirm_cancel_again")


async def test_a_flow_edited_while_a_chat_is_open_goes_on_with_the_values_at_hand(talk):
    await talk.say("/greet")
    await _put(
        talk, {"v": 1, "frames": [{"flow": "cancel", "values": {"order": "A1", "gone": "x"}, "ran": {"old": "1"}}]}
    )
    await talk.expect("/policy", "utter_policy", "utter_confirm_cancel")


async def test_the_state_is_readable_where_only_the_metadata_of_actions_is_kept(talk):
    """``rasa test core`` drops the slots that a policy sets."""
    await talk.say("/cancel_order")
    tracker = DialogueStateTracker.from_events("x", [], talk.agent.domain.slots)
    for event in await talk.events():
        if not (isinstance(event, SlotSet) and event.key == "flow_state"):
            tracker.update(event)
        if isinstance(event, ActionExecuted) and event.action_name == "utter_ask_order":
            break
    assert tracker.get_slot("flow_state") is None
    policy = _policy_of(talk)
    assert memory.recall(tracker, policy._flows).top.flow == "cancel"


async def test_the_state_is_written_once_and_not_again_when_nothing_changed(talk):
    await talk.say(READ_BACK)
    for _ in range(2):
        start = time.time()
        await talk.say("/policy")
        events = await talk.events(start)
        assert sum(isinstance(event, SlotSet) and event.key == "flow_state" for event in events) <= 2
        marks = [event.metadata for event in events if isinstance(event, ActionExecuted)]
        assert not any("flow_state" in (metadata or {}) for metadata in marks)


async def test_a_check_that_never_settles_ends_before_rasas_limit(talk, monkeypatch):
    def undecided(call):
        talk.shop.count = getattr(talk.shop, "count", 0) + 1
        call.set("order", f"A1{talk.shop.count}")
        call.set("reason", str(talk.shop.count))
        call.set("cancel_check", "perform" if talk.shop.count % 2 else None)

    monkeypatch.setattr(talk.shop, "action_check_cancel", undecided, raising=False)
    said = await talk.say(READ_BACK)
    assert said.texts
    assert len(said.actions) < 10


def _policy_of(talk) -> FlowPolicy:
    nodes = talk.agent.processor.graph_runner._instantiated_nodes
    return next(node._component for node in nodes.values() if isinstance(node._component, FlowPolicy))
