"""Gives each test of a conversation a shop of its own, with a clock that stands still.

What must hold on PostgreSQL as well takes the databases of the store's tests.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actions.desk import Desk
from actions.settings import Settings
from actions.store.database import open_database
from actions.store.migrate import migrate
from actions.store.sample import fill
from tests.actions.commanding import own, run, shop
from tests.actions.sending import clock, deliverer, market
from tests.actions.talking import NOW
from tests.store.conftest import desk, engine, kind, make_database, migrated, postgresql, url

__all__ = ["clock", "deliverer", "desk", "engine", "kind", "make_database", "market", "migrated"]
__all__ += ["own", "postgresql", "run", "shop", "url"]


@pytest.fixture(scope="session")
def empty_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without orders, migrated once for all tests."""
    database = tmp_path_factory.mktemp("empty") / "recourse.db"
    engine = open_database(f"sqlite:///{database}")
    migrate(engine)
    engine.dispose()
    return database


@pytest.fixture(scope="session")
def filled_shop(empty_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the samples, as they are at NOW."""
    home = tmp_path_factory.mktemp("filled")
    shutil.copy(empty_shop, home)
    settings = Settings.from_env({"RECOURSE_HOME": str(home), "RECOURSE_NOW": NOW.isoformat()})
    engine = open_database(settings.database_url)
    fill(Desk(settings, engine))
    engine.dispose()
    return home / "recourse.db"


@pytest.fixture
def home(empty_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty shop at NOW."""
    for name in ("RECOURSE_DATABASE_URL", "RECOURSE_PROFILE", "RECOURSE_MODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path))
    monkeypatch.setenv("RECOURSE_NOW", NOW.isoformat())
    shutil.copy(empty_shop, tmp_path)
    return tmp_path


@pytest.fixture
def sample_shop(home: Path, filled_shop: Path) -> Path:
    """A shop with the samples at NOW."""
    shutil.copy(filled_shop, home)
    return home
