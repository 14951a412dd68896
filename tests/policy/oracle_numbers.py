"""Holds the oracle's own numbers and its own small arithmetic of days and money, read from the rulings alone.

Times are whole seconds since 1970, amounts whole minor units. Nothing here is shared with the policy: where both agree,
two readings of the rulings agree.
"""

from __future__ import annotations

from datetime import date
from typing import Any

HOUR, DAY = 3600, 86400
FOREVER = 10**12
_FIRST_DAY = date(1970, 1, 1).toordinal()

Length = tuple[str, int]
"""``("s", seconds)`` or ``("b", business days)``."""


def days(count: int) -> Length:
    return "s", count * DAY


def hours(count: int) -> Length:
    return "s", count * HOUR


_BOTH: dict[str, Length] = {
    "verification_usual": days(1),
    "verification_limit": days(3),
    "immediate": hours(24),
    "window": days(15),
    "unpromised": days(60),
    "reaction": days(7),
    "platform": days(7),
    "return_ship": days(10),
    "return_confirm": days(10),
    "return_transit": days(60),
    "trace_after": ("b", 5),
    "trace_answer": ("b", 5),
    "staff": ("b", 2),
}

NUMBERS: dict[str, dict[str, Length]] = {
    "guides": {
        **_BOTH,
        "unpaid": days(7),
        "answer_cancel": days(14),
        "ship": days(30),
        "answer_dispute": days(7),
    },
    "current": {
        **_BOTH,
        "unpaid": days(20),
        "answer_cancel": hours(72),
        "ship": ("b", 7),
        "answer_dispute": days(5),
        "early": days(10),
        "quick": days(5),
    },
}

REFUND_DAYS: dict[str, dict[str, tuple[int, int]]] = {
    "guides": {"balance": (3, 3), "wallet": (3, 7), "card": (3, 15), "bank_transfer": (5, 15)},
    "current": {"balance": (1, 1), "wallet": (1, 5), "card": (3, 20), "bank_transfer": (3, 10)},
}

SILENCE_EXECUTES = {"guides": False, "current": True}
_OFFSET = {"guides": 0, "current": 8 * HOUR}
_HOLIDAYS = {"guides": frozenset[tuple[int, int]](), "current": frozenset({(1, 1), (12, 25)})}

EVIDENCE: dict[str, tuple[str, ...]] = {
    "not_as_described": ("photo_item",),
    "wrong_size": ("photo_ruler", "photo_size_label"),
    "defective": ("video",),
    "damaged": ("photo_parcel", "photo_item"),
    "wrong_item": ("photo_received", "photo_packing_label"),
    "parts_missing": ("photo_received", "photo_packing_label"),
    "counterfeit": ("photo_marks",),
    "not_received": (),
    "change_of_mind": (),
}


def _nth_business_day(profile: str, start: int, count: int) -> int:
    """The day (days since 1970 in the profile's zone) that is the Nth business day; the day of ``start`` is none."""
    day = (start + _OFFSET[profile]) // DAY
    while count > 0:
        day += 1
        weekend = (day + 3) % 7 >= 5  # the first day was a Thursday
        when = date.fromordinal(_FIRST_DAY + day)
        count -= not weekend and (when.month, when.day) not in _HOLIDAYS[profile]
    return day


def begin_of_business_day(profile: str, start: int, count: int) -> int:
    return _nth_business_day(profile, start, count) * DAY - _OFFSET[profile]


def end_of_business_day(profile: str, start: int, count: int) -> int:
    return (_nth_business_day(profile, start, count) + 1) * DAY - _OFFSET[profile]


def numbers_of(facts: dict[str, Any]) -> dict[str, Length]:
    """The numbers that one order is judged by: its profile's, and its seller's own within R12's limits."""
    own, numbers = facts["terms"], dict(NUMBERS[facts["profile"]])
    if (wish := own.get("immediate_hours")) is not None:
        numbers["immediate"] = max(numbers["immediate"], hours(wish))
    if (wish := own.get("dispute_window_days")) is not None:
        numbers["window"] = max(numbers["window"], days(wish))
    for name in ("answer_cancel", "answer_dispute"):
        if (wish := own.get(name.replace("answer", "answer_days"))) is not None:
            numbers[name] = min(numbers[name], days(max(1, wish)))
    if (wish := own.get("ship_days")) is not None:
        numbers["ship"] = days(min(30, max(1, wish)))
    return numbers


def refund_days(facts: dict[str, Any], method: str) -> tuple[int, int]:
    """First and last business day of a refund to this method (F26); a seller may be quicker to the one that paid."""
    first, last = REFUND_DAYS[facts["profile"]][method]
    wish = facts["terms"].get("refund_business_days")
    if wish is not None and method == facts["method"]:
        last = max(1, min(last, wish))
        first = min(first, last)
    return first, last


def shares(values: list[int], amount: int) -> list[int]:
    """The amount shared by value, the remainder to the last (R20)."""
    whole = sum(values)
    parts = [amount * value // whole if whole else 0 for value in values[:-1]]
    return [*parts, amount - sum(parts)]
