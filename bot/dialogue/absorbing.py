"""What an executed action of ours changed, read from what it set and said. A write counts only by its result."""

from __future__ import annotations

from bot.dialogue import steps, tasks
from bot.dialogue.flows import CALL, COLLECT, Flow, Flows, Step
from bot.dialogue.moment import Act
from bot.dialogue.state import Frame, State


def absorb(flows: Flows, state: State, act: Act) -> bool:
    """Applies what our action did to the open task. True when it left a question of its own to the buyer."""
    frame, mark = state.top, act.mark or {}
    if frame is None or frame.flow != mark.get("flow") or not mark.get("step"):
        return False
    flow = flows[frame.flow]
    step = flow.step(mark["step"])
    if step is None:
        return False
    for slot in flow.slots:
        if slot in act.set:
            frame.set(slot, act.set[slot])
    if mark["did"] == "check":
        return _checked(flow, step, state, act)
    if mark["did"] == "call":
        return _called(flow, step, frame)
    if mark["did"] == "ask" and not act.said and frame.values.get(step.name) is None:
        _failed(frame)
        frame.asked = None
    if mark["did"] == "say":
        frame.ran[step.key] = steps.inputs(flow, step, frame.values)
    return False


def _checked(flow: Flow, step: Step, state: State, act: Act) -> bool:
    """A check answers by setting its slot, to a value or to nothing; without that it did not run."""
    frame = state.frames[-1]
    if step.name not in act.set:
        _failed(frame)
        return False
    frame.ran[step.key] = steps.inputs(flow, step, frame.values)
    _another_was_meant(flow, step, frame)
    if step == flow.subject:
        tasks.forget_same(state, step.name)
    if frame.values.get(step.name) is not None:
        frame.misses, frame.failures = 0, 0
        state.given = [slot for slot in state.given if slot != step.name]
        return False
    if step.name not in state.given:  # not what the buyer just said: what it depends on has changed since, no miss
        return bool(act.said)
    frame.miss(step.key)
    state.missed = True
    frame.asked = step.key
    return bool(act.said)


def _another_was_meant(flow: Flow, step: Step, frame: Frame) -> None:
    """Words that pointed at another value have said all they mean: "the lamp" is that order, and not its lamp alone."""
    before, now = frame.replaced.pop(step.name, None), frame.values.get(step.name)
    if before is None or now in (None, before):
        return
    asked = {other.name for other in flow.steps if other.kind == COLLECT}
    for slot in set(flow.collected) & set(step.from_entities) - asked:
        frame.set(slot, None)


def _called(flow: Flow, step: Step, frame: Frame) -> bool:
    if frame.values.get(step.result) is not None:
        frame.ran[step.key] = steps.inputs(flow, step, frame.values)
        frame.failures = 0
    elif steps.current(flow, frame) == step:
        _failed(frame)
    return False


def _failed(frame: Frame) -> None:
    frame.retry, frame.failures = True, frame.failures + 1


def start_over(flow: Flow, step: Step, frame: Frame) -> None:
    """Before a call runs (again): its old result and the proposal made with it are void."""
    void = {step.result} if step.kind == CALL else set()
    if step.kind == CALL and not flow.read_back_of(step):
        void |= {other.proposal for other in flow.steps if other.proposal}
    if step.kind == COLLECT:
        frame.ran.pop(step.key, None)
    for slot in void:
        frame.set(slot, None)
