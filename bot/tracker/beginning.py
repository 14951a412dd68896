"""Decides with which turn the reading of a conversation begins, so that a turn costs the same at any age.

It begins later when many turns have come, and only where the turns from there on tell all that Rasa may ask of them:
the rules look back over a few actions, and going back undoes a turn or two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, Event, UserUttered

from bot.tracker.applied import LONGEST_RULE, tell_enough
from bot.tracker.before import Before
from bot.tracker.recent import RecentTracker
from bot.tracker.standing import Standing

FEWEST_TURNS, MOST_TURNS = 3, 9
TRIES = 3

Begin = Callable[[Before | None, int], RecentTracker]
"""Makes a tracker of what stood before and the events from there on (by their place)."""


def later_beginning(tracker: RecentTracker, session: float | None, begin: Begin) -> tuple[RecentTracker, int] | None:
    """The tracker that begins later, and at which event; None as long as it need not, or cannot."""
    events = list(tracker.events)
    if _turns(events) <= MOST_TURNS:
        return None
    for place in islice(_places(events), TRIES):
        later = begin(_before(tracker, events[:place], session), place)
        if _tells_enough(later):
            return later, place
    return None


def _places(events: Sequence[Event]) -> Iterator[int]:
    """Where a turn begins with enough from there on: it listens, and somebody speaks. The latest place first."""
    turns, actions = _turns(events[-1:]), _actions(events[-1:])
    for place in range(len(events) - 2, 0, -1):
        turns, actions = turns + _turns(events[place : place + 1]), actions + _actions(events[place : place + 1])
        enough = turns >= FEWEST_TURNS and actions >= LONGEST_RULE
        if enough and _listens(events[place]) and isinstance(events[place + 1], UserUttered):
            yield place


def _before(tracker: RecentTracker, gone: Sequence[Event], session: float | None) -> Before:
    """What stood after these events, told by a tracker that goes through them."""
    walker = tracker.begun_again()
    for event in gone:
        walker.update(event)
    replayed = walker.replayed()
    ran = [str(event.action_name) for event in gone if isinstance(event, ActionExecuted)]
    past = walker.past.and_then(gone, walker.applied.loops, ran)
    return Before(Standing.of(walker), Standing.of(replayed), past, session)


def _tells_enough(tracker: RecentTracker) -> bool:
    return tell_enough(tracker.applied_events()) and not tracker.applied.is_looked_up


def _turns(events: Sequence[Event]) -> int:
    return sum(isinstance(event, UserUttered) for event in events)


def _actions(events: Sequence[Event]) -> int:
    return sum(isinstance(event, ActionExecuted) for event in events)


def _listens(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME
