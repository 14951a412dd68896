"""Reckons what is told of measured times: percentiles of a block, and how much blocks differ. Pure.

A machine that is busy with something else slows down for seconds at a time. So the sides are measured in blocks that
take turns; a figure is the median of its blocks, its spread their quartiles, a ratio is one of neighbouring blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median, quantiles

Block = Sequence[float]


@dataclass(frozen=True)
class Spread:
    """A figure and the quartiles around it: half of the blocks lie between ``low`` and ``high``."""

    middle: float
    low: float
    high: float


def percentile(block: Block, share: float) -> float:
    """The smallest measured value that so many of a hundred do not exceed."""
    ordered = sorted(block)
    return ordered[max(0, ceil(len(ordered) * share / 100) - 1)]


def spread(values: Sequence[float]) -> Spread:
    """Of one value of each block."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), low, high)


def at(blocks: Sequence[Block], share: float) -> Spread:
    """A percentile of the blocks."""
    return spread([percentile(block, share) for block in blocks])


def ratio(above: Sequence[Block], below: Sequence[Block], share: float = 50) -> Spread:
    """How many times larger the percentile is above than below, block by block."""
    pairs = zip(above, below, strict=True)
    return spread([percentile(one, share) / percentile(other, share) for one, other in pairs])


def turned(value: Spread) -> Spread:
    """The same ratio seen from the other side."""
    return Spread(1 / value.middle, 1 / value.high, 1 / value.low)
