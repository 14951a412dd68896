"""Measures the same question in a small and in a large shop, and the echo of a server that does nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bot.bench.plan import Plan
from bot.bench.shops import Pair
from bot.bench.talk import Side, a_conversation
from bot.bench.turns import GREETING

Shop = tuple[Side, Sequence[Pair]]


async def status_questions(few: Shop, many: Shop, plan: Plan) -> tuple[list[list[float]], list[list[float]]]:
    """Milliseconds in both, block by block. Each question is a buyer's of its own, from all over the shop."""
    dice = random.Random(1)
    taken: tuple[list[list[float]], list[list[float]]] = ([], [])
    for block in range(plan.blocks + 1):
        for place in (0, 1) if block % 2 == 0 else (1, 0):
            side, pairs = (few, many)[place]
            times = [await _asked(side, pair) for pair in dice.choices(pairs, k=plan.questions)]
            if block:  # the first warms up
                taken[place].append(times)
    return taken


async def echoes(side: Side, plan: Plan) -> list[list[float]]:
    """Milliseconds of the same request where nothing is done."""
    sender, taken = a_conversation(), []
    for _ in range(plan.blocks):
        taken.append([(await side.say(sender, GREETING, "p1")).milliseconds for _ in range(plan.calls)])
    return taken


async def _asked(side: Side, whose: Pair) -> float:
    order_id, buyer = whose
    return (await side.say(a_conversation(), f"where is my order {order_id}", buyer)).milliseconds
