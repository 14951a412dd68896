"""Texts as the words, pairs of words and groups of letters that they are made of. Pure.

What a sentence vector blurs stands in the letters: "cancel" beside "keep", "when" beside "where", a Polish verb's end.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

# In so few texts it may as well be a slip or a name.
_MET_AT_LEAST = 3
_LETTERS = (2, 3, 4)
# Longer ones are addresses of pages, or no words.
_LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+|\?")
# Words and their letters each count as a whole, however many there are.
_KINDS = ("words", "letters")


@dataclass(frozen=True)
class NGrams:
    """``columns``: the place of each known one. ``rarity``: by column, the weight of one that is met once."""

    columns: Mapping[str, int]
    rarity: np.ndarray

    @classmethod
    def known_from(cls, texts: Sequence[str]) -> NGrams:
        """Those that several of the texts have."""
        met = Counter(name for text in texts for _, name in set(_named(text)))
        names = sorted(name for name, times in met.items() if times >= _MET_AT_LEAST)
        rarity = [1.0 + math.log((1 + len(texts)) / (1 + met[name])) for name in names]
        return cls({name: column for column, name in enumerate(names)}, np.array(rarity, np.float32))

    def weighed(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The columns of what the text has, and their weights; the squares of each kind's weights add up to 1."""
        found: dict[str, Counter[int]] = {kind: Counter() for kind in _KINDS}
        for kind, name in _named(text):
            if (column := self.columns.get(name)) is not None:
                found[kind][column] += 1
        parts = [self._unit(times) for times in found.values()]
        return np.concatenate([columns for columns, _ in parts]), np.concatenate([weights for _, weights in parts])

    def rows(self, texts: Iterable[str]) -> csr_matrix:
        """A sparse row for each text."""
        weighed = [self.weighed(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in weighed)])
        columns, weights = (np.concatenate(each) for each in zip(*weighed, strict=True))
        return csr_matrix((weights, columns, ends), shape=(len(weighed), len(self.columns)))

    def _unit(self, times: Counter[int]) -> tuple[np.ndarray, np.ndarray]:
        columns = np.fromiter(times.keys(), np.int64, len(times))
        weights = (1.0 + np.log(np.fromiter(times.values(), np.float32, len(times)))) * self.rarity[columns]
        return columns, weights / max(float(np.linalg.norm(weights)), 1e-9)


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Each with its kind. A group of letters has a space where a word begins or ends, and never the mark of a word."""
    words = [word for word in _WORD.findall(text.lower()) if len(word) <= _LONGEST_WORD]
    for place, word in enumerate(words):
        yield "words", f"w:{word}"
        if place:
            yield "words", f"w:{words[place - 1]} {word}"
        spaced = f" {word} "
        for length in _LETTERS:
            for start in range(len(spaced) - length + 1):
                yield "letters", spaced[start : start + length]
