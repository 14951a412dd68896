"""Which question is open: what the buyer may answer now. Computed from the state, like the current step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.dialogue import steps
from bot.dialogue.flows import COLLECT, CONFIRM, Flows, Step
from bot.dialogue.state import Frame, State
from bot.dialogue.turn import PERSON

PERSON_AFTER = 3  # misses in a row after which a person is offered
RETRIES = 2  # failures in a row after which a person is offered instead of another try


@dataclass(frozen=True)
class Question:
    """``did`` is its kind: ask and confirm belong to a step; retry, person and offer wait for yes or no."""

    did: str
    flow: str | None = None
    step: Step | None = None
    id: str | None = None
    proposal: str | None = None

    def mark(self) -> dict[str, Any]:
        """What is noted in the metadata of the action that puts this question."""
        mark = {"did": self.did, "flow": self.flow, "id": self.id, "proposal": self.proposal}
        mark["step"] = self.step.key if self.step else None
        return {key: value for key, value in mark.items() if value is not None}


def open_question(flows: Flows, state: State) -> Question | None:
    """The question of the open task; None when there is no task, or the task has something to do first."""
    frame = state.top
    if frame is None:
        return None
    if frame.paused == "away":
        return Question("offer", frame.flow)
    if frame.retry:
        is_person = frame.intent == PERSON
        return Question("person" if frame.failures >= RETRIES and not is_person else "retry", frame.flow)
    step = steps.current(flows[frame.flow], frame)
    question = question_of(flows, frame, step) if step else None
    if question and person_is_due(frame.misses) and frame.missed == question.step.key:  # type: ignore[union-attr]
        return Question("person", frame.flow)
    return question


def question_of(flows: Flows, frame: Frame, step: Step) -> Question | None:
    """The question that this step puts; None when it has something to run first."""
    flow = flows[frame.flow]
    if step.kind == COLLECT and not steps.needs_check(flow, step, frame):
        # What a question is about belongs to it: with other values it is another question, put in full.
        about = steps.fingerprint([frame.values.get(slot) for slot in step.depends_on]) if step.depends_on else None
        return Question("ask", flow.name, step, about)
    if step.kind == CONFIRM:
        proposal = steps.proposal_id(step, frame.values)
        return Question("confirm", flow.name, step, steps.inputs(flow, step, frame.values), proposal)
    return None


def person_is_due(misses: int) -> bool:
    """At the third miss, and then at every second one, so that the question itself is heard between the offers."""
    return misses >= PERSON_AFTER and (misses - PERSON_AFTER) % 2 == 0


def is_shown(question: Question, shown: Any) -> bool:
    """Whether the assistant's previous turn put exactly this question."""
    return bool(shown) and dict(shown) == question.mark()
