"""One conversation's turn from message to next action: hears, notes what actions did, counts misses, goes on."""

from __future__ import annotations

from collections.abc import Collection

from bot.dialogue import naming
from bot.dialogue.absorbing import absorb
from bot.dialogue.advancing import LISTEN, Advancer, Next, not_understood
from bot.dialogue.flows import Flows
from bot.dialogue.interpreting import Interpreter, Route
from bot.dialogue.moment import Moment
from bot.dialogue.questions import Question, open_question
from bot.dialogue.state import State
from bot.dialogue.turn import Clarity, Turn, is_external, turn_of

MEANT_AT_LEAST = 0.05  # a candidate for "did you mean" below this is noise
MOST_CANDIDATES = 3


def _is_external(moment: Moment) -> bool:
    return moment.message is not None and is_external(moment.message)


class Talk:
    """``responses`` and ``actions``: names that the domain has."""

    def __init__(self, flows: Flows, responses: Collection[str], actions: Collection[str], clarity: Clarity) -> None:
        self._flows, self._responses, self._clarity = flows, frozenset(responses), clarity
        self._interpreter = Interpreter(flows, self._responses)
        self._advancer = Advancer(flows, self._responses, frozenset(actions))

    def hear(self, state: State, moment: Moment) -> bool:
        """Applies a new message. True when the rules are to answer it."""
        if state.lost:
            state.say.append(naming.FAILED)
        turn = turn_of(moment, self._clarity)
        route = self._interpreter.apply(state, turn)
        if route is Route.UNCLEAR:
            self._count_miss(state, turn)
        elif route is Route.RULES and state.top and not turn.external:
            state.top.misses = 0
        return route is Route.RULES

    @staticmethod
    def is_with_rules(moment: Moment) -> bool:
        """The last action was a rule's: the rule may have more to do."""
        return bool(moment.last) and moment.last.mark is None and not moment.rewound

    def miss(self, state: State, moment: Moment) -> None:
        """A message that was left to the rules, and no rule knows it either."""
        turn = turn_of(moment, self._clarity)
        if not turn.external:
            self._count_miss(state, turn)

    def go_on(self, state: State, moment: Moment) -> Next:
        """The next action after a message that was heard, or after an action that ran."""
        if _is_external(moment) and not moment.said_something:
            return LISTEN
        act = moment.last
        if act and act.mark is not None:
            if act.mark["did"] == "mean" or act.mark == Question("person").mark():
                return LISTEN
            if absorb(self._flows, state, act) and not self._person_is_due(state):
                return LISTEN
        elif act and state.top and not (moment.said_something or any(act.set for act in moment.acts)):
            state.say.append(naming.NO_ANSWER)  # a side question that nobody answered: its action failed
        return self._advancer.next(state, moment)

    def _person_is_due(self, state: State) -> bool:
        question = open_question(self._flows, state)
        return question is not None and question.did == "person"

    def _count_miss(self, state: State, turn: Turn) -> None:
        question = open_question(self._flows, state)
        state.candidates = self._candidates(turn)
        if question is None:
            name = not_understood(state, self._responses)
            first = state.misses == 1 and state.candidates
            state.say.append(naming.DID_YOU_MEAN if first else name)
            return
        frame = state.top
        asked = question.step.key if question.step else frame.missed
        if asked and not (frame.retry or frame.paused):
            frame.miss(asked)
            state.missed = True
            if frame.misses == 1 and state.candidates:
                state.say.append(naming.DID_YOU_MEAN)

    def _candidates(self, turn: Turn) -> list[dict[str, str]]:
        """What the buyer may have meant: two or three intents that have a name to show."""
        if turn.clear:
            return []
        named = [
            {"intent": intent, "entities": {name: values[0] for name, values in turn.entities.items()}}
            for intent, confidence in turn.ranking
            if confidence >= MEANT_AT_LEAST and naming.intent_word(intent) in self._responses
        ][:MOST_CANDIDATES]
        return named if len(named) > 1 else []
