"""Measures everything, one after the other, on servers of its own; gathers the rows, the curves and the notes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.bench import makeup, report, servers, shops, stop_watch
from bot.bench.calls import action_calls, call_probes
from bot.bench.course import Tell
from bot.bench.crowd import throughput
from bot.bench.growth import long_conversations
from bot.bench.plan import FEW_ORDERS, MANY_ORDERS, WARM_UP, Plan
from bot.bench.results import OURS, VANILLA, Aim, Results
from bot.bench.servers import Place, Server
from bot.bench.shops import Pair, Shop
from bot.bench.sizes import echoes, status_questions
from bot.bench.stop_watch import Watched
from bot.bench.talk import Side, by_facts, by_token
from bot.bench.training import Trained
from bot.bench.turns import cancellations, cancellers, single_turns
from bot.bench.twin import EPOCHS
from bot.children import Children
from bot.settings import ROOT

_TRAINING, _START, _MEMORY = Aim(0.2, least=False), Aim(1 / 3, least=False), Aim(0.5, least=False)


@dataclass(frozen=True)
class Models:
    """Both models with their trainings; for how many epochs the twin was trained."""

    ours: Trained
    twin: Trained
    epochs: int


class Session:
    """One bench: its servers, and what was found so far."""

    def __init__(self, plan: Plan, models: Models, children: Children, place: Place, tell: Tell) -> None:
        self._plan, self._models, self._children, self._place, self._tell = plan, models, children, place, tell
        self._old = ""
        self.results = Results({})

    def measure(self, large: Shop) -> None:
        """Everything, one after the other."""
        self._training()
        some = shops.fill(self._place, FEW_ORDERS, cancellers(self._plan, sides=2))
        ours, vanilla = self._starts()
        asyncio.run(self._talks(ours, vanilla, some))
        self._memory(ours, vanilla)
        place = self._calls_and_sizes(ours, some, large)
        self._made_of(some, (place, large))

    def _training(self) -> None:
        ours, twin, epochs = self._models.ours.timed, self._models.twin.timed, self._models.epochs
        blocks = {OURS: [[ours.seconds]], VANILLA: [[twin.whole or twin.seconds]]}
        name = "training" if twin.whole is None else "training (vanilla's: estimate)"
        self.results.rows += report.shared_rows(name, "s", blocks, _TRAINING)
        notes = [f"training was timed on {ours.at} (Recourse) and {twin.at} (vanilla), both from nothing"]
        if epochs != EPOCHS:
            notes.append(f"the twin was trained for {epochs} epochs instead of {EPOCHS}: its turns are as fast")
        if twin.whole is not None:
            measured = f"{epochs} epochs took {twin.seconds:,.0f} s, which was measured"
            notes.append(
                f"vanilla's training is an estimate: {measured}; the other {EPOCHS - epochs} are reckoned at the mean "
                "of those after the first, the slowest: rather too few seconds than too many"
            )
        self.results.notes += notes

    def _starts(self) -> tuple[Server, Server]:
        """Seconds from the command to the first answer, by turns; the last server of each side stays."""
        self._tell("starting both sides")
        place, models = self._place, self._models
        starts: dict[str, Callable[[Children], Server]] = {
            OURS: lambda kept: servers.ours(kept, place, models.ours.model),
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
            self._old = lives[OURS].sender

    def _memory(self, ours: Server, vanilla: Server) -> None:
        """After all that talking."""
        action_server = servers.megabytes(self._place.settings.action_port)
        mine, theirs = servers.megabytes(ours.port), servers.megabytes(vanilla.port)
        rows = report.shared_rows("memory of the Rasa server", "MB", {OURS: [[mine]], VANILLA: [[theirs]]}, _MEMORY)
        both = {OURS: [[mine + action_server]], VANILLA: [[theirs + action_server]]}
        self.results.rows += [*rows, *report.shared_rows("memory with the action server", "MB", both, None)]

    def _calls_and_sizes(self, ours: Server, some: Sequence[Pair], large: Shop) -> Place:
        """What is needed for both starts together, before either is measured."""
        self._tell("the call of an action alone")
        folder = self._models.twin.model.parent
        files = {
            OURS: [ROOT / "endpoints.yml", ROOT / "domain.yml", ROOT / "data" / "responses"],
            VANILLA: [self._place.settings.home / "vanilla" / "endpoints.yml", folder / "domain.yml"],
        }
        place = Place.at(self._place.settings.home / "large", large.database)
        servers.recourse(place, "clock", large.at)  # as of when it was made: nothing is overdue in it
        server = servers.ours(self._children, place, self._models.ours.model)
        echo = servers.echo(self._children, place)
        with call_probes(self._place, files) as probes:
            server.first_answer()
            echo.first_answer()
            self.results.rows += report.call_rows(action_calls(probes, self._plan))
        self._tell(f"a status question with {large.orders:,} orders")
        asyncio.run(self._sizes((ours, some), (server, place, large), echo))
        return place

    async def _sizes(
        self, small: tuple[Server, Sequence[Pair]], many: tuple[Server, Place, Shop], echo: Server
    ) -> None:
        (ours, some), (server, place, large) = small, many
        async with AsyncExitStack() as stack:
            few = await stack.enter_async_context(Side(OURS, ours.url, by_token(self._place.settings)))
            lots = await stack.enter_async_context(Side(OURS, server.url, by_token(place.settings)))
            bare = await stack.enter_async_context(Side(echo.name, echo.url, by_facts))
            taken = await status_questions((few, some), (lots, large.some), self._plan)
            floor = await echoes(bare, self._plan)
        named = [f"{count:,}" for count in (FEW_ORDERS, large.orders)]
        self.results.rows += report.size_rows(*zip(named, taken, strict=True))
        self.results.rows.append(report.floor_row(floor))
        if large.orders != MANY_ORDERS:
            self.results.notes.append(
                f"the large shop has {large.orders:,} orders; the whole bench makes {MANY_ORDERS:,}"
            )

    def _made_of(self, some: Sequence[Pair], large: tuple[Place, Shop]) -> None:
        """A note for each aim that was missed."""
        missed = makeup.missed(self.results.rows)
        topics = {topic for row in missed for topic in makeup.topics(row)}
        told = {makeup.TRAINING: self._made_of_trainings()} if makeup.TRAINING in topics else {}
        if topics & makeup.BY_SERVER:
            self._tell("what the time is made of, with a stop-watch in the server")
            told.update(asyncio.run(self._watched(some, large if makeup.SIZE in topics else None)))
        self.results.notes += [makeup.note(row, told) for row in missed]

    def _made_of_trainings(self) -> str:
        ours, twin = self._models.ours.timed, self._models.twin.timed
        sides = ((OURS, ours.parts), (f"{VANILLA}, {self._models.epochs} epochs", twin.parts))
        return "; ".join(makeup.sentence(name, parts, "s") for name, parts in sides if parts)

    async def _watched(self, some: Sequence[Pair], large: tuple[Place, Shop] | None) -> dict[str, str]:
        place, model, began = self._place, self._models.ours.model, time.perf_counter()
        server = servers.with_a_stop_watch(self._children, place, model)
        others = servers.with_a_stop_watch(self._children, large[0], model) if large else None
        server.first_answer()
        seconds = time.perf_counter() - began
        async with AsyncExitStack() as stack:
            side = await stack.enter_async_context(Side(server.name, server.url, by_token(place.settings)))
            small, many = Watched(side, some, (self._old, some[0][1])), None
            if large and others:
                others.first_answer()
                proof = by_token(large[0].settings)
                many = Watched(await stack.enter_async_context(Side(others.name, others.url, proof)), large[1].some)
            told = await stop_watch.made_of(small, many)
        return {**told, **stop_watch.of_the_start(place, seconds, servers.megabytes(server.port))}


def _timed(start: Callable[[Children], Server], children: Children, into: list[list[float]]) -> Server:
    began = time.perf_counter()
    server = start(children)
    server.first_answer()
    into.append([time.perf_counter() - began])
    return server
