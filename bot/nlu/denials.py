"""Which wishes a text denies, in any of the languages, and what is left of it without them. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu import english_denials, foreign_denials
from bot.nlu.asides import without_asides
from bot.nlu.clauses import Denial
from bot.nlu.tokens import TOKENIZED_AT_MOST
from bot.nlu.word_list import word_list

_NO_REQUEST = frozenset(word_list("no yes please ok but just only hi hello thanks and"))
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# "I don't want another refund, where is the first one" names what it asks for only in the denial.
_POINTS_BACK = re.compile(
    r"\bthe (?:(?:first|last|old|other) one|one i)\b|\bhow (?:long|much) (?:does |would )?one\b", re.I
)
# So much must be left to be a request: words, or characters where a word is one or two of them.
_WORDS_LEFT, _CHARACTERS_LEFT = 2, 3


@lru_cache(maxsize=16)
def denied(text: str) -> tuple[Denial, ...]:
    """In the buyer's own name: "they don't want to refund me" or "why can't I cancel" deny nothing."""
    read = text[:TOKENIZED_AT_MOST]
    return tuple(english_denials.denied(read) or foreign_denials.denied(read))


def without_denials(text: str) -> str:
    """What is left of a text without the clauses that deny a wish; all of it where that would be next to nothing.

    "Don't cancel, just tell me where it is" leaves "just tell me where it is". "I don't want to cancel any more" stays.
    """
    left = text
    for denial in sorted(denied(text), key=lambda denial: -denial.clause_start):
        if not denial.takes_back:
            left = left[: denial.clause_start] + left[min(denial.clause_end, len(left)) :]
    left = left.strip(" ,;.!-，。、！،\n")
    left = left if left != text and _says_something(left) else text
    if any(denial.takes_back for denial in denied(text)):
        return left
    wanted = without_asides(left)
    return wanted if _says_something(wanted) else left


def _says_something(text: str) -> bool:
    if _POINTS_BACK.search(text):
        return False
    if _UNSPACED.search(text):
        return len("".join(_WORD.findall(text))) >= _CHARACTERS_LEFT
    return sum(word.lower() not in _NO_REQUEST for word in _WORD.findall(text)) >= _WORDS_LEFT
