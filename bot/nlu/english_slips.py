"""The English word that a broken one was meant to be, beyond a slip or two: two words in one, no start, its sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from rapidfuzz.distance import OSA

from bot.nlu.known_words import LITTLE, TRADE
from bot.nlu.ordinary_words import ORDINARY

# "cancelmy", "refundnot": two words, one of them so long that it is no chance likeness.
_SHORTEST_PAIR, _SHORTEST_PART, _SHORTEST_LONGER = 6, 2, 4
# "ancel", "efund": a start is told by the rest only where that is long enough.
_SHORTEST_REST = 4
# Words that sound alike are still written with about the same letters.
_SLIPS_OF_SOUND, _SHORTEST_SOUND = 2, 3
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"[cq]u?k?|k"), "k"),
    (re.compile(r"wr"), "r"),
    (re.compile(r"z"), "s"),
    (re.compile(r"gh(?=t)|[hw](?![aeiouy])"), ""),
    (re.compile(r"(?<=.)[aeiouyw']+"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def two_words(word: str) -> str | None:
    """ "where is" for "whereis"; of several cuts the one with the longest first word."""
    known = _known()
    if len(word) < _SHORTEST_PAIR:
        return None
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first, second = word[:cut], word[cut:]
        if max(len(first), len(second)) >= _SHORTEST_LONGER and first in known and second in known:
            return f"{first} {second}"
    return None


def with_its_start(word: str) -> str | None:
    """The one word of the trade whose first letter is missing, or changed places with the second ("acncel")."""
    if len(word) < _SHORTEST_REST:
        return None
    found = _by_rest().get(word, ()) + _swapped().get(word, ())
    return found[0] if len(set(found)) == 1 else None


def by_its_sound(word: str) -> str | None:
    """The one known word that sounds the same: "parsil", "sumthing"."""
    sound = _sound(word)
    if len(sound) < _SHORTEST_SOUND:
        return None
    alike = [each for each in _by_sound().get(sound, ()) if abs(len(each) - len(word)) <= 1]
    near = [(distance, each) for each in alike if (distance := OSA.distance(word, each)) <= _SLIPS_OF_SOUND]
    return min(near)[1] if near else None


@cache
def _known() -> frozenset[str]:
    return frozenset((*TRADE["en"], *LITTLE["en"], *ORDINARY))


@cache
def _by_rest() -> Mapping[str, tuple[str, ...]]:
    long = (word for word in TRADE["en"] if len(word) > _SHORTEST_REST)
    return _grouped((word[1:], word) for word in long)


@cache
def _swapped() -> Mapping[str, tuple[str, ...]]:
    return _grouped((word[1] + word[0] + word[2:], word) for word in TRADE["en"])


@cache
def _by_sound() -> Mapping[str, tuple[str, ...]]:
    return _grouped((_sound(word), word) for word in (*TRADE["en"], *ORDINARY) if len(word) > _SHORTEST_REST)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, word in pairs:
        found[key] = (*found.get(key, ()), word)
    return found


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
