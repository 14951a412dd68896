"""What a message of the buyer changes: tasks, values, yes and no. Decides nothing about what is said next."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from bot.dialogue import naming, steps
from bot.dialogue.flows import COLLECT, Flow, Flows
from bot.dialogue.questions import Question, is_shown, open_question
from bot.dialogue.state import Frame, State
from bot.dialogue.turn import Turn

YES, NO, STOP, PERSON = "affirm", "deny", "stop_flow", "talk_to_human"


class Route(Enum):
    """Who answers: the flows, a rule (a side question), or nobody yet because it was not understood."""

    OURS = "ours"
    RULES = "rules"
    UNCLEAR = "unclear"


class Interpreter:
    """Applies messages to the state. ``responses``: names that the domain has."""

    def __init__(self, flows: Flows, responses: Collection[str]) -> None:
        self._flows = flows
        self._responses = responses

    def apply(self, state: State, turn: Turn) -> Route:
        """Changes the state by this message."""
        state.candidates, state.level = [], None
        for frame in state.frames:
            self._forget_old_yes(frame)
        if turn.returned:
            self._come_back(state)
        if turn.external:
            return Route.RULES
        for reading in (self._negation, self._stop, self._yes_or_no, self._start, self._answer):
            route = reading(state, turn)
            if route:
                return route
        self._tasks(state, turn, started=None)
        return Route.RULES if turn.clear else Route.UNCLEAR

    def _forget_old_yes(self, frame: Frame) -> None:
        """A yes is for the write of its own turn: one that led to nothing is given again, after a new read-back."""
        flow = self._flows[frame.flow]
        frame.yes = {key: yes for key, yes in frame.yes.items() if not _guards_a_write(flow, key)}

    def _come_back(self, state: State) -> None:
        """After a long time away, what actions found is looked up again and the task is offered, not just continued."""
        for frame in state.frames:
            frame.forget_results(self._flows[frame.flow])
        if state.top:
            state.top.paused = "away" if naming.offered(state.top.flow) in self._responses else "switch"

    def _negation(self, state: State, turn: Turn) -> Route | None:
        """ "Don't cancel": an open cancellation is dropped, none is started."""
        for intent in turn.entities.get("negated", ()):
            flow = self._flows.starting_on(intent)
            if flow and any(frame.flow == flow.name for frame in state.frames):
                self._drop(state, flow.name)
                if turn.intent in (intent, YES, NO, STOP, None):
                    return Route.OURS
            elif flow and turn.intent == intent:
                state.say.append(naming.NOTHING_TO_STOP)
                return Route.OURS
        return None

    def _stop(self, state: State, turn: Turn) -> Route | None:
        if turn.intent != STOP or not turn.clear or state.top is None:
            return None
        self._drop(state, state.top.flow)
        return Route.OURS

    def _drop(self, state: State, name: str) -> None:
        state.frames.append(state.frames.pop(next(i for i, f in enumerate(state.frames) if f.flow == name)))
        state.close()
        state.say.append(naming.dropped(name))

    def _yes_or_no(self, state: State, turn: Turn) -> Route | None:
        if turn.intent not in (YES, NO) or not turn.clear:
            return None
        before = dict(state.top.values) if state.top else {}
        if self._take_values(state, turn) and state.top.values != before:
            return Route.OURS
        question = open_question(self._flows, state)
        if question is None:
            return self._without_question(state, turn)
        return _ANSWERS[question.did](self, state, turn, question)

    def _without_question(self, state: State, turn: Turn) -> Route:
        if turn.shown.get("did") == "person":
            state.misses = 0
            if turn.intent == YES:
                self._call_person(state)
            else:
                state.say.append(naming.OFFER_DECLINED)
        else:
            state.say.append(naming.NOTHING_TO_CONFIRM)
        return Route.OURS

    def _on_ask(self, state: State, turn: Turn, question: Question) -> Route:
        frame, step = state.top, question.step
        if turn.intent in step.from_intent:
            frame.set(step.name, step.from_intent[turn.intent])
            return Route.OURS
        return Route.OURS if turn.entity("proposal") else Route.UNCLEAR

    def _on_confirm(self, state: State, turn: Turn, question: Question) -> Route:
        """A yes counts only for the read-back of the turn before; every other yes gets the read-back again."""
        meant = turn.entity("proposal") in (None, question.proposal)
        if turn.intent == NO and meant:
            self._drop(state, question.flow)
        elif turn.intent == YES and meant and is_shown(question, turn.shown) and not turn.signed_in_again:
            state.top.yes[question.step.key] = question.id
        return Route.OURS

    def _on_offer(self, state: State, turn: Turn, question: Question) -> Route:
        """Going on after a long time away, or trying again after a failure."""
        if turn.intent == NO:
            self._drop(state, question.flow)
        elif is_shown(question, turn.shown):
            state.top.paused, state.top.retry, state.top.offers = None, False, 0
        return Route.OURS

    def _on_person(self, state: State, turn: Turn, question: Question) -> Route:
        frame = state.top
        if turn.intent == YES and is_shown(question, turn.shown):
            frame.misses, frame.retry = 0, False
            self._call_person(state)
        elif turn.intent == NO and frame.retry:
            self._drop(state, question.flow)
        elif turn.intent == NO:
            frame.misses = 0
        return Route.OURS

    def _call_person(self, state: State) -> None:
        flow = self._flows.starting_on(PERSON)
        if flow is None:
            state.say.append(naming.OFFER_DECLINED)
        else:
            self._bring_up(state, flow, PERSON)

    def _start(self, state: State, turn: Turn) -> Route | None:
        flow = self._flows.starting_on(turn.intent)
        if flow is None or not turn.clear:
            return None
        self._bring_up(state, flow, turn.intent)
        self._take_values(state, turn)
        self._tasks(state, turn, started=flow)
        state.misses = 0
        return Route.OURS

    def _bring_up(self, state: State, flow: Flow, intent: str | None) -> None:
        """Opens the flow, or brings it up where it is open already; with another intent it looks at all anew."""
        known = next((frame for frame in state.frames if frame.flow == flow.name), None)
        if known is None:
            state.open(Frame(flow.name, intent))
            return
        state.frames.remove(known)
        state.open(known)
        known.paused, known.retry, known.offers = None, False, 0
        if known.intent != intent:
            known.intent = intent
            known.forget_results(flow)

    def _tasks(self, state: State, turn: Turn, started: Flow | None) -> None:
        """Notes what else the message asks for; each waits with the values that the message gave."""
        for intent in turn.entities.get("task", ()):
            flow = self._flows.starting_on(intent)
            known = [started, *(self._flows[frame.flow] for frame in (*state.frames, *state.waiting))]
            if flow and flow not in known and intent not in turn.entities.get("negated", ()):
                frame = Frame(flow.name, intent)
                _take(flow, frame, turn)
                state.wait(frame)

    def _answer(self, state: State, turn: Turn) -> Route | None:
        """Values for the open task; while a question takes free text, any words that mean nothing else."""
        if state.top is None or not turn.may_answer:
            return None
        if self._take_values(state, turn):
            return Route.OURS
        question = open_question(self._flows, state)
        step = question.step if question and question.did == "ask" else self._asked_behind_offer(state, question)
        if step and step.free_text and turn.words:
            state.top.set(step.name, turn.words)
            return Route.OURS
        return Route.UNCLEAR if turn.intent == "inform" and not turn.entities else None

    def _asked_behind_offer(self, state: State, question: Question | None) -> None:
        """The question behind the offer of a person still takes an answer in words."""
        if question is None or question.did != "person" or state.top.retry:
            return None
        step = steps.current(self._flows[state.top.flow], state.top)
        return step if step and step.kind == COLLECT else None

    def _take_values(self, state: State, turn: Turn) -> bool:
        if state.top is None or not _take(self._flows[state.top.flow], state.top, turn):
            return False
        state.top.paused, state.top.retry, state.top.offers = None, False, 0
        return True


def _guards_a_write(flow: Flow, key: str) -> bool:
    step = flow.step(key)
    return step is None or flow.write_behind(step) is not None


def _take(flow: Flow, frame: Frame, turn: Turn) -> bool:
    """Takes every value that the message has for this flow, asked or not. True when there was one."""
    taken = False
    asked = {step.name for step in flow.steps if step.kind == COLLECT}
    for step in flow.steps:
        value = turn.value_for(step) if step.kind == COLLECT else None
        if value is not None:
            frame.set(step.name, value)
            taken = True
    for slot in flow.collected:
        if slot not in asked and turn.entity(slot) is not None:
            frame.set(slot, turn.entity(slot))
            taken = True
    return taken


_ANSWERS = {
    "ask": Interpreter._on_ask,
    "confirm": Interpreter._on_confirm,
    "offer": Interpreter._on_offer,
    "retry": Interpreter._on_offer,
    "person": Interpreter._on_person,
}
