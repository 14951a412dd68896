"""Brings the database to this version of the product, from code. Safe when several processes start at once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection, Engine

from actions.store.database import writing
from actions.store.tables import metadata

HEAD = "0007"
"""The newest migration; a test compares it with the files."""

_ONE_AT_A_TIME = 7_265_636_752  # PostgreSQL's advisory lock of this product


def migrate(engine: Engine) -> None:
    """Applies the migrations that are missing, all or none. Whoever comes second waits, and finds nothing to do."""
    with engine.connect() as connection:
        if current_version(connection) == HEAD:
            return
    _move(engine, "head")


def erase(engine: Engine) -> None:
    """Removes everything that is stored, history included, and makes the database anew (for resetting a demo)."""
    _move(engine, "base", "head")


def current_version(connection: Connection) -> str | None:
    """The newest migration that was applied, or None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _move(engine: Engine, *targets: str) -> None:
    with writing(engine) as session:
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        for target in targets:
            _run(connection, target)


def _run(connection: Connection, target: str) -> None:
    # Imported where it is needed: almost every start finds the database as it should be, and alembic is slow to load.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parent / "migrations"))

    def steps(revision: str | tuple[str, ...], _context: object) -> list[object]:
        move = script._downgrade_revs if target == "base" else script._upgrade_revs
        return list(move(target, revision))  # type: ignore[arg-type]  # one head: a version is one text

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
        environment.run_migrations()
