"""Delivers what the marketplace must be told: signed, at least once, the news of one order in its sequence.

Several deliverers, in one process or many, share the work through leases and never send the same news at the same
time. A try in vain is repeated after a growing pause that is kept with the news; after many it is given up, and waits
for staff. A process that dies while it sends leaves a lease that ends, and the same ``event_id`` is sent again.
"""

from __future__ import annotations

import json
import logging
import random
import time
import uuid
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from threading import Event

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.envelope import SIGNATURE_HEADER, TIMESTAMP_HEADER, envelope_of, sign
from actions.posting import Aborted, Poster
from actions.settings import Settings
from actions.store import dispatch
from actions.store.database import reading, writing
from actions.store.dispatch import Failure, Lease
from actions.store.facts import News

POST_SECONDS = 10.0
LEASE = timedelta(seconds=60)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(hours=1)
MOST_ATTEMPTS = 30
"""With these pauses news is tried for about a day and a half before it is given up."""
AT_ONCE = 8
logger = logging.getLogger("recourse.delivering")


@dataclass(frozen=True)
class Tally:
    """What was sent and what was not. ``given_up``: failed for the last time; ``error``: the last one."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    error: str | None = None

    def __add__(self, other: Tally) -> Tally:
        counts = (self.sent + other.sent, self.failed + other.failed, self.given_up + other.given_up)
        return Tally(*counts, other.error or self.error)


@dataclass(frozen=True)
class Means:
    """How a deliverer tells the time and draws its pauses; both are given by tests."""

    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
    chance: Callable[[], float] = random.random
    post_seconds: float = POST_SECONDS


class Deliverer:
    """Sends to one address. One for each process that delivers; ``stop`` ends it within a moment."""

    def __init__(self, settings: Settings, engine: Engine, means: Means | None = None) -> None:
        if settings.marketplace_url is None:
            raise ValueError("there is no address to deliver to")
        self._secret, self._engine = settings.events_secret, engine
        self._means = means or Means()
        self._poster = Poster(settings.marketplace_url, self._means.post_seconds)
        self._holder = uuid.uuid4().hex
        self._stopping = Event()

    def deliver(self, hurry: bool = False) -> Tally:
        """Sends all that is due, until nothing is. ``hurry``: also what waits for a later try."""
        if hurry:
            self._write(dispatch.hurry)
        began, tally = self._means.now(), Tally()
        with ThreadPoolExecutor(AT_ONCE, "delivering") as posting:
            running: set[Future[Tally]] = set()
            while True:
                claimed = self._claim(began, AT_ONCE - len(running))
                running |= {posting.submit(self._send, news, until) for news, until in claimed}
                if not running:
                    return tally
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                tally = sum((one.result() for one in finished), tally)

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def rest(self, seconds: float) -> None:
        """Waits; not any longer once it is stopped."""
        self._stopping.wait(seconds)

    def stop(self) -> None:
        """Nothing more is begun; what is under way goes on."""
        self._stopping.set()

    def abort(self) -> None:
        """What is under way is cut off, and put back for somebody else."""
        self.stop()
        self._poster.abort()

    def _claim(self, due: datetime, limit: int) -> list[tuple[News, datetime]]:
        if self._stopping.is_set() or limit < 1:
            return []
        now = self._means.now()
        lease = Lease(self._holder, now, now + LEASE, due)
        with reading(self._engine) as session:
            if not dispatch.is_waiting(session, lease):
                return []
        with writing(self._engine) as session:
            return [(news, lease.until) for news in dispatch.claim(session, lease, limit)]

    def _send(self, news: News, until: datetime) -> Tally:
        try:
            if self._stopping.is_set() or self._means.now() > until - LEASE / 2:  # held up: another may have it soon
                raise Aborted
            body = json.dumps(envelope_of(news), sort_keys=True).encode()
            error = self._poster.post(body, self._headers(body))
        except Aborted:
            self._write(lambda session: dispatch.put_back(session, news.event_id, self._holder))
            return Tally()
        now = self._means.now()
        if error is not None:
            return self._failed(news, error, now)
        self._write(lambda session: dispatch.delivered(session, news.event_id, self._holder, now))
        return Tally(sent=1)

    def _failed(self, news: News, error: str, now: datetime) -> Tally:
        attempt = news.attempts + 1
        last = attempt >= MOST_ATTEMPTS
        failure = Failure(error, None if last else now + pause(attempt, self._means.chance()))
        self._write(lambda session: dispatch.failed(session, news.event_id, self._holder, failure))
        if last:
            told = (news.event_id, news.kind, news.order_id, attempt, error)
            logger.error("news %s (%s of order %s) was given up after %s attempts: %s", *told)
        return Tally(failed=1, given_up=int(last), error=error)

    def _write(self, change: Callable[[Session], object]) -> None:
        with writing(self._engine) as session:
            change(session)

    def _headers(self, body: bytes) -> dict[str, str]:
        stamp = str(int(time.time()))
        signed = {TIMESTAMP_HEADER: stamp, SIGNATURE_HEADER: sign(self._secret, stamp, body)}
        return {**signed, "Content-Type": "application/json", "User-Agent": "recourse"}


def pause(attempt: int, chance: float) -> timedelta:
    """How long after this attempt the next one comes: twice the pause before, up to an hour, less up to half of it.

    ``chance``, from 0 to 1, spreads what failed together over time.
    """
    doublings = 1 << min(attempt - 1, 20)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE) * (1 - chance / 2)
