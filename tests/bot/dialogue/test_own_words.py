"""A question for the buyer's own words takes what is typed as it is; a question about other values is another one."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.flows import CALL, COLLECT, CONFIRM, Flow, Flows, Step
from bot.dialogue.interpreting import Interpreter, Route
from bot.dialogue.questions import open_question
from bot.dialogue.state import Frame, State
from bot.dialogue.taking import take
from bot.dialogue.turn import Turn

FLOW = Flow(
    "case",
    ("damaged", "missing"),
    (
        Step(COLLECT, "what", "collect what", from_entities=("what",)),
        Step(COLLECT, "words", "collect words", from_entities=("words",), verbatim=True, from_intent={"deny": "skip"}),
        Step(COLLECT, "file", "collect file", free_text=True, depends_on=("kind",)),
    ),
)
OTHER = Flow("person", ("talk_to_human",), (Step(COLLECT, "topic", "collect topic"),))
FLOWS = Flows([FLOW, OTHER])
RETURN = Flow(
    "return",
    ("damaged",),
    (
        Step(COLLECT, "order", "collect order", from_entities=("order", "item")),
        Step(COLLECT, "item", "collect item", from_entities=("item",)),
    ),
)


def said(text: str, intent: str | None = "damaged", **entities: Any) -> tuple[State, Route]:
    """What a message changes while the own words are asked for."""
    state = State(frames=[Frame("case", "damaged", {"what": "lamp"})])
    turn = Turn(intent, intent is not None, text, {name: (value,) for name, value in entities.items()})
    return state, Interpreter(FLOWS, ()).apply(state, turn)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("the strap is torn and a cable is missing", "missing"),
        ("no idea how it happened, it was broken when I opened it", "deny"),
        ("it hums", None),
    ],
)
def test_the_own_words_are_taken_whole_whatever_they_mention(text, intent):
    state, route = said(text, intent, what="cable", negated="damaged")
    assert route is Route.OURS
    assert state.top.values == {"what": "lamp", "words": text}
    assert state.top.intent == "damaged"


def test_a_short_no_is_still_a_no():
    state, _ = said("no thanks", "deny")
    assert state.top.values["words"] == "skip"


def test_a_button_says_what_it_says():
    state, _ = said('/inform{"words":"skip"}', "inform", words="skip")
    assert state.top.values["words"] == "skip"


def test_another_request_is_not_taken_for_own_words():
    state, route = said("let me talk to a person", "talk_to_human")
    assert route is Route.OURS
    assert [frame.flow for frame in state.frames] == ["case", "person"]


def test_a_side_question_is_left_to_the_rules():
    state, route = said("where is my order", "order_status")
    assert route is Route.RULES
    assert "words" not in state.top.values


def test_a_question_about_something_else_is_another_question():
    frame = Frame("case", "damaged", {"what": "lamp", "words": "torn", "kind": "photo"})
    first = open_question(FLOWS, State(frames=[frame]))
    frame.set("kind", "video")
    second = open_question(FLOWS, State(frames=[frame]))
    assert first.step == second.step
    assert first.id != second.id


def test_an_item_says_which_order_only_while_that_is_open():
    turn = Turn("damaged", True, "the lamp is broken", {"item": ("lamp",)})
    unknown, known = Frame("return", "damaged"), Frame("return", "damaged", {"order": "A1"})
    take(RETURN, unknown, turn)
    take(RETURN, known, turn)
    assert unknown.values == {"order": "the lamp is broken", "item": "lamp"}
    assert known.values == {"order": "A1", "item": "lamp"}


def at_the_read_back(intent: str, **entities: Any) -> State:
    """What a message changes while a sum is read back for a yes."""
    frame = Frame("claim", "damaged", {"sum": "5"})
    state = State(frames=[frame])
    turn = Turn(intent, True, "no, it is 7", {name: (value,) for name, value in entities.items()})
    Interpreter(Flows([CLAIM, OTHER]), ()).apply(state, turn)
    return state


CLAIM = Flow(
    "claim",
    ("damaged",),
    (
        Step(COLLECT, "sum", "collect sum", from_entities=("sum",), free_text=True),
        Step(CONFIRM, "utter_confirm_claim", "confirm utter_confirm_claim", answered_by=("talk_to_human",)),
        Step(CALL, "action_claim", "call action_claim", result="done"),
    ),
)


def test_what_sounds_like_another_task_and_changes_what_is_read_back_is_a_correction():
    state = at_the_read_back("talk_to_human", sum="7")
    assert ([frame.flow for frame in state.frames], state.top.values) == (["claim"], {"sum": "7"})


def test_without_a_change_it_is_the_other_task():
    assert [frame.flow for frame in at_the_read_back("talk_to_human", sum="5").frames] == ["claim", "person"]


@pytest.mark.parametrize(("text", "value"), [("100", "100"), ("7,50", "7,50")])
def test_digits_alone_answer_whatever_is_asked(text, value):
    state = State(frames=[Frame("claim", "damaged")])
    Interpreter(Flows([CLAIM, OTHER]), ()).apply(state, Turn("goodbye", True, text, {}))
    assert state.top.values == {"sum": value}
