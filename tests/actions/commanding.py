"""Runs the commands of the shop in this process, on a home with the samples."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from actions.cli import commands
from actions.store.sample import samples

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=timezone.utc)
Run = Callable[..., Result]
HEADPHONES, AIR_FRYER, MONITOR, MUGS = "5031442187350914", "5031442187352461", "6120885430925368", "6120885430918205"
SAMPLES = len(samples()["orders"])
TESTED = {"RECOURSE_NOW": NOW.isoformat()}


def a_runner(home: Path, **settings: str) -> Run:
    def run(*arguments: object, feed: bytes | None = None, **more: str) -> Result:
        env: dict[str, str | None] = {"RECOURSE_HOME": str(home), **settings, **more}
        return CliRunner(env=env).invoke(commands, [str(a) for a in arguments], input=feed, prog_name="recourse")

    return run


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the samples, as of 4 March 2026; read only."""
    home = tmp_path_factory.mktemp("cli")
    assert a_runner(home, **TESTED)("reset", "--samples").exit_code == 0
    return home


@pytest.fixture
def run(shop: Path) -> Run:
    return a_runner(shop, **TESTED)


@pytest.fixture
def own(shop: Path, tmp_path: Path) -> Run:
    """A copy of it, for commands that write."""
    return a_runner(shutil.copytree(shop, tmp_path / "home"), **TESTED)


def shown(result: Result) -> Any:
    """The JSON on stdout, with nothing else there."""
    assert result.exit_code in {0, 4}, result.stderr
    return json.loads(result.stdout)


def failed(result: Result, code: int) -> str:
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    assert "Traceback" not in result.stderr
    return result.stderr


def a_file(tmp_path: Path, **changes: Any) -> Path:
    """A file to import, with one order."""
    entry = {
        "order_id": "4300000000000001",
        "buyer_id": "b1",
        "seller_id": "s3",
        "currency": "EUR",
        "payment_method": "card",
        "placed_at": "-1h",
        "items": [{"sku": "MUG", "title": "Stoneware mug", "quantity": 1, "unit_price": "9.50"}],
    }
    file = tmp_path / "orders.json"
    file.write_text(json.dumps({"orders": [{**entry, **changes}]}))
    return file
