"""What a message of the buyer changes: tasks, values, yes and no. Decides nothing about what is said next."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

from bot.dialogue import naming, steps, tasks, yes_and_no
from bot.dialogue.choosing import as_tapped
from bot.dialogue.flows import COLLECT, Flow, Flows, Step
from bot.dialogue.questions import open_question
from bot.dialogue.state import Frame, State
from bot.dialogue.taking import is_known, others, take
from bot.dialogue.turn import INFORM, NO, STOP, YES, Turn

LONGEST_YES = 3  # words; "no, that is all" is still a no


class Route(Enum):
    """Who answers: the flows, a rule (a side question), or nobody yet because it was not understood."""

    OURS = "ours"
    RULES = "rules"
    UNCLEAR = "unclear"


class Interpreter:
    """Applies messages to the state. ``responses``: names that the domain has."""

    def __init__(self, flows: Flows, responses: Collection[str]) -> None:
        self._flows = flows
        self._choices = {INFORM, YES, NO, *(intent for flow in flows.values() for intent in flow.starts_on)}
        self._offered = frozenset(name for name in flows if naming.offered(name) in responses)

    def apply(self, state: State, turn: Turn) -> Route:
        """Changes the state by this message."""
        state.candidates, state.level, state.missed, state.given = [], None, False, []
        for frame in state.frames:
            self._forget_old_yes(frame)
        if turn.returned:
            tasks.come_back(state, self._flows, self._offered)
        if turn.external:
            return Route.RULES
        before = dict(state.top.values) if state.top else {}
        route = self._read(state, as_tapped(turn, turn.buttons, self._choices))
        after = state.top.values if state.top else {}
        state.given = [slot for slot, value in after.items() if before.get(slot) != value]
        return route

    def _read(self, state: State, turn: Turn) -> Route:
        for reading in (self._own_words, self._negation, self._stop, self._yes_or_no, self._start, self._answer):
            route = reading(state, turn)
            if route:
                return route
        self._note_tasks(state, turn)
        return Route.RULES if turn.clear else Route.UNCLEAR

    def _forget_old_yes(self, frame: Frame) -> None:
        """A yes is for the write of its own turn: one that led to nothing is given again, after a new read-back."""
        flow = self._flows[frame.flow]
        frame.yes = {key: yes for key, yes in frame.yes.items() if not _guards_a_write(flow, key)}

    def _own_words(self, state: State, turn: Turn) -> Route | None:
        """A question for the buyer's own words takes them as they are: what they mention changes nothing else.

        The value of its own entity comes first: "skip this" has nothing to add, and stops nothing.
        """
        asked = self._asked(state)
        if asked is None or not asked.verbatim or state.top is None:
            return None
        if turn.own_value(asked) is not None:
            return Route.OURS if self._take(state, turn) else None
        said_more = turn.intent in (YES, NO) and len(turn.words.split()) > LONGEST_YES
        about_this = (*self._flows[state.top.flow].starts_on, *asked.answered_by)
        if not turn.words or not (said_more or turn.may_answer or turn.intent in about_this):
            return None
        state.top.set(asked.name, turn.words)
        state.top.go_on()
        return Route.OURS

    def _negation(self, state: State, turn: Turn) -> Route | None:
        """ "Don't cancel": an open cancellation is dropped, none is started.

        Where a task has several beginnings, denying one may answer its question: "I don't want to return it".
        """
        for intent in turn.entities.get("negated", ()):
            flow = self._flows.starting_on(intent)
            if flow and len(flow.starts_on) > 1 and self._is_answered(state, turn):
                continue
            if flow and tasks.is_open(state, flow):
                tasks.drop(state, flow.name)
                if turn.intent in (intent, YES, NO, STOP, INFORM, None):
                    return Route.OURS
            elif flow and turn.intent == intent:
                state.say.append(naming.NOTHING_TO_STOP)
                return Route.OURS
        return None

    def _stop(self, state: State, turn: Turn) -> Route | None:
        if turn.intent != STOP or not turn.clear or state.top is None:
            return None
        if len(turn.words.split()) <= LONGEST_YES and self._is_answered(state, turn) and self._take(state, turn):
            return Route.OURS  # "decline", "take it": short, and just what was asked for
        tasks.drop(state, state.top.flow)
        return Route.OURS

    def _yes_or_no(self, state: State, turn: Turn) -> Route | None:
        if turn.intent not in (YES, NO) or not turn.clear:
            return None
        if state.top:
            before = dict(state.top.values)
            if self._take(state, turn) and state.top.values != before:
                return Route.OURS
        question = open_question(self._flows, state)
        if question is None:
            yes_and_no.to_nothing(self._flows, state, turn)
            return Route.OURS
        answered = yes_and_no.to_question(self._flows, state, turn, question)
        return Route.OURS if answered else Route.UNCLEAR

    def _start(self, state: State, turn: Turn) -> Route | None:
        flow = self._flows.starting_on(turn.intent)
        if flow is None or not turn.clear:
            return None
        if self._is_corrected(state, turn):
            return Route.OURS
        awaited = self._is_awaited(state, turn, flow)
        begins = not is_known(flow, state.top)
        if not awaited:
            tasks.bring_up(state, flow, turn.intent)
        if not self._take(state, turn) and awaited:
            return self._take_words(state, turn) or Route.UNCLEAR
        if begins:
            self._note_others(state, turn)
        self._note_tasks(state, turn)
        state.misses = 0
        return Route.OURS

    def _is_awaited(self, state: State, turn: Turn, flow: Flow) -> bool:
        """The very value that was asked for, and of no use to the other flow: an answer, whatever it sounds like.

        What begins the open task once more with that value is one too, unless the value says what it is all about (a
        check has to find it): then it is begun anew.
        """
        asked = self._asked(state)
        if asked is None:
            return False
        own = state.top is not None and state.top.flow == flow.name and asked.check is None
        of_no_use = asked.name not in flow.collected
        return turn.intent in asked.answered_by or ((own or of_no_use) and self._is_answered(state, turn))

    def _is_corrected(self, state: State, turn: Turn) -> bool:
        """Whether what sounds like another task changes what is read back: "no, the amount is 5 euros", "not twice"."""
        question = open_question(self._flows, state)
        if question is None or question.did != "confirm" or state.top is None:
            return False
        denies = any(turn.entity(slot) == state.top.values.get(slot) for slot in turn.denied)
        if not denies and turn.intent not in question.step.answered_by:
            return False
        before = dict(state.top.values)
        return self._take(state, turn) and state.top.values != before

    def _is_answered(self, state: State, turn: Turn) -> bool:
        """Whether the message has the very value that was asked for."""
        asked = self._asked(state)
        return asked is not None and turn.own_value(asked) is not None

    def _note_tasks(self, state: State, turn: Turn) -> None:
        """Notes what else the message asks for; each task waits with the values that the message gave."""
        for intent, part in turn.tasks.items():
            flow = self._flows.starting_on(intent)
            if flow and intent not in turn.entities.get("negated", ()):
                frame = Frame(flow.name, intent)
                take(flow, frame, part)
                tasks.note(state, frame)

    def _note_others(self, state: State, turn: Turn) -> None:
        """Each further order that the message names waits for the same task, and is decided by itself."""
        if state.top:
            for other in others(self._flows[state.top.flow], state.top, turn.main or turn):
                tasks.note_another(state, other)

    def _answer(self, state: State, turn: Turn) -> Route | None:
        """Values for the open task; while a question takes free text, any words that mean nothing else."""
        if state.top is None or not (turn.may_answer or _is_a_number(turn)):
            return None
        asked = self._asked(state)
        if self._take(state, turn):
            if asked and asked == self._flows[state.top.flow].subject:
                self._note_others(state, turn)
            return Route.OURS
        taken = self._take_words(state, turn)
        return taken or (Route.UNCLEAR if turn.intent == INFORM and not turn.entities else None)

    def _take_words(self, state: State, turn: Turn) -> Route | None:
        """The words themselves, where the open question takes them."""
        asked = self._asked(state)
        if state.top is None or asked is None or not (asked.free_text and turn.words):
            return None
        state.top.set(asked.name, turn.words)
        return Route.OURS

    def _asked(self, state: State) -> Step | None:
        """The step whose value the buyer is asked for, also while a person is offered instead."""
        frame = state.top
        if frame is None or frame.retry or frame.paused == "away":
            return None
        step = steps.current(self._flows[frame.flow], frame)
        return step if step and step.kind == COLLECT else None

    def _take(self, state: State, turn: Turn) -> bool:
        frame, said = state.top, turn.main or turn
        if frame is None or not take(self._flows[frame.flow], frame, said, self._asked(state)):
            return False
        frame.go_on()
        return True


def _is_a_number(turn: Turn) -> bool:
    """Digits alone mean whatever is asked for, a sum as well as an order: no classifier knows."""
    return re.fullmatch(r"[\d.,\s]*\d[\d.,\s]*", turn.words) is not None


def _guards_a_write(flow: Flow, key: str) -> bool:
    step = flow.step(key)
    return step is None or flow.write_behind(step) is not None
