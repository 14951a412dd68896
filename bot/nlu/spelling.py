"""Mends misspelt words of the trade before a text is encoded: "canecl my ordr" is read as "cancel my order".

The encoder guesses badly at broken words: 57 % of our misspelt held-out messages were right, 93 % with mending. Turkish
or Polish without its marks is a strange text to it. Each text is mended by the words of its own language alone.
Only what the encoder reads is mended: entities and texts stay as they were sent. Words it knows are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu import english_slips, vectors
from bot.nlu.known_words import LITTLE, TRADE
from bot.nlu.language_of import bare, calm, language_of
from bot.nlu.ordinary_words import ORDINARY
from bot.nlu.short_forms import ANYWHERE, FRAGMENTS, IN_ENGLISH
from bot.nlu.word_list import word_list

# Right words that the encoder knows only in pieces and that are a slip or two away from a word of the trade.
_RIGHT = frozenset(
    word_list(
        """
        suppose supposed stove stoves crackles snapped sticking tacking cancers refuses parcels shopped deliveries
        swelled
        """
    )
)
_ENDINGS = ("'s", "ed", "es", "s", "d", "ing", "ly", "er", "r")
_WORD = re.compile(r"[^\W\d_]{3,18}")
_ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z']{2,14}")
_SHORT = ANYWHERE | IN_ENGLISH


def _any_of(short: Mapping[str, str]) -> re.Pattern[str]:
    """ "R$ 50" is money, "30'u" a Turkish number."""
    return re.compile(rf"(?<!')\b(?:{'|'.join(short)})\b(?![$'])", re.IGNORECASE)


_SHORT_WORD = {"en": _any_of(_SHORT), None: _any_of(ANYWHERE)}
_SHORTEST_TO_MEND = 4
# A stem so long is no chance likeness: whatever ending follows, it gets its marks back.
_SHORTEST_STEM = 5


def mend(text: str) -> str:
    """The text with misspelt words of the trade put right; chat short forms are written out where it may be English."""
    language = language_of(text)
    if language and language not in TRADE:
        return text
    if language in ("en", None):
        text = _SHORT_WORD[language].sub(lambda match: _SHORT[match.group().lower()], text)
    word = _ENGLISH_WORD if language == "en" else _WORD
    return word.sub(lambda match: mended_word(match.group(), language), text)


def mended_word(word: str, language: str | None) -> str:
    """The word, or the word of the trade that it was meant to be in this language; None: in whichever fits best."""
    low = calm(word)
    if len(low) < _SHORTEST_TO_MEND or low in _right(language) or (language and language not in TRADE):
        return word
    if language in ("en", None):
        return _meant_in_english(low, language) or word
    meant = _with_marks(low, language) or _nearest_elsewhere(low, language) or low
    return word if meant == low else meant.capitalize() if word[0].isupper() else meant


@cache
def _right(language: str | None) -> frozenset[str]:
    words = [(*TRADE[each], *LITTLE[each]) for each in ([language] if language else TRADE) if each in TRADE]
    return _RIGHT.union(*words, ORDINARY if language in ("en", None) else ())


@cache
def _trade(language: str | None) -> tuple[str, ...]:
    words = TRADE[language] if language else (word for words in TRADE.values() for word in words)
    return tuple(dict.fromkeys(words))


def _is_a_word(word: str) -> bool:
    """Whether the encoder knows it, or what it is an inflection of, in one piece: broken words fall into several."""
    stems = [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) > 2]
    return any(vectors.is_one_piece(form) for form in (word, *stems) if form not in FRAGMENTS)


@lru_cache(maxsize=4096)
def _meant_in_english(word: str, language: str | None) -> str | None:
    """What a broken word was meant to be: most surely two run together, else a word a slip or two away; or None."""
    if _is_a_word(word):
        return None
    slips = 1 if len(word) < 7 else 2
    meant = english_slips.two_words(word) or _one_away(word, _trade(language), slips)
    if meant or language is None:
        return meant
    if len(word) <= _SHORTEST_TO_MEND or not word.isalpha():  # so few letters are like those of many words
        return None
    return _one_away(word, ORDINARY, 1) or english_slips.with_its_start(word) or english_slips.by_its_sound(word)


@lru_cache(maxsize=4096)
def _nearest_elsewhere(word: str, language: str) -> str | None:
    """As `_nearest`, in a language whose words have many endings: another ending is no slip of the keyboard."""
    if len(word) < _SHORTEST_TO_MEND or vectors.is_one_piece(word):
        return None
    plain = bare(word)
    meant = _one_away(plain, _bare_trade(language), 1)
    return _unmarked(language)[meant] if meant and not _is_another_ending(plain, meant) else None


def _one_away(word: str, candidates: tuple[str, ...], slips: int) -> str | None:
    """The candidate with the same first letter and the fewest slips: a letter more, less, another, or two swapped.

    Of several that are as near, the one with the same letters; else none.
    """
    near = [candidate for candidate in candidates if candidate[0] == word[0]]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
    nearest = [candidate for candidate, distance, _ in found if distance == found[0][1]]
    swapped = [candidate for candidate in nearest if sorted(candidate) == sorted(word)]
    return next((fitting[0] for fitting in (nearest, swapped) if len(fitting) == 1), None)


def _is_another_ending(word: str, meant: str) -> bool:
    """Whether they part only in the last two letters, not by swapping some."""
    if sorted(word) == sorted(meant):
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    return same >= len(meant) - 2


@lru_cache(maxsize=4096)
def _with_marks(word: str, language: str) -> str | None:
    """The known word of which this is the bare form, a letter doubled or not, or that word with another ending."""
    known = _unmarked(language)
    if word in known:
        return known[word]
    if len(word) > _SHORTEST_STEM and _once(word) in _undoubled(language):
        return _undoubled(language)[_once(word)]
    for end in range(len(word) - 1, _SHORTEST_STEM - 1, -1):
        stem = known.get(word[:end], "")
        if stem[-2:] == word[end - 2 : end]:  # a mark at its end is often the ending's: livré, livreur
            return stem + word[end:]
    return None


@cache
def _unmarked(language: str) -> Mapping[str, str]:
    """Known words by their bare forms, the first of several; none for a form that is a word itself ("esta", "está")."""
    known = _right(language)
    forms = {bare(word): word for word in (*LITTLE[language], *reversed(TRADE[language]))}
    return {form: word for form, word in forms.items() if form == word or form not in known}


@cache
def _bare_trade(language: str) -> tuple[str, ...]:
    return tuple(form for form, word in _unmarked(language).items() if word in TRADE[language])


@cache
def _undoubled(language: str) -> Mapping[str, str]:
    """The words of the trade, and their bare forms, with no letter twice in a row."""
    words = tuple(reversed(TRADE[language]))
    return {_once(bare(word)): word for word in words} | {_once(word): word for word in words}


def _once(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)
