"""Measures what a turn of ours is made of, by a server with a stop-watch, after everything that is compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.bench.makeup import ACTION, MEMORY, OLD, SHORT, SIZE, START, Parts, of_turns, sentence
from bot.bench.servers import Place, told_of_the_start
from bot.bench.shops import Pair
from bot.bench.talk import Said, Side, a_conversation
from bot.bench.turns import GREETING

TURNS, WARMING = 15, 5


@dataclass(frozen=True)
class Watched:
    """A server with a stop-watch, and orders of its shop; ``old``: a long conversation there, and whose it is."""

    side: Side
    some: Sequence[Pair]
    old: tuple[str, str] | None = None


async def made_of(small: Watched, large: Watched | None) -> dict[str, str]:
    """What each kind of turn is made of, in a sentence. ``large``: the same in the large shop."""
    short, old = [], []
    young = a_conversation()
    for _ in range(WARMING + TURNS):
        short.append(await small.side.say(young, GREETING, small.some[0][1]))
        if small.old:
            old.append(await small.side.say(small.old[0], GREETING, small.old[1]))
    told = {SHORT: sentence("a short turn", _parts(short), "ms")}
    if small.old:
        told[OLD] = sentence("one of the oldest conversation", _parts(old), "ms")
    few = _parts(await _questions(small))
    told[ACTION] = sentence("a turn with an action", few, "ms")
    if large:
        many = _parts(await _questions(large))
        with_few, with_many = sentence("with few orders", few, "ms"), sentence("with many", many, "ms")
        told[SIZE] = f"{with_few}; {with_many}"
    return told


def of_the_start(place: Place, seconds: float, megabytes: float) -> dict[str, str]:
    """What the start and the memory of a Rasa server of ours are made of; both as they were in the end."""
    noted: Mapping[str, dict[str, float]] = json.loads(told_of_the_start(place).read_text(encoding="utf-8"))
    start, memory = noted["seconds"], noted["megabytes"]
    start["serving and the first answer"] = seconds - sum(start.values())
    memory["serving and talking"] = megabytes - sum(memory.values())
    return {
        START: sentence("its Rasa server, which takes longest", start, "s"),
        MEMORY: sentence("its Rasa server", memory, "MB"),
    }


async def _questions(of: Watched) -> list[Said]:
    said = []
    for number in range(WARMING + TURNS):
        order_id, buyer = of.some[number % len(of.some)]
        said.append(await of.side.say(a_conversation(), f"where is my order {order_id}", buyer))
    return said


def _parts(said: Sequence[Said]) -> Parts:
    return of_turns([(one.milliseconds, one.parts) for one in said[WARMING:]])
