"""Tells in which of its languages a text is written: by its script, by words that are known, and by groups of letters.

Pure, save that the statistics of letters are loaded once. Undecided (None) is an answer: "ok" is of every language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.nlu.known_words import LITTLE, TRADE

LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "ru", "pl", "tr", "ar", "zh", "ja", "ko")
_LATIN = ("en", "es", "pt", "fr", "de", "it", "pl", "tr")
_SCRIPTS = {"HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CYRILLIC": "ru", "ARABIC": "ar", "CJK": "han"}

# How much likelier a known word makes its language, where it is known in that one alone.
_WORD_COUNTS = 30.0
# The statistics of letters are far too sure of themselves, and on a short text little more than a guess.
_LEAST, _MOST_TRUST, _TRUSTED_FROM = 0.0001, 0.5, 30
_DECIDED = 0.8
_READ_AT_MOST = 600
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ß": "ss", "ø": "o"})


@lru_cache(maxsize=64)
def language_of(text: str) -> str | None:
    """The language, as two letters; None where the text could be of several."""
    low = calm(text[:_READ_AT_MOST])
    script = _script(low)
    if script in LANGUAGES:
        return script
    if script == "han":
        return _identifier(("zh", "ja")).classify(low)[0]
    words = [word for word in _WORD.findall(low) if script == "LATIN"]
    return _likeliest(low, words) if words else None


def calm(text: str) -> str:
    """In small letters; the Turkish capital İ as one letter, where Python makes two of it."""
    return text.lower().replace("i\u0307", "i")


def bare(word: str) -> str:
    """The word without the marks on its letters: what is typed where the keyboard has none."""
    apart = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _script(text: str) -> str | None:
    """The language that the letters give away, "han", "LATIN", or None: the script of most letters.

    Kana beside Chinese characters is Japanese; those beside Latin names weigh more, since each is half a word or more.
    """
    counts: Counter[str] = Counter(_of_letter(letter) for letter in text if letter.isalpha())
    if counts["ja"]:
        counts["ja"] += counts.pop("han", 0)
    for dense in ("ja", "han", "ko"):
        counts[dense] *= 3
    return counts.most_common(1)[0][0] if counts.total() else None


@lru_cache(maxsize=4096)
def _of_letter(letter: str) -> str:
    script = unicodedata.name(letter, "").partition(" ")[0]
    return _SCRIPTS.get(script, script)


def _likeliest(text: str, words: list[str]) -> str | None:
    by_letters = dict(_identifier(_LATIN).rank(text))
    trust = min(_MOST_TRUST, sum(map(len, words)) / _TRUSTED_FROM)
    known: Counter[str] = Counter()
    for word in words:
        owners = _owners().get(word, ())
        known.update(dict.fromkeys(owners, 1 / len(owners)) if owners else {})
    weights = {each: max(float(by_letters[each]), _LEAST) ** trust * _WORD_COUNTS ** known[each] for each in _LATIN}
    best = max(weights, key=lambda each: weights[each])
    return best if weights[best] >= _DECIDED * sum(weights.values()) else None


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    """The languages in which a word is known, with its marks or without them."""
    found: dict[str, tuple[str, ...]] = {}
    for language in _LATIN:
        words = {*TRADE[language], *LITTLE[language]}
        for word in words.union(map(bare, words)):
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier
