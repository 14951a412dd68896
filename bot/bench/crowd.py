"""Measures throughput: so many conversations talk at once, each message waiting for the answer to the one before."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Sequence

from bot.bench.plan import AT_ONCE, Plan
from bot.bench.shops import Pair
from bot.bench.talk import Side, a_conversation, in_turns
from bot.bench.turns import a_short_talk

Rates = dict[int, dict[str, list[list[float]]]]
"""Answers a second by how many conversations talked at once, by side, block by block."""


async def throughput(sides: Sequence[Side], plan: Plan, orders: Sequence[Pair]) -> Rates:
    """For each number of conversations; the sides take turns."""
    rates: Rates = {many: defaultdict(list) for many in AT_ONCE}
    for block, many in itertools.product(range(max(2, plan.blocks // 2)), AT_ONCE):
        for side in in_turns(sides, block):
            rates[many][side.name].append([await _rate(side, many, (plan.seconds, orders))])
    return rates


async def _rate(side: Side, many: int, how: tuple[float, Sequence[Pair]]) -> float:
    """Answers a second. What is under way when the time is over still comes, and is counted with its own time."""
    seconds, orders = how
    began = time.perf_counter()
    talkers = (_talker(side, orders[number % len(orders)], began + seconds) for number in range(many))
    answers = sum(await asyncio.gather(*talkers))
    return answers / (time.perf_counter() - began)


async def _talker(side: Side, whose: Pair, until: float) -> int:
    """Short talks, one after the other; how many answers came."""
    answers = 0
    while time.perf_counter() < until:
        sender, (order_id, buyer) = a_conversation(), whose
        for _, text in a_short_talk(order_id):
            if time.perf_counter() >= until:
                break
            await side.say(sender, text, buyer)
            answers += 1
    return answers
