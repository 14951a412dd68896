"""A denied wish and the clause around it; and how a text is folded so that capitals and accents do not matter. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MARKS = frozenset(",.;:!?-\n，。、；：！？؟،…")
_ALIKE = {"ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ى": "ي", "ة": "ه"}
# Beyond this, an accent is part of the letter: Korean syllables would fall apart.
_ACCENTS_END = 0x700


@dataclass(frozen=True)
class Denial:
    """A wish (`intent`) denied from `start` up to `end`, in the clause from `clause_start` up to `clause_end`.

    ``takes_back``: the denial is itself a request, to forget an earlier one ("I don't want to cancel any more").
    """

    intent: str
    start: int
    end: int
    clause_start: int
    clause_end: int
    takes_back: bool


def folded(text: str) -> str:
    """Lower case without accents; as long as the text, so that positions stay true."""
    return "".join(map(_folded_character, text))


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    if ord(character) > _ACCENTS_END:
        return character
    low = unicodedata.normalize("NFD", character.lower())[0]
    return _ALIKE.get(low, low)
