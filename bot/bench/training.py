"""Trains the vanilla twin once for its inputs, and times both trainings; what was timed is kept beside the twin.

Both begin from nothing: no cache of Rasa's, none of ours (RECOURSE_HOME keeps the vectors of sentences).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.bench import twin
from bot.bench.course import Course, Tell, duration
from bot.children import Child, Children, Program
from bot.settings import ROOT
from bot.train import QUIET, TrainingFailed

INPUTS = ("domain.yml", "data/nlu", "data/rules", "data/responses")
"""What the twin is derived from, besides Rasa itself and ``twin.py``."""
KEPT = 2
UNFINISHED = "training-"
AN_EXAMPLE = 0.0075
"""Seconds that an epoch took for each example, on two cores that had nothing else to do."""
_EXAMPLE = re.compile(r"^ +- (?!intent:|lookup:|synonym:|regex:)", re.MULTILINE)


@dataclass(frozen=True)
class Timed:
    """A training: how many seconds it took, when, and in which parts.

    ``whole``: what it would have taken with all epochs, an estimate; None: it had them all.
    """

    seconds: float
    at: str
    whole: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Trained:
    """A model and its training."""

    model: Path
    timed: Timed


def key(root: Path) -> str:
    """A hash of everything that the twin is made from but the number of epochs."""
    import rasa

    digest = hashlib.sha256(f"rasa={rasa.__version__}\n".encode())
    digest.update(Path(twin.__file__).read_bytes())
    for path in _files(root):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def trained_twin(cache: Path, epochs: int, tell: Tell, root: Path = ROOT) -> Trained:
    """The twin for the present inputs, trained now if it is not there. Raises TrainingFailed.

    It is trained aside and put into its place whole, so a training that is broken off leaves nothing that counts.
    """
    folder = cache / f"twin-{key(root)}-{epochs}"
    if not (folder / "trained.json").exists():
        tell(_warning(root, epochs))
        with tempfile.TemporaryDirectory(dir=cache, prefix=UNFINISHED) as aside:
            project = Path(aside) / "twin"
            twin.write_project(root, project, epochs)
            _keep(project / "trained.json", _timed(twin.training_command(root, project), project, (epochs, tell)))
            shutil.rmtree(folder, ignore_errors=True)
            project.replace(folder)
        _forget_old(cache, folder)
    os.utime(folder)
    return Trained(folder / "twin.tar.gz", _kept(folder / "trained.json"))


def kept_epochs(cache: Path, root: Path = ROOT) -> int | None:
    """The most epochs for which a twin of the present inputs was trained; None: there is none."""
    twins = (path.parent.name for path in cache.glob(f"twin-{key(root)}-*/trained.json"))
    return max((int(name.rsplit("-", 1)[1]) for name in twins), default=None)


def our_training(cache: Path, model: Path, again: bool, tell: Tell) -> Trained:
    """The time that our own training takes from nothing: measured now, or (unless ``again``) once for what is taught.

    That is when the twin was trained as well: with a twin at hand, a quick bench trains nothing.
    """
    kept = cache / "from-nothing" / f"{key(ROOT)}.json"
    if again or not kept.exists():
        tell("training our own model from nothing, for its time")
        with tempfile.TemporaryDirectory(dir=cache, prefix=UNFINISHED) as aside:
            train = ["train", "--out", aside, "--fixed-model-name", "ours"]
            _keep(kept, _timed(train, ROOT, (twin.EPOCHS, tell)))
    return Trained(model, _kept(kept))


def _warning(root: Path, epochs: int) -> str:
    """What is ahead, before it begins."""
    read = (path.read_text("utf-8") for path in sorted((root / "data" / "nlu").rglob("*.yml")))
    examples = sum(len(_EXAMPLE.findall(text)) for text in read)
    ahead = f"{epochs} epochs over {examples:,} examples, about {duration(epochs * examples * AN_EXAMPLE)} on two cores"
    fewer = "fewer epochs (EPOCHS=5) change no speed of turns, and the time of all is then estimated"
    return f"training the vanilla twin, once for these inputs: {ahead}; {fewer}"


def _files(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        path = root / name
        yield from [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())


def _timed(arguments: list[str], where: Path, how: tuple[int, Tell]) -> Timed:
    """``rasa`` with these arguments. ``how``: the epochs it trains for, and whom to tell how far it is."""
    epochs, tell = how
    course, began = Course(tell), time.perf_counter()
    with tempfile.TemporaryDirectory() as cache, Children() as children:
        fresh = {"RASA_CACHE_DIRECTORY": cache, "RECOURSE_HOME": cache}
        command = [sys.executable, "-m", "rasa", *arguments]
        child = Child(Program("training", command, where, {**os.environ, **QUIET, **fresh}), course.hear)
        children.start(child)
        if child.wait():
            raise TrainingFailed("rasa train failed; its last lines:\n" + "\n".join(child.last_lines))
        seconds = time.perf_counter() - began
    whole = None if epochs == twin.EPOCHS else round(course.with_epochs(seconds, twin.EPOCHS), 2)
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Timed(round(seconds, 2), now, whole, course.parts(seconds))


def _keep(path: Path, timed: Timed) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(asdict(timed)), encoding="utf-8")
    unfinished.replace(path)


def _kept(path: Path) -> Timed:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Timed(**told)


def _forget_old(cache: Path, newest: Path) -> None:
    twins = sorted(cache.glob("twin-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in twins[KEPT:]:
        if old != newest:
            shutil.rmtree(old, ignore_errors=True)
