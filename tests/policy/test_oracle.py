"""The policy against an oracle that was written from the rulings alone, and against what must always be true.

Both live through the same random legal histories of whole cases; each step of a life is a history of its own.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tests.policy.compare import lived
from tests.policy.histories import SEED

HISTORIES = 50_000
ANSWERS = 100
"""Different answers (outcome and reason) that those lives come across: they do not all end where they began."""


def _seeds(word: str, first: int, count: int) -> list[str]:
    return [f"{word} {SEED} {number}" for number in range(first, first + count)]


def test_the_policy_answers_as_the_oracle_does() -> None:
    found = lived(_seeds("a life", 0, 40))
    assert found.wrong == []


@pytest.mark.slow
@pytest.mark.timeout(1800)  # a minute or two of both cores
def test_it_does_so_in_fifty_thousand_histories() -> None:
    portions = [_seeds("a life", first, 25) for first in range(0, 2075, 25)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as both:
        parts = list(both.map(lived, portions))
    assert [line for part in parts for line in part.wrong] == []
    assert len(set().union(*(part.histories for part in parts))) >= HISTORIES
    assert len(set().union(*(part.said for part in parts))) > ANSWERS
