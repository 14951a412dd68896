"""Finds what is wrong with goods, as a word of the contract, where the text says it in words that leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Span

from bot.nlu.bare import is_all_that_is_said, is_bare
from bot.nlu.beside_intents import BesideIntents
from bot.nlu.dispute_phrases import NOT, REASONS
from bot.nlu.dispute_words_abroad import DISPUTE_REASONS, MONEY
from bot.nlu.extractor import Found
from bot.nlu.language_of import language_of
from bot.nlu.phrases import clause_before, is_denied, is_supposed, phrases, words_after
from bot.nlu.phrases_abroad import Phrase, Phrasebook
from bot.nlu.tokens import PhraseBook, tokens
from bot.nlu.word_list import word_list

_DENYING = frozenset([*NOT.split("|"), "nothing", "no", "without", "still"])
# "The refund hasn't arrived", "the link doesn't work", "their offer is too small": said of something else than goods.
_OTHER_MATTERS = frozenset(
    word_list(
        """
    refund refunds money cash payment reimbursement reply answer response email e-mail mail message confirmation code
    link button site website app page voucher coupon card offer proposal amount sum tracking system
    seller shop store promise promises
    """
    )
)
_OF_OTHER_MATTERS_TOO = ("defective", "not_received", "size_unclear", "change_of_mind")
# "The page says delivered" describes no goods.
_DELIVERY = frozenset(word_list("delivered handed signed arrived delivery been"))
_NEAR = 4
_PREFERRED = tuple(REASONS)
_ABROAD = Phrasebook(DISPUTE_REASONS)
_MONEY = re.compile(MONEY)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DisputeReasonExtractor(BesideIntents):
    """Entity `dispute_reason`, at most one. `size_unclear`: too small or too big, and whose fault is not said.

    What is wrong with goods is also said of orders to be cancelled: `never_with` are intents beside which it is none.
    Runs after the classifier.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **BesideIntents.get_default_config(),
            "only_with": ["item_not_as_described", "item_not_received", "request_refund", "inform"],
            "never_with": [
                "confirm_receipt",
                "cancel_order",
                "withdraw_request",
                "file_complaint",
                "refund_delay",
                "out_of_scope",
            ],
        }

    def find(self, text: str, message: Message) -> Iterable[Found]:
        likely = self.may_be_meant(message)
        found = [span for span in phrases(_book(), text) if _is_said_of_goods(span)]
        if not likely:
            found = [span for span in found if is_all_that_is_said(span)]
        for span in sorted(found, key=lambda span: _PREFERRED.index(span.label_))[:1]:
            yield Found("dispute_reason", span.start_char, span.end_char, span.label_)
        if not found and language_of(text) != "en":
            yield from _abroad(text, likely)


def _abroad(text: str, likely: bool) -> list[Found]:
    said = [phrase for phrase in _ABROAD.found(text) if not phrase.denied and not _is_of_money(phrase)]
    if not likely:
        said = [phrase for phrase in said if is_bare(tokens(text), [(phrase.start, phrase.end)])]
    return [Found("dispute_reason", phrase.start, phrase.end, phrase.label) for phrase in said[:1]]


def _is_said_of_goods(span: Span) -> bool:
    before, after = clause_before(span), words_after(span, _NEAR)
    if is_supposed(span) or (span.label_ == "not_as_described" and _DELIVERY & set(after)):
        return False
    if span.label_ in _OF_OTHER_MATTERS_TOO and _OTHER_MATTERS & {*before[-_NEAR:], *after[:2]}:
        return False
    says_no = _DENYING & {token.lower_ for token in span}
    return bool(says_no) or not is_denied(span)


def _is_of_money(phrase: Phrase) -> bool:
    return phrase.label in _OF_OTHER_MATTERS_TOO and _MONEY.search(phrase.before + phrase.after) is not None


@cache
def _book() -> PhraseBook:
    return PhraseBook(REASONS)
