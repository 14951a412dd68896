"""Finds sums of money: an amount with its currency, or a price without one ("the one for 39.99")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.currencies import ANY_CURRENCY, THREE_DECIMALS, UNSPACED, code_of
from bot.nlu.extractor import Found, TextExtractor, blank_out, taken
from bot.nlu.language_of import language_of
from bot.nlu.word_list import word_list

_WORDS = {
    word: number
    for number, word in enumerate(word_list("zero one two three four five six seven eight nine ten eleven twelve"))
}
_WORDS |= {word: 10 * n for n, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_WORDS |= {"fifteen": 15}
_WORDS |= {"a hundred": 100, "one hundred": 100, "hundred": 100}

_AMOUNT = r"\d{1,3}(?:[., '\u202f]\d{3})+(?:[.,]\d{1,3})?|\d{1,12}(?:[.,]\d{1,3})?"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_TIMES = {"万": 10_000, "萬": 10_000, "만": 10_000, "千": 1_000, "천": 1_000}
_EDGE = r"(?<![\w.,/\-])"
# A letter may stand right before the sum only where words are not kept apart: "我付了300元".
_OPEN_EDGE = r"(?<![0-9a-z_.,/\-\u00c0-\u06ff])"
_BEFORE = re.compile(rf"{_OPEN_EDGE}(?P<currency>{ANY_CURRENCY})\s?(?P<amount>{_AMOUNT})(?![0-9a-z_%])", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:{_OPEN_EDGE}(?P<amount>{_AMOUNT})(?:,-)?(?P<times>[{''.join(_TIMES)}])?|{_EDGE}(?P<word>{_WORD}))[\s\-]?"
    rf"(?:(?P<unspaced>{UNSPACED})|(?P<currency>{ANY_CURRENCY})(?!\w))",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"{_EDGE}(?P<amount>\d{{1,6}}(?P<currency>[€£])\d\d)(?!\w)")
_BARE = re.compile(rf"{_EDGE}(?P<amount>\d{{1,6}}[.,]\d\d)(?![\w%/\-]|[.,]\d)", re.IGNORECASE)

_WHOSE = r"(?:they|he|she|the\s+(?:seller|shop|store)|seller|shop)"
_TOLD_BEFORE = re.compile(
    rf"(?:\b(?:paid|(?:had|have)\s+to\s+pay|cost|costs|costing|charged|worth|spent|price\s+(?:is|was|of)|bought\s+(?:it|them)\s+for)"
    rf"|\b{_WHOSE}\s+(?:only\s+|just\s+|has\s+|have\s+)?(?:offer\w*|propos\w*|suggest\w*|wants?|asks?|demands?)"
    r"(?:\s+me)?|\b(?:offered|proposed|suggested)(?:\s+me)?)(?:\s+(?:about|only|just|around|over|almost|me|us|it))*\s*$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(rf"\s+(?:(?:that|which)\s+)?(?:i\s+paid|{_WHOSE}\s+(?:offer|propos|suggest))", re.IGNORECASE)

# In other languages: paid or offered, a word or two before the sum, or after it where the verb comes last.
_TOLD_ABROAD = (
    r"pagu[eé]i?|pagado|pagad[oa]s?|me\s+ofrece\w*|me\s+ha\w*\s+ofrecido|ofereceu|oferece\w*|pay[ée]e?|propos[ée]|propose|offre\w*"
    r"|bezahlt\w*|gezahlt|kostete|geboten|bietet|angeboten|pagato|offert[oi]|offron[oi]?|propon\w+|ödedim|ödedik|verdim|öneriyor|teklif"
    r"|заплатил\w*|оплатил\w*|отдал\w*|стоил\w*|предлага\w+|предложил\w*|zapłacił\w*|zapłacon\w*|kosztował\w*|oferuj\w+|proponuj\w+"
)
_TOLD_ABROAD_BEFORE = re.compile(rf"\b(?:{_TOLD_ABROAD})\s+(?:\w+\s+)?$|(?:دفعت|付了|花了)\s*$", re.IGNORECASE)
_TOLD_ABROAD_AFTER = re.compile(
    rf"\s+(?:{_TOLD_ABROAD})\b|\s*(?:を?払(?:った|い|って)|を?支払|(?:을|를)?\s*(?:냈|결제|지불))", re.IGNORECASE
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MoneyExtractor(TextExtractor):
    """Entity `money` with value `{"amount": "12.50", "currency": "EUR"}`; currency None where the text names none.

    `price` where the sum is only told: what was paid, what the seller offers.
    The amount keeps the decimals that were written: how many the currency has is not decided here.
    """

    def find(self, text: str, message: Message) -> Iterable[Found]:
        text = blank_out(text, taken(message, "order", "order_part", "date", "evidence_name", "tracking_number"))
        language = language_of(text)
        for pattern in (_INSIDE, _BEFORE, _AFTER, _BARE):
            for match in pattern.finditer(text):
                yield Found("price" if _is_told(text, *match.span()) else "money", *match.span(), _sum(match, language))
                text = blank_out(text, [match.span()])


def _sum(match: re.Match[str], language: str | None) -> dict[str, str | None]:
    groups = match.groupdict()
    currency = groups.get("currency") or groups.get("unspaced")
    code = code_of(currency, language) if currency else None
    written = (groups.get("amount") or groups["word"]).replace("€", ".").replace("£", ".")
    amount = amount_of(written, code in THREE_DECIMALS)
    times = _TIMES.get(groups.get("times") or "", 1)
    return {"amount": amount if times == 1 else f"{(Decimal(amount) * times).normalize():f}", "currency": code}


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether it is said of this sum that it was paid, asked or offered: "I paid 40 euros"."""
    before, after = text[:start], text[end:]
    told = _TOLD_BEFORE.search(before) or _TOLD_AFTER.match(after)
    return bool(told or _TOLD_ABROAD_BEFORE.search(before) or _TOLD_ABROAD_AFTER.match(after))


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
