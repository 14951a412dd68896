"""Says how much is measured: the whole, or the quick look of ``QUICK=1``."""

from __future__ import annotations

from dataclasses import dataclass, replace

MARKS = (1, 50, 200, 500)
"""The turns of one conversation that are told."""
AT_ONCE = (1, 10, 50)
"""How many conversations talk at the same time."""
FEW_ORDERS, MANY_ORDERS = 1_000, 1_000_000


@dataclass(frozen=True)
class Plan:
    """Counts of a bench. ``blocks``: how often the sides take turns.

    ``longest``: the turns of one conversation with vanilla, where a single turn takes long before the last mark.
    ``many``: the orders of the large shop that is made if none is there.
    """

    blocks: int
    conversations: int
    cancellations: int
    seconds: float
    calls: int
    starts: int
    longest: int
    questions: int
    many: int
    trains_again: bool


WHOLE = Plan(
    blocks=7,
    conversations=6,
    cancellations=6,
    seconds=8,
    calls=100,
    starts=3,
    longest=500,
    questions=60,
    many=MANY_ORDERS,
    trains_again=True,
)
WARM_UP = replace(WHOLE, blocks=1, conversations=2)
QUICK = Plan(
    blocks=3,
    conversations=3,
    cancellations=3,
    seconds=3,
    calls=60,
    starts=1,
    longest=200,
    questions=30,
    many=100_000,
    trains_again=False,
)
