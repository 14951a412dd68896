"""What comes next in a turn: an action to run, a question to put, or nothing more to say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from bot.dialogue import naming, steps
from bot.dialogue.absorbing import start_over
from bot.dialogue.flows import CALL, COLLECT, CONFIRM, Flows, Step
from bot.dialogue.moment import Moment
from bot.dialogue.questions import Question, open_question, person_is_due
from bot.dialogue.state import ANOTHER, Frame, State

MAX_ACTIONS = 8  # Rasa breaks a turn off, in silence, at ten
MAX_OFFERS = 2  # unanswered offers after which a task is let go


@dataclass(frozen=True)
class Next:
    """The action to run and the marker that says what it is for. No action: listen."""

    action: str | None = None
    mark: dict[str, Any] | None = None


LISTEN = Next()


class Advancer:
    """Computes the next action. ``responses`` and ``actions``: names that the domain has."""

    def __init__(self, flows: Flows, responses: Collection[str], actions: Collection[str]) -> None:
        self._flows = flows
        self._responses = responses
        self._actions = actions

    def next(self, state: State, moment: Moment) -> Next:
        """The next action; changes the state only by what is thereby done or finished."""
        if len(moment.acts) >= MAX_ACTIONS:
            return self._rest(moment)
        while True:
            said = self._to_say(state)
            if said:
                return said
            if state.top is None and not self._begin_waiting(state):
                return self._rest(moment)
            if self._announce(state):
                continue
            step = self._due(state)
            if step is None and not state.top.retry and not state.top.paused:
                self._finish(state)
                continue
            return self._run(state, step) or self._put(state, moment)

    def _to_say(self, state: State) -> Next | None:
        while state.say:
            name = state.say.pop(0)
            if name in self._responses:
                return _saying(name)
        return None

    def _begin_waiting(self, state: State) -> bool:
        if not state.waiting:
            return False
        state.open(state.waiting.pop(0))
        return True

    def _rest(self, moment: Moment) -> Next:
        """Nothing is open. A turn never ends without a word."""
        if moment.said_something or moment.message is None or _owned_up(moment):
            return LISTEN
        return _saying(naming.FAILED)

    def _announce(self, state: State) -> bool:
        """A task that was left for another one is taken up again with a word, and so is the second of its kind."""
        words = {"switch": naming.resumed(state.top.flow), ANOTHER: naming.ANOTHER}.get(state.top.paused or "")
        if words is None:
            return False
        state.top.paused = None
        state.say.append(words)
        return True

    def _due(self, state: State) -> Step | None:
        return steps.current(self._flows[state.top.flow], state.top)

    def _finish(self, state: State) -> None:
        """A task is done; what waits comes before what was left."""
        done = state.close()
        state.frames = [frame for frame in state.frames if not self._is_answered_by(frame, done)]
        if state.top:
            state.top.paused = state.top.paused or "switch"
        if state.waiting:
            self._begin_waiting(state)

    def _is_answered_by(self, left: Frame, done: Frame) -> bool:
        """A ticket about an order is also what somebody wanted who asked for a person, about nothing in particular."""
        flow = self._flows[left.flow]
        wanted = [step.result for step in flow.steps if flow.read_back_of(step)]
        asks = any(step.kind == COLLECT for step in flow.steps)
        return bool(wanted) and not asks and all(done.values.get(result) for result in wanted)

    def _run(self, state: State, step: Step | None) -> Next | None:
        """The action of a step that asks nothing."""
        frame = state.top
        if step is None or frame.retry or frame.paused or step.kind == CONFIRM:
            return None
        flow = self._flows[frame.flow]
        if step.kind == COLLECT and not steps.needs_check(flow, step, frame):
            return None
        start_over(flow, step, frame)
        did = {COLLECT: "check", CALL: "call"}.get(step.kind, "say")
        mark = {"did": did, "flow": flow.name, "step": step.key}
        return Next(step.check if step.kind == COLLECT else step.name, mark)

    def _put(self, state: State, moment: Moment) -> Next:
        """Puts the open question, unless this turn did so already."""
        question = open_question(self._flows, state)
        if any(act.mark == question.mark() for act in moment.acts):
            return self._rest(moment)
        if question.did not in ("ask", "confirm"):
            return self._offer(state, moment, question)
        return self._ask(state, moment, question)

    def _offer(self, state: State, moment: Moment, question: Question) -> Next:
        frame = state.top
        if frame.retry and not (moment.said_something or _owned_up(moment)):
            return _saying(naming.FAILED)
        frame.offers += 1
        if frame.offers > MAX_OFFERS:
            state.close()
            return self.next(state, moment)
        names = {"retry": naming.RETRY, "person": naming.OFFER_PERSON}
        return Next(names.get(question.did, naming.offered(frame.flow)), question.mark())

    def _ask(self, state: State, moment: Moment, question: Question) -> Next:
        frame, step = state.top, question.step
        state.level = _level(state, frame, question)
        frame.asked = _asked(question)
        return Next(self._wording(step, state.level), question.mark())

    def _wording(self, step: Step, level: str | None) -> str:
        """The response or action for a question: in full, again in brief, or simple with buttons."""
        action, again = naming.asking_action(step), naming.asking_again_action(step)
        if level == "again" and again in self._actions:
            return again
        if level != "again" and action in self._actions:
            return action
        name = naming.asking(step)
        for wording in (f"{name}_{level}", f"{name}_again", name) if level else (name,):
            if wording in self._responses:
                return wording
        return action


def _owned_up(moment: Moment) -> bool:
    return any(act.name == naming.FAILED for act in moment.acts)


def _level(state: State, frame: Frame, question: Question) -> str | None:
    """In full the first time, in brief when it is only put again, simply when it was not understood twice."""
    if state.missed and frame.misses > 1:
        return "simple"
    return "again" if frame.asked == _asked(question) else None


def _asked(question: Question) -> str:
    return f"{question.step.key} {question.id or ''}".strip()


def _saying(name: str) -> Next:
    """Words between the steps. After "did you mean" and the offer of a person, the buyer has the word."""
    return Next(name, {"did": {naming.DID_YOU_MEAN: "mean", naming.OFFER_PERSON: "person"}.get(name, "note")})


def not_understood(state: State, responses: Collection[str]) -> str:
    """What to say when nothing is open and nothing was understood; counts the misses."""
    state.misses += 1
    if person_is_due(state.misses):
        return naming.OFFER_PERSON
    wanted = {1: "", 2: "_again"}.get(state.misses, "_simple")
    name = f"{naming.NOT_UNDERSTOOD}{wanted}"
    return name if name in responses else naming.NOT_UNDERSTOOD
