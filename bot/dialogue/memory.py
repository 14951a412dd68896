"""Keeps the state in one slot, and mirrors the open task's values in the slots that actions read."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import ActionExecuted, Event, Restarted, SlotSet, UserUtteranceReverted
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import language
from bot.dialogue.flows import Flows
from bot.dialogue.naming import STATE
from bot.dialogue.state import State, dump, load


def recall(tracker: DialogueStateTracker, flows: Flows) -> State:
    """The state of this conversation."""
    return load(_raw(tracker), flows)


def _raw(tracker: DialogueStateTracker) -> Any:
    """From the slot. ``rasa test core`` drops a policy's slot changes but keeps the metadata of its actions."""
    value = tracker.get_slot(STATE)
    if value:
        return value
    for event in reversed(tracker.events):
        if isinstance(event, ActionExecuted):
            return (event.metadata or {}).get(STATE)
        if isinstance(event, (Restarted, UserUtteranceReverted)):
            return None
    return None


def changes(state: State, flows: Flows, tracker: DialogueStateTracker, mirror: bool = True) -> list[Event]:
    """The slot changes that are needed: the state if it changed, the language, what differs from the open task."""
    wanted = _mirrored(state, flows) if mirror else {}
    data = dump(state)
    if tracker.get_slot(STATE) or len(data) > 1:
        wanted[STATE] = data
    if language.SLOT in tracker.slots:
        wanted[language.SLOT] = language.spoken(tracker)
    return [SlotSet(slot, value) for slot, value in wanted.items() if tracker.get_slot(slot) != value]


def metadata(state: State, tracker: DialogueStateTracker) -> dict[str, Any] | None:
    """The state once more while its slot is still empty."""
    data = dump(state)
    return {STATE: data} if len(data) > 1 and not tracker.get_slot(STATE) else None


def _mirrored(state: State, flows: Flows) -> dict[str, Any]:
    """The open task's values. What actions found for other tasks is not left lying in the slots."""
    wanted: dict[str, Any] = {slot: None for flow in flows.values() for slot in flow.results}
    if state.top:
        wanted.update({slot: state.top.values.get(slot) for slot in flows[state.top.flow].slots})
    return wanted
