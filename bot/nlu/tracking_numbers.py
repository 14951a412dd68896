"""Finds tracking numbers: codes of letters and digits as carriers give them, however they are spaced or dashed.

Never an order number, a case's reference or a file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.beside_intents import BesideIntents
from bot.nlu.extractor import Found, blank_out, taken
from bot.nlu.order_numbers import DIGITS_OF_AN_ORDER

SHORTEST, LONGEST = 8, 35
_LEAST_DIGITS = 6

# Groups of capitals and digits. A group of letters alone is short ("RB", "CN"), so that a word ends the code.
_GROUPS = re.compile(
    r"(?<![\w#./@-])(?P<code>(?:[A-Z]{1,4}[ \-]?)?\d[\dA-Z]*"
    r"(?:[ \-.](?:[A-Z]{1,2}\d[\dA-Z]*|\d[\dA-Z]*|[A-Z]{2}(?!\w)))*)(?![\w@/])"
)
# One unbroken word, in whatever case.
_WORD = re.compile(r"(?<![\w#./@-])(?=[a-z]*\d)(?P<code>[a-z0-9]{8,35})(?![\w@/])", re.IGNORECASE)
_LED_IN = re.compile(
    r"(?:track\w*|trakc\w*|shipment|shipping|consignment|waybill|postage|parcel|label|slip|receipt|barcode|code|carrier"
    r"|dhl|ups|usps|fedex|dpd|gls|hermes|evri|royal mail|correos|post|return)"
    r"(?:\s+(?:number|no\.?|nr\.?|id|code|for|of|the|my|return|is|it|was|with|says|under|attached|to|here|by|used|are|it's"
    r"|printed|back|label|parcel))*\s*[:#=\-]?\s*$",
    re.IGNORECASE,
)
# Of a dispute, an offer, a refund or a ticket: a letter and the order's number.
_REFERENCE = re.compile(rf"(?<!\w)[A-Z]-?\d{{{DIGITS_OF_AN_ORDER}}}(?!\d)(?:-\w{{1,4}})*(?!\w)", re.IGNORECASE)
# "Ending in 51200097" is a part of an order's number.
_ENDS_IN = re.compile(
    r"\b(?:end|finish|start|begin)(?:s|ing|ed|es|ning)?\s+(?:in|on|with)\s+[#:]?\s*\d{3,15}(?!\w)", re.IGNORECASE
)
# A whole number of so many digits is longer than an order's and than any telephone's.
_SURELY_A_CODE = 18


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TrackingNumberExtractor(BesideIntents):
    """Entity `tracking_number`: 8 to 35 capitals and digits, without gaps. Runs after the classifier.

    Digits alone are one only where the text calls them so, where they are too long for anything else, or beside one of
    the intents in `only_with`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**BesideIntents.get_default_config(), "only_with": ["give_tracking_number"], "likely_from": 0.3}

    def find(self, text: str, message: Message) -> Iterable[Found]:
        text = blank_out(text, taken(message, "order", "evidence_name", "date"))
        text = blank_out(text, [match.span() for match in _REFERENCE.finditer(text)])
        text = blank_out(text, [match.span() for match in _ENDS_IN.finditer(text)])
        likely = self.may_be_meant(message)
        for start, end in _places(text):
            code = re.sub(r"[ \-.]", "", text[start:end]).upper()
            if _is_a_code(code, likely or bool(_LED_IN.search(text[:start]))):
                yield Found("tracking_number", start, end, code)


def _places(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_GROUPS, _WORD):
        for match in pattern.finditer(text):
            start, end = match.span("code")
            if SHORTEST <= sum(character.isalnum() for character in match["code"]) <= LONGEST:
                yield start, end
                text = blank_out(text, [(start, end)])


def _is_a_code(code: str, is_called_one: bool) -> bool:
    digits = sum(character.isdigit() for character in code)
    if not SHORTEST <= len(code) <= LONGEST or digits == len(code) == DIGITS_OF_AN_ORDER:
        return False
    if digits == len(code):
        return is_called_one or digits >= _SURELY_A_CODE
    return digits >= (3 if is_called_one else _LEAST_DIGITS)
