"""Trains the vanilla twin once for its inputs, and times both trainings; what was timed is kept beside the twin."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from bot.bench import twin
from bot.children import Child, Children, Program
from bot.settings import ROOT
from bot.train import QUIET, TrainingFailed

INPUTS = ("domain.yml", "data/nlu", "data/rules", "data/responses")
"""What the twin is derived from, besides Rasa itself and ``twin.py``."""
KEPT = 2
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Trained:
    """A model, how many seconds its training took, and when that was."""

    model: Path
    seconds: float
    at: str


def key(root: Path, epochs: int) -> str:
    """A hash of everything that the twin is made from."""
    import rasa

    digest = hashlib.sha256(f"rasa={rasa.__version__} epochs={epochs}\n".encode())
    digest.update(Path(twin.__file__).read_bytes())
    for path in _files(root):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def trained_twin(cache: Path, epochs: int, tell: Tell, root: Path = ROOT) -> Trained:
    """The twin for the present inputs, trained now if it is not there. Raises TrainingFailed."""
    folder = cache / f"twin-{key(root, epochs)}"
    if not (folder / "trained.json").exists():
        tell("training the vanilla twin: several minutes, once for these inputs")
        shutil.rmtree(folder, ignore_errors=True)
        twin.write_project(root, folder, epochs)
        seconds = _timed(twin.training_command(root, folder), folder, tell)
        _keep(folder, seconds)
        _forget_old(cache, folder)
    os.utime(folder)
    kept = json.loads((folder / "trained.json").read_text(encoding="utf-8"))
    return Trained(folder / "twin.tar.gz", kept["seconds"], kept["at"])


def our_training(cache: Path, model: Path, again: bool, tell: Tell) -> Trained:
    """The time that our own training takes from nothing: measured now, or (unless ``again``) once for this model."""
    kept = cache / "ours" / f"{model.name}.json"
    if again or not kept.exists():
        tell("training our own model, for its time")
        with tempfile.TemporaryDirectory() as aside:
            seconds = _timed(["train", "--out", aside, "--fixed-model-name", "ours"], ROOT, tell)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(_taken(seconds)), encoding="utf-8")
    found = json.loads(kept.read_text(encoding="utf-8"))
    return Trained(model, found["seconds"], found["at"])


def _files(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        path = root / name
        yield from [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())


def _timed(arguments: list[str], where: Path, tell: Tell) -> float:
    """Seconds that ``rasa`` with these arguments takes, nothing cached from before."""

    def hear(line: str) -> None:
        if "Starting to train component" in line:
            tell(f"  {line.rsplit('component', 1)[1].strip(' .' + chr(39))}")

    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as cache, Children() as children:
        environment = {**os.environ, **QUIET, "RASA_CACHE_DIRECTORY": cache}
        child = Child(Program("training", [sys.executable, "-m", "rasa", *arguments], where, environment), hear)
        children.start(child)
        if child.wait():
            raise TrainingFailed("rasa train failed; its last lines:\n" + "\n".join(child.last_lines))
    return time.perf_counter() - began


def _keep(folder: Path, seconds: float) -> None:
    (folder / "trained.json").write_text(json.dumps(_taken(seconds)), encoding="utf-8")


def _taken(seconds: float) -> dict[str, object]:
    return {"seconds": round(seconds, 2), "at": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")}


def _forget_old(cache: Path, newest: Path) -> None:
    twins = sorted(cache.glob("twin-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in twins[KEPT:]:
        if old != newest:
            shutil.rmtree(old, ignore_errors=True)
