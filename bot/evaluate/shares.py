"""How often messages are understood, of any group of them. Shares are from 0 to 1; None: the share of nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.evaluate.readings import Judged


@dataclass(frozen=True)
class Shares:
    """Of what is our business, what is right at once and among three; of what is not, what is read as such."""

    messages: int
    in_scope: int
    top1: float | None
    top3: float | None
    out_of_scope: int
    recall: float | None


def share(judged: Iterable[Judged], fits: Callable[[Judged], bool]) -> float | None:
    """The share of these that fit."""
    found = [fits(each) for each in judged]
    return sum(found) / len(found) if found else None


def in_scope(judged: Iterable[Judged]) -> list[Judged]:
    """Those that mean something of our business."""
    return [each for each in judged if each.message.in_scope]


def outside(judged: Iterable[Judged]) -> list[Judged]:
    """Those that do not."""
    return [each for each in judged if not each.message.in_scope]


def shares(judged: Sequence[Judged]) -> Shares:
    """The shares of these messages."""
    ours, others = in_scope(judged), outside(judged)
    return Shares(
        messages=len(judged),
        in_scope=len(ours),
        top1=share(ours, Judged.is_right),
        top3=share(ours, lambda each: each.is_right(3)),
        out_of_scope=len(others),
        recall=share(others, lambda each: each.reading.is_refusal),
    )


def by(judged: Sequence[Judged], names: Callable[[Judged], Iterable[str]]) -> dict[str, Shares]:
    """The shares of each group; a message may be in several."""
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        for name in names(each):
            groups[name].append(each)
    return {name: shares(groups[name]) for name in sorted(groups)}
