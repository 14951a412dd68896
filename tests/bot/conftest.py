"""What several tests of the Rasa side share: the tiny model, trained once for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.tiny.running import trained_tiny_model


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of the tiny assistant (tests/bot/tiny)."""
    return trained_tiny_model(tmp_path_factory.mktemp("tiny"))
