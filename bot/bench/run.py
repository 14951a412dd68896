"""Runs a whole bench: trains what is missing, makes the shops, has everything measured, and gathers the results."""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from bot.bench import shops
from bot.bench.course import Tell
from bot.bench.plan import MANY_ORDERS, Plan
from bot.bench.results import Results
from bot.bench.servers import BenchFailed, Place
from bot.bench.session import Models, Session
from bot.bench.training import UNFINISHED, kept_epochs, our_training, trained_twin
from bot.bench.twin import EPOCHS
from bot.children import Children
from bot.settings import Settings
from bot.train import trained_model

_HOME = "run-"


def bench(plan: Plan, epochs: int | None, tell: Tell) -> Results:
    """Everything, in one session. ``epochs``: the twin's; None: Rasa's default. Raises BenchFailed and TrainingFailed.

    A quick look that names none takes whatever twin is there.
    """
    cache = Settings.from_env().home / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    with _alone(cache):
        models = _models(cache, plan, (epochs, tell))
        tell("making the shops")
        large = shops.kept_shop(cache, MANY_ORDERS) or shops.invented_shop(cache, plan.many)
        facts = _facts()
        with tempfile.TemporaryDirectory(dir=cache, prefix=_HOME) as home, Children() as children:
            session = Session(plan, models, children, Place.at(Path(home)), tell)
            session.measure(large)
    session.results.facts = {**facts, "load after": _load()}
    return session.results


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """One bench at a time; what one that was killed left behind goes."""
    with open(cache / ".measuring", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BenchFailed("another bench is running: two at once would measure each other") from None
        for begun in (_HOME, UNFINISHED):
            for left in cache.glob(f"{begun}*"):
                shutil.rmtree(left, ignore_errors=True)
        yield


def _models(cache: Path, plan: Plan, how: tuple[int | None, Tell]) -> Models:
    wanted, tell = how
    epochs = wanted or (None if plan.trains_again else kept_epochs(cache)) or EPOCHS
    ours = trained_model(tell=tell)
    twin = trained_twin(cache, epochs, tell)
    return Models(our_training(cache, ours, plan.trains_again, tell), twin, epochs)


def _facts() -> dict[str, str]:
    import rasa

    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%MZ")
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, Rasa {rasa.__version__}"
    return {"measured": now, "on": machine, "load before": _load()}


def _load() -> str:
    """How many processes wanted a core in the last minute: above the number of cores, figures are of a busy machine."""
    return f"{os.getloadavg()[0]:.1f}"
