"""Reads the days of the past that twelve other languages name: "ayer", "vor 3 Tagen", "12 ноября", "3天前". Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from bot.nlu.day_words import DAY_WORDS, NUMBERS, DayWords
from bot.nlu.past_days import Pattern, Read, ago, days_back, latest, one, period

# Between their words stand no spaces, or endings follow them.
_UNSPACED = frozenset(("zh", "ja", "ko", "ar"))
_DAY = r"(?P<day>[0-3]?\d)"
_EAST = r"(?:(?P<year>20\d\d)\s*[年년]\s*)?(?P<month>1?\d)\s*[月월]\s*(?P<day>[0-3]?\d)\s*[日号號일]?"
_DOTTED = r"(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?!\d)"
_YEAR = r"(?:,?\s+(?:de\s+|del\s+)?(?P<year>20\d\d))?"


def patterns(language: str | None) -> tuple[Pattern, ...]:
    """What reads this language's days; None: every language's, since a word alone may be of any."""
    languages = [language] if language else list(DAY_WORDS)
    return tuple(pattern for each in languages if each in DAY_WORDS for pattern in _patterns(each))


@cache
def _patterns(language: str) -> tuple[Pattern, ...]:
    words = DAY_WORDS[language]
    found: list[tuple[str, Read]] = [(_DOTTED, _numbered), (_EAST, _numbered)]
    if words.months:
        months = "|".join(words.months)
        found.append((words.date.format(day=_DAY, month=rf"(?P<month>{months})") + _YEAR, _named(words)))
    found += [(back, days_back(days)) for days, back in reversed(list(enumerate(words.back)))]
    found += [(_ago_shape(words), _ago(words)), (words.last[0], period("week")), (words.last[1], period("month"))]
    if words.weekdays:
        found.append((rf"(?P<weekday>{'|'.join(words.weekdays)})", _weekday(words)))
    return tuple((_compiled(shape, language), read) for shape, read in found)


def _compiled(shape: str, language: str) -> re.Pattern[str]:
    if language in _UNSPACED:
        return re.compile(rf"(?<!\d)(?:{shape})")
    return re.compile(rf"(?<![\w/.\-])(?:{shape})(?![\w/])", re.IGNORECASE)


def _ago_shape(words: DayWords) -> str:
    number = rf"(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)})"
    return words.ago.format(n=number, unit=f"(?P<unit>{'|'.join(words.units)})")


def _ago(words: DayWords) -> Read:
    def read(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
        written, unit = match["number"].lower(), match["unit"].lower()
        number = NUMBERS.get(written) or int(written)
        which = next(n for n, name in enumerate(words.units) if re.fullmatch(name, unit, re.IGNORECASE))
        return ago(number, "dwm"[which], today)

    return read


def _named(words: DayWords) -> Read:
    def read(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
        month = 1 + _which(words.months, match["month"])
        return one(latest(today, month, int(match["day"]), int(match["year"]) if match["year"] else None))

    return read


def _weekday(words: DayWords) -> Read:
    def read(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
        back = (today.weekday() - _which(words.weekdays, match["weekday"])) % 7
        return one(today - timedelta(days=back))

    return read


def _which(names: tuple[str, ...], written: str) -> int:
    return next(n for n, name in enumerate(names) if re.fullmatch(name, written, re.IGNORECASE))


def _numbered(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
    year = match.groupdict().get("year")
    return one(latest(today, int(match["month"]), int(match["day"]), int(year) if year else None))
