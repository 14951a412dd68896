"""Counts on which events of a conversation still hold: what Rasa calls applied, told from the latest turns alone.

Rasa walks through all events for it, some hundred times a turn. Its own rules of what undoes what are used here, event
by event. Where they would have to look at what lies before the latest turns, that is recalled.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import islice

from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker.before import Before, Past
from bot.tracker.standing import Standing

TURNS_LEFT = 2
"""Turns that hold, at least: by the latest message Rasa tells how old the session is, and one more may be undone."""
LONGEST_RULE = 12
"""Actions that a rule may look back over; at least so many that hold are read."""
Recall = Callable[[], list[Event]]
"""Gives the events of the session before the latest turns."""


class TooFarBack(Exception):
    """What is to be undone lies before the latest turns."""


class Applied:
    """What holds of the latest turns. ``start``: where the conversation stands before these; None: it begins there."""

    def __init__(self, before: Before | None, recall: Recall | None) -> None:
        self._past = before.past if before else Past()
        self._recall = recall
        self._earlier: list[Event] | None = None if before else []
        self._loops = set(self._past.loops)
        self._counted, self._has_undone = 0, False
        self.start: Standing | None = before.replayed if before else None
        self.events: list[Event] = []

    def count_on(self, latest: deque[Event]) -> None:
        """Takes in what has happened since the last time; ``latest`` are the latest turns."""
        if self._counted == len(latest):
            return
        try:
            self._count_new(latest)
        except TooFarBack:
            self._count_all()
            self._count_new(latest)
        self._counted = len(latest)

    @property
    def earlier(self) -> list[Event]:
        """The session's events before the latest turns, looked up once."""
        if self._earlier is None:
            self._earlier = self._recall() if self._recall else []
        return self._earlier

    @property
    def is_looked_up(self) -> bool:
        """Whether what came before the latest turns was needed."""
        return self._earlier is not None

    @property
    def loops(self) -> frozenset[str]:
        """All that were ever activated."""
        return frozenset(self._loops)

    def copy(self) -> Applied:
        """The same, to be counted on by itself."""
        twin = Applied.__new__(Applied)
        twin.__dict__.update(self.__dict__)
        twin.events, twin._loops = list(self.events), set(self._loops)
        return twin

    def _count_new(self, latest: deque[Event]) -> None:
        new = list(islice(latest, self._counted, None))
        loops = _loops(new) - self._loops
        if loops:  # what ran before under this name ran as a loop
            self._loops |= loops
            if self._earlier is None and loops & self._past.done:
                raise TooFarBack
            self.events, new = [], [*(self._earlier or ()), *latest]
        for event in new:
            self._count(event)
        if self.start and self._has_undone and not tell_enough(self.events):
            raise TooFarBack

    def _count_all(self) -> None:
        self._loops |= _loops(self.earlier)
        self.events, self.start, self._counted = [], None, 0
        for event in self.earlier:
            self._count(event)

    def _count(self, event: Event) -> None:
        if isinstance(event, (Restarted, SessionStarted)):
            self.events, self.start = [], None
        elif isinstance(event, ActionReverted):
            self._undo(ActionExecuted)
        elif isinstance(event, UserUtteranceReverted):
            self._undo(UserUttered)
            self._undo(ActionExecuted)
        elif isinstance(event, ActionExecuted) and event.action_name in self._loops and self._goes_on(event):
            DialogueStateTracker._undo_till_previous_loop_execution(str(event.action_name), self.events)
        else:
            self.events.append(event)

    def _undo(self, kind: type[Event]) -> None:
        if self.start and not any(isinstance(event, kind) for event in self.events):
            raise TooFarBack
        DialogueStateTracker._undo_till_previous(kind, self.events)
        self._has_undone = True

    def _goes_on(self, run: ActionExecuted) -> bool:
        """Whether a loop's run goes on with the one before it, so that what lies between holds no more."""
        if not _is_first(run, self.events):
            return True
        if self.start and not _is_first(run, [run, *self.events]):
            raise TooFarBack  # had it run before the latest turns, that would have made the difference
        return False


def tell_enough(applied: list[Event]) -> bool:
    """Whether events that hold tell all that Rasa may ask of what was said last."""
    turns = sum(isinstance(event, UserUttered) for event in applied)
    return turns >= TURNS_LEFT and sum(isinstance(event, ActionExecuted) for event in applied) >= LONGEST_RULE


def _is_first(run: ActionExecuted, before: list[Event]) -> bool:
    rasas = DialogueStateTracker._first_loop_execution_or_unhappy_path
    return rasas(DialogueStateTracker, str(run.action_name), before)  # type: ignore[arg-type]


def _loops(events: list[Event]) -> set[str]:
    return {event.name for event in events if isinstance(event, ActiveLoop) and event.name}
