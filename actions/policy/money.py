"""Holds an amount of money as whole minor units of one currency (ISO 4217). Never a float, never converted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"
_DECIMALS = {code: digits for codes, digits in ((_NONE, 0), (_THREE, 3), (_FOUR, 4)) for code in codes.split()}
_LARGEST_MINOR = 10**15


class MoneyError(ValueError):
    """The text is no amount of this currency; the message says why."""


def decimals(currency: str) -> int:
    """How many digits the currency has after the point (JPY 0, EUR 2, KWD 3). Ruling R25."""
    return _DECIMALS.get(currency, 2)


@dataclass(frozen=True, order=True)
class Money:
    """``minor`` whole minor units of ``currency``; never negative."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.minor < 0:
            raise MoneyError("an amount of money is never negative")
        if self.minor > _LARGEST_MINOR:
            raise MoneyError("the amount is larger than any order")
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise MoneyError(f"{self.currency!r} is no ISO 4217 currency code")

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """``"12.50"`` as Money; more digits than the currency has, signs and exponents raise MoneyError."""
        if not isinstance(text, str) or not text.isascii() or set(text) - set("0123456789."):
            raise MoneyError(f"{text!r} is no amount of money")
        try:
            exact = Decimal(text).scaleb(decimals(currency))
        except InvalidOperation:
            raise MoneyError(f"{text!r} is no amount of money") from None
        if exact != exact.to_integral_value():
            raise MoneyError(f"{currency} has {decimals(currency)} digits after the point: {text!r}")
        return cls(int(exact), currency)

    def decimal(self) -> str:
        """``"12.50"``: a decimal string with the currency's own number of digits."""
        digits = decimals(self.currency)
        return f"{Decimal(self.minor).scaleb(-digits):.{digits}f}"
