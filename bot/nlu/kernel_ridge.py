"""A kernel ridge classifier as plain numbers: each message is judged by how alike it is to every line that was taught.

Solved in one go, kept and used without scikit-learn (no pickle to trust).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize_scalar

DIMENSIONS = 384
"""To which vectors are reduced: three quarters of the encoder's lose nothing, and are read in less time."""


@dataclass(frozen=True)
class KernelRidge:
    """``lines``: the taught vectors, reduced by ``axes``. ``weights``: a row for each of them, a column for each class.

    ``narrowness``: how fast likeness fades with distance; ``sharpness``: how scores become probabilities.
    """

    classes: tuple[str, ...]
    axes: np.ndarray
    lines: np.ndarray
    weights: np.ndarray
    narrowness: float
    sharpness: float

    @classmethod
    def fit(cls, vectors: np.ndarray, labels: Sequence[str], noise: float, narrowness: float) -> KernelRidge:
        """A greater ``noise`` trusts single lines less. The sharpness is found on halves that were not taught."""
        classes = tuple(sorted(set(labels)))
        axes = _principal_axes(vectors)
        lines = (vectors @ axes).astype(np.float32)
        wanted = np.array([[label == name for name in classes] for label in labels], np.float32)
        loose = noise / _importance(labels)
        kernel = _likeness(lines, (-2.0 * lines.T, _squares(lines)), narrowness)
        sharpness = _best_sharpness(kernel, wanted, loose)
        return cls(classes, axes, lines, _solved(kernel, wanted, loose), narrowness, sharpness)

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """A row for each vector, a column for each class; each row adds up to 1.

        A single vector met lately is not judged again: "hello", "yes" and "thanks" are said all the time.
        """
        if vectors.shape == (1, len(self.axes)) and vectors.dtype == np.float32:
            return self._judged_once(vectors.tobytes())
        return self._judged(vectors)

    @cached_property
    def _judged_once(self) -> Callable[[bytes], np.ndarray]:
        @lru_cache(maxsize=256)
        def judged(vector: bytes) -> np.ndarray:
            row = self._judged(np.frombuffer(vector, np.float32)[np.newaxis])
            row.setflags(write=False)
            return row

        return judged

    def _judged(self, vectors: np.ndarray) -> np.ndarray:
        return _softmax(self.sharpness * self.scores(vectors))

    def scores(self, vectors: np.ndarray) -> np.ndarray:
        """About 1 for the class of lines that say the same, 0 for all classes where nothing like it was taught."""
        return _likeness(vectors @ self.axes, self._to_measure_by, self.narrowness) @ self.weights

    @cached_property
    def _to_measure_by(self) -> tuple[np.ndarray, np.ndarray]:
        """What of the lines a distance is made of: the same for every message."""
        return np.ascontiguousarray(-2.0 * self.lines.T), _squares(self.lines)

    def save(self, path: Path) -> None:
        arrays = {"axes": self.axes, "lines": self.lines, "weights": self.weights}
        np.savez(path, classes=self.classes, narrowness=self.narrowness, sharpness=self.sharpness, **arrays)

    @classmethod
    def load(cls, path: Path) -> KernelRidge:
        with np.load(path, allow_pickle=False) as stored:
            numbers = (float(stored["narrowness"]), float(stored["sharpness"]))
            return cls(tuple(stored["classes"].tolist()), stored["axes"], stored["lines"], stored["weights"], *numbers)


def _principal_axes(vectors: np.ndarray) -> np.ndarray:
    _, axes = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    return np.ascontiguousarray(axes[:, ::-1][:, :DIMENSIONS]).astype(np.float32)


def _importance(labels: Sequence[str]) -> np.ndarray:
    """A class of four times as many lines counts twice as much.

    With each class counting the same, the wide ones (what is none of our business) lose to the narrow ones.
    """
    counts = Counter(labels)
    weight = {label: (len(labels) / len(counts) / count) ** 0.5 for label, count in counts.items()}
    return np.array([weight[label] for label in labels], np.float32)


def _squares(rows: np.ndarray) -> np.ndarray:
    return np.square(rows).sum(axis=1)


def _likeness(rows: np.ndarray, columns: tuple[np.ndarray, np.ndarray], narrowness: float) -> np.ndarray:
    """1 for the same, towards 0 with the square of the distance."""
    distances = rows @ columns[0]
    distances += _squares(rows)[:, np.newaxis]
    distances += columns[1]
    np.multiply(distances, -narrowness, out=distances)
    return np.exp(distances, out=distances)


def _solved(kernel: np.ndarray, wanted: np.ndarray, loose: np.ndarray) -> np.ndarray:
    """In the place of the kernel and in single precision: with so much noise more would only take memory."""
    kernel[np.diag_indices_from(kernel)] += loose.astype(np.float32)
    return cho_solve(cho_factor(kernel.T, lower=True, overwrite_a=True, check_finite=False), wanted, check_finite=False)


def _best_sharpness(kernel: np.ndarray, wanted: np.ndarray, loose: np.ndarray) -> float:
    """By which lines are believed to the right degree: each half is judged by what the other one taught."""
    mixed = np.random.default_rng(0).permutation(len(wanted))
    halves = mixed[::2], mixed[1::2]
    judged = np.zeros_like(wanted)
    for taught, asked in (halves, halves[::-1]):
        weights = _solved(kernel[np.ix_(taught, taught)], wanted[taught], loose[taught])
        judged[asked] = kernel[np.ix_(asked, taught)] @ weights
    right = wanted.astype(bool)

    def surprise(sharpness: float) -> float:
        return float(-np.log(np.maximum(_softmax(sharpness * judged)[right], 1e-12)).mean())

    return float(minimize_scalar(surprise, bounds=(1.0, 40.0), method="bounded").x)


def _softmax(scores: np.ndarray) -> np.ndarray:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)
