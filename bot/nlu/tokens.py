"""Tokens of a text, by spaCy's blank English pipeline (rules only, no model), and phrases that are found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

# Tokens are read for wishes, reasons and item words; nobody names those beyond this point, and time grows with it.
TOKENIZED_AT_MOST = 2_000

Pattern = list[dict[str, Any]]


@cache
def pipeline() -> Language:
    return spacy.blank("en")


@lru_cache(maxsize=16)
def tokens(text: str) -> Doc:
    """The tokens of a readable text; asked for by several components, worked out once."""
    return pipeline().make_doc(text[:TOKENIZED_AT_MOST])


class PhraseBook:
    """Phrases by label, as `words` reads them, of which a text is only searched for those that it may hold.

    A phrase is looked for where one of the words is met that it cannot do without. spaCy's Matcher walks all patterns
    at every token, and of hundreds of phrases hardly one is in a text.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        labelled = [(label, words(phrase)) for label, variants in phrases.items() for phrase in variants]
        met_in = Counter(word for _, pattern in labelled for choices in _needed(pattern) for word in choices)
        self._labels = {label: place for place, label in enumerate(phrases)}
        self._by_word: dict[str, list[tuple[str, Pattern]]] = {}
        for label, pattern in labelled:
            for word in min(_needed(pattern), key=lambda choices: sum(met_in[word] for word in choices)):
                self._by_word.setdefault(word, []).append((label, pattern))
        self._matchers: dict[str, Matcher] = {}

    def found_in(self, document: Doc) -> list[Span]:
        """The longest matches, none overlapping another; of two labels for one span the first that was named."""
        met = dict.fromkeys(token.lower_ for token in document if token.lower_ in self._by_word)
        found = [span for word in met for span in self._matcher(word)(document, as_spans=True)]
        return filter_spans(sorted(found, key=lambda span: self._labels[span.label_]))

    def _matcher(self, word: str) -> Matcher:
        if word not in self._matchers:
            made = self._matchers[word] = Matcher(pipeline().vocab)
            for label, pattern in self._by_word[word]:
                made.add(label, [pattern])
        return self._matchers[word]


def _needed(pattern: Pattern) -> list[list[str]]:
    """The words, one of each list, without which the pattern does not fit."""
    return [token["LOWER"]["IN"] for token in pattern if "LOWER" in token and "OP" not in token]


def words(text: str) -> Pattern:
    """A pattern of plain words: `a|b` is either, `x?` may be missing, `_` is any one word, `_?` may be any word."""
    pattern: Pattern = []
    for word in text.split():
        optional, word = word.endswith("?"), word.rstrip("?")
        token: dict[str, Any] = {} if word == "_" else {"LOWER": {"IN": word.split("|")}}
        pattern.append({**token, "OP": "?"} if optional else token)
    return pattern
