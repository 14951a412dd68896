"""Finds phrases in a text whatever slips of the keyboard are in it, and whether they are denied or only supposed. Pure.

The spans are of the text as it was sent: a mended word stands in the place of the misspelt one.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Span

from bot.nlu.language_of import language_of
from bot.nlu.spelling import mended_word
from bot.nlu.tokens import PhraseBook, pipeline, tokens
from bot.nlu.word_list import word_list

_NOT = frozenset(word_list("not n't nt no never nothing without neither nor cannot none isnt wasnt doesnt didnt dont"))
# "Kaputt" and the like are known in English texts too.
_NOT |= frozenset(word_list("nicht kein keine pas não nie"))
_NOT_ONLY = frozenset(["only", "just"])
_SUPPOSED = frozenset(word_list("if whether unless suppose"))
_MARKS = frozenset(",.;:!?-\n")
_TURNS = frozenset(word_list("but because however though although yet"))
_NEAR = 3


def phrases(book: PhraseBook, text: str) -> list[Span]:
    """The longest phrases, none overlapping another, in the order of the text."""
    document = tokens(text)
    found = book.found_in(_mended(text))
    return sorted(Span(document, span.start, span.end, label=span.label_) for span in found)


def is_denied(span: Span) -> bool:
    """Whether a "not" stands shortly before it in the same clause: "it is not broken"; "not only broken" denies not."""
    before = clause_before(span)[-_NEAR:]
    for place, word in enumerate(before):
        following = before[place + 1] if place + 1 < len(before) else ""
        if word in _NOT and following not in _NOT_ONLY:
            return True
    return False


def is_supposed(span: Span) -> bool:
    """Whether the clause only supposes it: "what if it arrives broken"."""
    return bool(_SUPPOSED & set(clause_before(span)))


def clause_before(span: Span) -> list[str]:
    """The words between the mark or turn that begins the clause and the span, in lower case."""
    words: list[str] = []
    for token in reversed(span.doc[: span.start]):
        if token.text in _MARKS or token.lower_ in _TURNS:
            break
        words.insert(0, token.lower_)
    return words


def words_after(span: Span, number: int) -> list[str]:
    """The words that follow in the same clause, in lower case, at most so many."""
    words: list[str] = []
    for token in span.doc[span.end : span.end + number]:
        if token.text in _MARKS:
            break
        words.append(token.lower_)
    return words


@lru_cache(maxsize=16)
def _mended(text: str) -> Doc:
    document, language = tokens(text), language_of(text)
    words = [mended_word(token.text, language) if token.is_alpha else token.text for token in document]
    return Doc(pipeline().vocab, words=words, spaces=[bool(token.whitespace_) for token in document])
