"""The quick check of an action's answer takes what Rasa's own takes, and refuses what it refuses, in its words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.utils.schemas.events import EVENT_SCHEMA

from bot.replaced import action_answer

SLOT = {"event": "slot", "timestamp": None, "name": "order", "value": "1001"}
GOOD = [
    {},
    {"events": [], "responses": []},
    {"events": [SLOT, {**SLOT, "value": None}], "responses": [{"response": "utter_greet"}, {}]},
    {"events": [{"event": "entities", "entities": [{"entity": "order", "value": 7, "role": None}]}]},
    {"events": [{"event": "user", "text": "hello", "parse_data": {"intent": {"name": "greet"}}, "metadata": {}}]},
    {"events": [{"event": "rewind", "timestamp": 1.5}, {"event": "restart"}], "more": "is not looked at"},
]
BAD = [
    None,
    [],
    "text",
    {"events": None},
    {"events": {}},
    {"events": [None]},
    {"events": [{}]},
    {"events": [{"event": None}]},
    {"events": [{"event": "no such kind"}]},
    {"events": [{"event": "slot", "name": "order"}]},
    {"events": [{"event": "slot", "name": 7, "value": None}]},
    {"events": [SLOT, {"event": "entities"}]},
    {"events": [{**SLOT, "timestamp": "now"}]},
    {"events": [{**SLOT, "metadata": []}]},
    {"events": [{"event": "user", "parse_data": {"intent": "greet"}}]},
    {"events": [], "responses": {}},
    {"events": [], "responses": ["utter_greet"]},
]
ACTION = RemoteAction("action_of_a_test", None)
RASAS = validator_for({})(RemoteAction.action_response_format_spec())


def refusal(check: Any, answer: Any) -> tuple[str, list[Any]] | None:
    """What the check has against the answer: its message and the place in the answer."""
    try:
        assert check(ACTION, answer) is True
    except ValidationError as error:
        return error.message, list(error.absolute_path)
    return None


@pytest.mark.parametrize("answer", GOOD)
def test_a_good_answer_is_taken_as_by_rasa(answer: Any) -> None:
    assert refusal(action_answer.REPLACEMENT.stock, answer) is None
    assert refusal(action_answer.validate, answer) is None


@pytest.mark.parametrize("answer", BAD)
def test_a_bad_answer_is_refused_in_the_words_of_rasa(answer: Any) -> None:
    refused = refusal(action_answer.REPLACEMENT.stock, answer)
    assert refused is not None
    assert refusal(action_answer.validate, answer) == refused


@pytest.mark.parametrize("answer", GOOD)
def test_a_good_answer_never_needs_the_slow_check(answer: Any) -> None:
    assert action_answer.answers().takes(answer)


def test_the_kinds_of_events_exclude_each_other_by_their_names() -> None:
    names = [kind["properties"]["event"]["const"] for kind in EVENT_SCHEMA["oneOf"]]
    assert len(set(names)) == len(names)
    assert "event" in EVENT_SCHEMA["required"]


KINDS = st.sampled_from([kind["properties"]["event"]["const"] for kind in EVENT_SCHEMA["oneOf"]] + ["other", None, 1])
VALUES = st.sampled_from([None, "text", 1, 1.5, True, [], {}, [{}], [{"entity": "order", "value": 1}], {"name": 1}])
NAMES = ("name", "value", "timestamp", "metadata", "entities", "text", "parse_data", "confidence", "policy")
EVENTS = st.builds(
    lambda kind, rest: {**rest, **kind},
    st.one_of(st.just({}), KINDS.map(lambda kind: {"event": kind})),
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5),
)


@given(st.lists(st.one_of(EVENTS, VALUES), max_size=3), st.one_of(st.just([]), VALUES))
def test_the_quick_check_and_rasas_agree_on_any_answer(events: list[Any], responses: Any) -> None:
    answer = {"events": events, "responses": responses}
    assert action_answer.answers().takes(answer) == RASAS.is_valid(answer)
