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
    """Counts of a bench; as they stand here, of the whole one. ``blocks``: how often the sides take turns.

    ``longest``: the turns of one conversation with vanilla, where a single turn takes long before the last mark.
    ``many``: the orders of the large shop that is made if none is there.
    """

    blocks: int = 7
    conversations: int = 6
    cancellations: int = 6
    seconds: float = 8
    calls: int = 100
    starts: int = 3
    longest: int = 500
    questions: int = 60
    many: int = MANY_ORDERS
    trains_again: bool = True


WHOLE = Plan()
WARM_UP = replace(WHOLE, blocks=1, conversations=2)
QUICK = Plan(
    blocks=3,
    conversations=3,
    cancellations=3,
    seconds=1.5,
    calls=40,
    starts=1,
    longest=200,
    questions=20,
    many=100_000,
    trains_again=False,
)
