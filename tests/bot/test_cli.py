"""The command line: exit codes, what stands on stdout, and that no command waits for what it does not need."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.conversations import Conversations
from bot.channels.identity import Buyer, SignedIn
from bot.channels.inbound import Inbound
from tests.bot.tiny.running import ROOT, Installation


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    return Installation.at(tmp_path)


async def talked(place: Installation, conversation: str = "c-1") -> None:
    """A conversation in the database, written by Rasa's own store."""
    decision = {"request": "cancel", "outcome": "perform", "reason": "cancels_now", "clauses": ["F05"]}
    buttons = [{"title": "Yes, cancel it", "payload": "/affirm"}]
    tracker = DialogueStateTracker.from_events(
        conversation,
        [
            ActionExecuted("action_session_start", timestamp=1_700_000_000),
            UserUttered("cancel my order", timestamp=1_700_000_001),
            SlotSet("order", "1", timestamp=1_700_000_002),
            BotUttered("Shall I?", {"buttons": buttons}, timestamp=1_700_000_003),
            BotUttered(None, {"custom": {"decision": decision}}, timestamp=1_700_000_004),
        ],
    )
    store = SQLTrackerStore(Domain.empty(), db=str(place.home / "chat.db"))
    await store.save(tracker)
    store.engine.dispose()


async def test_a_transcript_shows_what_was_said_and_decided(place: Installation) -> None:
    await talked(place)
    lines = json.loads(place.recourse("transcript", "c-1", "--json").stdout)
    assert [(line["who"], line.get("text")) for line in lines] == [
        ("buyer", "cancel my order"),
        ("assistant", "Shall I?"),
        ("assistant", None),
    ]
    assert lines[0]["at"] == "2023-11-14T22:13:21Z"
    assert lines[2]["custom"]["decision"]["reason"] == "cancels_now"
    shown = place.recourse("transcript", "c-1").stdout
    assert "[Yes, cancel it]" in shown
    assert "cancel: perform cancels_now; F05" in shown


def test_a_conversation_that_never_was_is_not_found(place: Installation) -> None:
    done = place.recourse("transcript", "c-1", "--json")
    assert (done.returncode, done.stdout) == (3, "")
    assert "c-1" in done.stderr


def test_conversations_that_cannot_be_read_are_an_error_and_not_nothing(tmp_path: Path) -> None:
    (tmp_path / "chat.db").write_bytes(b"this is no database, but it is as long as the header of one" * 20)
    done = Installation.at(tmp_path).recourse("transcript", "c-1")
    assert (done.returncode, "cannot be read" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


async def test_starting_over_forgets_conversations_with_the_orders(place: Installation) -> None:
    await talked(place)
    comes_to_talk(place, "b1")
    assert place.recourse("reset", "--samples").returncode == 0
    assert place.recourse("transcript", "c-1").returncode == 3
    comes_to_talk(place, "b2")


def comes_to_talk(place: Installation, buyer: str) -> None:
    """The buyer writes in the conversation, and owns it from then on; NotTheirs if it is somebody else's."""
    chats = Conversations(f"sqlite:///{place.home / 'chat.db'}")
    now = time.time()
    chats.begin(Inbound("c-1", "hello", None, None), SignedIn(Buyer(buyer), now + 60), now)
    chats.close()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["no-such-command"], 2),
        (["serve", "--no-such-option"], 2),
        (["transcript"], 2),
        (["serve", "--model", "/no/such/model"], 2),
        (["token", "no-such-buyer"], 3),
        (["--help"], 0),
        (["--version"], 0),
    ],
)
def test_exit_codes_are_those_of_the_contract(place: Installation, arguments: list[str], code: int) -> None:
    done = place.recourse(*arguments)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_the_list_of_commands_is_that_of_the_contract(place: Installation) -> None:
    shown = place.recourse("--help").stdout
    listed = {
        line.split()[0]
        for line in shown.partition("Commands:")[2].splitlines()
        if line.startswith("  ") and line[2] != " "
    }
    assert listed >= {"token", "orders", "decide", "policy", "event", "due", "tickets", "outbox", "clock", "reset"}
    assert listed >= {"train", "serve", "chat", "transcript", "test", "record", "flows", "settings"}


def test_a_token_does_not_wait_for_rasa(place: Installation) -> None:
    place.recourse("reset", "--samples")
    program = "import sys; sys.argv = ['recourse', 'token', 'b1']; from bot.cli import main\n"
    program += "try: main()\nexcept SystemExit: pass\n"
    program += "print([name for name in ('rasa', 'sanic', 'tensorflow', 'aiohttp') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=place.environment, text=True, capture_output=True, check=True
    )
    token, loaded = done.stdout.splitlines()
    assert token.count(".") == 2
    assert loaded == "[]"


def test_the_settings_file_makes_rasas_commands_work_and_is_for_its_owner_alone(place: Installation) -> None:
    path = Path(place.recourse("settings").stdout.strip())
    assert path == place.home / "settings.sh"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    check = "from rasa.core.utils import AvailableEndpoints as E; e = E.read_endpoints('endpoints.yml');"
    check += " print(e.action.url, e.tracker_store.url, len(e.action.headers['Recourse-Action-Secret']) > 20)"
    bare = {"PATH": os.environ["PATH"], "RECOURSE_ACTION_PORT": "6055", "HOME": str(place.home)}
    done = subprocess.run(
        ["/bin/sh", "-ec", f'. "{path}"; exec "{sys.executable}" -c "{check}"'],
        cwd=ROOT,
        env=bare,
        text=True,
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == ["http://127.0.0.1:6055/webhook", f"sqlite:///{place.home}/chat.db", "True"]


def test_secrets_of_a_live_installation_are_not_written_down(tmp_path: Path) -> None:
    given = {f"RECOURSE_{name}": f"the-{name}" for name in ("JWT_KEY", "EVENTS_SECRET", "ACTION_SECRET", "API_TOKEN")}
    place = Installation.at(tmp_path, RECOURSE_MODE="live", **given)
    assert place.recourse("settings").returncode == 0
    assert "the-" not in (tmp_path / "settings.sh").read_text()
    assert not (tmp_path / "secrets.json").exists()


def test_both_sides_read_the_same_settings(place: Installation) -> None:
    """They may not import each other, so what they share is compared here."""
    from actions.settings import Settings as Theirs
    from bot.settings import Settings as Ours

    for changes in (
        {},
        {"RECOURSE_NOW": "2026-12-24T10:00Z", "RECOURSE_JWT_ALGORITHM": "HS512", "RECOURSE_PORT": " 7000 "},
    ):
        environment = {**place.environment, **changes}
        ours, theirs = Ours.from_env(environment), Theirs.from_env(environment)
        shared = (
            "home",
            "mode",
            "now",
            "port",
            "action_port",
            "jwt_key",
            "jwt_algorithm",
            "jwt_issuer",
            "jwt_audience",
        )
        for name in (*shared, "action_secret", "api_token"):
            assert getattr(ours, name) == getattr(theirs, name), name


def test_secrets_are_made_once_however_many_ask_at_once(place: Installation) -> None:
    program = "from bot.settings import Settings; print(Settings.from_env().jwt_key)"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program], cwd=ROOT, env=place.environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in started}) == 1
    assert stat.S_IMODE((place.home / "secrets.json").stat().st_mode) == 0o600
    assert time.time() - (place.home / "secrets.json").stat().st_mtime < 60
