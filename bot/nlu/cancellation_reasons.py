"""Finds why a buyer cancels, as a word of the contract, where the text says it in words that leave no doubt."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.bare import is_all_that_is_said, is_bare
from bot.nlu.beside_intents import BesideIntents
from bot.nlu.cancellation_words_abroad import CANCELLATION_REASONS
from bot.nlu.extractor import Found
from bot.nlu.language_of import language_of
from bot.nlu.phrases_abroad import Phrasebook
from bot.nlu.tokens import PhraseBook, tokens

_NOT = "not|n't|nt|dont|no|never|doesnt|don't|dnt|cant"
_SELLER = "seller|seler|sellr|shop|store|vendor|merchant|they|he|she|supplier|dealer"
_WRONG = "wrong|incorrect|wrogn|worng"
_ORDERED = "ordered|ordering|orderd|bought|buy|picked|chose|clicked|selected|took|order|purchased|choose|pick"
_SAID = "asked|asks|ask|told|tells|tell|begged|wants|want|pushed|requested|wrote|say|said"

# In the order in which they are preferred where a text gives two.
_REASONS: dict[str, list[str]] = {
    "seller_asked": [
        f"{_SELLER} _? {_SAID} _? _? _? _? cancel",
        f"asked|told|begged by? {_SELLER} to? cancel",
        f"{_SELLER} _? asked|requested me|us|to|it|for",
        f"requested|asked|suggested|wanted by the {_SELLER}",
    ],
    "out_of_stock": [
        "out of stock",
        "out-of-stock|outofstock|unavailable",
        "no|not|without stock",
        "not|n't|nt|no _? in|on stock",
        "not|no|n't|nt available|availible",
        "sold out",
        f"{_SELLER} _? {_NOT} have|has it|them|any|stock|the",
        f"{_SELLER} has|have no|not|none _? stock|goods|more|left",
    ],
    "duplicate": [
        "duplicate|duplicated|doubled|dublicate",
        f"{_ORDERED} _? _? twice|double",
        "twice|double the same",
        f"{_ORDERED} two|2 times",
        "same order|thing|item|lamp|product _? two|2|twice times?",
        "ordered|bought|purchased it|this|them|one|the? _? twice|already|again",
        "clicked|pressed|tapped|hit twice|double",
        "double|second order|purchase",
    ],
    "wrong_item": [
        f"{_ORDERED} _? _? {_WRONG}",
        f"{_ORDERED} _? _? {_WRONG} item|product|model|size|colour|color|thing|one|article",
        f"{_WRONG} item|product|model|size|colour|color|thing|one|voltage|article ordered|chosen|selected|picked",
        "by|accidental|my mistake|accident|error",
        "accidentally|mistakenly|unintentionally",
        "was|is|it's|its|'s a|my|by|an mistake|error",
        "made|make|did a|an? mistake|error|misclick",
        f"{_WRONG} address|quantity|amount",
        f"is|was|'s|it's a|the {_WRONG} _",
        "misclicked|mis-clicked",
    ],
    "found_cheaper": [
        "found|find|seen|saw|got|get|bought _? _? _? _? _? _? cheaper|lower|less|better|half",
        "cheaper elsewhere|somewhere|somewhere|in|at|there",
        "cheaper|better|lower price|offer|deal",
        "it|they|that|which is|was|'s|are|costs cheaper|less",
    ],
    "takes_too_long": [
        "taking|takes|take forever|ages|months|weeks",
        "too|to|so|very slow|late|long",
        "delivery|shipping|shipment|dispatch is? _? too|to|so|very|delayed|late slow|long|late?",
        "supplier|delivery|shipping|seller delay|delays|delayed",
        "keeps|keep delaying|postponing",
        "waited|waiting too|so long",
        f"{_NOT} want|wait|like to? wait _? _? _? longer|more|weeks|months|anymore",
        f"{_NOT} arrive|come|make|be|get _? _? in time",
    ],
    "no_longer_needed": [
        f"{_NOT} _? need|want|require|use it|this|that|them|these|any|the _? _? _? anymore|more|longer",
        f"{_NOT} need|require the|a|any|my",
        f"{_NOT} _? need|want|require it|this|that|them|anymore",
        "no longer|more _? _? need|want|needed|wanted|required|interested|use|required",
        "not needed|wanted|required|necessary _? any? longer|more|anymore",
        "changed|change my|our|the mind|plans",
        "do|does|did not|n't need it|this|them|that|anymore",
        "no need|use for? it? anymore?",
        "ca|can not|n't afford",
        "lost my job",
        "enough money|mony|cash",
        "regret|reconsidered",
    ],
}
_ONLY_BY_THEMSELVES = {
    "other": ["other", "other|another|different reason", "something|anything else", "none of these|them|those"],
    "wrong_item": [f"{_WRONG} item|product|one|thing", "mistake|accident|error"],
    "out_of_stock": ["no stock"],
    "no_longer_needed": ["mind changed", "changed my? mind"],
    "takes_too_long": ["delay|slow|late|delays", "too? long"],
    "found_cheaper": ["cheaper|price|expensive", "cheaper one|elsewhere"],
}
_PREFERRED = (*_REASONS, "other")
_ABROAD = Phrasebook(CANCELLATION_REASONS)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CancellationReasonExtractor(BesideIntents):
    """Entity `cancellation_reason`, at most one: the reason that says most about whose fault it is.

    "Too long" and "the wrong item" are also said of refunds and of goods that came: beside one of the intents in
    `only_with` they are a reason, and where they are all that the text says. Runs after the classifier.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**BesideIntents.get_default_config(), "only_with": ["cancel_order", "file_complaint", "inform"]}

    def find(self, text: str, message: Message) -> Iterable[Found]:
        document, likely = tokens(text), self.may_be_meant(message)
        found = list(_anywhere().found_in(document)) if likely else []
        found = found or [span for span in _bare().found_in(document) if is_all_that_is_said(span)]
        for span in sorted(found, key=lambda span: _PREFERRED.index(span.label_))[:1]:
            yield Found("cancellation_reason", span.start_char, span.end_char, span.label_)
        if not found and language_of(text) != "en":
            yield from _abroad(text, likely)


def _abroad(text: str, likely: bool) -> list[Found]:
    said = [phrase for phrase in _ABROAD.found(text) if not phrase.denied]
    if not likely:
        said = [phrase for phrase in said if is_bare(tokens(text), [(phrase.start, phrase.end)])]
    return [Found("cancellation_reason", phrase.start, phrase.end, phrase.label) for phrase in said[:1]]


@cache
def _anywhere() -> PhraseBook:
    return PhraseBook(_REASONS)


@cache
def _bare() -> PhraseBook:
    both = {reason: [*_REASONS.get(reason, []), *_ONLY_BY_THEMSELVES.get(reason, [])] for reason in _PREFERRED}
    return PhraseBook(both)
