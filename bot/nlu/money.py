"""Finds sums of money: an amount with its currency, or a price without one ("the one for 39.99")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Found, TextExtractor, blank_out, taken
from bot.nlu.word_list import word_list

_CURRENCIES = {
    "EUR": r"€|eur|euros?",
    "USD": r"us\$|\$|usd|dollars?|bucks?",
    "GBP": r"£|gbp|pounds?|quid",
    "JPY": r"¥|jpy|yen",
    "KWD": r"kwd|(?:kuwaiti\s+)?dinars?",
    "RUB": r"₽|rub|roubles?|rubles?",
    "INR": r"₹|inr|rupees?",
    "PLN": r"zł|pln|zlot(?:y|ys|ych)",
    "TRY": r"₺|tl|liras?",
    "BRL": r"r\$|brl|reais",
    "CNY": r"cny|rmb|yuan",
    "KRW": r"₩|krw",
    "CHF": r"chf|francs?",
    "AED": r"aed|dirhams?",
    "SEK": r"sek|kronor",
    "MXN": r"mxn|pesos?",
}
_THREE_DECIMALS = ("KWD",)
_WORDS = {
    word: number
    for number, word in enumerate(word_list("zero one two three four five six seven eight nine ten eleven twelve"))
}
_WORDS |= {word: 10 * n for n, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_WORDS |= {"fifteen": 15}
_WORDS |= {"a hundred": 100, "one hundred": 100, "hundred": 100}

_ANY = "|".join(_CURRENCIES.values())
_AMOUNT = r"\d{1,3}(?:[., '\u202f]\d{3})+(?:[.,]\d{1,3})?|\d{1,12}(?:[.,]\d{1,3})?"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_EDGE = r"(?<![\w.,/\-])"
_BEFORE = re.compile(rf"{_EDGE}(?P<currency>{_ANY})\s?(?P<amount>{_AMOUNT})(?![\w%])", re.IGNORECASE)
_AFTER = re.compile(rf"{_EDGE}(?P<amount>{_AMOUNT}|{_WORD})[\s\-]?(?P<currency>{_ANY})(?!\w)", re.IGNORECASE)
_BARE = re.compile(rf"{_EDGE}(?P<amount>\d{{1,6}}[.,]\d\d)(?![\w%/\-]|[.,]\d)", re.IGNORECASE)

_WHOSE = r"(?:they|he|she|the\s+(?:seller|shop|store)|seller|shop)"
_TOLD_BEFORE = re.compile(
    rf"(?:\b(?:paid|(?:had|have)\s+to\s+pay|cost|costs|costing|charged|worth|spent|price\s+(?:is|was|of)|bought\s+(?:it|them)\s+for)"
    rf"|\b{_WHOSE}\s+(?:only\s+|just\s+|has\s+|have\s+)?(?:offer\w*|propos\w*|suggest\w*|wants?|asks?|demands?)"
    r"(?:\s+me)?|\b(?:offered|proposed|suggested)(?:\s+me)?)(?:\s+(?:about|only|just|around|over|almost|me|us|it))*\s*$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(rf"\s+(?:(?:that|which)\s+)?(?:i\s+paid|{_WHOSE}\s+(?:offer|propos|suggest))", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MoneyExtractor(TextExtractor):
    """Entity `money` with value `{"amount": "12.50", "currency": "EUR"}`; currency None where the text names none.

    `price` where the sum is only told: what was paid, what the seller offers.
    The amount keeps the decimals that were written: how many the currency has is not decided here.
    """

    def find(self, text: str, message: Message) -> Iterable[Found]:
        text = blank_out(text, taken(message, "order", "order_part", "date", "evidence_name", "tracking_number"))
        for pattern in (_BEFORE, _AFTER, _BARE):
            for match in pattern.finditer(text):
                groups = match.groupdict()
                code = _code(groups.get("currency"))
                value = {"amount": amount_of(match["amount"], code in _THREE_DECIMALS), "currency": code}
                yield Found("price" if _is_told(text, *match.span()) else "money", *match.span(), value)
                text = blank_out(text, [match.span()])


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether it is said of this sum that it was paid, asked or offered: "I paid 40 euros"."""
    return bool(_TOLD_BEFORE.search(text[:start])) or bool(_TOLD_AFTER.match(text[end:]))


def amount_of(written: str, three_decimals: bool = False) -> str:
    """`1.234,50`, `1,234.50` and `1 234,50` are "1234.50".

    `1,234` and `1.234` are a thousand and more, save in currencies with three decimals; `1,23` never is.
    """
    word = " ".join(written.lower().split())
    if word in _WORDS:
        return str(_WORDS[word])
    marks = [mark for mark in written if not mark.isdigit()]
    last = marks[-1] if marks else ""
    tail = written.rpartition(last)[2] if last else ""
    is_decimal = last in (".", ",") and (len(tail) != 3 or three_decimals or len(set(marks)) > 1)
    digits = re.sub(r"\D", "", written)
    amount = f"{digits[: -len(tail)]}.{tail}" if is_decimal else digits
    return str(Decimal(amount))


def _code(written: str | None) -> str | None:
    if written is None:
        return None
    return next(code for code, words in _CURRENCIES.items() if re.fullmatch(words, written, re.IGNORECASE))
