"""Opens the database and gives sessions that read one moment or write one change. No tables here.

A writing session holds the database's lock from its first statement (SQLite: BEGIN IMMEDIATE) or the order's row lock
(PostgreSQL: SELECT … FOR UPDATE in ``orders.lock``), so what it decides on cannot change before it commits. For a lock
of another's it waits BUSY_SECONDS, or as long as its deadline leaves it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from actions.store.deadline import seconds_left
from actions.store.errors import Conflict

BUSY_SECONDS = 30
_LOCKED_PAUSE_SECONDS = 0.01
_WRITES = "recourse_writes"


class DatabaseUrlError(ValueError):
    """The address of the database cannot be used; the message says which can."""


def open_database(url: str) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://…``; nothing is connected yet. Raises DatabaseUrlError."""
    try:
        parsed = make_url(url)
    except Exception:
        raise DatabaseUrlError("the database's address is no URL such as sqlite:///var/recourse.db") from None
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(url, parsed.database)
    if parsed.get_backend_name() == "postgresql":
        engine = create_engine(url, future=True, pool_pre_ping=True, pool_size=10, max_overflow=20)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    raise DatabaseUrlError(f"{parsed.get_backend_name()} is no database this runs on: use sqlite or postgresql")


def _open_sqlite(url: str, path: str | None) -> Engine:
    if not path or path == ":memory:":
        raise DatabaseUrlError("a database in memory cannot be shared between processes: give a file")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    arguments = {"check_same_thread": False, "timeout": BUSY_SECONDS}
    engine = create_engine(url, future=True, poolclass=QueuePool, pool_size=10, max_overflow=20, connect_args=arguments)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _keep_a_write_ahead_log(cursor)
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _keep_a_write_ahead_log(cursor: Any) -> None:
    # A new file changes to the log once, alone; SQLite refuses whoever comes meanwhile at once, without the timeout.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as refused:
            if "locked" not in str(refused) or time.monotonic() > until:
                raise
            time.sleep(_LOCKED_PAUSE_SECONDS)


def _begin_sqlite(connection: Connection) -> None:
    # To the driver itself, at each beginning: the connection was somebody else's before, with another deadline.
    connection.connection.driver_connection.execute(f"PRAGMA busy_timeout = {_patience_ms()}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if _writes(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_patience_ms()}")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_WRITES))


def _patience_ms() -> int:
    return max(1, int(seconds_left(BUSY_SECONDS) * 1000))


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees the database as it was at one moment and changes nothing."""
    with Session(engine, future=True) as session:
        if engine.dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are all kept when the block ends, or none of them when it raises.

    Raises Conflict when the database refuses what contradicts what it holds, TooLate past its deadline.
    """
    try:
        with Session(engine, future=True) as session, session.begin():
            session.connection(execution_options={_WRITES: True})
            yield session
            session.flush()
            seconds_left(BUSY_SECONDS)
    except (IntegrityError, DataError) as refused:
        raise Conflict(f"the database refused it: {refused.orig}".strip()) from refused
