"""Whether words that come while an order is known mean another one: "no, I meant the lamp". Pure; reads no database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.policy.facts import Order

_FEW = 3  # words beside those that name the order: "the lamp please" says nothing else
# How the languages of our buyers say "not that one, I meant", each language's own words.
_DENIES = re.compile(
    r"\b(?:no+|nope|not|meant|mean|instead|rather|actually|sorry|mistake"
    r"|nein|nicht|meinte|meine|sondern|non|pas|voulais|plut[oô]t|quise|quer[ií]a|refer[ií]a|sino|n[aã]o|quis|quero"
    r"|intendevo|volevo|invece|nie|chodzi[lł]o|hay[ıi]r|de[gğ]il|нет|не|имел|لا|ليس|أقصد)\b"
    r"|不是|我是说|いや|ではなく|じゃなく|아니",
    re.IGNORECASE,
)


def denies(text: str) -> bool:
    """Whether the text says that what was understood before is wrong."""
    return _DENIES.search(text) is not None


def meant_instead(message: dict[str, Any], known: Order, found: Sequence[Order], insists: bool) -> list[Order]:
    """The orders that the message means, where ``known`` is the one at hand and ``found`` are those that its words fit.

    The known one stays meant where the words fit it too, and where they are beside the point ("my lamp does the same").
    ``insists``: the buyer says that it is another one, or begins anew.
    """
    text = str(message.get("text") or "")
    ids = [order.order_id for order in found]
    if known.order_id in ids and not denies(text):
        return [known]
    if insists or denies(text) or (found and _says_little_else(text, message.get("entities") or [])):
        return list(found)
    return [known]


def _says_little_else(text: str, entities: Sequence[dict[str, Any]]) -> bool:
    for entity in entities:
        start, end = entity.get("start"), entity.get("end")
        if isinstance(start, int) and isinstance(end, int):
            text = text[:start] + " " * (end - start) + text[end:]
    return len(re.findall(r"\w+", text)) <= _FEW
