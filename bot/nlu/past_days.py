"""Which days of the past a text names: "yesterday", "on Tuesday", "last week", "3 March", "12/03/2026". Pure.

`now` is the buyer's local time; days of the future are never meant, since these words point at orders already made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.nlu.word_list import word_list

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = word_list("january february march april may june july august september october november december")
_NUMBERS = {word: n for n, word in enumerate(word_list("zero one two three four five six seven eight nine ten"))}
_NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}

_WEEKDAY = r"(?P<weekday>monday|tues(?:day)?|wednesday|thurs(?:day)?|friday|saturday|sunday)"
_SHORT_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)"  # words of other meanings, unless a little word leads in
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_NO_VERB = r"(?<!you )(?<!i )(?<!we )(?<!they )(?<!it )"  # "you may 3 times"
_NOT_AHEAD = r"(?<!next )(?<!until )(?<!till )(?<!by )(?<!before )(?<!coming )"


@dataclass(frozen=True)
class Days:
    """Days `first` to `last`, both meant, named in the text from `start` up to `end`."""

    start: int
    end: int
    first: date
    last: date


Read = Callable[[re.Match[str], date, bool], tuple[date, date]]
Pattern = tuple[re.Pattern[str], Read]


def past_days(text: str, now: datetime, month_first: bool = False, further: tuple[Pattern, ...] = ()) -> list[Days]:
    """What the text names, in its order. `month_first`: 3/4 is the fourth of March. `further`: of other languages."""
    found: list[Days] = []
    for match, read in _matches(text, (*_PATTERNS, *further)):
        if any(match.start() < other.end and other.start < match.end() for other in found):
            continue
        try:
            first, last = read(match, now.date(), month_first)
        except (ValueError, OverflowError):  # the 31st of June, 400,000,000 days ago
            continue
        if first <= now.date():
            found.append(Days(match.start(), match.end(), first, last))
    return sorted(found, key=lambda days: days.start)


def _matches(text: str, patterns: tuple[Pattern, ...]) -> Iterator[tuple[re.Match[str], Read]]:
    for pattern, read in patterns:
        for match in pattern.finditer(text):
            yield match, read


def _iso(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
    return one(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _numeric(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
    day, month = int(match["day"]), int(match["other"])
    if (month_first and match["mark"] == "/" and day <= 12) or month > 12:
        day, month = month, day
    year = int(match["year"]) if match["year"] else None
    return one(latest(today, month, day, 2000 + year if year and year < 100 else year))


def _named(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
    year = int(match["year"]) if match["year"] else None
    return one(latest(today, _month(match["month"]), int(match["day"]), year))


def _whole_month(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
    year = int(match["year"]) if match["year"] else None
    first = latest(today, _month(match["month"]), 1, year)
    return first, _month_end(first)


def _weekday(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
    wanted = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].lower()[:3]))
    back = (today.weekday() - wanted) % 7
    said_last = (match["which"] or "").lower().strip() in ("last", "past")
    return one(today - timedelta(days=back or (7 if said_last else 0)))


def _ago(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
    word = " ".join(match["number"].lower().split())
    number = _NUMBERS[word] if word in _NUMBERS else int(word)
    return ago(number, match["unit"].lower()[0], today)


def ago(number: int, unit: str, today: date) -> tuple[date, date]:
    """So many days, weeks or months ("d", "w", "m") before today."""
    middle = today - timedelta(days=number * {"d": 1, "w": 7, "m": 30}[unit])
    slack = timedelta(days={"d": 0, "w": 3, "m": 10}[unit])  # "two weeks ago" is no exact day
    return middle - slack, min(middle + slack, today)


def _period(match: re.Match[str], today: date, month_first: bool) -> tuple[date, date]:
    return _days_of(match["period"].lower(), match["which"].lower() in ("last", "past", "previous"), today)


def period(name: str) -> Read:
    """The last week or month."""
    return lambda match, today, month_first: _days_of(name, True, today)


def _days_of(name: str, back: bool, today: date) -> tuple[date, date]:
    if name == "week":
        monday = today - timedelta(days=today.weekday() + (7 if back else 0))
        return monday, monday + timedelta(days=6)
    if name == "weekend":
        sunday = today - timedelta(days=(today.weekday() + 1) % 7 + (7 if back and today.weekday() == 6 else 0))
        return sunday - timedelta(days=1), sunday
    if name == "year":
        year = today.year - (1 if back else 0)
        return date(year, 1, 1), date(year, 12, 31)
    first = today.replace(day=1)
    first = (first - timedelta(days=1)).replace(day=1) if back else first
    return first, _month_end(first)


def days_back(days: int) -> Read:
    """That day so many days before today."""
    return lambda match, today, month_first: one(today - timedelta(days=days))


def one(day: date) -> tuple[date, date]:
    """One day, as first and last."""
    return day, day


def _month(word: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def latest(today: date, month: int, day: int, year: int | None) -> date:
    """In that year; without one, the latest such day that is not ahead."""
    if year:
        return date(year, month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.\-]){text}(?![\w/\-])(?!\.\d)", re.IGNORECASE)


_PATTERNS: tuple[Pattern, ...] = (
    (_pattern(r"(?P<year>20\d\d)-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)"), _iso),
    (_pattern(r"(?P<day>[0-3]?\d)(?P<mark>[/.])(?P<other>[0-3]?\d)(?P=mark)(?P<year>20\d\d|\d\d)"), _numeric),
    (_pattern(r"(?P<day>[0-3]?\d)(?P<mark>/)(?P<other>[0-3]?\d)(?P<year>(?!))?"), _numeric),
    (_pattern(rf"{_NOT_AHEAD}(?:the\s+)?{_DAY}\s*(?:of\s+)?{_MONTH}\.?{_YEAR}"), _named),
    (_pattern(rf"{_NOT_AHEAD}{_NO_VERB}{_MONTH}\.?\s+(?:the\s+)?{_DAY}{_YEAR}"), _named),
    (_pattern(rf"(?:in|from|since|of)\s+(?:last\s+)?{_MONTH}{_YEAR}"), _whole_month),
    (_pattern(r"(?:the\s+)?day\s+before\s+yesterday"), days_back(2)),
    (_pattern(r"yesterd[ae]y(?:'s)?|yesturday|last\s+night"), days_back(1)),
    (_pattern(r"today(?:'s)?|tonight|this\s+(?:morning|afternoon|evening)"), days_back(0)),
    (
        _pattern(
            r"(?P<number>a\s+couple\s+of|couple\s+of|an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,4})"
            r"\s+(?P<unit>days?|weeks?|months?)\s+(?:ago|back|before\s+now)"
        ),
        _ago,
    ),
    (_pattern(r"(?P<which>last|past|previous|this)\s+(?P<period>weekend|week|month|year)"), _period),
    (_pattern(rf"{_NOT_AHEAD}(?:(?P<which>last|past|this|on|from|since|of)\s+)?{_WEEKDAY}(?:'s)?"), _weekday),
    (_pattern(rf"(?P<which>last|past|on|from|since|of)\s+{_SHORT_WEEKDAY}"), _weekday),
)
