"""A terminal client: talks to the running assistant over HTTP as a buyer would, or starts one in the background.

Needs nothing but the standard library, so that it is there at once.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.children import end_with_parent
from bot.settings import ROOT, Settings
from bot.terminal import INDENT, Screen, dim

PATIENCE = 90.0
LEAVE = ("/quit", "/exit", "/q")
SECRET_HEADER = "Recourse-Action-Secret"


@dataclass(frozen=True)
class Talk:
    """Who talks (None: a guest), in which conversation (None: a new one), and whether decisions are shown."""

    buyer: str | None
    conversation: str | None = None
    why: bool = False


class ChatFailed(RuntimeError):
    """The talk cannot begin or go on: a message for the person at the terminal, and the exit code."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def talk(settings: Settings, wanted: Talk) -> int:
    """Talk until the person leaves; the exit code."""
    try:
        with _assistant(settings):
            _Client(settings, wanted).run()
    except ChatFailed as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    except KeyboardInterrupt:
        print()
    return 0


class _Client:
    def __init__(self, settings: Settings, wanted: Talk) -> None:
        self._settings, self._buyer = settings, wanted.buyer
        self._conversation = wanted.conversation or f"terminal-{uuid.uuid4().hex[:12]}"
        self._token: str | None = None
        self._screen = Screen(wanted.why)

    def run(self) -> None:
        self._token = self._minted()
        print(f"You are {self._buyer or 'a guest'} in conversation {self._conversation}.")
        print(f"Type a message, or the number of a button; {LEAVE[0]} or Ctrl-D ends.\n")
        with contextlib.suppress(EOFError):
            while (text := self._typed()).lower() not in LEAVE:
                if text:
                    self._screen.show(self._answer(self._screen.meant(text)))

    def _typed(self) -> str:
        text = input(f"{self._time()}you › ").strip()
        if not sys.stdin.isatty():
            print(text)  # nobody typed it, so nobody has seen it
        return text

    def _answer(self, text: str) -> list[dict[str, Any]]:
        """What the assistant says. An expired token is replaced, and the message goes again under the same id."""
        message_id = uuid.uuid4().hex
        status, answer = self._post(text, message_id)
        if status == 401 and self._token:
            print(dim(f"{INDENT}(your sign-in had ended; signed in again)"))
            self._token = self._minted()
            status, answer = self._post(text, message_id)
        if status == 400:
            return [{"text": json.loads(answer)["error"]}]
        if status != 200:
            raise ChatFailed(f"the assistant refused: {status} {answer}")
        return json.loads(answer)

    def _post(self, text: str, message_id: str) -> tuple[int, str]:
        body: dict[str, Any] = {"sender": self._conversation, "message": text, "message_id": message_id}
        if self._token:
            body["metadata"] = {"token": self._token}
        return _ask(f"{self._settings.url}/webhooks/rest/webhook", json.dumps(body).encode())

    def _minted(self) -> str | None:
        if self._buyer is None:
            return None
        command = [sys.executable, "-m", "actions", "token", self._buyer]
        environment = {**os.environ, **self._settings.environment()}
        done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False)
        if done.returncode:
            raise ChatFailed(done.stderr.strip(), done.returncode)
        return done.stdout.strip()

    def _time(self) -> str:
        """The shop's time, so that a moved clock is seen."""
        if not self._settings.is_demo:
            return ""
        headers = {SECRET_HEADER: self._settings.action_secret}
        request = urllib.request.Request(f"{self._settings.action_url}/clock", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=2) as answer:
                now = datetime.fromisoformat(json.load(answer)["now"].replace("Z", "+00:00"))
        except (OSError, ValueError, KeyError):
            return ""
        return dim(f"{now:%a %d %b %Y %H:%M}Z ")


@contextlib.contextmanager
def _assistant(settings: Settings) -> Iterator[None]:
    """The running assistant, else one of our own for as long as the talk lasts."""
    if _is_ready(settings):
        yield
        return
    print("Starting the assistant …", file=sys.stderr)
    server = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **settings.environment()},
        start_new_session=True,  # Ctrl-C ends the talk, and the talk ends the assistant
        preexec_fn=lambda: end_with_parent(signal.SIGTERM),
    )
    try:
        assert server.stdout is not None
        if not any(line.startswith("recourse ready") for line in server.stdout):
            raise ChatFailed("the assistant did not start")
        yield
    finally:
        server.terminate()
        server.wait()


def _is_ready(settings: Settings) -> bool:
    try:
        return _ask(f"{settings.url}/ready", None)[0] == 200
    except ChatFailed:
        return False


def _ask(url: str, body: bytes | None) -> tuple[int, str]:
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")
    except OSError as error:
        raise ChatFailed(f"the assistant does not answer at {url}: {error}") from None
