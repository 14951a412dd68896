"""Counts time the way a profile counts it: hours and days exactly, business days in the profile's zone. No clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from actions.policy.facts import Word

_SATURDAY = 5


class Unit(Word):
    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    TIMES = "times"


@dataclass(frozen=True)
class Measure:
    """A number with its unit: ``Measure(24, Unit.HOURS)``."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"


@dataclass(frozen=True)
class Calendar:
    """Weekends and ``holidays`` (month, day) are no business days; a day begins at midnight in ``zone`` (R01)."""

    zone: str
    holidays: frozenset[tuple[int, int]] = frozenset()

    def after(self, start: datetime, measure: Measure) -> datetime:
        """The instant at which a time that began at ``start`` is over: N days are N x 24 h.

        Business days end with the Nth. The result is exclusive (R01): permitted iff now < after(start, measure).
        """
        if measure.unit is Unit.BUSINESS_DAYS:
            return self.end_of_business_day(start, measure.count)
        hours = measure.count * (24 if measure.unit is Unit.DAYS else 1)
        return start.astimezone(timezone.utc) + timedelta(hours=hours)

    def end_of_business_day(self, start: datetime, count: int) -> datetime:
        """Midnight at which the Nth business day after ``start`` ends; the day of ``start`` is not counted."""
        return self._midnight(self._business_day(start, count) + timedelta(days=1))

    def start_of_business_day(self, start: datetime, count: int) -> datetime:
        """Midnight at which the Nth business day after ``start`` begins; the day of ``start`` is not counted."""
        return self._midnight(self._business_day(start, count))

    def _business_day(self, start: datetime, count: int) -> date:
        day = start.astimezone(_zone(self.zone)).date()
        while count > 0:
            day += timedelta(days=1)
            count -= self._is_business_day(day)
        return day

    def _is_business_day(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and (day.month, day.day) not in self.holidays

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=_zone(self.zone)).astimezone(timezone.utc)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
