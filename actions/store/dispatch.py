"""Remembers how far news has come on its way to the marketplace: who sends it now, what failed, what was delivered.

News of one order goes out in its sequence: as long as one of them is not delivered, given up included, the later ones
of the same order wait, and no others. Who claims news has it alone until the lease ends. Times are real, and given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from actions.store.errors import Conflict, NotFound
from actions.store.facts import News, NewsStatus
from actions.store.ledger import outbox
from actions.store.outbox import news_fact

_PENDING, _SENT, _DEAD = str(NewsStatus.PENDING), str(NewsStatus.SENT), str(NewsStatus.DEAD)
_FREE: Mapping[str, Any] = {"lease": None, "leased_until": None}


@dataclass(frozen=True)
class Lease:
    """Who claims, from when until when. ``due``: news that waits for a later try than that is left alone."""

    holder: str
    now: datetime
    until: datetime
    due: datetime


@dataclass(frozen=True)
class Failure:
    """A try in vain: what went wrong, and when to try again (None: it is given up)."""

    error: str
    next_try: datetime | None


def is_waiting(session: Session, lease: Lease) -> bool:
    """Whether there is anything to claim; asks without writing."""
    return session.execute(_claimable(lease).limit(1)).first() is not None


def claim(session: Session, lease: Lease, limit: int) -> list[News]:
    """News to be sent now, the first of each order, leased to the holder. Nobody else is given any of it meanwhile."""
    query = _claimable(lease).limit(limit).with_for_update(of=outbox, skip_locked=True)
    found = [news_fact(row) for row in session.execute(query)]
    leased = {"lease": lease.holder, "leased_until": lease.until}
    session.execute(update(outbox).where(outbox.c.event_id.in_([news.event_id for news in found])).values(leased))
    return found


def delivered(session: Session, event_id: str, holder: str, now: datetime) -> bool:
    """It has arrived. False when the lease was lost meanwhile, and somebody else answers for it."""
    return _end(session, (event_id, holder), {"status": _SENT, "delivered_at": now, "next_try": None})


def failed(session: Session, event_id: str, holder: str, failure: Failure) -> bool:
    """It did not arrive: tried again then, or given up. False when the lease was lost meanwhile."""
    changes = {"attempts": outbox.c.attempts + 1, "last_error": failure.error, "next_try": failure.next_try}
    return _end(session, (event_id, holder), {**changes, **({} if failure.next_try else {"status": _DEAD})})


def put_back(session: Session, event_id: str, holder: str) -> bool:
    """It was not sent after all: anybody may claim it again at once."""
    return _end(session, (event_id, holder), {})


def retry(session: Session, event_id: str) -> News:
    """It is sent again as soon as its order allows, with all its attempts before it. NotFound, Conflict (delivered)."""
    _wake(session, outbox.c.event_id == event_id)
    row = session.execute(select(outbox).where(outbox.c.event_id == event_id)).first()
    if row is None:
        raise NotFound("news", event_id)
    if row.status == _SENT:
        raise Conflict(f"{event_id} was delivered already")
    return news_fact(row)


def retry_dead(session: Session) -> int:
    """Everything that was given up is sent again; how much that is."""
    return _wake(session, outbox.c.status == _DEAD)


def hurry(session: Session) -> None:
    """What waits for its next try waits no longer."""
    waits = (outbox.c.status == _PENDING, outbox.c.next_try.isnot(None))
    session.execute(update(outbox).where(*waits).values(next_try=None))


def counts(session: Session) -> dict[str, int]:
    """How much news there is of each status."""
    found = session.execute(select(outbox.c.status, func.count()).group_by(outbox.c.status))
    return {str(status): 0 for status in NewsStatus} | {row[0]: row[1] for row in found}


def _claimable(lease: Lease) -> Any:
    earlier = outbox.alias("earlier")
    held_back = select(earlier.c.id).where(
        earlier.c.order_id == outbox.c.order_id, earlier.c.id < outbox.c.id, earlier.c.status != _SENT
    )
    return (
        select(outbox)
        .where(
            outbox.c.status == _PENDING,
            or_(outbox.c.next_try.is_(None), outbox.c.next_try <= lease.due),
            or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= lease.now),
            ~held_back.exists(),
        )
        .order_by(outbox.c.id)
    )


def _end(session: Session, held: tuple[str, str], changes: Mapping[str, Any]) -> bool:
    event_id, holder = held
    own = (outbox.c.event_id == event_id, outbox.c.lease == holder, outbox.c.status == _PENDING)
    ended: Any = session.execute(update(outbox).where(*own).values({**_FREE, **changes}))
    return bool(ended.rowcount)


def _wake(session: Session, which: Any) -> int:
    again = {"status": _PENDING, "attempts": 0, "next_try": None}
    woken: Any = session.execute(update(outbox).where(which, outbox.c.status != _SENT).values(again))
    return int(woken.rowcount)
