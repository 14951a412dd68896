"""Serves the action server in a process of its own, on a free loopback port, for as long as a test needs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.envelope import sign
from actions.settings import Settings
from tests.ports import free_ports

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 60


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Server:
    """A running action server; ``process`` is our own child."""

    port: int
    settings: Settings
    process: subprocess.Popen[bytes]
    log: Path

    def call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, method=method)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return _answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return _answer(error.code, error.headers, error.read())

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, **headers)

    def event(self, envelope: dict[str, Any], at: int | None = None) -> Answer:
        """The envelope as the marketplace would send it, signed at real time (or at another)."""
        return self.signed(json.dumps(envelope).encode(), at)

    def signed(self, body: bytes, at: int | None = None) -> Answer:
        stamp = str(int(time.time()) if at is None else at)
        signature = sign(self.settings.events_secret, stamp, body)
        return self.call("POST", "/marketplace/events", body, Recourse_Timestamp=stamp, Recourse_Signature=signature)

    @property
    def secret(self) -> dict[str, str]:
        return {"Recourse_Action_Secret": self.settings.action_secret}


def _answer(status: int, headers: Any, body: bytes) -> Answer:
    text = body.decode("utf-8", "replace")
    try:
        parsed = json.loads(text)
    except ValueError:
        parsed = None
    return Answer(status, parsed, {key.lower(): value for key, value in headers.items()}, text)


def free_port() -> int:
    return free_ports(1)[0]


def environment(home: Path, **more: str) -> dict[str, str]:
    """This process's environment without its own settings, for a shop that lives in ``home``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RECOURSE_", "SANIC_"))}
    return {**kept, "RECOURSE_HOME": str(home), "RASA_TELEMETRY_ENABLED": "false", **more}


@contextmanager
def served(home: Path, python: str = sys.executable, root: Path = ROOT, **more: str) -> Iterator[Server]:
    """The action server of the shop in ``home``, ready; stopped at the end."""
    env = environment(home, **more)
    port, log = free_port(), home / "server.log"
    home.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        command = [python, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
        process = subprocess.Popen(command, cwd=root, env=env, stdout=out, stderr=subprocess.STDOUT)
    server = Server(port, Settings.from_env(env), process, log)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def _wait(server: Server) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise RuntimeError(server.log.read_text("utf-8"))
        try:
            if server.get("/ready").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the action server did not start:\n" + server.log.read_text("utf-8"))
