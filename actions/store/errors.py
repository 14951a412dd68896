"""Holds what can go wrong when something is remembered or looked up; free of business."""

from __future__ import annotations


class StoreError(Exception):
    """Something could not be stored or found."""


class NotFound(StoreError):
    """There is no such thing, or it is not this buyer's: the two are never told apart (R26)."""

    def __init__(self, what: str, key: str) -> None:
        super().__init__(f"there is no {what} {key!r}")
        self.what = what
        self.key = key


class Conflict(StoreError):
    """It is there already, or the database refused what contradicts what it holds."""


class BadInput(StoreError):
    """What was given cannot be used; names the entry (``orders[3]``) and the field."""

    def __init__(self, entry: str, field: str, message: str) -> None:
        super().__init__(f"{entry}.{field}: {message}" if field else f"{entry}: {message}")
        self.entry = entry
        self.field = field
        self.message = message
