"""Notes what a message asks for besides one request: "cancel the headphones. And where is the refund for my mat?"

Entity `task`: the intent of a further request; its place in the text is the part that asks for it. A story told around
one request is not several: a further part counts only when it says that it is another one ("and", "also") or asks. The
words that say so are each language's own; which language it is need not be known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import joining_words
from bot.nlu.denials import denied
from bot.nlu.extractor import Found, add_entities
from bot.nlu.joining_words import JoiningWords
from bot.nlu.ranking import put_first
from bot.nlu.reading import is_payload
from bot.nlu.sentences import stops

# What becomes a task that is worked through, and what is answered on the spot.
REQUESTS = frozenset(
    {"cancel_order", "withdraw_request", "refund_delay", "seller_refused", "request_refund", "talk_to_human"}
    | {"item_not_as_described", "item_not_received", "file_complaint"}
)
QUESTIONS = frozenset(
    {"order_status", "list_orders", "ask_cancellation_policy", "ask_refund_policy", "ask_how_to_dispute"}
)
SURE = 0.5
MOST_PARTS = 4

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CHARACTERS = 4


def _joint(words: JoiningWords) -> str:
    """What stands between two requests of one sentence, up to the word that begins the second."""
    if not words.spaced:
        joins = rf"|(?:{words.joins})(?={words.begins})" if words.joins else ""
        return rf"(?<=[\s、，,；;。])(?={words.also}{joins})"
    # An Arabic "and" is written together with what follows.
    joins = rf"(?:{words.joins})(?:\s+|(?<=\sو))(?:(?:{words.also}|please)\s+)*(?:{words.begins})"
    return rf",?\s+(?=(?:{words.also}|(?:{words.joins})\s+(?:{words.also})|{joins})\b)"


def _any(part: str, words: JoiningWords) -> str:
    return rf"\b(?:{part})\b" if words.spaced else f"(?:{part})"


_JOINT = re.compile("|".join(map(_joint, joining_words.ALL)), re.IGNORECASE)
_OPENS = "|".join(_any("|".join(filter(None, (w.also, w.opens))), w) for w in joining_words.ALL)
_TOO = "|".join(_any(w.too, w) for w in joining_words.ALL)
_ANOTHER = re.compile(rf"^[¿¡\s]*(?:{_OPENS})|{_TOO}|[?？؟]\s*$", re.IGNORECASE)
_ONLY_IF = re.compile(rf"^[¿¡\s]*(?:{'|'.join(_any(w.only_if, w) for w in joining_words.ALL)})", re.IGNORECASE)

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
    found = [Part(*place, text[slice(*place)]) for sentence in stops(text) for place in _joined(text, *sentence)]
    found = [part for part in found if _could_ask(part.text)]
    return found if 1 < len(found) <= MOST_PARTS else []


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for joint in _JOINT.finditer(text, start, end):
        if _could_ask(text[start : joint.start()]):  # else "and also" would fall apart
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _could_ask(part: str) -> bool:
    """Whether it is more than a word; a request in Chinese or Japanese may be one run of characters."""
    return len(part.split()) > 1 or len(_UNSPACED.findall(part)) >= _CHARACTERS


def _wishes(text: str, judge: Judge) -> list[Part]:
    """The parts that surely ask for something, each intent once; after the first, only what says it is another one."""
    found = parts(text)
    judged = judge([part.text for part in found]) if found else []
    wishes: dict[str, Part] = {}
    for part, (intent, confidence) in zip(found, judged, strict=True):
        counts = intent in REQUESTS | QUESTIONS and confidence >= SURE and not _ONLY_IF.search(part.text)
        if counts and intent not in _not_asked(part.text) and (not wishes or _ANOTHER.search(part.text)):
            wishes.setdefault(intent, Part(part.start, part.end, part.text, intent, confidence))
    return list(wishes.values())


def _not_asked(part: str) -> set[str]:
    """What a part denies; "and don't cancel it" does not ask to forget an earlier cancellation either."""
    plain = {denial.intent for denial in denied(part) if not denial.takes_back}
    return plain | {"withdraw_request"} if plain else plain
