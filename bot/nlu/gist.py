"""What the encoder reads of a message: mended, bounded, without long numbers and without what the buyer denies."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.denials import without_denials
from bot.nlu.reading import readable
from bot.nlu.spelling import mend
from bot.nlu.tokens import TOKENIZED_AT_MOST, tokens

# The two ends of a long text are read: buyers ask at the start or at the end. The encoder's cost grows with length.
READ_AT_MOST = 800

_ORDER_LIKE = re.compile(r"\d(?:[ \-.]{0,3}\d){9,}")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])\s+|\n+")


@lru_cache(maxsize=64)
def gist(text: str) -> str:
    """One line. Long numbers become the word: their digits carry no meaning, and pull sentences apart."""
    plain = readable(text)
    if len(plain) <= TOKENIZED_AT_MOST:
        plain = without_denials(tokens(plain))
    return _one_line(plain)


def sentences(text: str) -> list[str]:
    """The gists of the sentences that hold a word; none when there is only one."""
    whole = readable(text)
    whole = without_denials(tokens(whole)) if len(whole) <= TOKENIZED_AT_MOST else whole[:READ_AT_MOST]
    parts = [_one_line(part) for part in _SENTENCE_END.split(whole[:READ_AT_MOST])]
    parts = [part for part in parts if any(character.isalpha() for character in part)]
    return parts if len(parts) > 1 else []


def _one_line(text: str) -> str:
    return " ".join(mend(_ORDER_LIKE.sub("number", _ends(text))).split())


def _ends(text: str) -> str:
    if len(text) <= READ_AT_MOST:
        return text
    half = READ_AT_MOST // 2
    return f"{text[:half]} {text[-half:]}"
