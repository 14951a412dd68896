"""Which values a message gives an open task: answers, answers to questions not asked yet, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.dialogue.flows import COLLECT, Flow, Step
from bot.dialogue.state import Frame
from bot.dialogue.turn import NO, Turn


def take(flow: Flow, frame: Frame, turn: Turn, asked: Step | None = None) -> bool:
    """Takes every value that the message has for this flow. ``asked``: the step that waits for an answer, if any.

    True when there was one, also when it is the value that was known already.
    """
    questions = [step for step in flow.steps if step.kind == COLLECT]
    answers = asked is not None and turn.own_value(asked) is not None
    corrects = not answers and (turn.intent == NO or turn.intent in flow.starts_on)
    found: dict[str, Any] = {}
    pointed: dict[str, Any] = {}
    for step in questions:
        if step != asked and _points(step.name, asked):
            continue
        found[step.name] = turn.own_value(step)
        if found[step.name] is not None:
            continue
        if corrects or _may_be_pointed_at(frame, step, asked):
            pointed[step.name] = turn.pointed_value(_without_own_answers(step, questions, frame))
        elif asked is not None and step == flow.subject and not answers:
            pointed[step.name] = _instead(step, asked, turn)
    for slot in flow.collected:
        if slot not in found and not _points(slot, asked):
            found[slot] = turn.entity(slot)
    choices = {step.name for step in questions if step != flow.subject and not step.from_intent}
    return _set(frame, found, pointed, turn.denied & choices)


def is_known(flow: Flow, frame: Frame | None) -> bool:
    """Whether this task of the flow is about something already: two values are then an old one and a new one."""
    subject = flow.subject
    return bool(subject and frame and frame.flow == flow.name and frame.values.get(subject.name) is not None)


def others(flow: Flow, frame: Frame, turn: Turn) -> Iterator[Frame]:
    """A task for each further thing that the message names: "cancel this one and that one", with all else it says."""
    subject = flow.subject
    if subject is None:
        return
    named = [value for value in turn.entities.get(subject.name, ()) if isinstance(value, str)]
    for value in [value for value in dict.fromkeys(named) if value != frame.values.get(subject.name)]:
        other = Frame(flow.name, frame.intent)
        take(flow, other, turn)
        other.set(subject.name, value)
        yield other


def _set(frame: Frame, found: dict[str, Any], pointed: dict[str, Any], denied: frozenset[str]) -> bool:
    """A value that is only denied is forgotten, where it was known."""
    found = {slot: value for slot, value in found.items() if value is not None}
    pointed = {slot: words for slot, words in pointed.items() if words is not None}
    for slot, value in found.items():
        frame.replaced.pop(slot, None)
        frame.set(slot, None if slot in denied and value == frame.values.get(slot) else value)
    for slot, words in pointed.items():
        frame.point(slot, words)
    return bool(found or pointed)


def _instead(step: Step, asked: Step, turn: Turn) -> Any:
    """Words that answer nothing that was asked may mean another order; the check knows whether they do."""
    if asked.free_text or asked.verbatim or set(asked.from_entities) & set(turn.entities):
        return None
    return turn.pointed_value(step)


def _without_own_answers(step: Step, questions: list[Step], frame: Frame) -> Step:
    """Where the order is known and its item is a question of its own, "the lamp" means that item and no other order."""
    if frame.values.get(step.name) is None:
        return step
    others = {name for other in questions if other is not step for name in other.from_entities}
    return replace(step, from_entities=tuple(name for name in step.from_entities if name not in others))


def _points(slot: str, asked: Step | None) -> bool:
    """Whether this entity answers the question that waits: "the lamp" then says which order, not which item of it."""
    return asked is not None and slot != asked.name and slot in asked.from_entities


def _may_be_pointed_at(frame: Frame, step: Step, asked: Step | None) -> bool:
    """Where nothing is known yet, or nothing else is asked, an item or a date means an order."""
    return frame.values.get(step.name) is None or asked is None or asked == step
