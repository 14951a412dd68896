"""Remembers how far the shop's clock is ahead of real time, once for every process that uses this database."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.store.ledger import shop_clock
from actions.store.sql import put

_MICROSECOND = timedelta(microseconds=1)
_AHEAD = select(shop_clock.c.ahead_us)


def ahead(session: Session) -> timedelta:
    """How far the shop is ahead of real time; nothing until somebody moved it."""
    kept = session.execute(_AHEAD).scalar()
    return timedelta(microseconds=kept or 0)


def set_ahead(session: Session, by: timedelta) -> None:
    """From now on the shop is ahead of real time by this much, in every process."""
    put(session, shop_clock, {"id": 1}, {"id": 1, "ahead_us": by // _MICROSECOND})
