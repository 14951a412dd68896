"""Chooses the locks by the settings: in Redis if one is named, in PostgreSQL if the chats are there, else in memory."""

from __future__ import annotations

import redis
import sqlalchemy as sa

from bot.locks import limits
from bot.locks.in_process import InProcessLocks
from bot.locks.ticket import Locks
from bot.settings import Settings, SettingsError


def locks_for(settings: Settings) -> Locks:
    """Locks that reach as far as the database of chats does. Raises SettingsError when several workers share none.

    On PostgreSQL they are always shared: another server may use the same database, whatever this one knows.
    """
    if settings.needs_for_workers:
        raise SettingsError(settings.needs_for_workers)
    if settings.redis_url:
        from bot.locks.redis_tickets import RedisTickets
        from bot.locks.shared import SharedLocks

        return SharedLocks(RedisTickets(settings.redis_url, settings.chat_database_url))
    if settings.chat_database_url.startswith("postgresql"):
        from bot.locks.postgresql_tickets import PostgresqlTickets
        from bot.locks.shared import SharedLocks

        return SharedLocks(PostgresqlTickets(settings.chat_database_url))
    return InProcessLocks()


def missing(settings: Settings) -> str | None:
    """What the settings name and what does not answer, in a sentence; None when the locks can be used."""
    if settings.needs_for_workers:
        return settings.needs_for_workers
    try:
        if settings.redis_url:
            redis.from_url(settings.redis_url, socket_timeout=limits.SILENCE).ping()
    except (redis.RedisError, ValueError) as error:
        return f"the Redis of RECOURSE_REDIS_URL does not answer: {error}"
    try:
        if settings.chat_database_url.startswith("postgresql"):
            sa.create_engine(settings.chat_database_url, poolclass=sa.pool.NullPool).connect().close()
    except sa.exc.SQLAlchemyError as error:
        return f"the PostgreSQL of RECOURSE_CHAT_DATABASE_URL does not answer: {getattr(error, 'orig', error)}".strip()
    return None
