"""The classifier judges a vector that it has met lately exactly as at first."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.kernel_ridge import KernelRidge

LABELS = [f"intent {number % 4}" for number in range(40)]


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    rows = np.random.default_rng(0).normal(size=(len(LABELS), 300)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def model(vectors: np.ndarray) -> KernelRidge:
    return KernelRidge.fit(vectors, LABELS, 0.1, 1.0)


def test_what_was_met_lately_is_judged_the_same(model: KernelRidge, vectors: np.ndarray) -> None:
    first = [model.probabilities(row[np.newaxis]).copy() for row in vectors]
    assert len({tuple(row.ravel()) for row in first}) == len(vectors)
    for before, row in zip(first, vectors, strict=True):
        assert np.array_equal(model.probabilities(row[np.newaxis]), before)
        assert np.allclose(model.probabilities(np.stack([row, row]))[0], before, atol=1e-5)
        assert np.allclose(model.probabilities(row[np.newaxis].astype(np.float64)), before, atol=1e-5)


def test_nobody_can_change_what_is_remembered(model: KernelRidge, vectors: np.ndarray) -> None:
    with pytest.raises(ValueError, match="read-only"):
        model.probabilities(vectors[:1])[0, 0] = 1.0
