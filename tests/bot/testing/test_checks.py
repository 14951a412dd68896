"""What every answer must keep, and what a test may expect of one."""

from __future__ import annotations

import pytest

from bot.testing.answer import Answer, Message
from bot.testing.checks import Seen, always, expected_of

INTENTS = frozenset({"affirm", "deny", "inform"})
REASONS = frozenset({"shipped", "cancels_now"})
YES = {"title": "Yes, cancel it", "payload": '/affirm{"proposal": "P-1"}'}
READ_BACK = Answer((Message("Shall I cancel it?", "utter_confirm_cancellation", (YES,)),))
DECISION = Message(None, None, (), {"decision": {"reason": "shipped", "outcome": "explain", "clauses": ["F02"]}})


def kept(answer, earlier=(), wrote=(), **expected):
    return [d.what for d in always(Seen(answer, tuple(earlier), tuple(wrote), INTENTS, REASONS), expected)]


def met(answer, earlier=(), wrote=(), **expected):
    return [d.what for d in expected_of(Seen(answer, tuple(earlier), tuple(wrote), INTENTS, REASONS), expected)]


def says(text, response="utter_greet", **more):
    return Answer((Message(text, response, **more),))


def test_an_ordinary_answer_keeps_everything():
    assert kept(says("Hello.")) == []


def test_silence_is_found():
    assert kept(Answer()) == ["assistant"]


@pytest.mark.parametrize("text", ["Paid back by None.", "Order {order_id}", '{"a": 1}', "Traceback (most recent call)"])
def test_the_machine_shining_through_is_found(text):
    assert kept(says(text)) == ["text"]


def test_the_machine_shining_through_a_button_is_found():
    assert kept(says("Which?", buttons=({"title": "{item}", "payload": "/inform"},))) == ["text"]


@pytest.mark.parametrize("payload", ["", "affirm", "/unknown", "/inform{order}", None])
def test_a_button_that_leads_nowhere_is_found(payload):
    assert kept(says("Which?", buttons=({"title": "This", "payload": payload},))) == ["buttons"]


def test_a_question_put_twice_in_the_same_words_is_found():
    question = says("Which order?", "utter_ask_order")
    assert kept(question, earlier=[question]) == ["text"]
    assert kept(says("And which order?", "utter_ask_order_again"), earlier=[question]) == []


def test_a_write_without_a_read_back_in_the_turn_before_is_found():
    done = Answer((Message("Done.", "utter_cancellation_cancels_now_done"), DECISION))
    assert kept(done, earlier=[READ_BACK], wrote=["database.orders.1"]) == []
    assert kept(done, earlier=[READ_BACK, says("It is on its way.")], wrote=["database.orders.1"]) == ["write"]
    assert kept(done, wrote=["database.orders.1"]) == ["write"]


def test_an_answer_that_rests_on_a_decision_must_carry_it():
    refused = Message("It is on its way.", "utter_cancellation_shipped")
    assert kept(Answer((refused,))) == ["decision"]
    assert kept(Answer((refused, DECISION))) == []
    assert kept(Answer((Message("Done.", "utter_cancellation_cancels_now_done"),))) == ["decision"]


def test_a_read_back_must_carry_its_decision_but_a_person_needs_none():
    assert kept(READ_BACK) == ["decision"]
    assert kept(says("A person?", "utter_confirm_handover")) == []


def test_an_error_is_found_unless_a_failure_is_expected():
    failed = Answer((Message("Sorry, E-1", "utter_action_failed"),), ("actions: boom",))
    assert kept(failed) == ["error"]
    assert kept(failed, response="utter_action_failed") == []


def test_expectations_that_hold_are_silent():
    answer = Answer((Message("It left on 3 Dec 2026.", "utter_cancellation_shipped", (YES,)), DECISION))
    assert (
        met(
            answer,
            response="utter_cancellation_shipped",
            reason="shipped",
            outcome="explain",
            clauses=["F02"],
            buttons=["affirm"],
            text_has="3 DEC 2026",
            text_lacks=["cancelled"],
            no_write=True,
        )
        == []
    )


@pytest.mark.parametrize(
    "expected",
    [
        {"response": "utter_other"},
        {"reason": "delivered"},
        {"outcome": "wait"},
        {"clauses": ["F01"]},
        {"buttons": ["deny"]},
        {"buttons": []},
        {"text_has": "4 Dec"},
        {"text_lacks": "it left"},
        {"no_decision": True},
        {"no_write": True},
        {"refused": 401},
        {"same_as_answer": 1},
    ],
)
def test_expectations_that_fail_are_named(expected):
    answer = Answer((Message("It left on 3 Dec.", "utter_cancellation_shipped", (YES,)), DECISION))
    assert met(answer, wrote=["database.orders.1"], **expected) == list(expected)


@pytest.mark.parametrize("name", ["Yes, cancel it", "yes, cancel it", "affirm", "P-1", YES["payload"]])
def test_a_button_is_named_by_title_intent_value_or_payload(name):
    assert met(READ_BACK, buttons=[name]) == []


def test_responses_are_expected_in_order():
    answer = Answer((Message("a", "utter_a"), Message("b", "utter_b")))
    assert met(answer, response=["utter_a", "utter_b"]) == []
    assert met(answer, response=["utter_b", "utter_a"]) == ["response"]


def test_an_answer_can_be_compared_with_an_earlier_one():
    first, same = says("No order 1.", "utter_order_not_found"), says("No order 2.", "utter_order_not_found")
    assert met(same, earlier=[first], same_as_answer=1) == []
    assert met(says("Not yours.", "utter_order_of_another"), earlier=[first], same_as_answer=1) == ["same_as_answer"]


def test_a_refusal_by_the_channel_that_nobody_expects_is_named():
    assert met(Answer(refused=401), reason="shipped") == ["refused"]
    assert met(Answer(refused=401), refused=401) == []
