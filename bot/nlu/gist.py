"""What the encoder reads of a message: mended, bounded, without long numbers and without what the buyer denies."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.denials import without_denials
from bot.nlu.goods import goods, with_its_kind
from bot.nlu.language_of import calm, language_of
from bot.nlu.reading import readable
from bot.nlu.sentences import sentences as split
from bot.nlu.spelling import mend
from bot.nlu.tokens import TOKENIZED_AT_MOST, tokens

# The two ends of a long text are read: buyers ask at the start or at the end. The encoder's cost grows with length.
READ_AT_MOST = 800
# Whatever was bought, the request is the same: reading "the product" for "the yoga mat" gained a point of accuracy, and
# keeps "cancel the yoga mat" apart from "cancel my yoga class".
_ANY_GOODS = "product"

# A message of which more letters than this are capitals is shouted; the encoder takes capitals for names.
_SHOUTED = 0.6

_ORDER_LIKE = re.compile(r"\d(?:[ \-.]{0,3}\d){9,}")


def gist(text: str) -> str:
    """One line. Long numbers become the word: their digits carry no meaning, and pull sentences apart."""
    return " ".join(_read(text).split())


def sentences(text: str) -> list[str]:
    """The gists of the sentences, or of windows of those that have no end; none when there is only one."""
    read = _read(text)
    parts = [" ".join(read[start:end].split()) for start, end in split(read)]
    return parts if len(parts) > 1 else []


@lru_cache(maxsize=64)
def _read(text: str) -> str:
    plain = _unshouted(readable(text))
    if len(plain) <= TOKENIZED_AT_MOST:
        plain = _with_any_goods(without_denials(plain))
    return mend(_ORDER_LIKE.sub("number", _ends(plain)))


def _unshouted(text: str) -> str:
    letters = [character for character in text if character.isalpha()]
    shouted = sum(character.isupper() for character in letters) > _SHOUTED * len(letters)
    if not shouted:
        return text
    # The small letter of the Turkish I has no dot.
    return calm(text.replace("I", "ı") if language_of(text) == "tr" else text)


def _with_any_goods(text: str) -> str:
    for span in map(with_its_kind, reversed(goods(tokens(text)))):
        text = text[: span.start_char] + _ANY_GOODS + text[span.end_char :]
    return text


def _ends(text: str) -> str:
    if len(text) <= READ_AT_MOST:
        return text
    half = READ_AT_MOST // 2
    return f"{text[:half]}\n{text[-half:]}"
