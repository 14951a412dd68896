"""Tells the latest states of a conversation from its latest events; Rasa replays them all and makes a state of each.

Only where messages and actions alone make a state: no slot counts in rules, no loop was ever active, and no message
was taken by its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, DefinePrevUserUtteredFeaturization, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker.recent import RecentTracker

Kind = TypeVar("Kind", bound=Event)


@dataclass(frozen=True)
class Then:
    """What Rasa's domain reads of a tracker to make a state of it."""

    latest_message: UserUttered | None
    latest_action: Mapping[str, Any] | None
    slots: Mapping[str, Any] = field(default_factory=dict)
    active_loop: None = None

    @property
    def is_whole(self) -> bool:
        """Whether somebody has spoken and something was done before."""
        return self.latest_message is not None and self.latest_action is not None


def latest_states(tracker: DialogueStateTracker, domain: Domain, number: int) -> list[State] | None:
    """The last states that Rasa would find, so many of them or all; None where they cannot be told in this way."""
    if not isinstance(tracker, RecentTracker):
        return None
    events = tracker.applied_events()
    if not _is_plain(tracker):
        return None
    thens = [_then(events, place) for place in islice(_places(events), number)]
    if tracker.applied.start and not (len(thens) == number and all(then.is_whole for then in thens)):
        return None
    return [domain.get_active_state(then) for then in reversed(thens)]


def _is_plain(tracker: RecentTracker) -> bool:
    slots_count = any(slot.influence_conversation for slot in tracker.slots.values())
    return not (tracker.applied.loops or slots_count or any(map(_is_by_text, tracker.events)))


def _is_by_text(event: Event) -> bool:
    return isinstance(event, DefinePrevUserUtteredFeaturization) and event.use_text_for_featurization


def _places(events: Sequence[Event]) -> Iterator[int]:
    """Where a state is: now, and before each action, the latest first."""
    yield len(events)
    yield from (place for place in reversed(range(len(events))) if isinstance(events[place], ActionExecuted))


def _then(events: Sequence[Event], place: int) -> Then:
    action = _last(ActionExecuted, events, place)
    return Then(_last(UserUttered, events, place), action.as_sub_state() if action else None)


def _last(kind: type[Kind], events: Sequence[Event], before: int) -> Kind | None:
    found = (events[place] for place in reversed(range(before)))
    return next((event for event in found if isinstance(event, kind)), None)
