"""Finds whether a buyer takes the seller's offer, where the text says so without asking: "accept it", "not enough"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Span

from bot.nlu.bare import is_all_that_is_said
from bot.nlu.beside_intents import BesideIntents
from bot.nlu.extractor import Found
from bot.nlu.phrases import clause_before, is_denied, is_supposed, phrases
from bot.nlu.tokens import PhraseBook
from bot.nlu.word_list import word_list

_OFFER = "offer|proposal|deal|suggestion|compensation|settlement|amount|sum"
# Said of hardly anything else.
_ALONE = {
    "accept": ["accept|accepted|accepting|acept", f"take it|that|this|the|their _? {_OFFER}?", "ll take", "deal"],
    "decline": [
        "decline|declined|declining|reject|rejected|rejecting|refuse|refused|refusing",
        "turn it|that|this|them down",
        "no deal",
        "not|n't nearly|even|quite? enough",
        "too low|little",
    ],
}
_BESIDE = {
    "accept": [
        "agree|agreed",
        f"take|taking it|that|this|the|their|his|her _? {_OFFER}?",
        "is|are|'s|'re|sounds|be fine|ok|okay|good|acceptable|alright|great|enough",
        "ok|okay|fine|good for|with|by me|us",
        "happy|fine|ok|okay|content|satisfied|live with the|that|it|this|their|his _?",
        f"yes to the|their|his? partial? {_OFFER}|reimbursement|refund",
        "go for|with the|their|his|what|it",
        "settle it|for|that|this",
        "works for me|us",
    ],
    "decline": [
        "turn|turning it|that|this|the|their|his down",
        "turn|turning _ _? down",
        "turn down",
        "no way|thanks|thank",
        "an? insult|joke",
        "ridiculous|laughable|insulting",
        "say|so no",
        "can|may keep their|his|her|your|it",
        f"no to the|their|his? {_OFFER}",
        "not|n't _? fair|acceptable|good",
        "not|n't even|_? cover",
        "settle for less|nothing",
    ],
}
_UNDECIDED = frozenset(word_list("how what where when which can could does do may mind decide unsure until"))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OfferChoiceExtractor(BesideIntents):
    """Entity `offer_choice`, at most one: `accept` or `decline`. A denied acceptance declines; a question is no choice.

    "Accept" and "refuse" are said of much else: beside another intent than `only_with` they count only where they are
    all that the text says. Runs after the classifier.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**BesideIntents.get_default_config(), "only_with": ["answer_offer"], "likely_from": 0.3}

    def find(self, text: str, message: Message) -> Iterable[Found]:
        if self.may_be_meant(message):
            found = phrases(_anywhere(), text)
        else:
            found = [span for span in phrases(_alone(), text) if is_all_that_is_said(span)]
        chosen = [(span, _choice(span)) for span in found if not (is_supposed(span) or _is_asked(span))]
        # Whoever says both argues: "that sounds good, but I decline".
        for span, choice in sorted(chosen, key=lambda each: each[1] != "decline")[:1]:
            yield Found("offer_choice", span.start_char, span.end_char, choice)


def _choice(span: Span) -> str:
    return "decline" if span.label_ == "accept" and is_denied(span) else span.label_


def _is_asked(span: Span) -> bool:
    before = clause_before(span)
    return (span.doc[-1].text == "?" and bool(_UNDECIDED & set(before[:2]))) or (bool(before) and before[0] == "how")


@cache
def _anywhere() -> PhraseBook:
    return _of({choice: [*_ALONE[choice], *_BESIDE[choice]] for choice in _ALONE})


@cache
def _alone() -> PhraseBook:
    return _of(_ALONE)


def _of(choices: dict[str, list[str]]) -> PhraseBook:
    return PhraseBook(choices)
