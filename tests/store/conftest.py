"""Gives every test of the store a fresh database: once SQLite, once a PostgreSQL that the tests start themselves."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine, make_url

from actions.desk import Desk
from actions.store.database import open_database
from actions.store.migrate import migrate
from tests.store.building import NOW, settings

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
_numbers = count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own; stopped and removed at the end."""
    import pgserver

    home = tempfile.mkdtemp(prefix="recourse-pg-", dir="/tmp")  # short: the path of its socket has a limit
    server = pgserver.get_server(home, cleanup_mode="delete")
    try:
        server.psql("ALTER SYSTEM SET fsync = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def make_database(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """A function that makes an empty database of the kind and gives its address."""

    def make(kind: str, template: str = "template0") -> str:
        name = f"recourse_{next(_numbers)}"
        if kind == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('db') / name}.db"
        server = request.getfixturevalue("postgresql")
        engine = create_engine(server, future=True, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return str(server).replace("/postgres?", f"/{name}?")

    return make


@pytest.fixture(scope="session")
def migrated(make_database: Callable[..., str]) -> Callable[[str], str]:
    """A function that makes a database of the kind with all tables, quickly: as a copy of the first one."""
    first: dict[str, str] = {}

    def make(kind: str) -> str:
        if kind not in first:
            first[kind] = make_database(kind)
            engine = open_database(first[kind])
            migrate(engine)
            engine.dispose()
        if kind == "postgresql":
            return make_database(kind, str(make_url(first[kind]).database))
        url = make_database(kind)
        shutil.copy(first[kind].removeprefix("sqlite:///"), url.removeprefix("sqlite:///"))
        return url

    return make


@pytest.fixture(params=BOTH)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, make_database: Callable[[str], str]) -> Iterator[str]:
    """The address of a database without any table."""
    url = make_database(kind)
    yield url
    _drop(url)


@pytest.fixture
def url(kind: str, migrated: Callable[[str], str]) -> Iterator[str]:
    """The address of a database with all tables and nothing in them."""
    url = migrated(kind)
    yield url
    _drop(url)


def _drop(url: str) -> None:
    """Removed at once: hundreds of databases would make the server slow to stop."""
    if url.startswith("postgresql"):
        name = str(make_url(url).database)
        engine = create_engine(url.replace(f"/{name}?", "/postgres?"), future=True, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    """A desk whose clock stands at NOW."""
    return Desk(settings(tmp_path, str(engine.url), now=NOW), engine)
