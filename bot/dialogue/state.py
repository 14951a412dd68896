"""What is remembered between turns: open tasks with their values, waiting tasks, misses. Versioned, plain JSON.

The current step is not part of it: it is computed from the values (see steps.py).
"""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.dialogue.flows import Flow, Flows

logger = logging.getLogger(__name__)

VERSION = 1
MAX_FRAMES = 6
MAX_WAITING = 6
ANOTHER = "another"  # ``paused`` of a task that was asked for together with one of its kind


@dataclass
class Frame:
    """One open task. ``ran`` and ``yes`` hold fingerprints: with which inputs an action ran, what was confirmed.

    ``replaced``: what was known before words came that may mean something else; kept until a check has decided.
    """

    flow: str
    intent: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    ran: dict[str, str] = field(default_factory=dict)
    yes: dict[str, str] = field(default_factory=dict)
    asked: str | None = None
    misses: int = 0
    missed: str | None = None
    failures: int = 0
    retry: bool = False
    offers: int = 0
    paused: str | None = None
    replaced: dict[str, Any] = field(default_factory=dict)

    def forget_results(self, flow: Flow) -> None:
        """Keeps what the buyer said, forgets what actions found: they look again."""
        self.values = {slot: value for slot, value in self.values.items() if slot not in flow.results}
        self.ran, self.yes, self.asked = {}, {}, None
        self.misses, self.missed, self.failures, self.retry, self.offers = 0, None, 0, False, 0

    def go_on(self) -> None:
        """Nothing is in the way of this task any more: it is not put aside, and what failed is tried again."""
        self.paused, self.retry, self.offers = None, False, 0

    def set(self, slot: str, value: Any) -> None:
        """Sets a value; None and empty texts unset it."""
        if value is None or value == "":
            self.values.pop(slot, None)
        else:
            self.values[slot] = value

    def point(self, slot: str, words: Any) -> None:
        """Sets words that point at a value, and remembers the value they may replace."""
        if self.values.get(slot) not in (None, words):
            self.replaced.setdefault(slot, self.values[slot])
        self.set(slot, words)

    def miss(self, question: str) -> None:
        """Counts one more turn that did not answer this question."""
        self.misses = self.misses + 1 if self.missed == question else 1
        self.missed = question


@dataclass
class State:
    """All of it. The last frame is the open task.

    Of this turn only: ``say`` (still to be said), ``given`` (the slots of the open task that the buyer filled),
    ``missed``, ``level`` (how the question is put) and ``candidates``.
    """

    frames: list[Frame] = field(default_factory=list)
    waiting: list[Frame] = field(default_factory=list)
    say: list[str] = field(default_factory=list)
    misses: int = 0
    given: list[str] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    level: str | None = None
    missed: bool = False
    lost: bool = False

    @property
    def top(self) -> Frame | None:
        return self.frames[-1] if self.frames else None

    def open(self, frame: Frame) -> None:
        """Puts a task on top; the one below waits, and is taken up again when this one ends."""
        if self.top:
            self.top.paused = self.top.paused or "switch"
        self.frames = [*self.frames, frame][-MAX_FRAMES:]

    def wait(self, frame: Frame) -> None:
        """Notes a task for later."""
        self.waiting = [*self.waiting, frame][:MAX_WAITING]

    def close(self) -> Frame:
        """Ends the open task."""
        frame = self.frames.pop()
        if self.top:
            self.top.paused = self.top.paused or "switch"
        return frame


def dump(state: State) -> dict[str, Any]:
    """The state as JSON, without what is empty."""
    data = _filled(asdict(state))
    data.pop("lost", None)
    for key in data.keys() & {"frames", "waiting"}:
        data[key] = [_filled(frame) for frame in data[key]]
    return {"v": VERSION, **data}


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def load(raw: Any, flows: Flows) -> State:
    """The state from JSON. What is of another version, or names a flow that is no more, is dropped and logged."""
    if not raw:
        return State()
    if not isinstance(raw, dict) or raw.get("v") != VERSION:
        logger.error("A conversation's flow state is of an unknown version and is dropped: %.200r", raw)
        return State(lost=True)
    try:
        data = {key: value for key, value in raw.items() if key != "v"}
        frames = [Frame(**frame) for frame in data.pop("frames", [])]
        waiting = [Frame(**frame) for frame in data.pop("waiting", [])]
        state = State(frames=frames, waiting=waiting, **data)
    except TypeError:
        logger.exception("A conversation's flow state cannot be read and is dropped")
        return State(lost=True)
    return _known_only(state, flows)


def _known_only(state: State, flows: Flows) -> State:
    unknown = {frame.flow for frame in [*state.frames, *state.waiting] if frame.flow not in flows}
    if unknown:
        logger.error("A conversation is in flows that are no more and leaves them: %s", ", ".join(sorted(unknown)))
        state.lost = True
        state.frames = [frame for frame in state.frames if frame.flow in flows]
        state.waiting = [frame for frame in state.waiting if frame.flow in flows]
    return state
