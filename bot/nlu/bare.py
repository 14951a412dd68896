"""Which words say nothing of their own around an answer: "it's the headphones, please" is a bare answer. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from bot.nlu.word_list import word_list

LITTLE_WORDS = frozenset(
    word_list(
        """
    it its it's 's is was are the a an my this that these those one ones number nr order orders id i think guess
    mean meant please pls thanks thank you of from on for in with and because cause cuz since reason well so ok
    just only about around maybe probably sorry sir hi hello here there be would say said bought ordered placed
    got made purchased at to by me we do does did have has 've digits last four ends ending starts first wait oh
    actually
    """
    )
)


def is_all_that_is_said(span: Span) -> bool:
    """Whether the text around the span is little words and marks."""
    return not _telling(span.doc, [(span.start_char, span.end_char)])


def is_bare(document: Doc, places: Iterable[tuple[int, int]]) -> bool:
    """Whether the text says nothing beside what stands at these places."""
    return not _telling(document, list(places))


def _telling(document: Doc, places: list[tuple[int, int]]) -> bool:
    for token in document:
        inside = any(start <= token.idx < end for start, end in places)
        if not inside and token.text.isalnum() and token.lower_ not in LITTLE_WORDS:
            return True
    return False
