"""Runs child processes that never outlive this one: their output goes to a log file, their last lines stay at hand.

Each child leads a process group of its own, so that Ctrl-C in a terminal reaches only the parent, which then ends the
whole group. On Linux the kernel ends a child when its parent is killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

LAST_LINES = 30
PATIENCE = 3.0
"""Seconds a child may take to end by itself when it is asked to."""
_PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None  # found here, not between fork and exec


def end_with_parent(how: signal.Signals = signal.SIGKILL) -> None:
    """From now on the kernel sends this process ``how`` when its parent dies (Linux; elsewhere nothing happens)."""
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, how.value)


@dataclass(frozen=True)
class Program:
    """What is to be run: a name for people, the command, its directory and its whole environment."""

    name: str
    command: Sequence[str]
    where: Path
    environment: Mapping[str, str]


class Child:
    """One running program: its last lines, and how to end it. ``hear`` gets each line of its output."""

    def __init__(self, program: Program, hear: Callable[[str], None]) -> None:
        self.name, self.last_lines = program.name, deque[str](maxlen=LAST_LINES)
        self._hear = hear
        self.process = subprocess.Popen(
            program.command,
            cwd=program.where,
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def ended(self) -> int | None:
        """Its exit code once it has ended, all of its output read; None while it runs."""
        code = self.process.poll()
        if code is not None:
            self._listener.join(timeout=1)
        return code

    def wait(self) -> int:
        """Wait for its end; its exit code."""
        self.process.wait()
        return self.ended() or 0

    def ask_to_end(self) -> None:
        """Send SIGTERM to it and to what it has started."""
        self._signal(signal.SIGTERM)

    def end(self, deadline: float) -> None:
        """Wait for its end until ``deadline`` (of time.monotonic), then kill what is left of its group."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0.0, deadline - time.monotonic()))
        self._signal(signal.SIGKILL)
        self.process.wait()
        self._listener.join(timeout=1)

    def _signal(self, what: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, what)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.last_lines.append(line.rstrip())
            self._hear(line.rstrip())


class Children:
    """The programs this process runs together; leaving the block ends them all."""

    def __init__(self) -> None:
        self._all: list[Child] = []

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.end()

    def start(self, child: Child) -> None:
        """Look after a child from now on."""
        self._all.append(child)

    def dead(self) -> Child | None:
        """A child that has ended, if one has."""
        return next((child for child in self._all if child.ended() is not None), None)

    def end(self) -> None:
        """End all of them, in at most PATIENCE seconds."""
        deadline = time.monotonic() + PATIENCE
        for child in self._all:
            child.ask_to_end()
        for child in self._all:
            child.end(deadline)
        self._all.clear()


class LogFile:
    """Writes a child's lines to a file that is begun anew when it grows large; warnings also go to ``tell``."""

    def __init__(self, path: Path, name: str, tell: Callable[[str], None]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._handler = RotatingFileHandler(path, maxBytes=5_000_000, backupCount=2, encoding="utf-8", errors="replace")
        self._name, self._tell = name, tell

    def hear(self, line: str) -> None:
        """Take one line."""
        self._handler.emit(logging.makeLogRecord({"msg": line}))
        if any(word in line for word in _LOUD):
            self._tell(f"[{self._name}] {line}")


_LOUD = (" ERROR ", " CRITICAL ", "[error ", "[critical ")
