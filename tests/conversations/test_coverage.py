"""The conversations leave out nothing that the policy can say, and read as claims."""

from __future__ import annotations

from pathlib import Path

from actions.policy.decision import Outcome, Reason
from bot.testing.script import Conversation, read_conversations


def conversations() -> list[Conversation]:
    return [c for path in sorted(Path(__file__).parent.glob("test_*.yml")) for c in read_conversations(path)]


def expected(key: str) -> set[str]:
    answers = [turn.answer or {} for conversation in conversations() for turn in conversation.turns]
    return {answer[key] for answer in answers if key in answer}


def test_every_reason_of_the_policy_is_met_in_some_conversation():
    assert {str(reason) for reason in Reason} - expected("reason") == set()


def test_every_outcome_is_met_in_some_conversation():
    assert {str(outcome) for outcome in Outcome} - expected("outcome") == set()


def test_no_two_conversations_have_the_same_name():
    names = [conversation.name for conversation in conversations()]
    assert [name for name in names if names.count(name) > 1] == []


def test_there_are_enough_of_them():
    assert len(conversations()) >= 60
