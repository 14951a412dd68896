"""Reads the times that people and files write: ISO 8601 with a zone, or relative to the shop's now. No clock."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

EARLIEST = datetime(2000, 1, 1, tzinfo=timezone.utc)
LATEST = datetime(2200, 1, 1, tzinfo=timezone.utc)

_RELATIVE = re.compile(
    r"([+-])(?=\d)(?:(\d{1,5})w)?(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,7})s)?", re.ASCII
)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2})?(?:\.(\d{1,9}))?\s?([Zz]|[+-]\d{2}:?\d{2})", re.ASCII)
_EXAMPLES = "a time is ISO 8601 with its zone (2026-12-24T10:00Z) or relative to now (-3d, +5d, -23h59m)"


class TimeError(ValueError):
    """The text is no time; the message says what a time looks like."""


def parse_shift(text: str) -> timedelta:
    """``+14d``, ``-23h59m``, ``+1w2d``: a signed duration of weeks, days, hours, minutes and seconds."""
    match = _RELATIVE.fullmatch(text.strip())
    if match is None:
        raise TimeError(f"{_shown(text)} is no duration; write for example +14d or -23h59m")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match.group(1) == "-" else length


def parse_instant(text: str) -> datetime:
    """An ISO 8601 time as an instant in UTC; TimeError for one without its zone, or in a year that no order has."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise TimeError(f"{_shown(text)} is no time: {_EXAMPLES}")
    day, minute, second, fraction, zone = match.groups()
    offset = "+00:00" if zone in "Zz" else f"{zone[:3]}:{zone[-2:]}"
    try:
        instant = datetime.fromisoformat(f"{day}T{minute}{second or ':00'}.{(fraction or '0')[:6]:0<6}{offset}")
        return _within(instant.astimezone(timezone.utc), text)
    except (ValueError, OverflowError) as error:
        raise (
            error if isinstance(error, TimeError) else TimeError(f"{_shown(text)} is no day of the calendar")
        ) from None


def parse_time(text: str, now: datetime) -> datetime:
    """An ISO 8601 time, or one relative to ``now`` (to the second), as an instant in UTC."""
    if text.strip().lower() == "now":
        return now
    if text.strip()[:1] in {"+", "-"}:
        try:
            return _within(now.replace(microsecond=0) + parse_shift(text), text)
        except OverflowError:
            raise TimeError(f"{_shown(text)} lies beyond every order") from None
    return parse_instant(text)


def _within(instant: datetime, text: str) -> datetime:
    if not EARLIEST <= instant <= LATEST:
        raise TimeError(f"{_shown(text)} lies beyond every order (years {EARLIEST.year} to {LATEST.year})")
    return instant


def _shown(text: str) -> str:
    return ascii(text if len(text) <= 40 else text[:40] + "…")
