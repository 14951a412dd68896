"""Where the sentences of a text begin and end, in any language, also where the writer left out the stops. Pure.

A request hides in a long text: it is found in its sentence. Who writes on and on without stops is read in windows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Place = tuple[int, int]
"""From, up to: positions in the text."""

# Chinese and Japanese put no space after a stop; elsewhere a stop without one stands in numbers and names.
_STOP = re.compile(
    r"(?<=[。！？])(?![。！？」』）])\s*|(?<=[。！？][」』）])\s*|(?<=[.!?…؟۔])\s+|\s*\n\s*",
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# So many words are a sentence too long to be one thought; in windows of so many words, half of each in the next.
LONG, WINDOW = 24, 14
# As many characters, in writing without spaces, make a word.
_CHARACTERS_A_WORD = 2


def sentences(text: str) -> list[Place]:
    """The sentences that hold a word; a long one in overlapping windows."""
    return [window for place in stops(text) for window in _windows(text, place)]


def stops(text: str) -> list[Place]:
    """The sentences that hold a word, as the stops and line ends divide them."""
    ends = [*((stop.start(), stop.end()) for stop in _STOP.finditer(text)), (len(text), len(text))]
    starts = [0, *(end for _, end in ends)]
    places = ((start, end) for start, (end, _) in zip(starts, ends, strict=False))
    return [(start, end) for start, end in places if any(map(str.isalpha, text[start:end]))]


def _windows(text: str, place: Place) -> Iterator[Place]:
    words = _words(text, place)
    if len(words) <= LONG:
        yield place
        return
    for first in range(0, len(words) - WINDOW // 2, WINDOW // 2):
        yield words[first][0], words[min(first + WINDOW, len(words)) - 1][1]


def _words(text: str, place: Place) -> list[Place]:
    """A run of characters without spaces counts as several words, by its length."""
    words: list[Place] = []
    for match in _WORD.finditer(text, *place):
        step = _CHARACTERS_A_WORD if _UNSPACED.search(match.group()) else match.end() - match.start()
        words += [(at, min(at + step, match.end())) for at in range(match.start(), match.end(), step)]
    return words
