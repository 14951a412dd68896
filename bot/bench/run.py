"""Runs a whole bench: trains what is missing, starts the servers, has everything measured, and gathers the results."""

from __future__ import annotations

import asyncio
import fcntl
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from bot.bench import report, servers, shops
from bot.bench.calls import action_calls
from bot.bench.crowd import throughput
from bot.bench.growth import long_conversations
from bot.bench.plan import FEW_ORDERS, MANY_ORDERS, WARM_UP, Plan
from bot.bench.results import OURS, VANILLA, Aim, Results
from bot.bench.servers import BenchFailed, Place, Server
from bot.bench.shops import Pair, Shop
from bot.bench.sizes import echoes, status_questions
from bot.bench.talk import Side, by_facts, by_token
from bot.bench.training import Trained, our_training, trained_twin
from bot.bench.turns import cancellations, cancellers, single_turns
from bot.bench.twin import EPOCHS
from bot.children import Children
from bot.settings import ROOT, Settings
from bot.train import trained_model

Tell = Callable[[str], None]
_HOME = "run-"
_TRAINING, _START, _MEMORY = Aim(0.2, least=False), Aim(1 / 3, least=False), Aim(0.5, least=False)


@dataclass(frozen=True)
class Models:
    """Both models, and what their training took."""

    ours: Path
    ours_trained: Trained
    twin: Trained


def bench(plan: Plan, epochs: int, tell: Tell) -> Results:
    """Everything, in one session. Raises BenchFailed and TrainingFailed."""
    cache = Settings.from_env().home / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    with _alone(cache):
        models = _models(cache, plan, (epochs, tell))
        tell("making the shops")
        large = shops.kept_shop(cache, MANY_ORDERS) or shops.invented_shop(cache, plan.many)
        with tempfile.TemporaryDirectory(dir=cache, prefix=_HOME) as home, Children() as children:
            session = Session(plan, models, children, Place.at(Path(home)), tell)
            session.measure(large)
    session.results.facts["load after"] = _load()
    if epochs != EPOCHS:
        session.results.notes.append(f"the twin was trained for {epochs} epochs instead of {EPOCHS}")
    return session.results


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """One bench at a time; what one that was killed left behind goes."""
    with open(cache / ".measuring", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BenchFailed("another bench is running: two at once would measure each other") from None
        for left in cache.glob(f"{_HOME}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _models(cache: Path, plan: Plan, how: tuple[int, Tell]) -> Models:
    epochs, tell = how
    ours = trained_model(tell=tell)
    twin = trained_twin(cache, epochs, tell)
    return Models(ours, our_training(cache, ours, plan.trains_again, tell), twin)


class Session:
    """One bench: its servers, and what was found so far."""

    def __init__(self, plan: Plan, models: Models, children: Children, place: Place, tell: Tell) -> None:
        self._plan, self._models, self._children, self._place, self._tell = plan, models, children, place, tell
        self.results = Results(_facts())

    def measure(self, large: Shop) -> None:
        """Everything, one after the other."""
        self._training()
        some = shops.fill(self._place, FEW_ORDERS, cancellers(self._plan, sides=2))
        ours, vanilla = self._starts()
        asyncio.run(self._talks(ours, vanilla, some))
        self._memory(ours, vanilla)
        self._calls()
        asyncio.run(self._sizes(ours, some, large))

    def _training(self) -> None:
        blocks = {OURS: [[self._models.ours_trained.seconds]], VANILLA: [[self._models.twin.seconds]]}
        self.results.rows += report.shared_rows("training", "s", blocks, _TRAINING)
        self.results.notes.append(
            f"training was timed on {self._models.ours_trained.at} (Recourse) and {self._models.twin.at} (vanilla)"
        )

    def _starts(self) -> tuple[Server, Server]:
        """Seconds from the command to the first answer, by turns; the last server of each side stays."""
        self._tell("starting both sides")
        place, models = self._place, self._models
        starts: dict[str, Callable[[Children], Server]] = {
            OURS: lambda kept: servers.ours(kept, place, models.ours),
            VANILLA: lambda kept: servers.vanilla(kept, place, models.twin.model),
        }
        blocks: dict[str, list[list[float]]] = {name: [] for name in starts}
        running: dict[str, Server] = {}
        for left in reversed(range(self._plan.starts)):
            for name, start in starts.items():
                with Children() as passing:
                    running[name] = _timed(start, passing if left else self._children, blocks[name])
        self.results.rows += report.shared_rows("start to first answer", "s", blocks, _START)
        self.results.notes.append("start: Recourse with both servers and its shop, vanilla its Rasa server alone")
        return running[OURS], running[VANILLA]

    async def _talks(self, ours: Server, vanilla: Server, some: Sequence[Pair]) -> None:
        token = self._place.settings.api_token
        async with AsyncExitStack() as stack:
            us = await stack.enter_async_context(Side(OURS, ours.url, by_token(self._place.settings), token))
            them = await stack.enter_async_context(Side(VANILLA, vanilla.url, by_facts))
            sides, plan, rows = (us, them), self._plan, self.results.rows
            self._tell("single turns")
            await single_turns(sides, WARM_UP, some)
            rows += report.turn_rows(await single_turns(sides, plan, some))
            self._tell("whole cancellations")
            rows += report.turn_rows(await cancellations(sides, plan, cancellers(plan, sides=2)))
            self._tell("throughput")
            rows += report.rate_rows(await throughput(sides, plan, some))
            self._tell("a long conversation")
            lives = await long_conversations(sides, plan, some[0])
            rows += report.growth_rows(lives)
            self.results.curves.update({name: life.turns for name, life in lives.items()})

    def _memory(self, ours: Server, vanilla: Server) -> None:
        """After all that talking."""
        action_server = servers.megabytes(self._place.settings.action_port)
        mine, theirs = servers.megabytes(ours.port), servers.megabytes(vanilla.port)
        rows = report.shared_rows("memory of the Rasa server", "MB", {OURS: [[mine]], VANILLA: [[theirs]]}, _MEMORY)
        both = {OURS: [[mine + action_server]], VANILLA: [[theirs + action_server]]}
        self.results.rows += [*rows, *report.shared_rows("memory with the action server", "MB", both, None)]

    def _calls(self) -> None:
        self._tell("the call of an action alone")
        folder = self._models.twin.model.parent
        files = {
            OURS: [ROOT / "endpoints.yml", ROOT / "domain.yml", ROOT / "data" / "responses"],
            VANILLA: [self._place.settings.home / "vanilla" / "endpoints.yml", folder / "domain.yml"],
        }
        self.results.rows += report.call_rows(action_calls(self._place, files, self._plan))

    async def _sizes(self, ours: Server, some: Sequence[Pair], large: Shop) -> None:
        self._tell(f"a status question with {large.orders:,} orders")
        if large.orders != MANY_ORDERS:
            self.results.notes.append(
                f"the large shop has {large.orders:,} orders; the whole bench makes {MANY_ORDERS:,}"
            )
        place = Place.at(self._place.settings.home / "large", large.database)
        servers.recourse(place, "clock", large.at)  # as of when it was made: nothing is overdue in it
        server, echo = servers.ours(self._children, place, self._models.ours), servers.echo(self._children, place)
        server.first_answer()
        echo.first_answer()
        async with AsyncExitStack() as stack:
            few = await stack.enter_async_context(Side(OURS, ours.url, by_token(self._place.settings)))
            many = await stack.enter_async_context(Side(OURS, server.url, by_token(place.settings)))
            bare = await stack.enter_async_context(Side(echo.name, echo.url, by_facts))
            taken = await status_questions((few, some), (many, large.some), self._plan)
            floor = await echoes(bare, self._plan)
        named = [f"{count:,}" for count in (FEW_ORDERS, large.orders)]
        self.results.rows += report.size_rows(*zip(named, taken, strict=True))
        self.results.rows.append(report.floor_row(floor))


def _timed(start: Callable[[Children], Server], children: Children, into: list[list[float]]) -> Server:
    began = time.perf_counter()
    server = start(children)
    server.first_answer()
    into.append([time.perf_counter() - began])
    return server


def _facts() -> dict[str, str]:
    import rasa

    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%MZ")
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, Rasa {rasa.__version__}"
    return {"measured": now, "on": machine, "load before": _load()}


def _load() -> str:
    """How many processes wanted a core in the last minute: above the number of cores, figures are of a busy machine."""
    return f"{os.getloadavg()[0]:.1f}"
