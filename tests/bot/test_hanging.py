"""An action server that hangs, beside a real Rasa server with the flows of this checkout: every buyer gets an answer.

The bounds are those of production. Messages are taps on buttons, so that the model needs no understanding.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from actions import failures
from bot.locks import limits
from tests.bot.tiny.running import ROOT, Installation, ask, wait_for

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(600)]
BUYER = "b1"
HEADPHONES, HUB = "5031442187350914", "5031442187355816"  # each may be cancelled at once


def test_an_action_gives_up_before_the_server_that_waits_for_it() -> None:
    assert failures.LONGEST < limits.ACTION


@dataclass(frozen=True)
class Running:
    """Both servers. ``actions``: the process of the action server."""

    place: Installation
    actions: int

    def say(self, chat: str, message: str) -> list[dict[str, Any]]:
        """What the buyer is answered, whatever it takes."""
        body = {"sender": chat, "message": message, "metadata": {"token": self.place.token(BUYER)}}
        status, answer = ask(f"{self.place.url}/webhooks/rest/webhook", body)
        assert status == 200
        assert answer
        return list(answer)

    def order(self, number: str) -> Any:
        return json.loads(self.place.recourse("orders", "show", number, "--json").stdout)

    def times_cancelled(self, number: str) -> int:
        return [entry["what"] for entry in self.order(number)["history"]].count("cancelled")

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """The action server takes connections, and does nothing."""
        os.kill(self.actions, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.actions, signal.SIGCONT)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Somebody else writes to the database of the shop, and goes on writing."""
        with closing(sqlite3.connect(self.place.home / "recourse.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flows, rules and words of this checkout, with a pipeline that understands nothing."""
    folder = tmp_path_factory.mktemp("hanging")
    config = "recipe: default.v1\nassistant_id: recourse\nlanguage: en\npipeline: [{name: KeywordIntentClassifier}]\n"
    (folder / "config.yml").write_text(config + "policies: [{name: bot.dialogue.flow_policy.FlowPolicy}]\n")
    what = [*("--config", str(folder / "config.yml")), *("--data", "data/rules", "data/flows", "data/responses")]
    command = [sys.executable, "-m", "bot.training", *what, "--out", str(folder), "--fixed-model-name", "hanging"]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "RASA_CACHE_DIRECTORY": str(folder / "cache")}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return folder / "hanging.tar.gz"


@pytest.fixture(scope="module")
def servers(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    place = Installation.at(tmp_path_factory.mktemp("home"))
    assert place.recourse("reset", "--samples").returncode == 0
    actions = ("-m", "rasa_sdk", "--actions", "actions", "--port", str(place.action_port))
    with place.running(*actions) as action_server, place.running("-m", "bot.server", str(model)) as server:
        wait_for(f"http://127.0.0.1:{place.action_port}/ready", action_server)
        wait_for(f"{place.url}/ready", server)
        yield Running(place, action_server.pid)


@pytest.fixture
def chat() -> str:
    return f"c-{uuid.uuid4().hex}"


def payloads(answer: list[dict[str, Any]]) -> list[str]:
    return [button["payload"] for message in answer for button in message.get("buttons", ())]


def cancel(order: str) -> str:
    """The tap that asks for it, with all that is asked about it."""
    return f'/cancel_order{{"order": "{order}", "cancellation_reason": "duplicate"}}'


def yes_of(answer: list[dict[str, Any]]) -> str:
    """The button that confirms what was read back."""
    (yes,) = [payload for payload in payloads(answer) if payload.startswith('/affirm{"proposal"')]
    return yes


def decisions(answer: list[dict[str, Any]]) -> list[str]:
    return [m["custom"]["decision"]["reason"] for m in answer if "decision" in m.get("custom", {})]


def test_a_yes_that_finds_the_database_locked_is_owned_up_to_and_carried_out_once(servers: Running, chat: str) -> None:
    yes = yes_of(servers.say(chat, cancel(HEADPHONES)))
    with servers.locked():
        assert "/affirm" in payloads(servers.say(chat, yes))  # shall I try again?
        assert servers.order(HEADPHONES)["cancellation"] is None
    again = servers.say(chat, "/affirm")
    assert decisions(again) == ["cancels_now"]
    assert servers.order(HEADPHONES)["cancellation"] is None  # it failed, so it is read back first
    assert decisions(servers.say(chat, yes_of(again))) == ["cancels_now"]
    servers.say(chat, yes_of(again))
    assert servers.times_cancelled(HEADPHONES) == 1


def test_a_hanging_action_server_leaves_nobody_without_an_answer(servers: Running, chat: str) -> None:
    yes = yes_of(servers.say(chat, cancel(HUB)))
    with servers.hanging():
        side = servers.say(chat, "/order_status")  # a side question, and then the read-back again
        failed = servers.say(chat, yes)
        fresh = servers.say(f"{chat}-2", "/refund_delay")
    for answer in (side, failed, fresh):
        assert any(message.get("text") for message in answer)
        assert payloads(answer)
    again = servers.say(chat, "/affirm")
    for payload in payloads(again):  # read back again, unless the yes was carried out after all when nobody waited
        if payload.startswith('/affirm{"proposal"'):
            servers.say(chat, payload)
    assert servers.times_cancelled(HUB) == 1
    assert any(message.get("text") for message in servers.say(f"{chat}-2", "/list_orders"))
