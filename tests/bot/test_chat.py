"""The terminal client: against running servers, and starting its own."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.terminal import Screen
from tests.bot.tiny.running import ROOT, Installation, ask

pytestmark = pytest.mark.server


def typed(place: Installation, lines: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The client with these lines typed into it."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "chat", *arguments],
        cwd=ROOT,
        env=place.environment,
        input=lines,
        text=True,
        capture_output=True,
        check=False,
        timeout=300,
    )


def test_a_buyer_talks_and_answers_by_the_number_of_a_button(tiny_servers: Installation) -> None:
    done = typed(tiny_servers, "choose\n1\n/quit\n", "b2", "--why")
    assert done.returncode == 0, done.stderr
    assert "You are b2" in done.stdout
    assert "1) The first" in done.stdout
    assert "recourse › Hello." in done.stdout
    assert "cancel: ask" in done.stdout


def test_the_end_of_the_input_ends_the_talk(tiny_servers: Installation) -> None:
    assert typed(tiny_servers, "hello\n").returncode == 0


def test_a_guest_talks_without_a_token_and_goes_on_later(tiny_servers: Installation) -> None:
    assert typed(tiny_servers, "hello\n", "--guest", "--conversation", "guest-1").returncode == 0
    done = typed(tiny_servers, "hello\n", "--guest", "--conversation", "guest-1")
    assert (done.returncode, done.stdout.count("recourse › Hello.")) == (0, 1)


def test_somebody_elses_conversation_stays_closed(tiny_servers: Installation) -> None:
    assert typed(tiny_servers, "hello\n", "b1", "--conversation", "of-b1").returncode == 0
    done = typed(tiny_servers, "hello\n", "b2", "--conversation", "of-b1")
    assert (done.returncode, "403" in done.stderr) == (1, True)


def test_a_buyer_that_nobody_knows_is_named(tiny_servers: Installation) -> None:
    done = typed(tiny_servers, "hello\n", "nobody")
    assert (done.returncode, "nobody" in done.stderr) == (3, True)


def test_when_the_shops_clock_is_moved_it_shows_and_the_talk_goes_on_signed_in_again(
    tiny_servers: Installation,
) -> None:
    """The token expires in the middle of the talk: two weeks pass at the shop."""
    client = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "b1"],
        cwd=ROOT,
        env=tiny_servers.environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert client.stdin is not None
    assert client.stdout is not None
    try:
        client.stdin.write("hello\n")
        client.stdin.flush()
        before = ""
        while "Hello." not in before:
            before += client.stdout.readline()
        moved = tiny_servers.recourse("clock", "+14d").stdout.strip()
        after, _ = client.communicate("choose\nchoose\n", timeout=60)
    finally:
        tiny_servers.recourse("clock", "reset")
        client.kill()
    day = time.strftime("%d %b %Y", time.strptime(moved, "%Y-%m-%dT%H:%M:%SZ"))
    assert day in after
    assert day not in before
    assert after.count("signed in again") == 1
    assert after.count("Which one?") == 2


def test_it_starts_an_assistant_of_its_own_and_takes_it_down_again(tmp_path: Path, tiny_model: Path) -> None:
    place = Installation.at(tmp_path, RECOURSE_MODEL=str(tiny_model))
    done = typed(place, "hello\n", "b1")
    assert done.returncode == 0, done.stderr
    assert "Starting the assistant" in done.stderr
    assert "recourse › Hello." in done.stdout
    with pytest.raises(OSError, match="refused"):
        ask(f"{place.url}/health")


def test_what_a_terminal_would_act_upon_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().show([{"text": "the seller says: \x1b[2J\x07gone\nsecond line " + "long " * 40}])
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert max(map(len, shown.splitlines())) <= 96


def test_a_number_that_is_no_button_is_a_message() -> None:
    screen = Screen()
    screen.show([{"text": "Which?", "buttons": [{"title": "One", "payload": "/one"}]}])
    assert [screen.meant(text) for text in ("1", "0", "2", "1234", "\u0661", "one")] == [
        "/one",
        "0",
        "2",
        "1234",
        "\u0661",
        "one",
    ]
