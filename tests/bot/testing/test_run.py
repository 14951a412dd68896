"""A whole conversation played against a miniature assistant: real Rasa, real actions, a real file written."""

from __future__ import annotations

import asyncio

import pytest

from bot.testing.report import told
from bot.testing.run import play
from bot.testing.script import read_conversations

pytestmark = pytest.mark.slow

DATABASE = "database: {orders: {'1': {status: cancelled, history: [cancelled]}}}"
GOOD = f"""
conversations:
  - name: A buyer cancels
    buyer: b1
    turns:
      - buyer: cancel
        assistant: {{response: utter_confirm_cancellation, buttons: ["Yes"], no_write: true}}
        database: unchanged
      - button: "Yes"
        assistant: {{reason: cancels_now, outcome: perform}}
    {DATABASE}
"""


@pytest.fixture
def played(tiny_assistant, tiny_shop, tmp_path):
    def run(text):
        path = tmp_path / "test_tiny.yml"
        path.write_text(text)
        (conversation,) = read_conversations(path)
        return asyncio.run(play(conversation, tiny_assistant, tiny_shop))

    return run


def test_a_conversation_that_goes_as_told_passes(played):
    result = played(GOOD)
    assert told(result) == "passed  A buyer cancels"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("reason: cancels_now", "reason: shipped", 9, "reason"),
        ('- button: "Yes"', '- button: "No"', 9, "button"),
        (DATABASE, "database: unchanged", 3, "database.orders.1.status"),
        (DATABASE, "", 3, "database.orders.1.status"),
        ('- button: "Yes"', "- event: {order: '2', kind: shipped}\n      - buyer: yes", 3, "database.orders.2.status"),
        ("- buyer: cancel", "- buyer: hello\n      - buyer: cancel", 6, "text"),
        ('- button: "Yes"', '- token: expires\n      - button: "Yes"', 10, "refused"),
        ("- buyer: cancel", "- buyer: break", 6, "response"),
    ],
)
def test_the_first_differing_turn_is_reported(played, old, new, line, what):
    assert old in GOOD
    result = played(GOOD.replace(old, new, 1))
    report = told(result)
    assert not result.passed
    assert f"test_tiny.yml:{line}" in report, report
    assert f"\n    {what}\n" in report, report


def test_a_write_without_a_read_back_is_reported_even_if_the_test_lists_it(played):
    report = told(played(f"conversations: [{{name: Cold, buyer: b1, turns: [{{buyer: yes}}], {DATABASE}}}]"))
    assert "\n    write\n" in report


def test_an_action_that_breaks_is_reported_with_its_error(played):
    report = told(played("conversations: [{name: Broken, turns: [{buyer: break}]}]"))
    assert "\n    error\n" in report
    assert "action_tiny_breaks" in report
    assert "\n    assistant\n" in report, "and the silence too"


def test_what_http_could_not_carry_is_an_error(played):
    assert "\n    error\n" in told(played("conversations: [{name: No JSON, turns: [{buyer: set}]}]"))


def test_conversations_know_nothing_of_each_other(played):
    assert played("conversations: [{name: One, turns: [{buyer: cancel}]}]").passed
    report = told(played("conversations: [{name: Two, turns: [{button: affirm}]}]"))
    assert "no button offered" in report


def test_the_report_says_what_was_said_up_to_the_difference(played):
    report = told(played(GOOD.replace("outcome: perform", "outcome: explain")))
    assert report.splitlines()[2:5] == [
        "  buyer      cancel",
        "  assistant  Shall I cancel it?",
        "  " + "-" * 70,
    ]
    assert "      - expected: explain\n      + got:      perform" in report
