"""The buyer confirms that the goods are in hand: what that ends is said before the yes (F46). The actions of it."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, decide
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.policy.decision import Request
from actions.policy.requests import Ask
from actions.visit import Visit, visit


def confirming_receipt(here: Visit) -> Matter:
    return decide(here, "receipt", here.order(), Ask(Request.CONFIRM_RECEIPT))


class ActionCheckReceipt(Action):
    """Reads: whether receipt can be confirmed; prepares the warning and the read-back."""

    def name(self) -> str:
        return "action_check_receipt"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return answer(dispatcher, here, confirming_receipt(here))


class ActionConfirmReceipt(Action):
    """Writes: the receipt is confirmed."""

    def name(self) -> str:
        return "action_confirm_receipt"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return carry_out(dispatcher, here, confirming_receipt(here))
