"""Notes what a message asks for besides one request: "cancel the headphones. And where is the refund for my mat?"

Entity `task`: the intent of a further request, with its confidence; its place in the text is the part that asks for
it. A story told around one request is not several: what often belongs to one story ("it broke, I want my money back")
counts as two only when the text says so ("also") or names other goods; what seldom does, already when it asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import joining_words
from bot.nlu.denials import denied
from bot.nlu.extractor import Found, add_entities
from bot.nlu.goods import goods
from bot.nlu.item_words_abroad import named_abroad
from bot.nlu.parts import Part, any_of, is_condition, is_spaced, parts
from bot.nlu.ranking import confidences, put_first
from bot.nlu.reading import is_payload, readable
from bot.nlu.several_pairs import ON_THE_SPOT, QUESTIONS, REQUESTS, are_apart, are_two_matters
from bot.nlu.tokens import tokens

SURE = 0.5
# What the message as a whole says less than a trace of belongs to its story. Two intents that it says much of, each in
# a part of its own, are meant both: that found three of ten more, and one story in a hundred was taken for two.
_A_TRACE, _A_GOOD_PART = 0.03, 0.12
# Who seems to ask for more has been misunderstood.
MOST_WISHES = 3

# Who says these says what is to be done, in whatever form.
_SAID_PLAINLY = frozenset({"talk_to_human", "cancel_order"})

_ALL = joining_words.ALL
_ALSO = "|".join(any_of(f"{words.also}|{words.too}", words) for words in _ALL)
_OPENS = "|".join(any_of("|".join(filter(None, (words.also, words.opens))), words) for words in _ALL)
_BEGINS = "|".join(any_of(words.begins, words) for words in _ALL if words.begins)
_TOO = re.compile(_ALSO, re.IGNORECASE)
_ASKS = re.compile(rf"^[¿¡\s]*(?:{_OPENS}|{_BEGINS})|{_ALSO}|[?？؟]\s*$", re.IGNORECASE)
_OTHERS = re.compile("|".join(any_of(words.others, words) for words in _ALL if words.others), re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}")

# Each text's most likely intent and its confidence.
Judge = Callable[[Sequence[str]], list[tuple[str, float]]]


def note(message: Message, judge: Judge) -> None:
    """Adds a `task` for each further request.

    The main intent is the question, since that is answered on the spot, else the first that the whole message says much
    of; the ranking stays as it is where that is the likeliest anyway.
    """
    text, whole = message.get(TEXT) or "", confidences(message)
    wishes = [] if is_payload(text) else _wishes(text, judge, whole)
    if len(wishes) < 2:
        return
    questions = [wish for wish in wishes if wish.intent in ON_THE_SPOT]
    main = [*questions, *(wish for wish in wishes if whole[wish.intent] >= _A_GOOD_PART), *wishes][0]
    if main.intent != next(iter(whole)):
        put_first(message, main.intent, main.confidence)
    add_entities(message, map(_task, (wish for wish in wishes if wish is not main)), "SeveralRequests")


@dataclass(frozen=True)
class _Task(Found):
    """With the confidence under the name by which Rasa's own extractors give one."""

    confidence_entity: float


def _task(wish: Part) -> Found:
    return _Task("task", wish.start, wish.end, wish.intent, wish.confidence)


def _wishes(text: str, judge: Judge, whole: Mapping[str, float]) -> list[Part]:
    """What is asked for, each intent once. ``whole``: the confidence of each intent in all that is said."""
    told = [intent for intent, confidence in whole.items() if confidence >= _A_TRACE]
    found = parts(text) if len(told) > 1 else []  # most messages say but one thing
    judged = judge([part.text for part in found]) if found else []
    each = [replace(part, intent=intent, confidence=sure) for part, (intent, sure) in zip(found, judged, strict=True)]
    wishes = _asked_for([wish for wish in each if whole.get(wish.intent, 0.0) >= _least(wish.intent)], text)
    return wishes if len(wishes) > 1 else _both_meant(each, whole)


def _least(intent: str) -> float:
    """What is asked on the way of a story ("still processing, is it?") is no question for its own sake."""
    return _A_GOOD_PART if intent in QUESTIONS else _A_TRACE


def _asked_for(each: Sequence[Part], text: str) -> list[Part]:
    """The parts that surely ask for something; after the first, only what is another matter."""
    asking = [wish for wish in each if _counts(wish)]
    if len({wish.intent for wish in asking}) > MOST_WISHES:
        return []
    wishes: dict[str, Part] = {}
    for wish in asking:
        if wish.intent not in wishes and all(_is_another(wish, earlier, text) for earlier in wishes.values()):
            wishes[wish.intent] = wish
    return list(wishes.values())


def _both_meant(each: Sequence[Part], whole: Mapping[str, float]) -> list[Part]:
    """The two likeliest intents of the whole, where each has a part of its own and both are no single story."""
    likeliest = sorted(whole, key=lambda intent: -whole[intent])[:2]
    if len(likeliest) < 2 or whole[likeliest[1]] < _A_GOOD_PART or not are_two_matters(*likeliest):
        return []
    surest = {wish.intent: wish for wish in sorted(each, key=lambda wish: wish.confidence)}
    both = [surest[intent] for intent in likeliest if intent in surest and surest[intent].confidence >= SURE]
    return sorted(both, key=lambda wish: wish.start)


def _counts(wish: Part) -> bool:
    """Whether the part asks for it; what is only told of where an order is asks nothing."""
    if wish.intent not in REQUESTS | QUESTIONS or wish.confidence < SURE or is_condition(wish.text):
        return False
    told = wish.intent in QUESTIONS and is_spaced(wish.text) and not _ASKS.search(wish.text)
    return not told and wish.intent not in _not_asked(wish.text)


def _is_another(wish: Part, earlier: Part, text: str) -> bool:
    """Whether it is another matter than the earlier one, and no more of the same story."""
    if _TOO.search(wish.text) or _OTHERS.search(wish.text) or _names_others(wish.text, text[: wish.start]):
        return True
    asks = wish.intent in _SAID_PLAINLY or _ASKS.search(wish.text) is not None
    return asks and are_apart(wish.intent, earlier.intent)


def _names_others(text: str, earlier: str) -> bool:
    """Whether both name goods or orders, and not the same."""
    named, before = _named(text), _named(earlier)
    return bool(named and before) and not named & before


def _named(text: str) -> set[str]:
    read = readable(text)
    words: Iterable[str] = (span.label_ for span in goods(tokens(read)))
    return {*words, *(name for _, _, name in named_abroad(read)), *_NUMBER.findall(read)}


def _not_asked(part: str) -> set[str]:
    """What a part denies; "and don't cancel it" does not ask to forget an earlier cancellation either."""
    plain = {denial.intent for denial in denied(part) if not denial.takes_back}
    if "request_refund" in plain:  # "I want no refund" can read like a complaint that none has come
        plain.add("refund_delay")
    return plain | {"withdraw_request"} if plain else plain
