"""Finds sums without a number: all that can be claimed, or half of it. Says nothing where a sum is named."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.bare import is_all_that_is_said
from bot.nlu.beside_intents import BesideIntents
from bot.nlu.extractor import Found, taken
from bot.nlu.phrases import is_denied, phrases
from bot.nlu.tokens import PhraseBook

_SUM = "price|amount|sum|money|payment|value|refund|cost"
_BACK = "back|refunded|returned|reimbursed"
_PHRASES = {
    "all": [
        f"full|whole|entire|complete|total purchase? {_SUM}",
        f"all of|the|my? it|{_SUM}",
        f"all of the|my {_SUM}",
        f"all|everything {_BACK}",
        "every cent|penny",
        "100 %|percent|per",
        "100%",
        "in full",
        "full amount|refund|price",
        "what i paid",
        "everything i paid",
    ],
    "half": [
        f"half of? the|my? purchase? {_SUM}",
        f"half of? it? {_BACK}",
        "half of it|that",
        "50 %|percent",
        "50%",
        "fifty percent|per",
        "half a|the? refund",
    ],
}
_ALONE = {
    "all": ["all", "everything", "full", "all of it", "the? whole|full|entire|complete thing|lot|sum|amount|price"],
    "half": ["half", "the|a half"],
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShareExtractor(BesideIntents):
    """Entity `money` with the value `all` or `half`, at most one. Runs after the classifier and after the sums."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        about = ["request_refund", "item_not_as_described", "item_not_received", "inform"]
        return {**BesideIntents.get_default_config(), "only_with": about}

    def find(self, text: str, message: Message) -> Iterable[Found]:
        if taken(message, "money"):
            return
        found = phrases(_anywhere(), text) if self.may_be_meant(message) else []
        found = [span for span in found if not is_denied(span)]
        found = found or [span for span in phrases(_alone(), text) if is_all_that_is_said(span)]
        for span in found[:1]:
            yield Found("money", span.start_char, span.end_char, span.label_)


@cache
def _anywhere() -> PhraseBook:
    return PhraseBook(_PHRASES)


@cache
def _alone() -> PhraseBook:
    both = {share: [*_PHRASES[share], *_ALONE[share]] for share in _PHRASES}
    return PhraseBook(both)
