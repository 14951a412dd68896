"""Whether a day in a text says which order is meant, or when something else happened. Pure.

"The one I bought on Friday" points at an order; "waiting since Friday" does not, and would hide the right order.
"""

from __future__ import annotations

import re

from bot.nlu.word_list import word_list

_BOUGHT = r"(?:ordered|orderd|bought|purchased|placed|paid(?:\s+for)?|made|got\s+it|ordering|bought)"
_THINGS = r"(?:orders?|ordr|ones?|purchases?|things?|stuff|items?|parcel|package)"
_LEADS_IN = re.compile(
    rf"(?:\b{_BOUGHT}\b(?:(?!\b(?:since|until|but|and|now|cancel\w*|refund\w*|arriv\w*|deliver\w*)\b)[^.!?;\n]){{0,50}}"
    rf"|\b{_THINGS}\s+(?:is\s+|was\s+)?(?:made\s+)?(?:(?:from|of|dated)\s+)?(?:the\s+)?)$",
    re.IGNORECASE,
)
_NAMES_A_DAY = re.compile(r"(?:from|of|dated|'s)\b", re.IGNORECASE)
_FOLLOWS = re.compile(rf"\s+{_THINGS}\b", re.IGNORECASE)
_LITTLE = frozenset(
    word_list(
        """
    the one on from it was is its it's i think guess believe of my a an around about maybe that in at end
    beginning start sometime early late order ordered bought placed made purchase yes no so and or either
    """
    )
)


def points_at_an_order(text: str, start: int, end: int) -> bool:
    """Whether the day at this place tells which order is meant."""
    before, day, after = text[:start], text[start:end], text[end:]
    if all(word in _LITTLE for word in re.findall(r"[^\W\d_][\w']*", f"{before} {after}".lower())):
        return True
    if _FOLLOWS.match(after) and (
        day.lower().endswith("'s") or re.search(r"\bthe\s+$|\bmy\s+$", before, re.IGNORECASE)
    ):
        return True
    led = _LEADS_IN.search(before)
    if led is None:
        return False
    is_noun = re.match(_THINGS + r"\b", led.group(), re.IGNORECASE)
    return not is_noun or bool(_NAMES_A_DAY.search(led.group()) or _NAMES_A_DAY.match(day))
