"""Measures how a turn's cost grows with the conversation: one long conversation a side, in stretches that take turns.

Beside each stretch new conversations begin, so that an old turn and a first turn are compared at the same moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from bot.bench.plan import MARKS, Plan
from bot.bench.results import Curve
from bot.bench.shops import Pair
from bot.bench.talk import Side, a_conversation
from bot.bench.turns import GREETING

STRETCH, AROUND = 10, 10
"""Turns in a row; and how many turns up to a mark speak for it."""
_EVERY = 5


@dataclass
class Life:
    """The long conversation of a side: its short turns, and first turns of others meanwhile, by when they were."""

    sender: str = field(default_factory=a_conversation)
    turns: Curve = field(default_factory=list)
    firsts: Curve = field(default_factory=list)

    def at(self, mark: int) -> list[float]:
        """The short turns just before a mark; the first turns of all conversations for mark 1."""
        if mark == 1:
            return [milliseconds for _, milliseconds in self.firsts]
        return [milliseconds for turn, milliseconds in self.turns if mark - AROUND < turn <= mark]

    def against_first(self, mark: int) -> list[float]:
        """How many times a first turn of the same stretch each of these turns took."""
        return [
            milliseconds / median(first for turn, first in self.firsts if abs(turn - mark) <= STRETCH)
            for milliseconds in self.at(mark)
        ]


async def long_conversations(sides: Sequence[Side], plan: Plan, whose: Pair) -> dict[str, Life]:
    """A life for each side; vanilla's ends at the turn that the plan names, ours at the last mark."""
    ends = {side.name: MARKS[-1] if place == 0 else plan.longest for place, side in enumerate(sides)}
    lives = {side.name: Life() for side in sides}
    for begin in range(0, MARKS[-1], STRETCH):
        for side in sides:
            if begin < ends[side.name]:
                await _stretch(side, lives[side.name], (begin, whose))
    return lives


async def _stretch(side: Side, life: Life, where: tuple[int, Pair]) -> None:
    begin, (order_id, buyer) = where
    for turn in range(begin + 1, begin + STRETCH + 1):
        if turn % _EVERY == 0:  # a life is not made of courtesies alone
            await side.say(life.sender, f'/order_status{{"order": "{order_id}"}}', buyer)
            first = await side.say(a_conversation(), GREETING, buyer)
            life.firsts.append((turn, first.milliseconds))
        else:
            said = await side.say(life.sender, GREETING, buyer)
            life.turns.append((turn, said.milliseconds))
