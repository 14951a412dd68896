"""Runs work in a child process that is killed at its n-th statement, for every n."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from actions.store.database import open_database


def killed_at_every_statement(engine: Engine, work: Callable[[Engine], object]) -> Iterator[int]:
    """Kills the work at its first, second, … statement or commit; ends when the work got through."""
    for nth in count(1):
        if _run(engine, work, nth):
            return
        yield nth


def _run(engine: Engine, work: Callable[[Engine], object], nth: int) -> bool:
    """Whether the child got through. Own connections in the child; none of the parent's are open meanwhile."""
    engine.dispose()
    child = os.fork()
    if child == 0:
        try:
            own = open_database(str(engine.url))
            _kill_at(own, nth)
            work(own)
            os._exit(0)
        except BaseException:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed before it was killed"
    return not os.WIFSIGNALED(status)


def _kill_at(engine: Engine, nth: int) -> None:
    steps = count(1)

    def step(*_: Any) -> None:
        if next(steps) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", step)
    event.listen(engine, "commit", step)
