"""The twin is trained once, and what was timed is kept with it; a training that is broken off leaves nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.bench.training import key, our_training
from bot.bench.twin import EPOCHS
from bot.settings import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
TRAIN = """
import json, signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the tests run in the background
from bot.bench.training import trained_twin
twin = trained_twin(Path(sys.argv[1]), 2, lambda line: print(line, flush=True), Path(sys.argv[2]))
print(json.dumps([twin.timed.seconds, twin.timed.whole, twin.timed.parts, str(twin.model)]))
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our project with two examples of each intent and with the rules of small talk alone."""
    root = tmp_path_factory.mktemp("small")
    shutil.copytree(ROOT / "data" / "responses", root / "data" / "responses")
    for name in ("domain.yml", "data/rules/small_talk.yml"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    taught: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if "intent" in entry:
                taught.setdefault(entry["intent"], []).extend(entry["examples"].splitlines()[:2])
    nlu = [{"intent": intent, "examples": "\n".join(lines) + "\n"} for intent, lines in taught.items()]
    (root / "data" / "nlu").mkdir()
    (root / "data" / "nlu" / "few.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}), "utf-8")
    return root


def training(cache: Path, root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", TRAIN, str(cache), str(root)]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE)


def test_it_says_what_is_ahead_trains_once_and_keeps_what_the_time_was_made_of(tmp_path: Path, small: Path) -> None:
    first, _ = training(tmp_path, small).communicate()
    *said, result = first.splitlines()
    assert "2 epochs over" in said[0]
    assert "EPOCHS=5" in said[0]
    (took, *_) = [float(found[1]) for line in said if (found := re.search(r"first epoch took ([\d.e-]+) s", line))]
    assert took > 0.1
    seconds, whole, parts, model = json.loads(result)
    assert Path(model).exists()
    assert whole > seconds
    assert parts["DIETClassifier"] > 0
    assert sum(parts.values()) == pytest.approx(seconds, abs=0.5)
    again, _ = training(tmp_path, small).communicate()
    assert again.strip() == result
    assert [path.name for path in tmp_path.iterdir()] == [Path(model).parent.name]
    assert EPOCHS > 2


def test_ctrl_c_in_a_training_leaves_nothing(tmp_path: Path, small: Path) -> None:
    process = training(tmp_path, small)
    assert process.stdout is not None
    assert "training the vanilla twin" in process.stdout.readline()
    assert "Featurizer" in process.stdout.readline()  # it trains; while it forks Python would lose the signal
    assert list(tmp_path.iterdir())
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert process.returncode != 0
    assert list(tmp_path.iterdir()) == []


def test_a_training_of_ours_that_was_timed_for_what_is_taught_counts_for_each_model_of_it(tmp_path: Path) -> None:
    """A quick bench trains nothing where the twin is there, whatever has changed beside what both are taught."""
    kept = tmp_path / "from-nothing" / f"{key(ROOT)}.json"
    kept.parent.mkdir()
    kept.write_text('{"seconds": 7.5, "at": "2026-11-29T10:00:00Z", "whole": null, "parts": {}}', "utf-8")
    told: list[str] = []
    for name in ("one.tar.gz", "other.tar.gz"):
        found = our_training(tmp_path, Path(name), again=False, tell=told.append)
        assert (found.model, found.timed.seconds) == (Path(name), 7.5)
    assert told == []
