"""Percentiles are measured values; a figure is the median of its blocks, and a ratio one of neighbouring blocks."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench.figures import Spread, at, percentile, ratio, spread, turned

times = st.lists(st.floats(0.1, 1000), min_size=1, max_size=50)


@given(times, st.sampled_from([50, 95, 99, 100]))
def test_a_percentile_is_measured_and_so_many_do_not_exceed_it(block: list[float], share: float):
    value = percentile(block, share)
    assert value in block
    assert sum(one <= value for one in block) >= len(block) * share / 100
    assert all(sum(one <= less for one in block) < len(block) * share / 100 for less in block if less < value)


def test_the_last_percentile_of_few_values_is_the_largest():
    assert percentile([3, 1, 2], 99) == 3
    assert percentile([3, 1, 2], 50) == 2


def test_a_slow_block_does_not_move_the_figure():
    blocks = [[5.0, 6.0, 5.5]] * 4 + [[500.0, 600.0, 550.0]]
    assert at(blocks, 50).middle == 5.5


def test_a_ratio_compares_what_was_measured_side_by_side():
    machine = random.Random(3)
    pace = [machine.uniform(1, 10) for _ in range(9)]
    assert ratio([[40 * p] for p in pace], [[10 * p] for p in pace]) == Spread(*[pytest.approx(4)] * 3)


def test_sides_of_different_numbers_of_blocks_are_not_compared():
    with pytest.raises(ValueError, match="shorter"):
        ratio([[1.0], [2.0]], [[1.0]])


def test_one_block_has_no_spread():
    assert spread([7.0]) == Spread(7.0, 7.0, 7.0)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=20))
def test_a_ratio_turned_lies_within_its_quartiles(values: list[float]):
    seen = turned(spread(values))
    assert seen.low <= seen.middle * 1.000001
    assert seen.middle <= seen.high * 1.000001
