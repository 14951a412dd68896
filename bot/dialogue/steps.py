"""Computes the current step: the first one that the values at hand do not satisfy. Pure; knows nothing of Rasa."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bot.dialogue.flows import CALL, COLLECT, CONFIRM, Flow, Step
from bot.dialogue.state import Frame


def fingerprint(value: Any) -> str:
    """A short, stable mark of any JSON value."""
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]


def current(flow: Flow, frame: Frame) -> Step | None:
    """The step that is due; None when the flow is done."""
    due = (step for step in flow.steps if _applies(flow, step, frame) and not satisfied(flow, step, frame))
    return next(due, None)


def _applies(flow: Flow, step: Step, frame: Frame) -> bool:
    """A write applies only together with its read-back, whatever the file says: without one it must not run."""
    read_back = flow.read_back_of(step)
    return step.applies(frame.values) and (read_back is None or read_back.applies(frame.values))


def satisfied(flow: Flow, step: Step, frame: Frame) -> bool:
    """Whether the values at hand settle this step."""
    if step.kind == COLLECT:
        return frame.values.get(step.name) is not None and not needs_check(flow, step, frame)
    if step.kind == CONFIRM:
        return frame.yes.get(step.key) == inputs(flow, step, frame.values) or _done_behind(flow, step, frame)
    if step.kind == CALL:
        ran = frame.values.get(step.result) is not None
        return ran and frame.ran.get(step.key) == inputs(flow, step, frame.values)
    return frame.ran.get(step.key) == inputs(flow, step, frame.values)


def _done_behind(flow: Flow, confirm: Step, frame: Frame) -> bool:
    """The write that this read-back guards is done: there is nothing left to confirm, whatever its action changed."""
    write = flow.write_behind(confirm)
    return write is not None and satisfied(flow, write, frame)


def needs_check(flow: Flow, step: Step, frame: Frame) -> bool:
    """A value is there, but its check has not seen it, or not with what it depends on."""
    if not step.check or frame.values.get(step.name) is None:
        return False
    return frame.ran.get(step.key) != inputs(flow, step, frame.values)


def inputs(flow: Flow, step: Step, values: Mapping[str, Any]) -> str:
    """A mark of what the step rests on: a new mark means that it must be done again."""
    if step.kind == COLLECT:
        return fingerprint([values.get(slot) for slot in (step.name, *step.depends_on)])
    if step.kind == CONFIRM:
        return fingerprint([[slot, values.get(slot)] for slot in _behind(flow, step)] + [proposal_id(step, values)])
    return fingerprint([values.get(slot) for slot in step.depends_on])


def proposal_id(step: Step, values: Mapping[str, Any]) -> str | None:
    """The id of the proposal that this read-back shows."""
    proposal = values.get(step.proposal) if step.proposal else None
    return str(proposal["id"]) if isinstance(proposal, Mapping) and proposal.get("id") else None


def _behind(flow: Flow, step: Step) -> list[str]:
    """The slots that a yes is about: all that was collected or found before it. Proposals count by their id."""
    proposals = {other.proposal for other in flow.steps if other.proposal}
    slots = [slot for earlier in flow.before(step) for slot in (*_collected(earlier), *earlier.depends_on)]
    found = [earlier.result for earlier in flow.before(step) if earlier.result]
    return [slot for slot in dict.fromkeys(slots + found) if slot not in proposals]


def _collected(step: Step) -> tuple[str, ...]:
    return (step.name,) if step.kind == COLLECT else ()
