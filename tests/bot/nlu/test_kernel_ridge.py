"""The classifier goes by meaning and by wording, and judges a text that it has met lately exactly as at first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.kernel_ridge import KernelRidge, Likeness

LABELS = [f"intent {number % 4}" for number in range(40)]
TEXTS = [f"text {number % 7}" for number in range(40)]


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    rows = np.random.default_rng(0).normal(size=(len(LABELS), 300)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def model(vectors: np.ndarray) -> KernelRidge:
    return KernelRidge.fit((vectors, TEXTS), LABELS, 0.1, Likeness())


def test_what_was_met_lately_is_judged_the_same(model: KernelRidge, vectors: np.ndarray) -> None:
    each = list(zip(vectors, TEXTS, strict=True))
    first = [model.probabilities((row[np.newaxis], [text])).copy() for row, text in each]
    assert len({tuple(row.ravel()) for row in first}) == len(vectors)
    for before, (row, text) in zip(first, each, strict=True):
        assert np.array_equal(model.probabilities((row[np.newaxis], [text])), before)
        assert np.allclose(model.probabilities((np.stack([row, row]), [text, text]))[0], before, atol=1e-5)
        assert np.allclose(model.probabilities((row[np.newaxis].astype(np.float64), [text])), before, atol=1e-5)


def test_nobody_can_change_what_is_remembered(model: KernelRidge, vectors: np.ndarray) -> None:
    with pytest.raises(ValueError, match="read-only"):
        model.probabilities((vectors[:1], TEXTS[:1]))[0, 0] = 1.0


def test_what_means_the_same_is_told_apart_by_its_words(vectors: np.ndarray) -> None:
    alike = np.repeat(vectors[:1], 40, axis=0)
    texts = [["please keep it", "please stop it"][number % 2] for number in range(40)]
    model = KernelRidge.fit((alike, texts), [text.split()[1] for text in texts], 0.1, Likeness())
    judged = model.probabilities((alike[:2], ["keep it, please", "can you stop it"]))
    assert [model.classes[row.argmax()] for row in judged] == ["keep", "stop"]
    deaf = KernelRidge.fit((alike, texts), [text.split()[1] for text in texts], 0.1, Likeness(wording=0.0))
    assert np.allclose(*deaf.probabilities((alike[:2], ["keep it, please", "can you stop it"])))


def test_it_is_the_same_after_it_was_stored(model: KernelRidge, vectors: np.ndarray, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    stored = KernelRidge.load(tmp_path / "model.npz")
    asked = (vectors[:5], ["text 1", "a text of quite other words", "", "?", "ทดสอบ"])
    assert stored.classes == model.classes
    assert np.array_equal(stored.probabilities(asked), model.probabilities(asked))
