"""Finds phrases of twelve other languages in a text, and whether they are denied or only supposed. Pure.

In a phrase `*` is any ending and `_` up to two words, in writing without spaces a few characters. Capitals and accents
do not matter. No language is guessed: a phrase says more than a word, and is of one language alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.nlu.clauses import folded
from bot.nlu.tokens import TOKENIZED_AT_MOST

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARK = re.compile(r"[,.;:!?\n，。、；：！？؟،]")
_NEAR = 24

_NO_BEFORE = (
    "no|não|nao|nem|ne|pas|sans|nicht|kein|keine|keinen|nie|niemals|non|senza|не|нет|без|bez|ليس|ليست|لا|لم|لن|غير|بدون"
)
_NO_BEFORE_UNSPACED = "不|没|沒|[别別](?![家处處的])|非|안 |못 "
_NO_AFTER = (
    r"(?:\s+(?!und\b|y\b|i\b)\w+){0,2}\s+(?:nicht|değil|istemiyor\w*)\b"
    r"|\s*(?:(?:て|で)?(?:い)?(?:ません|ない|なく)|したくな|しな|しませ|では?な|じゃな)"
    r"|\s*(?:하고\s?싶지\s?않|하지\s?않|지는?\s?않|[은는이가]?\s?아니)"
)
# These begin a clause.
_SUPPOSED = r"(?:(?:y|e|et|und|и|i|a|mas|pero|mais|ma)\s+)?"
_SUPPOSED += "(?:si|se|caso|wenn|falls|ob|sollte|если|jeśli|jeżeli|czy|gdyby|eğer|إذا|اذا|لو)"
_SUPPOSED_UNSPACED = "如果|要是|万一|もし|만약|혹시"


@dataclass(frozen=True)
class Phrase:
    """What was found from `start` up to `end`, not including it. ``denied``: "no está roto".

    ``before`` and ``after``: what else stands in its clause, folded.
    """

    start: int
    end: int
    label: str
    denied: bool
    before: str
    after: str


class Phrasebook:
    """Phrases by their label; alternatives stand between `|`, a line for each language."""

    def __init__(self, lines: Mapping[str, Sequence[str]]) -> None:
        self._lines = lines

    def found(self, text: str) -> list[Phrase]:
        """What is not only supposed, in the order of the labels, then of the text."""
        low = folded(text[:TOKENIZED_AT_MOST])
        return [phrase for label, pattern in self._patterns.items() for phrase in _phrases(low, label, pattern)]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {label: re.compile("|".join(map(_any, lines))) for label, lines in self._lines.items()}


def _phrases(low: str, label: str, pattern: re.Pattern[str]) -> Iterator[Phrase]:
    for match in pattern.finditer(low):
        before, after = _MARK.split(low[: match.start()])[-1], _MARK.split(low[match.end() :])[0]
        if not _IF.search(before):
            denied = _NOT.search(before[-_NEAR:]) is not None or _NOT_AFTER.match(low, match.end()) is not None
            yield Phrase(*match.span(), label, denied, before, after)


def _any(line: str) -> str:
    return "|".join(_one(phrase) for phrase in map(str.strip, folded(line).split("|")) if phrase)


def _one(phrase: str) -> str:
    if _UNSPACED.search(phrase):
        return re.sub(r"\s+", r"\\s?", phrase.replace("_", r"[^，。、！？,.!?]{0,6}"))
    gap = r"(?:\S+\s+){0,2}"
    words = [gap if word == "_" else re.escape(word).replace(r"\*", r"\w*") + r"\s+" for word in phrase.split()]
    # An Arabic "and" is written together with what follows.
    return rf"\bو?{''.join(words).removesuffix(r's+').removesuffix(chr(92))}\b"


_NOT = re.compile(rf"\b(?:{folded(_NO_BEFORE)})(?:\s+\S+){{0,2}}\s*$|(?:{folded(_NO_BEFORE_UNSPACED)})\S{{0,2}}$")
_NOT_AFTER = re.compile(folded(_NO_AFTER))
_IF = re.compile(rf"^\s*{folded(_SUPPOSED)}\b|{folded(_SUPPOSED_UNSPACED)}")
