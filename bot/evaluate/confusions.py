"""Which intents are taken for which others, the worst first, with messages to show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluate.readings import Judged

EXAMPLES = 3


@dataclass(frozen=True)
class Confusion:
    """Messages that mean one intent and are read as another; ``examples``: (text, confidence), the surest first."""

    meant: str
    read: str
    messages: int
    examples: tuple[tuple[str, float], ...]


def confusions(judged: Sequence[Judged], most: int = 15) -> list[Confusion]:
    """The most frequent ones."""
    pairs: defaultdict[tuple[str, str], list[Judged]] = defaultdict(list)
    for each in judged:
        if not each.is_right():
            pairs[each.meant, each.reading.intent].append(each)
    worst = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:most]
    return [Confusion(meant, read, len(found), _examples(found)) for (meant, read), found in worst]


def _examples(found: Sequence[Judged]) -> tuple[tuple[str, float], ...]:
    surest = sorted(found, key=lambda each: -each.reading.confidence)[:EXAMPLES]
    return tuple((each.message.text, each.reading.confidence) for each in surest)


def matrix(judged: Sequence[Judged]) -> tuple[list[str], np.ndarray]:
    """The intents, and how many messages that mean the one (row) are read as the other (column)."""
    intents = sorted({name for each in judged for name in (each.meant, each.reading.intent)})
    counts = np.zeros((len(intents), len(intents)), dtype=int)
    for each in judged:
        counts[intents.index(each.meant), intents.index(each.reading.intent)] += 1
    return intents, counts
