"""Holds until when the work at hand may be written: what was given up must not be done all the same.

A thread that waits for a database cannot be stopped. But whoever gave the work up has told the buyer that it failed; so
it waits for no lock beyond its time, and what it would write after that is not kept. Work without a deadline goes on.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("until", default=None)


class TooLate(Exception):
    """The time is over; nothing was written."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The block, and the threads that it starts with its context, have so many seconds."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left(at_most: float) -> float:
    """How long may still be waited. Raises TooLate."""
    until = _until.get()
    left = at_most if until is None else min(at_most, until - time.monotonic())
    if left <= 0:
        raise TooLate
    return left
