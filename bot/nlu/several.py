"""Notes what a message asks for besides one request: "cancel the headphones. And where is the refund for my mat?"

Entity `task`: the intent of a further request; its place in the text is the part that asks for it. A story told around
one request is not several: a further part counts only when it says that it is another one ("and", "also") or asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Found, add_entities
from bot.nlu.ranking import put_first
from bot.nlu.reading import is_payload

# What becomes a task that is worked through, and what is answered on the spot.
REQUESTS = frozenset(
    {"cancel_order", "withdraw_request", "refund_delay", "seller_refused", "request_refund", "talk_to_human"}
    | {"item_not_as_described", "item_not_received", "file_complaint"}
)
QUESTIONS = frozenset(
    {"order_status", "list_orders", "ask_cancellation_policy", "ask_refund_policy", "ask_how_to_dispute"}
)
SURE = 0.6
MOST_PARTS = 4

_BEGINS = "where|when|what|why|how|can|could|would|i|i'd|please|cancel|refund|tell|show|give|send|open|return|get|take"
_PART_END = re.compile(
    rf"(?<=[.!?;])\s+|\n+|,?\s+(?=(?:and|also|plus)\s+(?:(?:also|then|please)\s+)*(?:{_BEGINS})\b)", re.IGNORECASE
)
_ANOTHER = re.compile(r"^(?:and|also|plus|besides|oh|another|second)\b|\b(?:too|as well|also)\b|\?\s*$", re.IGNORECASE)
_ONLY_IF = re.compile(r"^(?:or|but|if|unless|otherwise|else|and if)\b", re.IGNORECASE)

# Each text's most likely intent and its confidence.
Judge = Callable[[Sequence[str]], list[tuple[str, float]]]


@dataclass(frozen=True)
class Part:
    """A part of the text (`start` up to, not including, `end`), and what it most likely asks for."""

    start: int
    end: int
    text: str
    intent: str = ""
    confidence: float = 0.0


def note(message: Message, judge: Judge) -> None:
    """Adds a `task` for each further request. The main intent is then the question, else the first request."""
    text = message.get(TEXT) or ""
    wishes = [] if is_payload(text) else _wishes(text, judge)
    if len(wishes) < 2:
        return
    main = next((wish for wish in wishes if wish.intent in QUESTIONS), wishes[0])
    further = [wish for wish in wishes if wish is not main and wish.intent in REQUESTS]
    if further:
        put_first(message, main.intent, main.confidence)
        add_entities(message, (Found("task", wish.start, wish.end, wish.intent) for wish in further), "SeveralRequests")


def parts(text: str) -> list[Part]:
    """The sentences, and what a sentence joins by "and"; none when there is only one or there are too many."""
    starts = [0, *(end.end() for end in _PART_END.finditer(text))]
    ends = [*(end.start() for end in _PART_END.finditer(text)), len(text)]
    found = [Part(start, end, text[start:end]) for start, end in zip(starts, ends, strict=True)]
    found = [part for part in found if len(part.text.split()) > 1]
    return found if 1 < len(found) <= MOST_PARTS else []


def _wishes(text: str, judge: Judge) -> list[Part]:
    """The parts that surely ask for something, each intent once; after the first, only what says it is another one."""
    found = parts(text)
    judged = judge([part.text for part in found]) if found else []
    wishes: dict[str, Part] = {}
    for part, (intent, confidence) in zip(found, judged, strict=True):
        counts = intent in REQUESTS | QUESTIONS and confidence >= SURE and not _ONLY_IF.search(part.text)
        if counts and (not wishes or _ANOTHER.search(part.text)):
            wishes.setdefault(intent, Part(part.start, part.end, part.text, intent, confidence))
    return list(wishes.values())
