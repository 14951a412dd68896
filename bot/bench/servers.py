"""Starts what is measured: our servers as users start them, the vanilla twin by ``rasa run``, and a bare echo."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
import yaml

from bot.bench.results import OURS, VANILLA
from bot.children import Child, Children, LogFile, Program, end_with_parent
from bot.settings import ROOT, Settings
from bot.train import QUIET

PATH = "/webhooks/rest/webhook"
LONGEST_START = 300.0
NEXT_LOOK = 0.02
_APOLOGY = re.compile(r"E-[0-9a-f]{6}")


class BenchFailed(RuntimeError):
    """What is measured does not work; the message says what did not."""


@dataclass(frozen=True)
class Place:
    """An installation with a home of its own: its settings, and the environment of its processes."""

    settings: Settings
    environment: Mapping[str, str]

    @classmethod
    def at(cls, home: Path, database: Path | None = None) -> Place:
        """A new one on free ports; nothing of the caller's own settings. ``database``: a shop that is there already."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RECOURSE_")}
        port, action_port = free_ports(2)
        given = {
            "RECOURSE_HOME": str(home),
            "RECOURSE_PORT": str(port),
            "RECOURSE_ACTION_PORT": str(action_port),
            **({"RECOURSE_DATABASE_URL": f"sqlite:///{database}"} if database else {}),
        }
        settings = Settings.from_env(given)
        return cls(settings, {**kept, **QUIET, **given, **settings.environment()})


class Server:
    """A running server: how to reach it, and what it says before it ends."""

    def __init__(self, name: str, url: str, child: Child) -> None:
        self.name, self.url, self._child = name, url, child

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.url.rsplit(":", 1)[1])

    def first_answer(self) -> None:
        """Wait until a greeting is answered, and with no apology. Raises BenchFailed when that never comes."""
        deadline = time.monotonic() + LONGEST_START
        body = json.dumps({"sender": "bench-first", "message": "hello"}).encode()
        request = urllib.request.Request(self.url + PATH, body, {"Content-Type": "application/json"})
        while time.monotonic() < deadline:
            if self._child.ended() is not None:
                raise BenchFailed(f"{self.name} ended; its last lines:\n" + "\n".join(self._child.last_lines))
            with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=30) as answer:
                said = json.loads(answer.read())
                if said and not _APOLOGY.search(said[0].get("text", "")):
                    return
            time.sleep(NEXT_LOOK)
        raise BenchFailed(f"{self.name} never answered")


def ours(children: Children, place: Place, model: Path) -> Server:
    """Both servers, as ``recourse serve`` starts them."""
    command = [sys.executable, "-m", "bot", "serve", "--model", str(model)]
    child = _started(children, place, Program(OURS, command, ROOT, place.environment))
    return Server(OURS, place.settings.url, child)


def vanilla(children: Children, place: Place, model: Path) -> Server:
    """The twin in Rasa's own server with its stock channel, store and lock; its actions are those of ``place``."""
    folder, (port,) = place.settings.home / "vanilla", free_ports(1)
    _write_vanilla(folder, place.settings)
    files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml", "--model", str(model)]
    command = [sys.executable, "-m", "rasa", "run", "--enable-api", "-i", "127.0.0.1", "--port", str(port), *files]
    child = _started(children, place, Program(VANILLA, command, folder, {**place.environment, "PYTHONPATH": ""}))
    return Server(VANILLA, f"http://127.0.0.1:{port}", child)


def echo(children: Children, place: Place) -> Server:
    """A server that does nothing but answer: what no server of this kind can be faster than."""
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "bot.bench.echo", str(port)]
    child = _started(children, place, Program("echo", command, ROOT, place.environment))
    return Server("bare Sanic", f"http://127.0.0.1:{port}", child)


def with_a_stop_watch(children: Children, place: Place, model: Path) -> Server:
    """One more Rasa server of that place, beside its action server, which says what its time is made of."""
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "bot.bench.timed_server", str(model), str(told_of_the_start(place))]
    environment = {**place.environment, "RECOURSE_PORT": str(port)}
    child = _started(children, place, Program("stop-watch", command, ROOT, environment))
    return Server("Recourse with a stop-watch", f"http://127.0.0.1:{port}", child)


def told_of_the_start(place: Place) -> Path:
    """What such a server has written of its start: ``{"seconds": parts, "megabytes": parts}``."""
    return place.settings.home / "start.json"


def recourse(place: Place, *arguments: str) -> str:
    """A command of ours, waited for; what it printed. Raises BenchFailed."""
    command = [sys.executable, "-m", "bot", *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=dict(place.environment),
        text=True,
        capture_output=True,
        check=False,
        preexec_fn=end_with_parent,
    )
    if done.returncode:
        raise BenchFailed(f"recourse {arguments[0]} failed:\n{done.stderr.strip()}")
    return done.stdout


def megabytes(*ports: int) -> float:
    """Resident memory of the processes that listen on these ports, and of their children."""
    listening = [each for each in psutil.net_connections("tcp") if each.status == psutil.CONN_LISTEN and each.pid]
    found = [psutil.Process(each.pid) for each in listening if each.laddr.port in ports]
    whole = {process.pid: process for one in found for process in (one, *one.children(recursive=True))}
    return sum(process.memory_info().rss for process in whole.values()) / 1e6


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on just now."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in sockets:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in sockets]


def _started(children: Children, place: Place, program: Program) -> Child:
    log = LogFile(place.settings.home / "logs" / f"bench-{program.name}.log", program.name, lambda _line: None)
    child = Child(program, log.hear)
    children.start(child)
    return child


def _write_vanilla(folder: Path, settings: Settings) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    action = {"url": f"{settings.action_url}/webhook", "headers": {"Recourse-Action-Secret": settings.action_secret}}
    endpoints = {"action_endpoint": action, "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "chat.db"}}
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
