"""Which words say nothing of their own around an answer: "it's the headphones, please" is a bare answer. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from bot.nlu.word_list import word_list

LITTLE_WORDS = frozenset(
    word_list(
        """
    it its it's 's is was are the a an my this that these those one ones number nr order orders id i think guess
    mean meant please pls thanks thank you of from on for in with and because cause cuz since reason well so ok
    just only about around maybe probably sorry sir hi hello here there be would say said bought ordered placed
    got made purchased at to by me we do does did have has 've digits last four ends ending starts first wait oh
    actually 'm 'd 'll です でした の は 的 是 이에요 예요 입니다 요
    es son el los las una mi por favor gracias porque é são o os um uma meu minha obrigado obrigada c est le les des
    mon ma merci parce que s il vous plaît ist sind war der das ein eine mein meine bitte danke weil sono il lo gli
    mio mia grazie perché это был была мой моя пожалуйста спасибо потому что to jest był była mój moja proszę dziękuję
    bo lütfen teşekkürler çünkü bu هو هي هذا هذه من فضلك شكرا لأن
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
    return any(_tells(_outside(token, places)) for token in document)


def _outside(token: Token, places: list[tuple[int, int]]) -> str:
    """What of the token stands at none of the places: in Chinese or Japanese a whole clause is one token."""
    letters = enumerate(token.text, token.idx)
    return "".join(letter for at, letter in letters if not any(start <= at < end for start, end in places))


def _tells(rest: str) -> bool:
    word = rest.strip(" ,.;:!?\u3001\u3002\uff0c\uff01\uff1f").lower()
    return any(letter.isalnum() for letter in word) and word not in LITTLE_WORDS
