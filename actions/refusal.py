"""The seller says no, or nothing at all: what that means now, and which door is open. The action of that flow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, decide
from actions.case_choice import case_said
from actions.failures import Events, keeps_talking
from actions.policy.decision import Request
from actions.policy.facts import CancellationStatus, Order
from actions.policy.requests import Ask
from actions.saying import a_line, lines
from actions.visit import Visit, visit

_SAID_ALREADY = "utter_next_cancel_order"
"""That it can be cancelled is what the answer itself says; until when it can be at once is not."""


def refused(here: Visit) -> Matter:
    """What the seller's no means for this order; a no to cancelling is quoted before the steps."""
    order = here.order()
    matter = decide(here, "refusal", order, Ask(Request.SELLER_REFUSED, dispute=case_said(here, order)))
    steps = [line for line in matter.fields(here)["next"]["lines"] if line["response"] != _SAID_ALREADY]
    return replace(matter, more={"next": lines(*_words_to_cancelling(order), *steps)})


def _words_to_cancelling(order: Order) -> list[dict[str, Any]]:
    request = order.cancellation
    refused_it = request is not None and request.status is CancellationStatus.REJECTED and order.shipped_at is None
    if request is None or not refused_it or not request.seller_words:
        return []
    return [a_line("utter_seller_wrote", {"seller": order.seller.name, "seller_words": request.seller_words})]


class ActionCheckRefusal(Action):
    """Reads: what is open after the seller's no, as words and as buttons."""

    def name(self) -> str:
        return "action_check_refusal"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return answer(dispatcher, here, refused(here))
