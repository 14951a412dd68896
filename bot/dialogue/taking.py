"""Which values a message gives an open task: answers, answers to questions not asked yet, corrections."""

from __future__ import annotations

from typing import Any

from bot.dialogue.flows import COLLECT, Flow, Step
from bot.dialogue.state import Frame
from bot.dialogue.turn import NO, Turn


def take(flow: Flow, frame: Frame, turn: Turn, asked: Step | None = None) -> bool:
    """Takes every value that the message has for this flow. ``asked``: the step that waits for an answer, if any.

    True when there was one, also when it is the value that was known already.
    """
    found = {
        step.name: value
        for step in flow.steps
        if step.kind == COLLECT and (value := _value(flow, frame, step, turn, asked)) is not None
    }
    questions = {step.name for step in flow.steps if step.kind == COLLECT}
    for slot in flow.collected:
        if slot not in questions and turn.entity(slot) is not None and not _points(slot, asked):
            found[slot] = turn.entity(slot)
    for slot, value in found.items():
        frame.set(slot, value)
    return bool(found)


def _points(slot: str, asked: Step | None) -> bool:
    """Whether this entity answers the question that waits: "the lamp" then says which order, not which item of it."""
    return asked is not None and slot in asked.from_entities


def _value(flow: Flow, frame: Frame, step: Step, turn: Turn, asked: Step | None) -> Any:
    """The step's own entity; or the words of the message, where another entity points at a value."""
    own = turn.own_value(step)
    if own is not None or not _may_be_pointed_at(flow, frame, step, turn, asked):
        return own
    return turn.pointed_value(step)


def _may_be_pointed_at(flow: Flow, frame: Frame, step: Step, turn: Turn, asked: Step | None) -> bool:
    """An item or a date in the answer to another question does not mean another order."""
    if frame.values.get(step.name) is None or asked is None or asked == step:
        return True
    return turn.intent == NO or turn.intent in flow.starts_on
