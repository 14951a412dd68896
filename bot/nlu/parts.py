"""Divides a text into the parts that could each ask for something: sentences, and what a sentence joins. Pure.

Where to divide is said generously: which parts do ask for something is judged afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu import joining_words
from bot.nlu.joining_words import JoiningWords
from bot.nlu.sentences import stops

# So many can be told apart; each costs as much time as a sentence.
MOST_PARTS = 8

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CHARACTERS = 4
_LETTER = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_COMMA = r"[,;，；、،]"


@dataclass(frozen=True)
class Part:
    """A part of the text (`start` up to, not including, `end`), and what it most likely asks for."""

    start: int
    end: int
    text: str
    intent: str = ""
    confidence: float = 0.0


def any_of(words: str, language: JoiningWords) -> str:
    """A pattern of these alternatives as the language has them: as words of their own, or among others."""
    return rf"\b(?:{words})\b" if language.spaced else f"(?:{words})"


def _joint(words: JoiningWords) -> str:
    """What stands between two requests of one sentence, up to the word that begins the second."""
    if not words.spaced:
        joins = rf"|(?:{words.joins})(?={words.begins})" if words.joins else ""
        return rf"(?<=[\s、，,；;。])(?={words.also}{joins})"
    # An Arabic "and" is written together with what follows.
    joins = rf"(?:{words.joins})(?:\s+|(?<=\sو))(?:(?:{words.also}|please)\s+)*(?:{words.begins}|{words.goes_on})"
    return rf",?\s+(?=(?:{words.also}|(?:{words.joins})\s+(?:{words.also})|{joins})\b)"


def _pause(words: JoiningWords) -> str:
    """A comma before what begins a request; or no mark at all, before what hardly begins anything else."""
    if not words.spaced:
        return rf"(?<={_COMMA})\s*(?={_LETTER})" + (f"|{words.runs_on}" if words.runs_on else "")
    runs_on = rf"|\s+(?=(?:{words.runs_on})\b)" if words.runs_on else ""
    return rf"\s*{_COMMA}\s*(?=(?:{words.begins})\b){runs_on}"


_JOINT = re.compile("|".join(map(_joint, joining_words.ALL)), re.IGNORECASE)
_POINT = r"\s+[1-9][.)]\s+"
_PAUSE = re.compile("|".join([*dict.fromkeys(map(_pause, joining_words.ALL)), _POINT]), re.IGNORECASE)
_MARK = re.compile(_COMMA)
_LEANING = re.compile(rf"\b(?:{'|'.join(filter(None, (w.leaning for w in joining_words.ALL)))})\s*$", re.IGNORECASE)
_ONLY_IF = re.compile(rf"^[¿¡\s]*(?:{'|'.join(any_of(w.only_if, w) for w in joining_words.ALL)})", re.IGNORECASE)


def parts(text: str) -> list[Part]:
    """The sentences, and what a sentence joins by "and" or a comma; none when there is only one or too many."""
    found = [Part(*place, text[slice(*place)]) for sentence in stops(text) for place in _joined(text, *sentence)]
    found = [part for part in found if _could_ask(part.text)]
    return found if 1 < len(found) <= MOST_PARTS else []


def is_condition(part: str) -> bool:
    """Whether it is no request but a condition, or another way to grant the same one: "or get me a human"."""
    return _ONLY_IF.search(part) is not None


def is_spaced(part: str) -> bool:
    """Whether it is written with spaces between its words."""
    return _UNSPACED.search(part) is None


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    joints = [*_JOINT.finditer(text, start, end), *_PAUSE.finditer(text, start, end)]
    for joint in sorted(joints, key=lambda joint: (joint.start(), -joint.end())):
        before = text[start : joint.start()]
        if _could_ask(before) and not (joint.re is _PAUSE and _leans(before)):  # else "and also" would fall apart
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _leans(before: str) -> bool:
    """Whether what follows belongs to it: "if that is not possible, …", "I don't know where …"."""
    clause = _MARK.split(before)[-1]
    return is_condition(clause) or _LEANING.search(clause) is not None


def _could_ask(part: str) -> bool:
    """Whether it is more than a word; a request in Chinese or Japanese may be one run of characters."""
    return len(part.split()) > 1 or len(_UNSPACED.findall(part)) >= _CHARACTERS
