"""Keeps conversations from growing with each session: a new session takes over the slots' last values, each once.

Rasa repeats every slot change of the session before, which repeats those of the one before it. Rasa knows no place to
name another ``action_session_start`` but the action server, and without that server a conversation would then not
begin at all; so the default action's list of changes is replaced, here and nowhere else.
"""

from __future__ import annotations

from rasa.core.actions.action import ActionSessionStart
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker


def last_values(tracker: DialogueStateTracker) -> list[SlotSet]:
    """One change for each slot that differs from its initial value."""
    return [
        SlotSet(slot.name, slot.value)
        for slot in tracker.slots.values()
        if slot.value != slot.initial_value and slot.name != SESSION_START_METADATA_SLOT
    ]


def install() -> None:
    """Makes every session of this process start this way; doing it twice changes nothing."""
    ActionSessionStart._slot_set_events_from_tracker = staticmethod(last_values)
