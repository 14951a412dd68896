"""Holds what a bench found: rows of a table with their aims, the curve of a long conversation, and notes. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.bench.figures import Spread

OURS, VANILLA = "Recourse", "vanilla"
"""The sides."""
FASTER, OF_VANILLA, OF_ITSELF = "times vanilla's", "of vanilla's", "of our own"
"""What a ratio says: how many times better we are, what share of vanilla's we need, how we compare with ourselves."""


@dataclass(frozen=True)
class Aim:
    """A ratio that is aimed at: ``least`` it should be that large, else at most that."""

    value: float
    least: bool = True

    def met(self, ratio: Spread) -> bool:
        return ratio.middle >= self.value if self.least else ratio.middle <= self.value

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.value:.3g}"


@dataclass(frozen=True)
class Row:
    """One line of the table. ``ours`` and ``vanilla`` in ``unit``; ``means``: what the ratio says."""

    name: str
    unit: str
    ours: Spread | None = None
    vanilla: Spread | None = None
    ratio: Spread | None = None
    means: str = FASTER
    aim: Aim | None = None

    @property
    def verdict(self) -> str:
        """``met``, or by how much it was missed; nothing without an aim."""
        if self.aim is None or self.ratio is None:
            return ""
        if self.aim.met(self.ratio):
            return "met"
        short = self.aim.value / self.ratio.middle if self.aim.least else self.ratio.middle / self.aim.value
        return f"missed by {(short - 1) * 100:.0f} %" if short < 2 else f"missed {short:.1f} times"


Curve = list[tuple[int, float]]
"""Which turn of a conversation took how many milliseconds."""


@dataclass
class Results:
    """All that one bench found, in the order it was found."""

    facts: dict[str, Any]
    rows: list[Row] = field(default_factory=list)
    curves: dict[str, Curve] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        rows = [{**asdict(row), "aim": str(row.aim) if row.aim else None, "verdict": row.verdict} for row in self.rows]
        return {"facts": self.facts, "rows": rows, "curves": self.curves, "notes": self.notes}
