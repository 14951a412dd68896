"""Which wishes a text denies in other languages than English: "no quiero cancelar", "別にキャンセルじゃない". Pure.

Patterns over folded text, made of tables of words. No language is guessed: each one's words for
wishes are its own, and a denial counts only together with one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bot.nlu import denial_words_east as east
from bot.nlu import denial_words_west as west
from bot.nlu.clauses import MARKS, Denial, folded
from bot.nlu.denial_words import DenialWords

_WEST = (west.SPANISH, west.PORTUGUESE, west.FRENCH, west.GERMAN, west.ITALIAN)
_EAST = (east.RUSSIAN, east.POLISH, east.TURKISH, east.ARABIC, east.CHINESE, east.JAPANESE, east.KOREAN)
_BETWEEN_AT_MOST = 5
_APART = r"[\s']+"
_MARK = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")
# How a clause that ends in its denial goes on: Japanese and Korean verbs have endings, and little words join clauses.
_ENDING = re.compile(
    r"(?:[가-힣]*|(?:です|ます|ください|けれども|けれど|けど|んだ|んです|が|ので|から|し|よ|ね|の)*)[、，,\s]*"
)


class Tongue:
    """The patterns of one language."""

    def __init__(self, words: DenialWords) -> None:
        self._spaced = words.spaced
        self._apart = _APART if words.spaced else r"\s*"
        self._gap = rf"(?:(?:{self._any(words.little)}){self._apart}){{0,{_BETWEEN_AT_MOST}}}"
        wishes = "|".join(f"(?P<{intent}>{self._any(named)})" for intent, named in words.wishes.items())
        self._before = self._pattern(
            rf"(?:{self._any(words.before)}){self._apart}{self._gap}(?:{wishes})", words.before
        )
        self._after = self._pattern(rf"(?:{wishes}){self._apart}{self._gap}(?:{self._any(words.after)})", words.after)
        outright = "|".join(f"(?P<{intent}>{self._any(named)})" for intent, named in words.outright.items())
        self._outright = self._pattern(f"(?:{outright})", outright)
        self._others, self._turns, self._no_more = map(self._one_of, (words.others, words.turns, words.no_more))

    def denied(self, text: str) -> Iterator[Denial]:
        """From a folded text."""
        for pattern, ends_clause in ((self._before, False), (self._after, True), (self._outright, False)):
            for match in pattern.finditer(text) if pattern else ():
                sentence = self._sentence_start(text, match.start())
                if not self._others.search(text, sentence, match.start()):
                    yield self._denial(text, match, sentence, ends_clause)

    def _denial(self, text: str, match: re.Match[str], sentence: int, ends_clause: bool) -> Denial:
        start, end = match.span()
        turns = [turn.start() for turn in self._turns.finditer(text, sentence, start)]
        clause_start = turns[-1] if turns else sentence
        clause_end = _ENDING.match(text, end).end() if ends_clause else self._clause_end(text, end)
        takes_back = self._no_more.search(text, clause_start, clause_end) is not None
        return Denial(str(match.lastgroup), start, end, clause_start, clause_end, takes_back)

    def _clause_end(self, text: str, end: int) -> int:
        ends = (_MARK.search(text, end), self._turns.search(text, end))
        return min((found.start() for found in ends if found), default=len(text))

    @staticmethod
    def _sentence_start(text: str, before: int) -> int:
        return max((mark.end() for mark in _MARK.finditer(text, 0, before)), default=0)

    def _any(self, alternatives: str) -> str:
        """As a pattern; those of a language without spaces are patterns already."""
        if not self._spaced:
            return folded(alternatives)
        words = folded(re.sub(r"\s*\|\s*", "|", alternatives)).split("|")
        return "|".join(self._words(alternative) for alternative in sorted(words, key=len, reverse=True))

    def _words(self, alternative: str) -> str:
        parts = (self._gap if word == "_" else word.replace("*", r"\w*") + _APART for word in alternative.split())
        return "".join(parts).removesuffix(_APART)

    def _pattern(self, pattern: str, needed: str) -> re.Pattern[str] | None:
        if not needed:
            return None
        return re.compile(rf"\b(?:{pattern})\b" if self._spaced else pattern)

    def _one_of(self, alternatives: str) -> re.Pattern[str]:
        found = self._any(alternatives)
        return re.compile(rf"\b(?:{found})\b" if self._spaced else found)


def denied(text: str) -> list[Denial]:
    """None overlapping another, in the order of the text."""
    low = folded(text)
    found = (denial for tongue in _tongues() for denial in tongue.denied(low))
    return list(_apart_from_each_other(sorted(found, key=lambda denial: (denial.start, -denial.end))))


def _apart_from_each_other(denials: Iterable[Denial]) -> Iterator[Denial]:
    end = -1
    for denial in denials:
        if denial.start >= end:
            end = denial.end
            yield denial


@cache
def _tongues() -> tuple[Tongue, ...]:
    return tuple(map(Tongue, _WEST + _EAST))
