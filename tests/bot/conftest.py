"""What several tests of the Rasa side share: the tiny model, trained once for all of them, and servers running it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.tiny.running import Installation, trained_tiny_model, wait_for


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of the tiny assistant (tests/bot/tiny)."""
    return trained_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_servers(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The tiny assistant in a real Rasa server, beside the real action server with the sample shop."""
    place = Installation.at(tmp_path_factory.mktemp("home"))
    assert place.recourse("reset", "--samples").returncode == 0
    actions = ("-m", "rasa_sdk", "--actions", "actions", "--port", str(place.action_port))
    with place.running(*actions) as action_server, place.running("-m", "bot.server", str(tiny_model)) as server:
        wait_for(f"http://127.0.0.1:{place.action_port}/ready", action_server)
        wait_for(f"{place.url}/ready", server)
        yield place
