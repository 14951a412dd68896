"""What a yes or a no means for the open question. A yes writes only for the read-back of the turn before."""

from __future__ import annotations

from bot.dialogue import naming, tasks
from bot.dialogue.flows import Flows
from bot.dialogue.questions import Question, is_shown
from bot.dialogue.state import State
from bot.dialogue.turn import PERSON, YES, Turn


def to_question(flows: Flows, state: State, turn: Turn, question: Question) -> bool:
    """Applies a yes or no. False when it answers nothing: the question wants something else."""
    if question.did == "ask":
        return _to_ask(state, turn, question)
    if question.did == "confirm":
        _to_confirm(state, turn, question)
    elif question.did == "person":
        _to_person(flows, state, turn, question)
    else:
        _to_offer(state, turn, question)
    return True


def to_nothing(flows: Flows, state: State, turn: Turn) -> None:
    """No task asks anything: only the offer of a person may be meant, and nothing is done otherwise."""
    if turn.shown.get("did") != "person":
        state.say.append(naming.NOTHING_TO_CONFIRM)
        return
    state.misses = 0
    if turn.intent == YES:
        _call_person(flows, state)
    else:
        state.say.append(naming.OFFER_DECLINED)


def _to_ask(state: State, turn: Turn, question: Question) -> bool:
    step = question.step
    if turn.entity("proposal") is not None:  # a button of an earlier read-back: no miss, but no answer either
        return True
    if step and turn.intent in step.from_intent and state.top:
        state.top.set(step.name, step.from_intent[turn.intent])
        return True
    return False


def _to_confirm(state: State, turn: Turn, question: Question) -> None:
    """Every yes that is not for the read-back of the turn before gets the read-back again."""
    meant = turn.entity("proposal") in (None, question.proposal)
    if turn.intent != YES:
        if meant:
            tasks.drop(state, str(question.flow))
    elif meant and is_shown(question, turn.shown) and not turn.signed_in_again and state.top and question.step:
        state.top.yes[question.step.key] = str(question.id)


def _to_offer(state: State, turn: Turn, question: Question) -> None:
    """Going on after a long time away, or trying again after a failure. A late yes to the task itself goes on too."""
    if turn.intent != YES:
        tasks.drop(state, str(question.flow))
    elif state.top and turn.shown.get("flow") == question.flow:
        state.top.go_on()


def _to_person(flows: Flows, state: State, turn: Turn, question: Question) -> None:
    frame = state.top
    if frame is None:
        return
    if turn.intent == YES:
        if is_shown(question, turn.shown):
            frame.misses = 0
            frame.go_on()
            _call_person(flows, state)
    elif frame.retry:
        tasks.drop(state, str(question.flow))
    else:
        frame.misses = 0


def _call_person(flows: Flows, state: State) -> None:
    flow = flows.starting_on(PERSON)
    if flow is None:
        state.say.append(naming.OFFER_DECLINED)
    else:
        tasks.bring_up(state, flow, PERSON)
