"""Tokens of a text, by spaCy's blank English pipeline (rules only, no model), and matchers over them."""

from __future__ import annotations

from collections.abc import Iterable
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


def matcher(patterns: dict[str, list[Pattern]]) -> Matcher:
    """A matcher that labels each span with the key of the pattern that fits."""
    made = Matcher(pipeline().vocab)
    for label, variants in patterns.items():
        made.add(label, variants, greedy="LONGEST")
    return made


def spans(made: Matcher, document: Doc) -> Iterable[Span]:
    """The longest matches, none overlapping another."""
    return filter_spans(made(document, as_spans=True))


def words(text: str) -> Pattern:
    """A pattern of plain words: `a|b` is either, `x?` may be missing, `_` is any one word, `_?` may be any word."""
    pattern: Pattern = []
    for word in text.split():
        optional, word = word.endswith("?"), word.rstrip("?")
        token: dict[str, Any] = {} if word == "_" else {"LOWER": {"IN": word.split("|")}}
        pattern.append({**token, "OP": "?"} if optional else token)
    return pattern
