"""Gives each test of a conversation a shop of its own, with a clock that stands still."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actions.store.database import open_database
from actions.store.migrate import migrate
from tests.actions.talking import NOW


@pytest.fixture(scope="session")
def empty_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without orders, migrated once for all tests."""
    database = tmp_path_factory.mktemp("empty") / "recourse.db"
    engine = open_database(f"sqlite:///{database}")
    migrate(engine)
    engine.dispose()
    return database


@pytest.fixture
def home(empty_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty shop at NOW."""
    for name in ("RECOURSE_DATABASE_URL", "RECOURSE_PROFILE", "RECOURSE_MODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path))
    monkeypatch.setenv("RECOURSE_NOW", NOW.isoformat())
    for part in empty_shop.parent.glob("recourse.db*"):
        shutil.copy(part, tmp_path)
    return tmp_path
