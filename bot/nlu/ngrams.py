"""Texts as the words, pairs of words and groups of letters that they are made of. Pure.

What a sentence vector blurs stands in the letters: "cancel" beside "keep", "when" beside "where", a Polish verb's end.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

# In so few texts it may as well be a slip or a name.
_MET_AT_LEAST = 3
_LETTERS = (2, 3, 4)
# Longer ones are addresses of pages, or no words.
_LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+|\?")


@dataclass(frozen=True)
class NGrams:
    """``columns``: the place of each known one. ``rarity``: how much it weighs there; at the end, what is unknown."""

    columns: Mapping[str, int]
    rarity: np.ndarray

    @classmethod
    def known_from(cls, texts: Sequence[str]) -> NGrams:
        """Those that several of the texts have."""
        met = Counter(name for text in texts for names in _named(text) for name in set(names))
        known = sorted(name for name, times in met.items() if times >= _MET_AT_LEAST)
        rarity = [1.0 + math.log((1 + len(texts)) / (1 + times)) for times in (*map(met.get, known), 0)]
        return cls({name: column for column, name in enumerate(known)}, np.array(rarity, np.float32))

    def weighed(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The columns of what is known of the text, and their weights.

        The squares of the weights of its words add up to 1 where all are known, and to less the fewer are; so do those
        of its letters. What nobody ever wrote ("blorf") is not like lines that happen to share two letters with it.
        """
        parts = [self._unit(Counter(names)) for names in _named(text)]
        return np.concatenate([columns for columns, _ in parts]), np.concatenate([weights for _, weights in parts])

    def rows(self, texts: Iterable[str]) -> csr_matrix:
        """A sparse row for each text."""
        weighed = [self.weighed(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in weighed)])
        columns, weights = (np.concatenate(each) for each in zip(*weighed, strict=True))
        return csr_matrix((weights, columns, ends), shape=(len(weighed), len(self.columns)))

    def _unit(self, times: Counter[str]) -> tuple[np.ndarray, np.ndarray]:
        columns = np.array([self.columns.get(name, -1) for name in times], np.int64)
        weights = (1.0 + np.log(np.fromiter(times.values(), np.float32, len(times)))) * self.rarity[columns]
        weights /= max(float(np.linalg.norm(weights)), 1e-9)
        return columns[columns >= 0], weights[columns >= 0]


def _named(text: str) -> tuple[list[str], list[str]]:
    """Words and pairs of words; and groups of letters, with a space where a word begins or ends.

    No group of letters has the mark that stands before a word.
    """
    words = [word for word in _WORD.findall(text.lower()) if len(word) <= _LONGEST_WORD]
    pairs = [f"w:{first} {second}" for first, second in pairwise(words)]
    spaced = [f" {word} " for word in words]
    letters = [
        word[start : start + length]
        for word in spaced
        for length in _LETTERS
        for start in range(len(word) - length + 1)
    ]
    return [*(f"w:{word}" for word in words), *pairs], letters
