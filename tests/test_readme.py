"""The README's commands are there and do what its table says, on the sample shop it describes."""

from __future__ import annotations

import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from actions import settings as shop_side
from bot import settings as bot_side
from tests.bot.tiny.running import Installation

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\| `recourse ([^`]+)` \|", README, re.MULTILINE)

# What needs a model, a server, a chat or a terminal; each is tried by the tests in the file named here.
TRIED_ELSEWHERE = {
    "serve": "bot/test_serve.py",
    "train": "bot/test_train.py",
    "chat b2": "bot/test_chat.py",
    "test": "bot/testing/test_record.py",
    "evaluate": "bot/evaluate/test_evaluate.py",
    "transcript CONVERSATION": "bot/test_cli.py",
    "record CONVERSATION": "bot/testing/test_record.py",
    "bench": "bot/bench/test_measuring.py",
    "invent 100000": "actions/test_invent.py",
}
FILE = """{"orders": [{"order_id": "9000000000000001", "buyer_id": "b1", "seller_id": "s1", "currency": "EUR",
"payment_method": "card", "placed_at": "-1d", 
"items": [{"sku": "A", "title": "Mug", "quantity": 1, "unit_price": "9.50"}]}]}"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    place = Installation.at(tmp_path_factory.mktemp("readme"))
    assert place.recourse("reset", "--samples").returncode == 0
    (place.home / "orders.json").write_text(FILE)
    return place


def test_the_table_names_every_command() -> None:
    listed = subprocess.run([ROOT / ".venv/bin/recourse", "--help"], capture_output=True, text=True, check=True).stdout
    there = set(re.findall(r"^  ([a-z]+) ", listed.partition("Commands:")[2], re.MULTILINE))
    assert {command.split()[0] for command in COMMANDS} == there


def test_the_make_targets_are_those_of_the_makefile() -> None:
    listed = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    there = set(re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)) - {"help", "setup"}
    paragraph = README.partition("`make` lists its own:")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z]+)`", paragraph.partition("All others")[0])) == there


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in TRIED_ELSEWHERE])
def test_a_command_of_the_readme_is_done(shop: Installation, command: str) -> None:
    done = shop.recourse(*command.replace("FILE", str(shop.home / "orders.json")).split())
    assert done.returncode == 0, done.stderr
    assert done.stdout or done.stderr


@pytest.mark.parametrize(("command", "where"), TRIED_ELSEWHERE.items())
def test_what_needs_more_is_tried_elsewhere(command: str, where: str) -> None:
    assert command in COMMANDS
    assert command.split()[0] in (ROOT / "tests" / where).read_text(encoding="utf-8")


def test_the_settings_that_the_readme_names_are_read() -> None:
    read = {field.name for settings in (shop_side.Settings, bot_side.Settings) for field in fields(settings)}
    named = {name.lower() for name in re.findall(r"`RECOURSE_([A-Z_]+[A-Z])`", README)}
    assert named
    assert named <= read
