"""A logistic regression as plain numbers: fitted by scikit-learn, kept and used without it (no pickle to trust)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Logistic:
    """Names of the classes, with a row of weights and an intercept for each."""

    classes: tuple[str, ...]
    weights: np.ndarray
    intercepts: np.ndarray

    @classmethod
    def fit(cls, vectors: np.ndarray, labels: list[str], strength: float) -> Logistic:
        """A class of four times as many lines counts twice as much. A greater `strength` trusts the lines more.

        With each class counting the same, the wide ones (what is none of our business) lose to the narrow ones.
        """
        from sklearn.linear_model import LogisticRegression

        counts = Counter(labels)
        weight = {label: (len(labels) / len(counts) / count) ** 0.5 for label, count in counts.items()}
        model = LogisticRegression(C=strength, max_iter=2000, class_weight=weight)
        model.fit(vectors, labels)
        weights, intercepts = model.coef_, model.intercept_
        if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes: the second against the first
            weights, intercepts = np.vstack([-weights, weights]) / 2, np.hstack([-intercepts, intercepts]) / 2
        return cls(tuple(map(str, model.classes_)), weights.astype(np.float32), intercepts.astype(np.float32))

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """A row for each vector, a column for each class; each row adds up to 1."""
        scores = vectors @ self.weights.T + self.intercepts
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def save(self, path: Path) -> None:
        np.savez(path, classes=np.array(self.classes), weights=self.weights, intercepts=self.intercepts)

    @classmethod
    def load(cls, path: Path) -> Logistic:
        with np.load(path, allow_pickle=False) as stored:
            return cls(tuple(stored["classes"].tolist()), stored["weights"], stored["intercepts"])
