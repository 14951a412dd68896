"""Reads from the raw events of a conversation where in a turn we are and what the assistant showed in the turn before.

Raw events, because after a rewind the tracker's latest message is an old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)

MARK = "flow_step"  # key of our marker in the metadata of an executed action
REWINDS = (UserUtteranceReverted, ActionReverted, Restarted)
QUESTIONS = ("ask", "confirm", "retry", "person", "offer")


@dataclass
class Act:
    """An action that ran: our marker (None: a rule's action), the slots it set, the responses it said."""

    name: str
    mark: Mapping[str, Any] | None
    set: dict[str, Any] = field(default_factory=dict)
    said: list[str | None] = field(default_factory=list)

    @property
    def put(self) -> bool:
        """Whether this put a question of ours to the buyer."""
        return bool(self.mark and self.said and self.mark["did"] in QUESTIONS)


@dataclass
class Moment:
    """The turn so far. ``acts`` are the actions since the buyer's message.

    ``shown``: the question put before it; ``buttons``: those of the last answer before it that had any.
    """

    message: UserUttered | None = None
    acts: list[Act] = field(default_factory=list)
    shown: Mapping[str, Any] | None = None
    buttons: tuple[Mapping[str, Any], ...] = ()
    gap: float = 0.0
    new_session: bool = False
    rewound: bool = False
    rejected: bool = False
    said_before_rewind: bool = False

    @property
    def is_new_turn(self) -> bool:
        """Nothing was done yet about the buyer's message."""
        return self.message is not None and not (self.acts or self.rewound or self.rejected)

    @property
    def last(self) -> Act | None:
        return self.acts[-1] if self.acts else None

    @property
    def said_something(self) -> bool:
        return self.said_before_rewind or any(act.said for act in self.acts)


def read(events: Iterable[Event]) -> Moment:
    """The moment at the end of these events."""
    back = list(events)[::-1]
    moment = Moment()
    rest = _this_turn(back, moment)
    if moment.message is not None and not moment.rewound:
        _turn_before(back[rest:], moment)
    return moment


def _this_turn(back: list[Event], moment: Moment) -> int:
    """Walks back to the buyer's message; returns how many events that took. What was before a rewind is undone."""
    after: list[Event] = []
    for index, event in enumerate(back):
        if isinstance(event, REWINDS):
            moment.rewound = True
        elif moment.rewound and not isinstance(event, UserUttered):
            moment.said_before_rewind |= isinstance(event, BotUttered)
        elif isinstance(event, ActionExecutionRejected) and not moment.acts:
            moment.rejected = True
        elif isinstance(event, ActionExecuted) and event.action_name not in (ACTION_LISTEN_NAME, None):
            moment.acts.insert(0, _act(event, after))
            after = []
        elif isinstance(event, UserUttered):
            moment.message = event
            return index + 1
        else:
            after.insert(0, event)
    return len(back)


def _act(event: ActionExecuted, after: list[Event]) -> Act:
    act = Act(event.action_name, (event.metadata or {}).get(MARK))
    for later in after:
        if isinstance(later, SlotSet):
            act.set[later.key] = later.value
        elif isinstance(later, BotUttered):
            act.said.append((later.metadata or {}).get("utter_action"))
    return act


def _turn_before(back: list[Event], moment: Moment) -> None:
    """Finds the question that the assistant's previous turn ended with, unless a new session lies between."""
    before = Moment()
    for event in back:
        if isinstance(event, SessionStarted):
            moment.new_session = True
        if isinstance(event, (UserUttered, *REWINDS)):
            break
        if isinstance(event, BotUttered) and not moment.buttons:
            moment.buttons = tuple((event.data or {}).get("buttons") or ())
    _this_turn(back, before)
    put = [act for act in before.acts if act.put and act.name != ACTION_SESSION_START_NAME]
    if before.message is not None:
        moment.gap = moment.message.timestamp - before.message.timestamp
    if put and not moment.new_session:
        moment.shown = put[-1].mark
