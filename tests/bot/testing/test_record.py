"""A chat becomes the draft of a test; what was recorded passes when it is played again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bot.testing.commands import record as record_command
from bot.testing.commands import test as test_command

CHAT = """
conversations:
  - name: A chat to be recorded
    buyer: b1
    orders: [5031442187352461, 5031442187350914]
    turns:
      - buyer: cancel the headphones
      - button: found_cheaper
      - buyer: how long does a refund take?
      - event: {order: 5031442187352461, kind: seller_rejected, data: {words: "No"}}
      - button: affirm
    database:
      orders:
        5031442187350914: {status: cancelled, cancellation: {status: approved}, refunds: [{status: due}]}
        5031442187352461: {cancellation: {status: rejected, decided_at: "2026-12-01T10:00:00Z", seller_words: "No"}}
"""


@pytest.fixture(scope="module")
def suite():
    from bot.testing.suite import opened

    with opened() as found:
        yield found


def written(folder: Path, text: str) -> Path:
    path = folder / "test_it.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.trained
def test_a_recorded_chat_passes_as_its_own_test(suite, tmp_path):
    import asyncio

    from bot.testing.record import record
    from bot.testing.report import told
    from bot.testing.run import play
    from bot.testing.script import read_conversations

    (conversation,) = read_conversations(written(tmp_path, CHAT))
    home = tmp_path / "home"
    home.mkdir()
    with suite.template.opened(home, conversation.given) as shop:
        result = asyncio.run(play(conversation, suite.assistant, shop, "recorded"))
        assert result.passed, told(result)
        draft = record("recorded")

    (again,) = read_conversations(written(tmp_path, draft))
    assert told(suite.play(again)).startswith("passed"), draft
    (one,) = yaml.safe_load(draft)["conversations"]
    assert one["buyer"] == "b1"
    assert [next(iter(turn)) for turn in one["turns"]] == ["buyer", "button", "buyer", "button"]
    assert "utter_ask_cancellation_reason" in one["turns"][0]["assistant"]["response"]
    assert one["turns"][3]["assistant"]["reason"] == "cancels_now"
    assert one["database"]["orders"]["5031442187350914"]["status"] == "cancelled"


def test_an_unknown_conversation_is_told_with_its_exit_code(tmp_path):
    answered = CliRunner().invoke(record_command, ["nobody"], env={"RECOURSE_HOME": str(tmp_path)})
    assert answered.exit_code == 3
    assert "nobody" in answered.output


def test_a_file_with_a_mistake_plays_nothing_and_names_the_line(tmp_path):
    path = written(tmp_path, "conversations:\n  - name: x\n    turns: [{byer: hi}]\n")
    answered = CliRunner().invoke(test_command, [str(path)])
    assert answered.exit_code == 2
    assert f"{path}:3: conversations[1].turns[1].byer" in answered.output


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path):
    assert CliRunner().invoke(test_command, [str(tmp_path / "none.yml")]).exit_code == 2
