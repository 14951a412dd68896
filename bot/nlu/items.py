"""Finds words for things that were bought ("the headphones")."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from spacy.matcher import PhraseMatcher
from spacy.tokens import Span
from spacy.util import filter_spans

from bot.nlu.extractor import Found, TextExtractor
from bot.nlu.item_words import ITEM_WORDS, NOT_ALONE, plural
from bot.nlu.tokens import pipeline, tokens

_POINTING = {
    "the",
    "my",
    "this",
    "that",
    "a",
    "an",
    "of",
    "for",
    "new",
    "our",
    "those",
    "these",
    "two",
    "three",
    "only",
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ItemExtractor(TextExtractor):
    """Entity `item`: the word in lower case and singular; a longer name wins over the shorter word in it."""

    def find(self, text: str, message: Message) -> Iterable[Found]:
        document = tokens(text)
        for span in filter_spans(_names()(document, as_spans=True)):
            word = span.label_
            if word not in NOT_ALONE or _is_pointed_at(span):
                yield Found("item", span.start_char, span.end_char, word)


def _is_pointed_at(span: Span) -> bool:
    """Whether an article or the like stands before it, at most one word between: "a phone case", not "in case"."""
    before = span.doc[max(0, span.start - 2) : span.start]
    return any(token.lower_ in _POINTING for token in before) or len(span.doc) <= 2


@cache
def _names() -> PhraseMatcher:
    names = PhraseMatcher(pipeline().vocab, attr="LOWER")
    for word in ITEM_WORDS:
        names.add(word, [pipeline().make_doc(form) for form in {word, plural(word)}])
    return names
