"""Finds which of a buyer's own orders a message means: by number, part of one, item words, date, "my last".

Pure: gets the buyer's orders and the message, reads no database. Which orders are the buyer's is the desk's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.policy.facts import Order

WHOLE_ORDER = "all"
_CLOSE = 2  # words
_SHORTEST_PART = 3
_SHORTEST_IN_COMPOUND = 5
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"))
# Words in titles that tell no item from another.
_LITTLE_WORDS = frozenset(
    {"the", "and", "for", "with", "from", "set", "new", "per"}  # English
    | {"von", "der", "die", "das", "und", "mit", "les", "des", "pour", "con", "para", "los", "las"}
)


@dataclass(frozen=True)
class Hints:
    """What a message says about which order it means. Empty: nothing.

    ``words``: item words, which also fit a compound ("phone", "headphones"). ``maybe``: any words of the message,
    which must be words of a title ("cancel" does not mean the noise-cancelling headphones). ``beside``: the words
    just before an item word; they name no order, but tell two apart that fit ("the kids headphones").
    """

    number: str | None = None
    part: str | None = None
    recency: str | None = None
    words: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    beside: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return replace(self, beside=()) != Hints()


def hints_of(message: dict[str, Any]) -> Hints:
    """The hints in the entities of a message, as Rasa hands it to an action."""
    values: dict[str, Any] = {}
    words: list[str] = []
    beside: list[str] = []
    for entity in message.get("entities") or []:
        name, value = entity.get("entity"), entity.get("value")
        if name == "item" and isinstance(value, str) and value != WHOLE_ORDER:
            words += _words(value)
            beside += _words(" ".join(str(message.get("text") or "")[: entity.get("start") or 0].split()[-_CLOSE:]))
        values.setdefault(name, value)
    return Hints(
        number=_digits(values.get("order")),
        part=_digits(values.get("order_part")),
        recency=values.get("order_recency"),
        words=tuple(words),
        days=_days(values.get("date")),
        beside=tuple(beside),
    )


def text_hints(text: str) -> Hints:
    """The hints in plain text, for an answer to "which order?" in which no entity was found."""
    runs = re.findall(rf"\d{{{_SHORTEST_PART},}}", text)
    return Hints(part=runs[0]) if len(runs) == 1 else Hints(maybe=tuple(_words(text)))


def fitting(orders: Sequence[Order], hints: Hints, zone: str) -> list[Order]:
    """The orders that every hint fits, in the order given (newest first); none where there is no hint at all.

    A whole number must be exact.
    """
    if hints.number:
        return [order for order in orders if order.order_id == hints.number]
    fits = list(orders) if hints else []
    if hints.part:
        fits = _with_part(fits, hints.part)
    if hints.days:
        fits = _on_days(fits, hints.days, ZoneInfo(zone))
    if hints.words or hints.maybe:
        fits = _with_words(fits, hints)
    if len(fits) > 1 and hints.words:
        fits = _with_words(fits, Hints(maybe=hints.beside)) or fits
    if hints.recency and fits:
        place = {"first": -1, "previous": min(1, len(fits) - 1)}.get(hints.recency, 0)
        fits = [fits[place]]
    return fits


def item_meant(order: Order, words: str) -> str | None:
    """The sku of the one line that the words mean; None where they mean no line, several or the only one."""
    meant = Hints(words=tuple(_words(words)))
    best = _best([(line.sku, _score(line.title, meant)) for line in order.items])
    return best[0] if len(best) == 1 < len(order.items) else None


def _with_part(orders: list[Order], part: str) -> list[Order]:
    ends = [order for order in orders if order.order_id.endswith(part)]
    return ends or [order for order in orders if part in order.order_id]


def _on_days(orders: list[Order], days: tuple[date, date], zone: ZoneInfo) -> list[Order]:
    def within(instant: datetime | None) -> bool:
        return instant is not None and days[0] <= instant.astimezone(zone).date() <= days[1]

    placed = [order for order in orders if within(order.placed_at)]
    return placed or [order for order in orders if within(order.delivered_at) or within(order.shipped_at)]


def _with_words(orders: list[Order], hints: Hints) -> list[Order]:
    return _best([(order, max(_score(line.title, hints) for line in order.items)) for order in orders if order.items])


def _best(scored: Sequence[tuple[Any, int]]) -> list[Any]:
    top = max((score for _, score in scored), default=0)
    return [thing for thing, score in scored if score == top and top > 0]


def _score(title: str, hints: Hints) -> int:
    """How many of the words the title has."""
    there = [_forms(word) for word in _words(title)]
    meant = sum(any(_alike(_forms(word), other) for other in there) for word in set(hints.words))
    return meant + sum(any(_forms(word) & other for other in there) for word in set(hints.maybe))


def _words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+", text.casefold())
    return [word for word in found if word not in _LITTLE_WORDS and (len(word) > 2 or not word.isascii())]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """The same word, or a part of a compound word that has five letters or more."""
    if one & other:
        return True
    pairs = ((a, b) for a in one for b in other if min(len(a), len(b)) >= _SHORTEST_IN_COMPOUND)
    return any(a in b or b in a for a, b in pairs)


def _forms(word: str) -> frozenset[str]:
    """The word and what it may be the plural of: "shelves" is a form of "shelf", "gloves" of "glove"."""
    singular = (word[: -len(ending)] + stem for ending, stem in _PLURALS if word.endswith(ending))
    return frozenset({word, *(form for form in singular if len(form) >= _SHORTEST_PART)})


def _digits(value: object) -> str | None:
    digits = re.sub(r"\D", "", str(value)) if isinstance(value, (str, int)) else ""
    return digits or None


def _days(value: object) -> tuple[date, date] | None:
    first, last = (value.get("from"), value.get("to")) if isinstance(value, dict) else (value, value)
    try:
        return date.fromisoformat(str(first)[:10]), date.fromisoformat(str(last or first)[:10])
    except ValueError:
        return None
