"""Measures single turns and whole dialogues, the sides taking turns block by block."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.bench.plan import Plan
from bot.bench.servers import BenchFailed
from bot.bench.shops import Pair, order_to_cancel
from bot.bench.talk import Side, a_conversation, in_turns

SHORT, ACTION, BUTTON, DIALOGUE = "short", "action", "button", "dialogue"
GREETING = "hello"
Taken = dict[str, dict[str, list[list[float]]]]
"""Milliseconds by what was measured, by side, block by block."""


def a_short_talk(order_id: str) -> Iterator[tuple[str, str]]:
    """Eight turns, each with its kind: courtesies, questions that need an action, and the same by a button."""
    question = f"where is my order {order_id}"
    tapped = f'/order_status{{"order": "{order_id}"}}'
    yield from [(SHORT, GREETING), (ACTION, question), (SHORT, "thanks"), (BUTTON, tapped)]
    yield from [(SHORT, "thank you"), (ACTION, question), (SHORT, "bye"), (BUTTON, tapped)]


async def single_turns(sides: Sequence[Side], plan: Plan, orders: Sequence[Pair]) -> Taken:
    """The turns of short conversations, by kind."""
    taken = _nothing()
    for block in range(plan.blocks):
        for side in in_turns(sides, block):
            times = defaultdict[str, list[float]](list)
            for order_id, buyer in itertools.islice(itertools.cycle(orders), block, block + plan.conversations):
                await _talk(side, (order_id, buyer), times)
            for kind, milliseconds in times.items():
                taken[kind][side.name].append(milliseconds)
    return taken


async def cancellations(sides: Sequence[Side], plan: Plan, buyers: Sequence[str]) -> Taken:
    """Whole cancellations, each by a buyer of its own, from the wish to what was done."""
    taken, waiting = _nothing(), iter(buyers)
    for block in range(plan.blocks):
        for side in in_turns(sides, block):
            whole = [await _cancelled(side, next(waiting)) for _ in range(plan.cancellations)]
            taken[DIALOGUE][side.name].append(whole)
    return taken


def cancellers(plan: Plan, sides: int) -> list[str]:
    """As many buyers as ``cancellations`` needs."""
    return [f"c{number}" for number in range(plan.blocks * plan.cancellations * sides)]


async def _talk(side: Side, whose: Pair, times: defaultdict[str, list[float]]) -> None:
    sender, (order_id, buyer) = a_conversation(), whose
    for kind, text in a_short_talk(order_id):
        said = await side.say(sender, text, buyer)
        if kind != SHORT and not said.decided:
            raise BenchFailed(f"{side.name} looked no order up for {text!r}: {said.messages}")
        times[kind].append(said.milliseconds)


async def _cancelled(side: Side, buyer: str) -> float:
    sender, order_id = a_conversation(), order_to_cancel(buyer)
    which, why = f'/inform{{"order": "{order_id}"}}', '/inform{"cancellation_reason": "no_longer_needed"}'
    taken = [(await side.say(sender, text, buyer)).milliseconds for text in ("cancel my order", which, why, "yes")]
    if not any(await side.values(sender, "cancellation_reference")):
        raise BenchFailed(f"{side.name} did not cancel order {order_id}")
    return sum(taken)


def _nothing() -> Taken:
    return defaultdict(lambda: defaultdict(list))
