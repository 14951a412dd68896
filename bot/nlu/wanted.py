"""Finds what a buyer asks for in a dispute: money and the goods kept, or the goods sent back for the money."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Span

from bot.nlu.beside_intents import BesideIntents
from bot.nlu.dispute_words_abroad import MONEY, SELLERS, WISHES
from bot.nlu.extractor import Found
from bot.nlu.language_of import language_of
from bot.nlu.phrases import clause_before, is_denied, phrases, words_after
from bot.nlu.phrases_abroad import Phrasebook
from bot.nlu.tokens import PhraseBook
from bot.nlu.word_list import word_list

_IT = "it|them|this|that|these|those|everything|all"
_THE = "the|my|this|that|these|those|a|an"
_MONEY = "money|refund|cash|reimbursement|compensation"

_KEEPS, _RETURNS = "refund_only", "return_and_refund"
_PHRASES = {
    _KEEPS: [
        "refund only",
        f"only|just a|the|my? {_MONEY}",
        f"{_MONEY} only",
        f"keep|keeping {_IT}|{_THE} _?",
        "hang on to|onto",
        "hold on to",
        "keep",
        "part|some|half|portion|percentage of the|my? price|money|sum|amount back?",
        "part|some|half|something back",
        "partial|part refund|reimbursement|compensation",
        "something|money|discount back? for it",
        "refund|reimburse|pay|pays|give me _? part|half|some",
        "refund without return|returning|sending _?",
        "a discount",
    ],
    _RETURNS: [
        "return|returning and|plus|+|& refund",
        f"return|returning {_IT}",
        f"return|returning {_THE} _ _?",
        f"send|sending|give|giving|bring|bringing|hand|take|ship|mail {_IT} _? back",
        f"send|sending|give|giving|bring|bringing|hand|take|ship|mail {_THE} _ _? back",
        "send|sending|give|giving|bring|bringing|hand|take|ship back",
        "go|goes|going|sent|taken back",
        "to go back",
        "return request|label|please|for|possible|procedure",
        "request|start|arrange|want|organise|organize|need|like|about|accept a|the|my|to? return",
        "how i|we|to|can|do _? return",
        "take it|them back",
        "return",
    ],
}
# Of these alone nothing can be told: "return my money", "will the parcel go back".
_RETURNED = frozenset(word_list("money payment refund price cash sum amount cent penny dollars euros purchase call me"))
_OTHERS = frozenset(
    word_list("they he she seller shop store you who vendor merchant dealer already sent has have was were")
)
_NEAR = 4
_ABROAD = Phrasebook(WISHES)
# The seller's wish is not the buyer's; and what is to be given back may be the money.
_OF_A_SELLER, _OF_MONEY = re.compile(SELLERS), re.compile(rf"\s*(?:{MONEY})")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WantedExtractor(BesideIntents):
    """Entity `wanted`, at most one. What is denied says the other: "I won't send it back", "I don't want to keep it".

    A part of the price is only paid to those who keep the goods. Runs after the classifier.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        about = ["request_refund", "item_not_as_described", "item_not_received", "inform"]
        never = ["withdraw_request", "refund_delay", "cancel_order", "give_tracking_number", "out_of_scope"]
        return {**BesideIntents.get_default_config(), "only_with": about, "never_with": never}

    def find(self, text: str, message: Message) -> Iterable[Found]:
        if not self.may_be_meant(message):
            return
        meant = [(span, _meaning(span)) for span in phrases(_book(), text) if _is_own_wish(span)]
        if meant:
            span, meaning = next((each for each in meant if is_denied(each[0])), meant[0])
            yield Found("wanted", span.start_char, span.end_char, meaning)
        elif language_of(text) != "en":
            yield from _abroad(text)


def _abroad(text: str) -> list[Found]:
    own = [
        each for each in _ABROAD.found(text) if not (_OF_A_SELLER.search(each.before) or _OF_MONEY.match(each.after))
    ]
    said = sorted(own, key=lambda phrase: (not phrase.denied, phrase.start))
    return [
        Found("wanted", phrase.start, phrase.end, _other(phrase.label) if phrase.denied else phrase.label)
        for phrase in said[:1]
    ]


def _meaning(span: Span) -> str:
    if not is_denied(span):
        return span.label_
    return _other(span.label_)


def _other(meaning: str) -> str:
    return _RETURNS if meaning == _KEEPS else _KEEPS


def _is_own_wish(span: Span) -> bool:
    own = {token.lower_ for token in span}
    if span.label_ == _RETURNS and _RETURNED & {*own, *words_after(span, 1)}:
        return "refund" in own and "return" in own
    return not _OTHERS & set(clause_before(span)[-_NEAR:])


@cache
def _book() -> PhraseBook:
    return PhraseBook(_PHRASES)
