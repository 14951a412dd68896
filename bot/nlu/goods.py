"""Which words of a text name things that were bought. Pure, over tokens."""

from __future__ import annotations

from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.nlu.item_words import ITEM_WORDS, NOT_ALONE, plural
from bot.nlu.tokens import pipeline
from bot.nlu.word_list import word_list

_POINTING = frozenset(word_list("the my this that a an of for new our those these two three only"))
# What kind of thing it is says nothing of what is wanted: "cancel the wireless headphones" is "cancel the headphones".
_KINDS = frozenset(
    word_list(
        "black white blue red green grey gray brown pink yellow purple orange beige navy silver gold golden dark light"
        " leather cotton wool woollen linen silk wooden oak bamboo steel metal plastic ceramic glass cast iron carbon"
        " wireless bluetooth electric electronic mechanical ergonomic portable folding foldable waterproof rechargeable"
        " cordless digital smart adjustable robot noise cancelling canceling over ear running hiking gaming winter"
        " summer kids men mens women womens ladies baby usb mini - ' \u2019 s"
    )
)


def with_its_kind(span: Span) -> Span:
    """The name with the words before it that say which kind it is."""
    start = span.start
    while start > 0 and span.doc[start - 1].lower_ in _KINDS:
        start -= 1
    return span.doc[start : span.end]


def goods(document: Doc) -> list[Span]:
    """The names, labelled with their word; a longer name wins over the shorter one in it."""
    found = filter_spans(_names()(document, as_spans=True))
    return [span for span in found if span.label_ not in NOT_ALONE or _is_pointed_at(span)]


def _is_pointed_at(span: Span) -> bool:
    """Whether an article or the like stands before it, at most one word between: "the case", not "in case"."""
    before = span.doc[max(0, span.start - 2) : span.start]
    return any(token.lower_ in _POINTING for token in before) or len(span.doc) <= 2


@cache
def _names() -> PhraseMatcher:
    names = PhraseMatcher(pipeline().vocab, attr="LOWER")
    for word in ITEM_WORDS:
        names.add(word, [pipeline().make_doc(form) for form in sorted({word, plural(word)})])
    return names
