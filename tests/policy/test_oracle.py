"""The policy against an oracle that was written from the rulings alone: both live through the same histories."""

from __future__ import annotations

from collections.abc import Iterator

from tests.policy.compare import compared
from tests.policy.histories import SEED, walk


def disagreements(seeds: Iterator[str]) -> list[str]:
    """Where both disagree, a line each, at most one a life: history, instant, request, and what either says."""
    found = (next(iter(compared(walk(seed))), "") for seed in seeds)
    return [line for line in found if line]


def test_the_policy_answers_as_the_oracle_does() -> None:
    assert disagreements(f"oracle {SEED} {number}" for number in range(150)) == []
