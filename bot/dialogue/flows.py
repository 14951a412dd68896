"""What a flow is: its steps in order, and what starts it. Holds no reading of files and no state of a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

COLLECT, CONFIRM, CALL, SAY = "collect", "confirm", "call", "say"
KINDS = (COLLECT, CONFIRM, CALL, SAY)


@dataclass(frozen=True)
class Step:
    """One step. ``name`` is the slot it collects, the response it says or the action it calls.

    ``free_text``: words that mean nothing else are the answer; ``verbatim``: words are, also where they mention things.
    ``answered_by``: intents that an answer sounds like; while this is asked (or read back), they begin nothing else.
    """

    kind: str
    name: str
    key: str
    line: int = 0
    when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    depends_on: tuple[str, ...] = ()
    check: str | None = None
    free_text: bool = False
    verbatim: bool = False
    from_entities: tuple[str, ...] = ()
    from_intent: Mapping[str, Any] = field(default_factory=dict)
    answered_by: tuple[str, ...] = ()
    result: str | None = None
    proposal: str | None = None

    def applies(self, values: Mapping[str, Any]) -> bool:
        """Whether this step is part of the flow, given these values. A condition of ``null`` means: not set."""
        return all(values.get(slot) in allowed for slot, allowed in self.when.items())

    def named_slots(self) -> tuple[str, ...]:
        """Every slot this step reads or sets, each once."""
        own = (self.name,) if self.kind == COLLECT else ()
        more = tuple(slot for slot in (self.result, self.proposal) if slot)
        return tuple(dict.fromkeys((*own, *self.depends_on, *more, *self.when)))


@dataclass(frozen=True)
class Flow:
    """A task of the buyer: the intents that start it, and its steps."""

    name: str
    starts_on: tuple[str, ...]
    steps: tuple[Step, ...]
    file: str = ""
    line: int = 0

    def __post_init__(self) -> None:
        set_by_actions = {slot for step in self.steps for slot in (step.result, step.proposal) if slot}
        slots = dict.fromkeys(slot for step in self.steps for slot in step.named_slots())
        object.__setattr__(self, "slots", tuple(slots))
        object.__setattr__(self, "results", frozenset(set_by_actions))
        object.__setattr__(self, "_steps", {step.key: step for step in self.steps})

    slots: tuple[str, ...] = field(init=False, compare=False, default=())
    results: frozenset[str] = field(init=False, compare=False, default=frozenset())

    @property
    def collected(self) -> tuple[str, ...]:
        """Slots that the buyer fills, in the order of the steps; the ones that only a later action reads come last."""
        asked = tuple(step.name for step in self.steps if step.kind == COLLECT)
        read = tuple(slot for slot in self.slots if slot not in asked and slot not in self.results)
        return asked + read

    @property
    def subject(self) -> Step | None:
        """The question which says what the task is about: the first one whose answer has to be looked up."""
        return next((step for step in self.steps if step.kind == COLLECT and step.check), None)

    def step(self, key: str) -> Step | None:
        """The step of this key, or None when the flow was edited meanwhile."""
        return self._steps.get(key)  # type: ignore[attr-defined,no-any-return]

    def read_back_of(self, step: Step) -> Step | None:
        """The confirm step right before a call: such a call is a write."""
        place = self.steps.index(step)
        before = self.steps[place - 1] if place and step.kind == CALL else None
        return before if before and before.kind == CONFIRM else None

    def write_behind(self, confirm: Step) -> Step | None:
        """The write that this read-back guards."""
        after = self.steps[self.steps.index(confirm) + 1 :]
        return after[0] if after and after[0].kind == CALL else None

    def before(self, step: Step) -> tuple[Step, ...]:
        """The steps that come before this one."""
        return self.steps[: self.steps.index(step)]


class Flows(Mapping[str, Flow]):
    """All flows by name, and by the intent that starts them."""

    def __init__(self, flows: Iterable[Flow] = ()) -> None:
        self._flows = {flow.name: flow for flow in flows}
        self._starts = {intent: flow for flow in self._flows.values() for intent in flow.starts_on}

    def __getitem__(self, name: str) -> Flow:
        return self._flows[name]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._flows)

    def __len__(self) -> int:
        return len(self._flows)

    def starting_on(self, intent: str | None) -> Flow | None:
        """The flow that this intent starts."""
        return self._starts.get(intent or "")
