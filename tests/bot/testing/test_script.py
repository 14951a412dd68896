"""What a conversation file may say, and how a mistake in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.testing.lines import ScriptError
from bot.testing.script import DEFAULT_CLOCK, read_conversations

GOOD = """
given:
  buyer: b1
  orders: [5031442187350914]
conversations:
  - name: A buyer says yes
    turns:
      - buyer: yes
        assistant: {response: utter_nothing_to_confirm, text_has: 14.50}
      - clock: +14d
      - event: {order: 5031442187350914, kind: shipped, at: -1h}
      - buyer: a
        repeat: 3
        assistant: {buttons: []}
    database:
      orders:
        5031442187350914: {status: shipped}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "test_it.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_words_that_yaml_would_turn_into_something_else_stay_words(tmp_path):
    (conversation,) = read_conversations(written(tmp_path, GOOD))
    assert conversation.turns[0].value == "yes"
    assert conversation.turns[0].answer["text_has"] == "14.50"
    assert conversation.given.orders == ("5031442187350914",)
    assert conversation.database == {"orders": {"5031442187350914": {"status": "shipped"}}}


def test_a_conversation_has_what_the_file_gives_and_the_default_clock(tmp_path):
    (conversation,) = read_conversations(written(tmp_path, GOOD))
    assert (conversation.given.buyer, conversation.given.clock) == ("b1", DEFAULT_CLOCK)


def test_turns_know_their_line_and_what_happens_in_them(tmp_path):
    (conversation,) = read_conversations(written(tmp_path, GOOD))
    assert [(turn.line, turn.deed) for turn in conversation.turns] == [
        (8, "buyer"),
        (10, "clock"),
        (11, "event"),
        (12, "buyer"),
    ]
    assert conversation.turns[3].value == "aaa"


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "message"),
    [
        ("response:", "respons:", 9, "conversations[1].turns[1].assistant.respons", "is not known here"),
        ("clock: +14d", "clock: tomorrow", 10, "conversations[1].turns[2].clock", "is no time"),
        ("- clock: +14d", "- wait: +14d", 10, "conversations[1].turns[2].wait", "is not known here"),
        ("- clock: +14d", "- {clock: +14d, buyer: hi}", 10, "conversations[1].turns[2]", "exactly one of"),
        ("- clock: +14d", "- {}", 10, "conversations[1].turns[2]", "exactly one of"),
        (
            "- clock: +14d",
            "- {clock: +1d, assistant: {reason: x}}",
            10,
            "conversations[1].turns[2].assistant",
            "answers",
        ),
        ("- clock: +14d", "- {clock: +1d, repeat: 2}", 10, "conversations[1].turns[2].repeat", "repeats"),
        ("name: A buyer says yes", "why: x", 6, "conversations[1]", "'name' is a required property"),
        ("kind: shipped, ", "", 11, "conversations[1].turns[3].event", "'kind' is a required property"),
        ("buttons: []", "outcome: maybe", 14, "conversations[1].turns[4].assistant.outcome", "'maybe' is not one of"),
        ("repeat: 3", "repeat: 3\n        repeat: 4", 14, "conversations[1].turns[4]", "stands here twice"),
        ("orders: [5031442187350914]", "orders: [{buyer_id: b1}]", 4, "given.orders[1]", ""),
        ("status: shipped}", "status: shipped", 18, "", "expected ','"),
    ],
)
def test_a_mistake_is_told_with_line_and_field(tmp_path, old, new, line, field, message):
    assert old in GOOD
    with pytest.raises(ScriptError) as caught:
        read_conversations(written(tmp_path, GOOD.replace(old, new, 1)))
    assert (caught.value.line, caught.value.field) == (line, field)
    assert message in str(caught.value)
    assert "test_it.yml" in str(caught.value)


def test_something_that_happened_before_is_an_event_or_a_request(tmp_path):
    text = GOOD.replace("orders: [503", "before: [{order: '1', at: -1d}]\n  orders: [503")
    with pytest.raises(ScriptError, match="either an event or a request"):
        read_conversations(written(tmp_path, text))


@pytest.mark.parametrize("text", ["", "[]", "conversations: []", "\x00", "a: [", "a: b: c"])
def test_what_is_no_conversation_file_is_refused(tmp_path, text):
    with pytest.raises(ScriptError):
        read_conversations(written(tmp_path, text))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ScriptError, match="cannot be read"):
        read_conversations(tmp_path / "test_none.yml")
