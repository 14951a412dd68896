"""Reads the sum that a buyer names: an amount, or a share of the most that can be claimed. Pure; converts nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from actions.policy.money import Money, MoneyError

ALL, HALF = "all", "half"
_SHARES = {ALL: Fraction(1), HALF: Fraction(1, 2)}
_PERCENT = re.compile(r"(\d{1,3})\s?%")
_AMOUNT = re.compile(r"\d+(?:[.,]\d{1,3})?")
_WHOLE = 100


def sum_meant(said: object, most: Money) -> Money | None:
    """The sum as money of its own currency (of ``most`` where none is named); None where no sum can be read.

    ``said``: ``{"amount", "currency"}``, "all", "half", or the buyer's words. A share is of ``most``, rounded down.
    """
    if isinstance(said, Mapping):
        return _money(str(said.get("amount")), str(said.get("currency") or most.currency))
    words = said.casefold() if isinstance(said, str) else ""
    share = _share(words)
    if share is not None:
        return Money(int(most.minor * share), most.currency)
    amounts = _AMOUNT.findall(words)
    return _money(amounts[0].replace(",", "."), most.currency) if len(amounts) == 1 else None


def _share(words: str) -> Fraction | None:
    percent = _PERCENT.search(words)
    if percent:
        return Fraction(int(percent[1]), _WHOLE)
    meant = [share for word, share in _SHARES.items() if re.search(rf"\b{word}\b", words)]
    return meant[0] if len(meant) == 1 else None


def _money(amount: str, currency: str) -> Money | None:
    try:
        return Money.parse(amount, currency)
    except MoneyError:
        return None
