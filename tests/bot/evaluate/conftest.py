"""A model that reads a few words, for whose dialogue nothing is clear."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.tiny.running import ROOT

HERE = Path(__file__).parent / "unclear"
DIALOGUE = ROOT / "tests" / "bot" / "dialogue" / "project"


@pytest.fixture(scope="session")
def unclear_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dialogue tests' assistant, with keywords to understand and a policy that wants more than is possible."""
    folder = tmp_path_factory.mktemp("unclear")
    command = [sys.executable, "-m", "rasa", "train", "--data", HERE / "training.yml", DIALOGUE / "rules.yml"]
    where = ["--domain", DIALOGUE / "domain.yml", "--config", HERE / "config.yml", "--out", folder]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "RASA_CACHE_DIRECTORY": str(folder / "cache")}
    name = ["--fixed-model-name", "unclear"]
    subprocess.run([*command, *where, *name], cwd=ROOT, env=environment, check=True, capture_output=True)
    return folder / "unclear.tar.gz"
