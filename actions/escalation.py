"""No agreement with the seller: the buyer lets the platform decide (R18). The actions of that flow."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, decide
from actions.case_choice import case_said
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.policy.decision import Request
from actions.policy.requests import Ask
from actions.visit import Visit, visit


def escalating(here: Visit) -> Matter:
    order = here.order()
    return decide(here, "escalation", order, Ask(Request.ESCALATE, dispute=case_said(here, order)))


class ActionCheckEscalation(Action):
    """Reads: whether the platform can be asked to decide, or who has to act before that."""

    def name(self) -> str:
        return "action_check_escalation"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return answer(dispatcher, here, escalating(here))


class ActionEscalate(Action):
    """Writes: hands the dispute to the platform."""

    def name(self) -> str:
        return "action_escalate"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return carry_out(dispatcher, here, escalating(here))
