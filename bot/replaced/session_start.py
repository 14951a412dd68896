"""Keeps conversations from growing with each session: a new session takes over the slots' last values, each once.

Replaces ``ActionSessionStart._slot_set_events_from_tracker``: Rasa repeats every slot change of the session before,
which repeats those of the one before it. Rasa knows no place to name another ``action_session_start`` but the action
server, and without that server a conversation would then not begin at all.
"""

from __future__ import annotations

from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.replaced.replacement import Replacement


def last_values(tracker: DialogueStateTracker) -> list[SlotSet]:
    """One change for each slot that differs from its initial value."""
    return [
        SlotSet(slot.name, slot.value)
        for slot in tracker.slots.values()
        if slot.value != slot.initial_value and slot.name != SESSION_START_METADATA_SLOT
    ]


REPLACEMENT = Replacement(
    method="rasa.core.actions.action:ActionSessionStart._slot_set_events_from_tracker",
    source="0822c879d5194124",
    ours=staticmethod(last_values),
)
