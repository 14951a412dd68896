"""A tracker of Rasa's that holds the latest turns and what stood before them, and answers as if it held all.

A copy copies instead of replaying. What the latest turns cannot tell (a story of all, a time long ago) is looked up in
the whole record.
"""

from __future__ import annotations

import copy
from collections.abc import Generator, Iterable
from itertools import islice

from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, Restarted
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.core.training_data.structures import Story

from bot.tracker.applied import Applied, Recall
from bot.tracker.before import Before, Past


class RecentTracker(DialogueStateTracker):
    """``events`` are the latest turns', the first ``stored`` of which the database has, as ``version``.

    ``begins``: with which event its reading begins from the next save on; None: no change.
    """

    def __init__(
        self, sender_id: str, slots: Iterable[Slot], before: Before | None = None, recall: Recall | None = None
    ) -> None:
        self._by_event = False
        super().__init__(sender_id, ())
        self.slots = _twins(slots)
        self._reset_slots()
        self.version: int | None = None
        self.stored = 0
        self.begins: tuple[int | None, str | None] | None = None
        self.before, self._recall = before, recall
        self.applied = Applied(before, recall)
        if before:
            before.live.give(self)
            self._followup = self.followup_action

    @property
    def past(self) -> Past:
        """In short, what was said and done before the latest turns."""
        return self.before.past if self.before else Past()

    @property
    def whole_session(self) -> list[Event]:
        """All events since the session began, as Rasa's own store would give them."""
        return [*self.applied.earlier, *self.events]

    @property
    def unsaved(self) -> list[Event]:
        """The events that the database does not have yet."""
        return list(islice(self.events, self.stored, None))

    def is_saved(self, version: int | None) -> None:
        """The database has all of it, as this version."""
        self.stored, self.version, self.begins = len(self.events), version, None

    def begun_again(self) -> RecentTracker:
        """Another one, where the latest turns begin."""
        return RecentTracker(self.sender_id, self.slots.values(), self.before, self._recall)

    # What events do.

    def update(self, event: Event, domain: Domain | None = None) -> None:
        """Adds an event and applies it."""
        self._by_event = True
        try:
            super().update(event, domain)
        finally:
            self._by_event = False

    def trigger_followup_action(self, action: str) -> None:
        """The action that comes next, whatever would be predicted."""
        super().trigger_followup_action(action)
        self._followup = action

    def clear_followup_action(self) -> None:
        """Nothing is bound to come next. Rasa also says so in passing: that holds for this tracker, for no copy."""
        super().clear_followup_action()
        if self._by_event:
            self._followup = None

    def _reset(self) -> None:
        super()._reset()
        self._followup = self.followup_action

    def replay_events(self) -> None:
        """Makes the state anew, after something was undone."""
        applied = self.applied_events()
        if self.applied.start:
            self.applied.start.give(self)
            self._followup = self.followup_action
        for event in applied:
            event.apply_to(self)

    # What is asked of it.

    def applied_events(self) -> list[Event]:
        """What was not undone, of the latest turns."""
        self.applied.count_on(self.events)
        return list(self.applied.events)

    def replayed(self) -> DialogueStateTracker:
        """Another tracker that has gone through nothing but what was not undone."""
        *_, (tracker, _) = self.generate_all_prior_trackers()
        return tracker

    def generate_all_prior_trackers(self) -> Generator[tuple[DialogueStateTracker, bool], None, None]:
        """The tracker before each action of the latest turns, and whether that turn is hidden from learning."""
        applied = self.applied_events()
        tracker = self.init_copy()
        if self.applied.start:
            self.applied.start.give(tracker)
        for event in applied:
            if isinstance(event, ActionExecuted):
                yield tracker, event.hide_rule_turn
            tracker.update(event)
        yield tracker, False

    def init_copy(self) -> DialogueStateTracker:
        """A tracker of the same conversation in which nothing has happened."""
        tracker = DialogueStateTracker(self.sender_id, (), is_rule_tracker=self.is_rule_tracker)
        tracker.slots = _twins(self.slots.values())
        tracker._reset_slots()
        return tracker

    def copy(self) -> RecentTracker:
        """The same conversation once more, as its events tell it."""
        twin = RecentTracker.__new__(RecentTracker)
        twin.__dict__.update(self.__dict__)
        twin.events, twin.applied = self.events.copy(), self.applied.copy()
        twin.slots = _twins(self.slots.values())
        twin.followup_action, twin.active_loop = self._followup, copy.copy(self.active_loop)
        twin.model_id = twin.assistant_id = None
        return twin

    def events_after_latest_restart(self) -> list[Event]:
        """The latest turns, and before them what brings a new tracker to where they begin.

        Where they undo what lies before them, what they undo is given too.
        """
        events: list[Event] = super().events_after_latest_restart()
        if self.before is None or len(events) < len(self.events):
            return events
        self.applied.count_on(self.events)
        if not self.applied.is_looked_up:
            return [*self.before.events(), *events]
        whole = self.init_copy()
        whole.events.extend(self.whole_session)
        return list(whole.events_after_latest_restart())

    def travel_back_in_time(self, target_time: float) -> DialogueStateTracker:
        """The conversation as it was, from the whole record."""
        tracker = self.init_copy()
        for event in self.whole_session:
            if event.timestamp > target_time:
                break
            tracker.update(event)
        return tracker

    def as_dialogue(self) -> Dialogue:
        """All that was said in this session."""
        return Dialogue(self.sender_id, self.whole_session)

    def as_story(self, include_source: bool = False) -> Story:
        """All that was said in this session."""
        whole = DialogueStateTracker(self.sender_id, self.slots.values(), sender_source=self.sender_source)
        whole.events.extend(self.whole_session)
        return whole.as_story(include_source)

    def _events_for_verbosity(self, event_verbosity: EventVerbosity) -> list[Event] | None:
        if event_verbosity not in (EventVerbosity.ALL, EventVerbosity.AFTER_RESTART):
            return super()._events_for_verbosity(event_verbosity)
        events = self.whole_session
        restarts = [after for after, event in enumerate(events, 1) if isinstance(event, Restarted)]
        return events[restarts[-1] :] if restarts and event_verbosity is EventVerbosity.AFTER_RESTART else events


def _twins(slots: Iterable[Slot]) -> dict[str, Slot]:
    """Copies of the slots, by their names; by hand, because ``copy.copy`` takes ten times as long."""
    twins: dict[str, Slot] = {}
    for slot in slots:
        twins[slot.name] = twin = object.__new__(type(slot))
        twin.__dict__.update(slot.__dict__)
    return twins
