"""The supervisor with real servers: from nothing to the ready line, and down again leaving nothing behind."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.bot.tiny.running import Installation, ask

pytestmark = pytest.mark.server
QUICKLY = 5.0


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    return Installation.at(tmp_path)


@contextlib.contextmanager
def serving(place: Installation, model: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A supervisor that is ready, and the processes it has started. Whatever happens, none of them is left."""
    with place.running("-m", "bot", "serve", "--model", str(model)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"recourse ready {place.url}\n", stderr(place)
        children = children_of(process.pid)
        assert len(children) == 2
        try:
            yield process, children
        finally:
            for child in children:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child, signal.SIGKILL)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def none_left(children: list[int]) -> bool:
    deadline = time.monotonic() + QUICKLY
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(alive, children))


def stderr(place: Installation) -> str:
    return "".join(path.read_text() for path in place.home.glob("stderr*.txt"))


def test_it_serves_from_nothing_and_ends_well_when_asked(place: Installation, tiny_model: Path) -> None:
    with serving(place, tiny_model) as (process, children):
        body = {"sender": "c-1", "message": "hello"}
        assert ask(f"{place.url}/webhooks/rest/webhook", body) == (200, [{"recipient_id": "c-1", "text": "Hello."}])
        assert ask(f"{place.url}/ready")[0] == 200
        assert ask(f"http://127.0.0.1:{place.action_port}/ready")[0] == 200
        assert "pending_shipment" in place.recourse("orders", "list").stdout
        assert only_on_this_machine(place)
        secrets = json.loads((place.home / "secrets.json").read_text()).values()
        assert secrets
        for pid in children:
            command = Path(f"/proc/{pid}/cmdline").read_text()
            assert [secret for secret in secrets if secret in command] == []
        process.send_signal(signal.SIGTERM)
        assert process.wait(QUICKLY) == 0
        assert none_left(children)
        assert process.stdout is not None
        assert "three things to try" in process.stdout.read().lower()


def only_on_this_machine(place: Installation) -> bool:
    """Neither server listens on all interfaces (0.0.0.0 in the kernel's table of sockets)."""
    listening = re.findall(r"\d+: ([0-9A-F]{8}):([0-9A-F]{4}) 00000000:0000 0A", Path("/proc/net/tcp").read_text())
    ours = [address for address, port in listening if int(port, 16) in (place.port, place.action_port)]
    return len(ours) == 2 and set(ours) == {"0100007F"}


def test_ctrl_c_ends_it_well_and_twice_is_not_worse(place: Installation, tiny_model: Path) -> None:
    with serving(place, tiny_model) as (process, children):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(QUICKLY) == 0
        assert none_left(children)
        assert "Traceback" not in stderr(place)


def test_answers_under_way_are_finished_with_their_actions_when_it_is_asked_to_end(
    place: Installation, tiny_model: Path
) -> None:
    with serving(place, tiny_model) as (process, children):
        token, answered = place.token("b1"), threading.Semaphore(0)

        def look(number: int) -> int:
            body = {"sender": "c-1", "message": "look", "metadata": {"token": token}}
            with contextlib.suppress(OSError, HTTPException):
                status, _ = ask(f"{place.url}/webhooks/rest/webhook", {**body, "message_id": str(number)})
                answered.release()
                return status
            return 0

        with ThreadPoolExecutor(30) as pool:
            asked = [pool.submit(look, number) for number in range(60)]
            for _ in range(5):
                assert answered.acquire(timeout=60)
            process.send_signal(signal.SIGTERM)
            accepted = [one.result() for one in asked].count(200)
        assert process.wait(QUICKLY) == 0
        assert none_left(children)
    assert looked_up(place, "c-1") >= accepted > 5


def looked_up(place: Installation, chat: str) -> int:
    """In how many turns the action found who was asking."""
    with sqlite3.connect(place.home / "chat.db") as database:
        written = "SELECT data FROM events WHERE sender_id = ? AND type_name = 'slot'"
        slots = [json.loads(data) for (data,) in database.execute(written, (chat,))]
    return sum(slot["name"] == "buyer_check" and bool(slot["value"]) for slot in slots)


def test_a_token_of_the_api_may_begin_with_a_dash(tmp_path: Path, tiny_model: Path) -> None:
    """One in 64 that we make ourselves does: it is no option of the command line."""
    place = Installation.at(tmp_path, RECOURSE_API_TOKEN="-begins-with-a-dash")
    with serving(place, tiny_model):
        assert ask(f"{place.url}/conversations/c-1/tracker?token=-begins-with-a-dash")[0] == 200
        assert ask(f"{place.url}/conversations/c-1/tracker?token=another")[0] == 401


def test_a_server_that_dies_ends_all_with_its_last_lines(place: Installation, tiny_model: Path) -> None:
    with serving(place, tiny_model) as (process, children):
        os.kill(children[0], signal.SIGKILL)  # the Rasa server is started first
        assert process.wait(QUICKLY + 2) == 1
        assert none_left(children)
        assert "the rasa server ended" in stderr(place)
        assert "Rasa server is up and running" in stderr(place)


def test_no_server_outlives_a_supervisor_that_was_killed(place: Installation, tiny_model: Path) -> None:
    with serving(place, tiny_model) as (process, children):
        process.kill()
        process.wait()
        assert none_left(children)


def test_it_can_be_stopped_before_it_is_ready(place: Installation, tiny_model: Path) -> None:
    with place.running("-m", "bot", "serve", "--model", str(tiny_model)) as process:
        deadline = time.monotonic() + 60
        while len(children_of(process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        children = children_of(process.pid)
        process.send_signal(signal.SIGTERM)
        assert process.wait(QUICKLY) == 0
        assert none_left(children)


@pytest.mark.parametrize("which", ["port", "action_port"])
def test_a_busy_port_is_named(place: Installation, tiny_model: Path, which: str) -> None:
    port = getattr(place, which)
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        holder.listen()
        done = place.recourse("serve", "--model", str(tiny_model))
    assert done.returncode == 1
    assert str(port) in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    done = Installation.at(tmp_path, RECOURSE_MODE="production").recourse("serve")
    assert (done.returncode, "RECOURSE_MODE" in done.stderr) == (2, True)
    done = Installation.at(tmp_path, RECOURSE_MODE="live").recourse("serve")
    assert (done.returncode, "RECOURSE_JWT_KEY" in done.stderr) == (2, True)
    assert not (tmp_path / "secrets.json").exists()


def test_with_make_as_its_parent_it_goes_when_make_is_gone(tmp_path: Path) -> None:
    """``make run`` asks for it: a killed make must not leave the assistant behind."""
    program = "import time; from bot.children import end_with_parent; import signal; end_with_parent(signal.SIGTERM);"
    parent = (
        f"import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', {program + ' time.sleep(60)'!r}]);"
    )
    with Installation.at(tmp_path).running("-c", parent + " print(p.pid, flush=True); time.sleep(60)") as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        time.sleep(1.0)
        process.kill()
        assert none_left([child])


def test_a_fresh_python_has_what_the_supervisor_needs_quickly() -> None:
    """``recourse serve`` answers a busy port at once: nothing heavy is imported before."""
    heavy = "import bot.serve, sys; sys.exit(any(name in sys.modules for name in ('rasa', 'sqlalchemy', 'tensorflow')))"
    assert subprocess.run([sys.executable, "-c", heavy], check=False).returncode == 0
