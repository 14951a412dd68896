"""Forgets every conversation: used when the sample shop begins again, safe beside a running server."""

from __future__ import annotations

import sqlalchemy as sa

from bot.channels.database import open_chat_database, tables
from bot.tracker.tables import windows


def forget_conversations(url: str) -> None:
    """Empty the channel's tables, Rasa's events and where their reading begins, in one transaction."""
    engine = open_chat_database(url)
    try:
        with engine.begin() as connection:
            for table in {*tables.sorted_tables, windows}:
                connection.execute(sa.delete(table))
            if sa.inspect(connection).has_table("events"):
                connection.execute(sa.delete(sa.table("events")))
    finally:
        engine.dispose()
