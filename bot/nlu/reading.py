"""How a buyer's text is read before anything looks at it: characters made plain, length bounded, payloads told apart.

Pure functions on strings, with no Rasa and no spaCy.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache

READ_AT_MOST = 10_000
_PAYLOAD = re.compile(r"/[A-Za-z_][\w/]*(@[0-9.]+)?(?P<entities>\{.*\})?")
_PLAIN = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "}
# Marks of Arabic numbers, and the wide signs of East Asian keyboards.
_PLAIN |= {"\u066b": ".", "\u066c": ",", "\uffe5": "\u00a5", "\uffe6": "\u20a9", "\uff04": "$", "\uff05": "%"}


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    """One character for one, so that positions in the original text stay true."""
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd":
        return "-"
    if category[0] == "C" or category in ("Zs", "Zl", "Zp"):
        return "\n" if character in "\r\n\u2028\u2029" else " "
    return character


@lru_cache(maxsize=32)
def readable(text: str) -> str:
    """The text with digits of every script as 0-9, control characters as spaces; as long as the text, up to a bound."""
    return "".join(map(_plain_character, text[:READ_AT_MOST]))


def has_words(text: str) -> bool:
    """Whether there is any letter or digit, in any script."""
    return any(character.isalnum() for character in readable(text))


def is_payload(text: str) -> bool:
    """Whether a button may have sent this: `/intent` or `/intent{"slot": "value"}`; Rasa itself unpacks those."""
    match = _PAYLOAD.fullmatch(text.strip())
    if match is None:
        return False
    if match["entities"] is None:
        return True
    try:
        return isinstance(json.loads(match["entities"]), dict)
    except ValueError:
        return False
