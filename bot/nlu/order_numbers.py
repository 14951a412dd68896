"""Finds order numbers (16 digits, however they are spaced or dashed), parts of them, and "my last order"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Found, TextExtractor, blank_out
from bot.nlu.tokens import PhraseBook, tokens

DIGITS_OF_AN_ORDER = 16

# Digits in groups, as people copy them; not inside a word, so that RB123456789CN stays a tracking number.
# Where words are not kept apart, a letter may stand right beside it: "订单4410227751200097取消".
_RUN = re.compile(
    r"(?<![0-9A-Za-z\u00c0-\u04ff])\d(?:[\d]|[ \-./,_](?=[\d \-])){2,78}(?<=\d)(?![0-9A-Za-z\u00c0-\u04ff])"
)
_GROUP = re.compile(r"\d+")
_PART = re.compile(
    r"(?:(?:end(?:s|ing|ed)?|finish(?:es|ing)?)\s+(?:in|on|with)(?:\s+the\s+(?:numbers?|digits?))?"
    r"|(?:start(?:s|ing)?|begin(?:s|ning)?)\s+(?:in|on|with)"
    r"|last\s+(?:\w+\s+)?(?:digits?|numbers?)(?:\s+(?:are|is|of\s+it\s+are))?"
    r"|first\s+(?:\w+\s+)?(?:digits?|numbers?)(?:\s+(?:are|is))?"
    r"|(?:(?<!\.)\.{2,}|…|(?<![*x•●·])[*x•●·]{2,})|#|\border(?:\s+(?:number|no\.?|nr\.?|id))?|(?<!tracking\s)(?<!shipment\s)(?<!waybill\s)\bnumber|\bno\.)"
    r"\s*[:#=*\-]?\s*(?P<digits>\d{3,15})(?![\d.,]*\d)(?!\w)",
    re.IGNORECASE,
)
_ABROAD = re.compile(
    r"(?:\b(?:termina\w*\s+(?:en|em|con|per)|se\s+termine\s+par|finit\s+par|finisce\s+(?:con|per)|endet\s+(?:auf|mit)"
    r"|endziffern|kończy\s+się\s+na|końcówka|заканчива\w+\s+на|оканчива\w+\s+на|تنتهي\s+ب|ينتهي\s+ب"
    r"|(?:últim[oa]s|ultime|derniers|letzten|son|ostatnie|последние)\s+(?:\w+\s+)?(?:dígitos|números|algarismos|cifre|numeri"
    r"|chiffres|ziffern|stellen|hanesi|rakamı|cyfry|cyfr|цифры)(?:\s+(?:son|são|sont|sind|sono|to|are|это))?"
    r"|(?:pedido|compra|encomenda|commande|bestellung|bestellnummer|ordine|sipariş|заказа?|zamówieni[ea]|طلب|الطلب)"
    r"(?:\s+(?:número|numero|numéro|nummer|nr|numer|n[º°o]|номер|numarası|numaram|رقم))?\.?)"
    r"|末尾は?|尾号是?|后四位是?|最后四位是?|下4桁は?|订单号?是?|訂單號?|注文(?:番号)?は?|끝자리(?:는|가)?|주문\s?(?:번호)?(?:는|은)?|№)"
    r"\s*[:#=\-№]?\s*(?P<digits>\d{3,15})(?![\d.,]*\d)(?![a-z\u00c0-\u04ff]|\s?(?:€|eur|tl\b|руб|zł|元|円|원|[月日件个個天]|[개일월]))",
    re.IGNORECASE,
)
_ENDING_AFTER = re.compile(
    r"(?<!\d)(?P<digits>\d{3,15})(?:\s+ile\s+biten|\s*(?:で|に)終わる|\s*(?:으)?로\s+끝나|\s*结尾)"
)
_ALONE = re.compile(r"\W*(?:it'?s\s+|number\s+)?(?P<digits>\d{4,15})\W*", re.IGNORECASE)
_PARTS = (_PART, _ABROAD, _ENDING_AFTER)

_THING = "order|orders|one|purchase|thing|item|parcel|package|product|buy"
_RECENCY = PhraseBook(
    {
        "last": [
            f"last|latest|newest _? {_THING}",
            f"most recent _? {_THING}",
            "most recent",
            "my|the newest|latest",
            "ordered|bought|purchased|placed last",
        ],
        "first": [f"first|oldest _? {_THING}", "the|my oldest"],
        "previous": [
            f"previous _? {_THING}",
            f"second last {_THING}",
            "the one before",
            "order before that|last|it|this",
            "last but one",
        ],
    }
)
_NOT_RECENT = {"few", "two", "three", "four", "five", "ten", "all"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OrderNumberExtractor(TextExtractor):
    """Entities `order` (16 digits), `order_part` (3 to 15 digits) and `order_recency` (last, first, previous)."""

    def find(self, text: str, message: Message) -> Iterable[Found]:
        whole = list(_whole_numbers(text))
        rest = blank_out(text, [(found.start, found.end) for found in whole])
        return [*whole, *_parts(rest), *_recency(text)]


def _whole_numbers(text: str) -> Iterator[Found]:
    """Runs of digit groups; sixteen digits in consecutive groups are a number. More digits in one group are none."""
    for run in _RUN.finditer(text):
        waiting: list[tuple[int, int]] = []
        for group in _GROUP.finditer(text, *run.span()):
            waiting.append(group.span())
            while waiting and _count(waiting) > DIGITS_OF_AN_ORDER:
                waiting.pop(0)
            if waiting and _count(waiting) == DIGITS_OF_AN_ORDER:
                start, end = waiting[0][0], waiting[-1][1]
                yield Found("order", start, end, "".join(_GROUP.findall(text[start:end])))
                waiting = []


def _count(groups: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in groups)


def _parts(text: str) -> Iterator[Found]:
    alone = _ALONE.fullmatch(text)
    for match in [alone] if alone else chain.from_iterable(each.finditer(text) for each in _PARTS):
        yield Found("order_part", *match.span("digits"), match["digits"])


def _recency(text: str) -> Iterator[Found]:
    for span in _RECENCY.found_in(tokens(text)):
        if not _NOT_RECENT & {token.lower_ for token in span}:
            yield Found("order_recency", span.start_char, span.end_char, span.label_)
