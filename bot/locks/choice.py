"""Chooses the locks by the settings: in Redis if one is named, in PostgreSQL if the chats are there, else in memory."""

from __future__ import annotations

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
