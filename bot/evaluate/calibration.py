"""Whether confidences mean what they say: of answers given at 0.8, about 80 % should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The answers with a confidence from ``low`` up to ``high``: how many, their mean confidence, the share right."""

    low: float
    high: float
    answers: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True)
class Calibration:
    """``ece``: the expected calibration error, the mean distance between confidence and share right, by answer."""

    ece: float
    bins: tuple[Bin, ...]


def calibration(answers: Sequence[tuple[float, bool]]) -> Calibration:
    """Of answers as (confidence, whether right); a confidence of 1 counts to the last of ten equal bins."""
    bins = tuple(_bin(answers, number) for number in range(BINS))
    off = sum(abs(each.confidence - each.right) * each.answers for each in bins if each.answers)
    return Calibration(off / len(answers) if answers else 0.0, bins)


def _bin(answers: Sequence[tuple[float, bool]], number: int) -> Bin:
    inside = [answer for answer in answers if min(int(answer[0] * BINS), BINS - 1) == number]
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        answers=len(inside),
        confidence=mean(confidence for confidence, _ in inside) if inside else None,
        right=mean(float(right) for _, right in inside) if inside else None,
    )
