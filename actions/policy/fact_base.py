"""Holds what every fact is made of: words of the contract, and records that refuse what cannot be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class FactError(ValueError):
    """A fact cannot be true (naive time, negative money, …); the message names the field."""


class Word(str, Enum):
    """A word of the contract: its value is what stands in JSON, in the database and in a slot."""

    def __str__(self) -> str:
        return str(self.value)


_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2200
"""Outside of these a time is a slip of the pen; inside, every term can be added to it."""


def _check(record: object) -> None:
    for name, value in vars(record).items():
        if isinstance(value, datetime):
            _check_time(name, value)
        elif isinstance(value, int) and not isinstance(value, bool) and value < 0:
            raise FactError(f"{name} is negative")


def _check_time(name: str, moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise FactError(f"{name} has no time zone")
    if not _EARLIEST_YEAR <= moment.year <= _LATEST_YEAR:
        raise FactError(f"{name} lies outside the years {_EARLIEST_YEAR} to {_LATEST_YEAR}")


@dataclass(frozen=True)
class Checked:
    """A record whose times are aware and whose numbers are not negative; anything else raises FactError."""

    def __post_init__(self) -> None:
        _check(self)
