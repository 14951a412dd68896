"""Finds whether the parcel is in the buyer's hands: "it came smashed" says yes, "never got it" says no."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Span

from bot.nlu.beside_intents import BesideIntents
from bot.nlu.dispute_phrases import NOT
from bot.nlu.extractor import Found
from bot.nlu.phrases import clause_before, is_denied, is_supposed, phrases, words_after
from bot.nlu.tokens import PhraseBook
from bot.nlu.word_list import word_list

_PARCEL = "parcel|package|order|item|product|goods|delivery|shipment|thing|box|it|everything|them|stuff|one|product"
_HERE = "arrived|arrive|come|came|delivered|reached|reach"

_YES = [
    f"{_PARCEL}|they|which|has|have|already|finally|just|been arrived",
    "arrived safely|today|yesterday|broken|damaged|on|with|in|and|but|this|last",
    f"{_PARCEL}|'s|has|have already|finally|just|been|now? come|here|came",
    f"{_PARCEL}|they is|are|'s|was|were already|finally|now|just? here|come|arrived",
    "came with|in|today|yesterday|this|last|on|finally|to|without|and|but",
    "came broken|damaged|smashed|cracked|defective|dented",
    "come with|broken|damaged|smashed",
    "instead of _ _? _? came",
    "a|an|the wrong|other|different|grey|black|white|red|blue|green|_ _? came",
    f"got|received|unpacked|unwrapped|opened the|my|this|it|them _? _? {_PARCEL}?",
    "received|got a|an|the wrong|different|other|used|damaged|broken|_ _",
    f"{_PARCEL} received",
    "received|got today|yesterday",
    "picked _? _? up",
    f"have|got|hold|holding my|the|this {_PARCEL}",
    "have|got|hold|holding it|them|my|the|this _? _? _? here|hands|hand|home",
    "with the|my|this _ in my hands|hand",
    "have it|them",
    "in my hands|hand",
    "in hand",
    "turned|showed up",
    "handed _? _? me|it",
    "on|in my kitchen? table|living? room|desk|home|house",
    "was delivered yesterday|today|to",
    "i found a|an _ _? in the parcel|box|package",
]
_NO = [
    f"{NOT} _? _? {_HERE}",
    f"{NOT} _? turned|turn|showed|show|shown up",
    f"{NOT} _? received|receive|get|got|gotten|have|seen|see it|them|anything|any",
    f"{NOT} _? received|receive|get|got|gotten|have|seen|see my|the|this|that|any|a _? {_PARCEL}",
    f"{NOT} received|receive|seen my _",
    f"{NOT} received|receive",
    f"nothing is|has|have|was|came|at? yet? {_HERE}|here|received",
    "nothing arrived|came|delivered|here",
    "got|get|have|receive|received nothing",
    "never made _? here|it",
    f"never _? {_HERE}|received|got|saw|seen",
    f"{NOT} here yet?",
    "no parcel|package|delivery|shipment",
    "parcel|package|order|shipment|delivery _? _? lost|vanished|disappeared",
    "lost parcel|package|order|shipment",
    f"waiting for it|them|{_PARCEL}",
    f"waiting for my|the {_PARCEL}",
    "lost in transit",
]
# "The refund has come", "their answer arrived", "only one part is here": not about the parcel.
_OTHER_MATTERS = frozenset(
    word_list(
        """
    refund refunds money cash payment reimbursement reply answer response email e-mail mail message confirmation code
    part parts piece pieces letter invoice offer return news bill credit voucher replacement notice number further size
    """
    )
)
# What somebody else says of it is not what the buyer says.
_SAID = frozenset(
    word_list(
        """
    says say said claims claim claimed claiming claims marked mark status tracking tracked according supposedly shows
    showing allegedly swears should would will could until recorded when before seller courier
    """
    )
)
_OTHERS = frozenset(word_list("you they he she"))
_DENYING = frozenset(NOT.split("|"))
_ASKS = frozenset(word_list("has have did will is does was were can"))
_NEAR = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ReceiptExtractor(BesideIntents):
    """Entity `received`, at most one: `yes` or `no`. Where a text says both, no: the carrier's word is not the buyer's.

    "It had not come on Monday, but it arrived today" says yes: after a "but" the last word counts. Runs
    after the classifier.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        about = ["item_not_as_described", "item_not_received", "request_refund", "confirm_receipt", "order_status"]
        never = ["refund_delay", "cancel_order", "withdraw_request", "file_complaint", "out_of_scope"]
        return {"only_with": [*about, "inform", "affirm", "deny"], "never_with": never, "likely_from": 0.2}

    def find(self, text: str, message: Message) -> Iterable[Found]:
        found = [span for span in phrases(_book(), text) if _is_meant(span)]
        if not (found and self.may_be_meant(message)):
            return
        turned = [span for span in found if span.label_ == "yes" and _turns_to(span)]
        denied = [span for span in found if span.label_ == "no"]
        span = (turned or denied or found)[-1]
        yield Found("received", span.start_char, span.end_char, span.label_)


def _is_meant(span: Span) -> bool:
    before, own = clause_before(span)[-_NEAR:], [token.lower_ for token in span]
    if is_supposed(span) or _OTHER_MATTERS & {*before, *own, *words_after(span, 2)}:
        return False
    if span.label_ == "no":
        return "i" in before or not (_SAID | _OTHERS) & set(before)
    asked = _ASKS & {*before[:1], *own[:1]} and span.doc[-1].text == "?"
    denied = is_denied(span) or _DENYING & set(own)
    return not (asked or denied or (_SAID | _OTHERS) & {*before, *own})


def _turns_to(span: Span) -> bool:
    """Whether a "but" leads to it: what came before is over."""
    earlier = span.doc[: span.start]
    return any(token.lower_ in ("but", "now", "finally") for token in earlier[-_NEAR:])


@cache
def _book() -> PhraseBook:
    return PhraseBook({"yes": _YES, "no": _NO})
