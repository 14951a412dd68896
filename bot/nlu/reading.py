"""How a buyer's text is read before anything looks at it: characters made plain, length bounded, payloads told apart.

Pure functions on strings, with no Rasa and no spaCy.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache

READ_AT_MOST = 10_000
# The encoder gets the two ends of a long text: buyers ask at the start or at the end. Its cost grows with every character.
GIST_AT_MOST = 800

_ORDER_LIKE = re.compile(r"\d(?:[ \-.]{0,3}\d){9,}")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])\s+|[\r\n]+")
_PAYLOAD = re.compile(r"/[A-Za-z_][\w/]*(@[0-9.]+)?(?P<entities>\{.*\})?")
_PLAIN = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "}


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
    """The text with digits of every script as 0-9 and control characters as spaces; as long as the text, up to a bound."""
    return "".join(map(_plain_character, text[:READ_AT_MOST]))


@lru_cache(maxsize=32)
def gist(text: str) -> str:
    """What the encoder reads: one line, bounded, long numbers replaced by the word (their digits carry no meaning)."""
    plain = " ".join(_ORDER_LIKE.sub("number", readable(text)).split())
    if len(plain) <= GIST_AT_MOST:
        return plain
    half = GIST_AT_MOST // 2
    return f"{plain[:half]} {plain[-half:]}"


def sentences(text: str) -> list[str]:
    """The gist's sentences that hold a word; none when there is only one."""
    parts = [gist(part) for part in _SENTENCE_END.split(readable(text)[:GIST_AT_MOST])]
    parts = [part for part in parts if any(c.isalpha() for c in part)]
    return parts if len(parts) > 1 else []


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
