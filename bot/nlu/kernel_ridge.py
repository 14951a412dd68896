"""A kernel ridge classifier as plain numbers: each message is judged by how alike it is to every line that was taught.

Alike in meaning (sentence vectors), and in the words and letters it is written with. Solved in one go, kept and used
without scikit-learn (no pickle to trust).
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
from scipy.sparse import csr_matrix

from bot.nlu.ngrams import NGrams

DIMENSIONS = 192
"""To which vectors are reduced: beside the wording, the rest of the encoder's 512 gains nothing and takes time."""
_AT_ONCE = 1_000
Lines = tuple[np.ndarray, Sequence[str]]
"""Texts and their sentence vectors, as rows."""


@dataclass(frozen=True)
class Likeness:
    """What counts as alike. ``narrowness``: how fast likeness in meaning fades with distance.

    ``wording``: how much the same words and letters count, where the same meaning counts 1.
    """

    narrowness: float = 1.0
    wording: float = 0.4


@dataclass(frozen=True)
class KernelRidge:
    """``lines``: the taught vectors, reduced by ``axes``. ``weights``: a row for each of them, a column for each class.

    ``by_ngram``: what each known word or group of letters says for each class; likeness in wording is linear, so the
    lines need not be kept for it. ``sharpness``: how scores become probabilities.
    """

    classes: tuple[str, ...]
    axes: np.ndarray
    lines: np.ndarray
    weights: np.ndarray
    ngrams: NGrams
    by_ngram: np.ndarray
    narrowness: float
    sharpness: float

    @classmethod
    def fit(cls, taught: Lines, labels: Sequence[str], noise: float, likeness: Likeness) -> KernelRidge:
        """A greater ``noise`` trusts single lines less. The sharpness is found on halves that were not taught."""
        vectors, texts = taught
        classes = tuple(sorted(set(labels)))
        axes = _principal_axes(vectors)
        lines = (vectors @ axes).astype(np.float32)
        ngrams = NGrams.known_from(texts)
        written = ngrams.rows(texts)
        wanted = np.array([[label == name for name in classes] for label in labels], np.float32)
        loose = noise / _importance(labels)
        kernel = _likeness(lines, (-2.0 * lines.T, _squares(lines)), likeness.narrowness)
        _add_wording(kernel, written, likeness.wording)
        sharpness = _best_sharpness(kernel, wanted, loose)
        weights = _solved(kernel, wanted, loose)
        by_ngram = (likeness.wording * (written.T @ weights)).astype(np.float32)
        return cls(classes, axes, lines, weights, ngrams, by_ngram, likeness.narrowness, sharpness)

    def probabilities(self, asked: Lines) -> np.ndarray:
        """A row for each text, a column for each class; each row adds up to 1.

        A single text met lately is not judged again: "hello", "yes" and "thanks" are said all the time.
        """
        vectors, texts = asked
        if vectors.shape == (1, len(self.axes)) and vectors.dtype == np.float32:
            return self._judged_once(vectors.tobytes(), texts[0])
        return self._judged(asked)

    @cached_property
    def _judged_once(self) -> Callable[[bytes, str], np.ndarray]:
        @lru_cache(maxsize=256)
        def judged(vector: bytes, text: str) -> np.ndarray:
            row = self._judged((np.frombuffer(vector, np.float32)[np.newaxis], [text]))
            row.setflags(write=False)
            return row

        return judged

    def _judged(self, asked: Lines) -> np.ndarray:
        return _softmax(self.sharpness * self.scores(asked))

    def scores(self, asked: Lines) -> np.ndarray:
        """About 1 for the class of lines that say the same, 0 for all classes where nothing like it was taught."""
        vectors, texts = asked
        meant = _likeness(vectors @ self.axes, self._to_measure_by, self.narrowness) @ self.weights
        weighed = map(self.ngrams.weighed, texts)
        return meant + np.stack([weights @ self.by_ngram[columns] for columns, weights in weighed])

    @cached_property
    def _to_measure_by(self) -> tuple[np.ndarray, np.ndarray]:
        """What of the lines a distance is made of: the same for every message."""
        return np.ascontiguousarray(-2.0 * self.lines.T), _squares(self.lines)

    def save(self, path: Path) -> None:
        arrays = {"axes": self.axes, "lines": self.lines, "weights": self.weights, "by_ngram": self.by_ngram}
        known = {
            "names": np.frombuffer("\n".join(self.ngrams.columns).encode(), np.uint8),
            "rarity": self.ngrams.rarity,
        }
        numbers = {"narrowness": self.narrowness, "sharpness": self.sharpness}
        np.savez(path, classes=self.classes, **arrays, **known, **numbers)

    @classmethod
    def load(cls, path: Path) -> KernelRidge:
        with np.load(path, allow_pickle=False) as stored:
            names = stored["names"].tobytes().decode().split("\n")
            columns = {name: column for column, name in enumerate(names)}
            ngrams = NGrams(columns, stored["rarity"])
            lines = (stored["axes"], stored["lines"], stored["weights"])
            numbers = (float(stored["narrowness"]), float(stored["sharpness"]))
            return cls(tuple(stored["classes"].tolist()), *lines, ngrams, stored["by_ngram"], *numbers)


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


def _add_wording(kernel: np.ndarray, written: csr_matrix, weight: float) -> None:
    """Part by part: the whole product at once would take as much memory again."""
    columns = written.T.tocsr()
    for start in range(0, len(kernel), _AT_ONCE):
        kernel[start : start + _AT_ONCE] += weight * (written[start : start + _AT_ONCE] @ columns).toarray()


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
