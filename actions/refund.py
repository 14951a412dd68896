"""Late or missing money: the actions of the refund flow."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.policy.decision import Request
from actions.policy.refund import BALANCE, STAFF
from actions.policy.requests import Ask
from actions.visit import Visit, visit, without_unknown


def pursuing(here: Visit) -> Matter:
    """Where the refund of this order is; ``refund_choice`` counts where it is one of the two."""
    order, word = here.order(), here.tracker.get_slot("refund_choice")
    ask = Ask(Request.REFUND_LATE, choice=word if word in (BALANCE, STAFF) else None)
    return Matter("refund", "refund", order, ask, here.desk.decide(order, ask))


class ActionCheckRefund(Action):
    """Reads: where the money is, and what can be done about it."""

    def name(self) -> str:
        return "action_check_refund"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return [*without_unknown(here, "refund_choice", (BALANCE, STAFF)), *answer(dispatcher, here, pursuing(here))]


class ActionPursueRefund(Action):
    """Writes: opens the search, or sends the refund to the store balance."""

    def name(self) -> str:
        return "action_pursue_refund"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return carry_out(dispatcher, here, pursuing(here))
