"""Looks at every stored order, some at a time in as many processes as there are cores: what would another profile mean?

Writes nothing. Each order is read with its whole case; the instant is one for all of them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actions.desk import Desk
from actions.policy.impact import differences
from actions.policy.impact_sums import Impact
from actions.store import orders, tables
from actions.store.database import open_database, reading

AT_ONCE = 500
WORTH_A_PROCESS = 4 * AT_ONCE
"""Below so many orders a second process would take longer to begin than the work takes."""

MOST_PROCESSES = 8


@dataclass(frozen=True)
class _Part:
    """Some orders by their numbers, and what they are to be compared with."""

    url: str
    numbers: tuple[str, ...]
    profile: str
    now: datetime


def impact_of(desk: Desk, profile: str, now: datetime, progress: Callable[[int, int], object]) -> Impact:
    """What it would mean for the open cases if every order were judged by the profile. ``progress``: done, of all."""
    with reading(desk.engine) as session:
        found = select(tables.orders.c.order_id).order_by(tables.orders.c.order_id)
        numbers = list(session.execute(found).scalars())
    url = desk.engine.url.render_as_string(hide_password=False)
    starts = range(0, len(numbers), AT_ONCE)
    parts = [_Part(url, tuple(numbers[start : start + AT_ONCE]), profile, now) for start in starts]
    total = Impact()
    for done in _surveyed(desk, parts, len(numbers)):
        total.merge(done)
        progress(total.orders, len(numbers))
    return total


def _surveyed(desk: Desk, parts: list[_Part], count: int) -> Iterator[Impact]:
    workers = min(os.cpu_count() or 1, MOST_PROCESSES, len(parts))
    if workers < 2 or count < WORTH_A_PROCESS:
        yield from map(_survey, parts)
        return
    desk.engine.dispose()  # what is forked must not share a connection
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), initializer=gc.disable) as pool:
        yield from pool.map(_survey, parts)


def _survey(part: _Part) -> Impact:
    total, engine = Impact(), open_database(part.url)
    try:
        with reading(engine) as session:
            for order in orders.load_all(session, part.numbers):
                total.add(order, differences(order, part.profile, part.now))
    finally:
        engine.dispose()
    return total
