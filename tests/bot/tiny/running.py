"""Trains the tiny assistant and runs servers on free ports, for tests that need the real processes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt

from tests.ports import free_ports

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
LONGEST_START = 240.0


def trained_tiny_model(folder: Path) -> Path:
    """The tiny assistant's model, trained into ``folder``."""
    command = [sys.executable, "-m", "rasa", "train", "--data", HERE / "training.yml", "--domain", HERE / "domain.yml"]
    where = ["--config", HERE / "config.yml", "--out", folder, "--fixed-model-name", "tiny"]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "RASA_CACHE_DIRECTORY": str(folder / "cache")}
    subprocess.run([*command, *where], cwd=folder, env=environment, check=True, capture_output=True)
    return folder / "tiny.tar.gz"


@dataclass(frozen=True)
class Installation:
    """A home of its own, with free ports, for one set of servers."""

    home: Path
    port: int
    action_port: int
    extra: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, home: Path, **extra: str) -> Installation:
        """A new one."""
        return cls(home, *free_ports(2), extra)

    @property
    def environment(self) -> dict[str, str]:
        """What a process of this installation is started with; nothing of the caller's own settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RECOURSE_")}
        ports = {"RECOURSE_PORT": str(self.port), "RECOURSE_ACTION_PORT": str(self.action_port)}
        quiet = {"RASA_TELEMETRY_ENABLED": "false"}
        return {**kept, "RECOURSE_HOME": str(self.home), **ports, **quiet, **self.extra}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, buyer: str = "b1", lives: float = 3600, **claims: Any) -> str:
        """A token as the shop would sign it; a claim of None is left out."""
        key = json.loads((self.home / "secrets.json").read_text())["jwt_key"]
        good = {"sub": buyer, "iss": "recourse", "aud": "recourse", "exp": int(time.time() + lives), **claims}
        return jwt.encode({name: value for name, value in good.items() if value is not None}, key, algorithm="HS256")

    def recourse(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command line in this installation, waited for."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=ROOT,
            env=self.environment,
            text=True,
            capture_output=True,
            check=False,
            timeout=120,
        )

    @contextlib.contextmanager
    def running(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """A program of this installation, in a process group of its own; killed at the end if it still runs."""
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=(self.home / f"stderr-{arguments[1]}.txt").open("w"),
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


def wait_for(url: str, process: subprocess.Popen[str], status: int = 200) -> None:
    """Until the URL answers with the status. Fails when the process ends or the time is over."""
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        with contextlib.suppress(OSError):
            if ask(url)[0] == status:
                return
        time.sleep(0.1)
    raise AssertionError(f"{url} never answered {status}")


def ask(
    url: str, body: Any = None, headers: dict[str, str] | None = None, method: str | None = None
) -> tuple[int, Any]:
    """GET, or POST of a JSON body (bytes go as they are), or ``method``: the status and what the answer's JSON says."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **(headers or {})}
    request = urllib.request.Request(url, data=data, headers=sent, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"null")
