"""Where a conversation stands, as plain data: slots, loop, follow-up, pause, last action and message. Knows no events.

It is what Rasa would find by replaying everything that was said, so that nobody has to.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    FollowupAction,
    LoopInterrupted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, TrackerActiveLoop
from rasa.shared.nlu.constants import ACTION_NAME

from bot.tracker.reading import read_event


@dataclass(frozen=True)
class Standing:
    """``slots``: those that were set, to whatever value. Messages are as the database has them."""

    slots: dict[str, Any]
    paused: bool
    followup: str | None
    action: dict[str, Any] | None
    loop: dict[str, Any] | None
    message: dict[str, Any] | None
    featurized: dict[str, Any]
    utterance: dict[str, Any] | None

    @classmethod
    def of(cls, tracker: DialogueStateTracker) -> Standing:
        """Where this tracker stands."""
        message, utterance = tracker.latest_message, tracker.latest_bot_utterance
        return cls(
            slots={name: slot.value for name, slot in tracker.slots.items() if slot.has_been_set},
            paused=tracker.is_paused(),
            followup=tracker.followup_action,
            action=tracker.latest_action,
            loop=asdict(tracker.active_loop) if tracker.active_loop else None,
            message=None if message is None or message.is_empty() else message.as_dict(),
            featurized=_featurized(message) if message else {},
            utterance=utterance.as_dict() if utterance and (utterance.text or utterance.data) else None,
        )

    def give(self, tracker: DialogueStateTracker) -> None:
        """Have the tracker stand here. Slots that the domain does not know (any more) are left out."""
        tracker._reset()
        for name, value in self.slots.items():
            if name in tracker.slots:
                tracker.slots[name].value = value
        tracker._paused, tracker.followup_action, tracker.latest_action = self.paused, self.followup, self.action
        tracker.active_loop = TrackerActiveLoop(**self.loop) if self.loop else None
        if self.message is not None:
            tracker.latest_message = self._message()
        if self.utterance is not None:
            tracker.latest_bot_utterance = read_event(self.utterance)

    def events(self) -> list[Event]:
        """Events that bring a new tracker here."""
        begun: list[Event] = [self._message()] if self.message else []
        if self.action and self.action.get(ACTION_NAME):
            begun.append(ActionExecuted(self.action[ACTION_NAME]))
        begun += [SlotSet(name, value) for name, value in self.slots.items()]
        if self.loop:
            begun += [ActiveLoop(self.loop["name"]), LoopInterrupted(self.loop["is_interrupted"])]
            begun += [ActionExecutionRejected(self.loop["name"])] if self.loop["rejected"] else []
        begun += [FollowupAction(self.followup)] if self.followup else []
        return [*begun, ConversationPaused()] if self.paused else begun

    def _message(self) -> UserUttered:
        message = read_event(self.message or {})
        if not isinstance(message, UserUttered):
            raise ValueError("what stands for the last message is none")
        message.use_text_for_featurization = self.featurized["by_text"]
        message.entities = list(self.featurized["entities"])
        return message


def _featurized(message: UserUttered) -> dict[str, Any]:
    """What later events have changed about the message; it is not written with it."""
    return {"by_text": message.use_text_for_featurization, "entities": message.entities}
