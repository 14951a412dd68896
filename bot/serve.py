"""Runs the assistant: model, sample shop, action server and Rasa server, from nothing to the ready line and down again.

It is the parent of both servers. One that dies ends all; when this process ends, in whatever way, both are gone.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from bot.children import Child, Children, LogFile, Program, end_with_parent
from bot.settings import ROOT, Settings, reachable
from bot.train import TrainingFailed, trained_model

LONGEST_START = 240.0
LAST_ANSWERS = 1.8
"""Seconds for the answers under way when asked to stop; with what the other server may take, less than five."""
THINGS_TO_TRY = """\
Three things to try, in another terminal (Ctrl-C here stops the assistant):
  make chat                    then write: where are my orders?
  make chat BUYER=b2           then write: cancel my last order
  .venv/bin/recourse clock +14d    two weeks pass: requests are granted, refunds fall due
"""


class CannotServe(RuntimeError):
    """The assistant cannot start or go on; the message is for the person at the terminal."""


class Stopped(BaseException):
    """Somebody asked us to stop (Ctrl-C, SIGTERM)."""


def serve(settings: Settings, model: Path | None = None) -> int:
    """Serve until asked to stop; the exit code: 0 when asked, 1 when it could not go on."""
    if os.environ.get("RECOURSE_STOP_WITH_PARENT"):
        end_with_parent(signal.SIGTERM)
    settings = replace(settings, action_url=f"http://{reachable(settings.interface)}:{settings.action_port}")
    try:
        with _stop_signals():
            _need_free_ports(settings)
            _need_shared_locks(settings)
            model = model or trained_model(tell=tell)
            _run(settings, model)
    except Stopped:
        return 0
    except (CannotServe, TrainingFailed) as problem:
        tell(str(problem))
        return 1
    return 0


def tell(line: str) -> None:
    """Say something to the person at the terminal; stdout is kept for the ready line."""
    print(line, file=sys.stderr, flush=True)


def _run(settings: Settings, model: Path) -> None:
    _need_free_ports(settings)  # once more: training takes a while, and another's server must not pass for ours
    with Children() as children, _ended_first(_rasa_server(settings, model)) as rasa:  # first: it takes the longest
        tell("starting the action server and the Rasa server")
        children.start(rasa)
        _prepare_shop(settings)
        children.start(_action_server(settings))
        _wait_until_ready(settings, children)
        _all_alive(children)
        print(f"recourse ready {settings.url}", flush=True)
        print(THINGS_TO_TRY, flush=True)
        while True:
            _all_alive(children)
            time.sleep(0.2)


@contextmanager
def _ended_first(server: Child) -> Iterator[Child]:
    """At the end it may finish the answers under way while the action server, which they need, is still there."""
    try:
        yield server
    finally:
        server.ask_to_end()
        server.end(time.monotonic() + LAST_ANSWERS)


@contextmanager
def _stop_signals() -> Iterator[None]:
    """Ctrl-C and SIGTERM unwind the stack once; while it unwinds, more of them change nothing."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in stopping:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    stopping = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # ignored: started by nohup, to outlive its terminal
        stopping.append(signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in stopping}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _need_free_ports(settings: Settings) -> None:
    for name, port in (("RECOURSE_PORT", settings.port), ("RECOURSE_ACTION_PORT", settings.action_port)):
        family = socket.AF_INET6 if ":" in settings.interface else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.interface, port))
            except OSError as error:
                raise CannotServe(f"port {port} cannot be used ({name}): {error.strerror}") from None


def _need_shared_locks(settings: Settings) -> None:
    from bot.locks.choice import missing  # not above: with its libraries a busy port would be named a second later

    problem = missing(settings)
    if problem:
        raise CannotServe(problem)


def _prepare_shop(settings: Settings) -> None:
    """Have the database made and, in demo mode, filled with the samples when there is nothing in it."""
    if not settings.is_demo:
        return
    command = [sys.executable, "-m", "actions", "reset", "--samples", "--if-empty"]
    environment = {**os.environ, **settings.environment()}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False, preexec_fn=end_with_parent
    )
    if done.returncode:
        raise CannotServe(f"the sample shop could not be made:\n{done.stderr.strip()}")


def _action_server(settings: Settings) -> Child:
    return _server(settings, "actions", ["-m", "rasa_sdk", "--actions", "actions", "--port", str(settings.action_port)])


def _rasa_server(settings: Settings, model: Path) -> Child:
    return _server(settings, "rasa", ["-m", "bot.server", str(model)])


def _server(settings: Settings, name: str, arguments: list[str]) -> Child:
    log = LogFile(settings.home / "logs" / f"{name}.log", name, tell)
    environment = {**os.environ, **settings.environment(), "PYTHONUNBUFFERED": "1"}
    return Child(Program(name, [sys.executable, *arguments], ROOT, environment), log.hear)


def _wait_until_ready(settings: Settings, children: Children) -> None:
    waiting = [f"{settings.action_url}/ready", f"{settings.url}/ready"]
    deadline = time.monotonic() + LONGEST_START
    while waiting:
        _all_alive(children)
        if time.monotonic() > deadline:
            raise CannotServe(f"not ready after {LONGEST_START:.0f} s: {waiting[0]} says {_said_by(waiting[0])}")
        if _said_by(waiting[0]) == "ready":
            del waiting[0]
        else:
            time.sleep(0.2)


def _said_by(url: str) -> str:
    """``ready``, or what is in the way."""
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:
            return "ready" if answer.status == 200 else str(answer.status)
    except urllib.error.HTTPError as error:
        return json.dumps(error.read().decode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        return str(error)


def _all_alive(children: Children) -> None:
    dead = children.dead()
    if dead is not None:
        last = "\n".join(f"  {line}" for line in dead.last_lines)
        raise CannotServe(
            f"the {dead.name} server ended (exit code {dead.process.returncode}); its last lines:\n{last}"
        )
