"""Everything that is measured of one model on one set of messages, worked out from messages and readings alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any

import numpy as np

from bot.evaluate.calibration import Calibration, calibration
from bot.evaluate.readings import Judged
from bot.evaluate.rejection import Rejection, rejection
from bot.evaluate.shares import Shares, by, share, shares


@dataclass(frozen=True)
class IntentFigures:
    """How well one intent is told from the others. ``messages``: those that mean it."""

    messages: int
    precision: float | None
    recall: float | None
    f1: float
    top3: float | None


@dataclass(frozen=True)
class Two:
    """Messages that ask for two things: the share of which ``both`` are found, and at least ``one``."""

    messages: int
    both: float | None
    one: float | None


@dataclass(frozen=True)
class Scores:
    """Shares are from 0 to 1, None being the share of nothing; times are milliseconds."""

    overall: Shares
    macro_f1: float
    rejection: Rejection
    two: Two
    calibration: Calibration
    p50: float
    p95: float
    intents: Mapping[str, IntentFigures]
    tags: Mapping[str, Shares]
    languages: Mapping[str, Shares]

    def as_json(self) -> dict[str, Any]:
        """Plain values, to four places."""
        return rounded(asdict(self))


@dataclass(frozen=True)
class Measured:
    """A model by name, what it made of the messages, and the figures of that."""

    name: str
    judged: Sequence[Judged]
    scores: Scores


def measured(name: str, judged: Sequence[Judged]) -> Measured:
    """A model with its figures."""
    return Measured(name, judged, scores(judged))


def scores(judged: Sequence[Judged]) -> Scores:
    """The figures of these messages, of which there is at least one."""
    p50, p95 = np.percentile([each.reading.took for each in judged], [50, 95])
    intents = _intents(judged)
    return Scores(
        overall=shares(judged),
        macro_f1=mean(figures.f1 for figures in intents.values() if figures.messages),
        rejection=rejection(judged),
        two=_two([each for each in judged if each.message.both]),
        calibration=calibration([(each.reading.confidence, each.is_right()) for each in judged]),
        p50=float(p50),
        p95=float(p95),
        intents=intents,
        tags=by(judged, lambda each: each.message.tags),
        languages=by(judged, lambda each: filter(None, (each.message.language,))),
    )


def _two(judged: Sequence[Judged]) -> Two:
    """The first reading counts even when it is unclear: it is then offered to the buyer."""

    def found(each: Judged) -> int:
        return len({each.reading.intent, *each.reading.further} & set(each.message.both))

    return Two(len(judged), share(judged, lambda each: found(each) > 1), share(judged, lambda each: found(each) > 0))


def _intents(judged: Sequence[Judged]) -> dict[str, IntentFigures]:
    meant = Counter(each.meant for each in judged)
    read = Counter(each.reading.intent for each in judged)
    right = Counter(each.meant for each in judged if each.is_right())
    among = Counter(each.meant for each in judged if each.is_right(3))
    return {
        intent: IntentFigures(
            messages=meant[intent],
            precision=_part(right[intent], read[intent]),
            recall=_part(right[intent], meant[intent]),
            f1=2 * right[intent] / (meant[intent] + read[intent]),
            top3=_part(among[intent], meant[intent]),
        )
        for intent in sorted({*meant, *read})
    }


def _part(some: int, whole: int) -> float | None:
    return some / whole if whole else None


def rounded(value: Any) -> Any:
    """The value with every number in it to four places."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: rounded(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(part) for part in value]
    return value
