"""Compares the shop before and after with what a test lists: what is not listed must not have changed.

The shop is the JSON that ``recourse orders show`` prints for every order, plus the tickets. Listed values may be
partial: ``cancellation: {status: approved}`` says nothing about its reference. But in a record that existed before,
every field that changed must be listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FOLLOWS_FROM_STATUS = (
    "paid",
    "paid_at",
    "payment_verified_at",
    "shipped_at",
    "promised_by",
    "tracking",
    "delivered_at",
    "receipt_confirmed_at",
    "cancelled_at",
    "lapsed_at",
    "inferred",
)
# What else of a dispute follows: an offer waits, or does not, by the dispute's status.
FOLLOWS_IN_A_CASE = ("offer", "offers", "seller_words")
_ABSENT = object()


@dataclass(frozen=True)
class Difference:
    """One thing that is not as expected. ``what``: the field, in the words of the test file."""

    what: str
    expected: Any
    got: Any


def shop_differences(before: dict[str, Any], after: dict[str, Any], listed: dict[str, Any]) -> list[Difference]:
    """``before``/``after``: {"orders": {id: JSON}, "tickets": [JSON]}; ``listed``: the ``database:`` of a test."""
    found: list[Difference] = []
    orders = listed.get("orders", {})
    for order_id in sorted({*before["orders"], *after["orders"], *orders}):
        old, new = before["orders"].get(order_id, _ABSENT), after["orders"].get(order_id, _ABSENT)
        found += _order(f"database.orders.{order_id}", old, new, orders.get(order_id, {}))
    found += _compare("database.tickets", before["tickets"], after["tickets"], listed.get("tickets", _ABSENT))
    return found


def _order(what: str, before: Any, after: Any, listed: dict[str, Any]) -> list[Difference]:
    """What follows from something listed needs no listing: the times from the status, the history from any change."""
    if _ABSENT in (before, after):
        return _compare(what, before, after, listed or _ABSENT)
    rest, old, new = dict(listed), dict(before), dict(after)
    entries, added = rest.pop("history", _ABSENT), new.pop("history", [])[len(old.pop("history", [])) :]
    for name in FOLLOWS_FROM_STATUS if "status" in rest else ():
        if name not in rest:
            old.pop(name, None), new.pop(name, None)
    found = _newest(f"{what}.cancellation", old, new, rest) + _compare(what, old, new, rest)
    if entries is not _ABSENT:
        words = [entry["what"] if isinstance(word, str) else entry for entry, word in zip(added, entries, strict=False)]
        found += _matches(f"{what}.history", words + added[len(words) :], entries)
    elif added and not listed and not found:
        found.append(Difference(f"{what}.history", "no new entry", [entry["what"] for entry in added]))
    return found


def _newest(what: str, old: dict[str, Any], new: dict[str, Any], listed: dict[str, Any]) -> list[Difference]:
    """``cancellation`` is the newest of ``cancellations``: a new one stands beside the old, it is no change of it."""
    wanted = listed.pop("cancellation", _ABSENT)
    before, after = old.pop("cancellation", None), new.pop("cancellation", None)
    earlier, later = (
        old.pop("cancellations", [before] if before else []),
        new.pop("cancellations", [after] if after else []),
    )
    if "cancellations" in listed or wanted is _ABSENT:
        return _compare(what + "s", earlier, later, listed.pop("cancellations", _ABSENT))
    if wanted is None or not later:
        return _matches(what, after, wanted)
    return _compare(what + "s", earlier, later, [*earlier[: len(later) - 1], wanted])


def _compare(what: str, before: Any, after: Any, listed: Any) -> list[Difference]:
    if before == after:
        return [] if listed is _ABSENT else _matches(what, after, listed)
    if isinstance(before, dict) and isinstance(after, dict) and isinstance(listed, dict):
        before, after = _without_what_follows(before, listed), _without_what_follows(after, listed)
        return [
            difference
            for key in sorted({*before, *after, *listed})
            for difference in _compare(
                f"{what}.{key}", before.get(key, _ABSENT), after.get(key, _ABSENT), listed.get(key, _ABSENT)
            )
        ]
    if listed is _ABSENT:
        return [Difference(what, _shown(before, "unchanged: "), _shown(after))]
    if isinstance(before, list) and isinstance(after, list) and isinstance(listed, list):
        return _lists(what, before, after, listed)
    return _matches(what, after, listed)


def _without_what_follows(record: dict[str, Any], listed: dict[str, Any]) -> dict[str, Any]:
    """A record whose status is listed, without the times and the offer that follow from it, unless they are listed."""
    if "status" not in listed:
        return record
    return {key: value for key, value in record.items() if key in listed or not _follows(key)}


def _follows(key: str) -> bool:
    return key.endswith(("_at", "_by")) or key in FOLLOWS_IN_A_CASE


def _lists(what: str, before: list[Any], after: list[Any], listed: list[Any]) -> list[Difference]:
    """Records stand in the order they were made: the new ones at the end. Old tickets need no listing."""
    if len(listed) == len(after) - len(before) and len(before) and after[: len(before)] == before:
        listed = before + listed
    if len(listed) != len(after):
        return [Difference(what, listed, after)]
    return [
        difference
        for index, (new, wanted) in enumerate(zip(after, listed, strict=True))
        for difference in _compare(f"{what}[{index + 1}]", before[index] if index < len(before) else None, new, wanted)
    ]


def _matches(what: str, got: Any, expected: Any) -> list[Difference]:
    if isinstance(expected, dict) and isinstance(got, dict):
        return [d for key in expected for d in _matches(f"{what}.{key}", got.get(key, _ABSENT), expected[key])]
    if isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        pairs = zip(got, expected, strict=True)
        return [d for i, (one, other) in enumerate(pairs) for d in _matches(f"{what}[{i + 1}]", one, other)]
    return [] if got == expected else [Difference(what, expected, _shown(got))]


def _shown(value: Any, prefix: str = "") -> Any:
    if value is _ABSENT:
        return "nothing"
    return f"{prefix}{value}" if prefix else value
