"""Which values a message gives an open task: answers, answers to questions not asked yet, corrections."""

from __future__ import annotations

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
    for step in questions:
        if step != asked and _points(step.name, asked):
            continue
        found[step.name] = turn.own_value(step)
        if found[step.name] is None and (corrects or _may_be_pointed_at(frame, step, asked)):
            found[step.name] = turn.pointed_value(_without_own_answers(step, questions, frame))
    for slot in flow.collected:
        if slot not in found and not _points(slot, asked):
            found[slot] = turn.entity(slot)
    found = {slot: value for slot, value in found.items() if value is not None}
    for slot, value in found.items():
        frame.set(slot, value)
    return bool(found)


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
    """An item or a date in the answer to another question does not mean another order."""
    return frame.values.get(step.name) is None or asked is None or asked == step
