"""The seller says no, or nothing at all: what the policy knows of a refused or open cancellation, else a ticket."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, tell
from actions.failures import Events, keeps_talking
from actions.order_status import standing, to_staff
from actions.policy.decision import Outcome, Reason, Request
from actions.policy.facts import CancellationReason, Order
from actions.policy.lifecycle import UNSHIPPED, status
from actions.policy.requests import Ask
from actions.visit import Visit, visit

_TOPIC = "seller_refused"


class ActionCheckRefusal(Action):
    """Reads: what is open after the seller's no (F44); for what was sent already, prepares a ticket."""

    def name(self) -> str:
        return "action_check_refusal"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        if status(order, here.now) not in UNSHIPPED:
            return to_staff(here, standing(here, order, "refusal"), _TOPIC)
        wish = _cancelling(here, order)
        if wish.decision.outcome is not Outcome.PERFORM:
            return answer(dispatcher, here, wish)
        asked_before = wish.decision.reason is Reason.RENEWS_REQUEST
        response = "utter_refusal_renews_request" if asked_before else "utter_refusal_cancellable"
        return tell(dispatcher, here, standing(here, order, "refusal"), response)


def _cancelling(here: Visit, order: Order) -> Matter:
    """What a wish to cancel would be told now, for the reason that stands; nothing is done by asking."""
    reason = order.cancellation.reason if order.cancellation else CancellationReason.OTHER
    ask = Ask(Request.CANCEL, reason)
    return Matter("refusal", "refusal", order, ask, here.desk.decide(order, ask))
