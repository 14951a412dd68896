"""Opens the Rasa side's own database and knows its tables: owners of conversations, answered messages, waiting news.

On SQLite writers wait for each other instead of failing, and readers wait for nobody.
"""

from __future__ import annotations

import contextlib
import os
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url

tables = sa.MetaData()

conversations = sa.Table(
    "chat_conversations",
    tables,
    sa.Column("sender", sa.String(255), primary_key=True),
    sa.Column("owner", sa.String(255)),
    sa.Column("token_ends", sa.Float),  # of the last token that was accepted, Unix seconds of the shop's clock
    sa.Column("lapsed", sa.Boolean, nullable=False, default=False),  # its owner came with an expired token since
)
answers = sa.Table(
    "chat_answers",
    tables,
    sa.Column("sender", sa.String(255), primary_key=True),
    sa.Column("message_id", sa.String(255), primary_key=True),
    sa.Column("text_hash", sa.String(64), nullable=False),
    sa.Column("answer", sa.Text, nullable=False),  # JSON
)
news = sa.Table(
    "chat_news",
    tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender", sa.String(255), nullable=False, index=True),
    sa.Column("message", sa.Text, nullable=False),  # JSON
)


def open_chat_database(url: str) -> sa.engine.Engine:
    """The engine for the given URL with all tables in place; several processes may open it at once."""
    engine = sa.create_engine(url, future=True, **_pool(url))
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, make_url(url).database)
    create_tables(engine, tables)
    _take_over_answers(engine)
    return engine


def reading(engine: sa.engine.Engine) -> sa.engine.Engine:
    """The same database for reads alone, which then need not wait for a writer."""
    return engine.execution_options(reads_only=True)


def insert_unless_there(connection: sa.engine.Connection, table: sa.Table, row: dict[str, Any]) -> bool:
    """Insert the row if its primary key is free; whether it was."""
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[connection.dialect.name]
    return bool(connection.execute(dialect.insert(table).values(**row).on_conflict_do_nothing()).rowcount)


def create_tables(engine: sa.engine.Engine, wanted: sa.MetaData, tries: int = 20) -> None:
    """Two servers starting together may both find a table missing; the slower one just looks again."""
    for attempt in range(tries):
        try:
            wanted.create_all(engine)
            return
        except (sa.exc.OperationalError, sa.exc.ProgrammingError, sa.exc.IntegrityError):
            if attempt == tries - 1:
                raise
            time.sleep(0.1)


def _take_over_answers(engine: sa.engine.Engine) -> None:
    """Answers were once kept beside reservations of messages, in a table that nothing writes any more."""
    if not sa.inspect(engine).has_table("chat_turns"):
        return
    columns = "sender, message_id, text_hash, answer"
    with contextlib.suppress(sa.exc.OperationalError, sa.exc.ProgrammingError), engine.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO chat_answers ({columns}) SELECT {columns} FROM chat_turns WHERE answer IS NOT NULL"
        )
        connection.exec_driver_sql("DROP TABLE chat_turns")  # fails for the slower of two servers starting together


def _pool(url: str) -> dict[str, Any]:
    """Connections are kept: on SQLite, too, where a new one and its pragmas cost more than what is asked by it."""
    if make_url(url).get_backend_name() != "sqlite":
        return {"pool_pre_ping": True}
    if make_url(url).database in (None, "", ":memory:"):
        return {}
    return {"poolclass": sa.pool.QueuePool, "connect_args": {"check_same_thread": False}}


def _prepare_sqlite(engine: sa.engine.Engine, path: str | None) -> None:
    if path and path != ":memory:":
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)

    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.engine.Connection) -> None:
        reads = connection.get_execution_options().get("reads_only")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
