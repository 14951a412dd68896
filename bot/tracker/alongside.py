"""Lets others write in the very transaction that saves a conversation's turn; knows neither what they write nor why.

The writes belong to the turn under way: a context variable carries them, also into the thread that saves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy.engine import Connection

Write = Callable[[Connection], None]

ALONGSIDE: ContextVar[tuple[Write, ...]] = ContextVar("ALONGSIDE", default=())
"""What is called with the connection of each save, in order, after the turn is written and before it is committed."""


@contextmanager
def alongside(*writes: Write) -> Iterator[None]:
    """Have these called in every save within the block that has something to keep, after those of the blocks around it.

    What one of them raises leaves ``save``, and nothing of the turn is kept.
    """
    token = ALONGSIDE.set((*ALONGSIDE.get(), *writes))
    try:
        yield
    finally:
        ALONGSIDE.reset(token)
