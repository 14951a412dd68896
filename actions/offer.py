"""The seller's other sum: shown with what a yes and a no mean, accepted or declined (R19). The actions of that flow."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, decide, remembered
from actions.case_choice import case_said
from actions.case_fields import dispute_meant
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.offering import offer_buttons
from actions.policy.decision import Outcome, Reason, Request
from actions.policy.requests import Ask
from actions.visit import Visit, visit, without_unknown

CHOICES = ("accept", "decline")


def answering(here: Visit) -> Matter:
    """The answer to the offer that the buyer has seen; to a choice that names none, the offer that waits is meant.

    That one is read back with its sum before anything is done, so nobody accepts what was not shown.
    """
    order, said = here.order(), here.tracker.get_slot("offer_choice")
    choice, offer = said if said in CHOICES else None, here.tracker.get_slot("offer")
    ask = Ask(Request.ANSWER_OFFER, choice=choice, dispute=case_said(here, order), offer=offer)
    matter = decide(here, "offer", order, ask)
    if choice is None or offer is not None:
        return matter
    return decide(here, "offer", order, replace(ask, offer=_waiting(matter)))


def _waiting(matter: Matter) -> str | None:
    """The id of the offer that waits in the dispute that is spoken of."""
    dispute = dispute_meant(matter.order, matter.ask, matter.decision)
    return dispute.offer.id if dispute and dispute.offer else None


class ActionCheckOffer(Action):
    """Reads: what the seller offers, and whether it can be answered. An offer that was replaced is shown anew."""

    def name(self) -> str:
        return "action_check_offer"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        matter = answering(here)
        return [
            *without_unknown(here, "offer_choice", CHOICES),
            *answer(dispatcher, here, matter),
            *_shown_now(matter),
        ]


def _shown_now(matter: Matter) -> Events:
    """The offer that the buyer sees now is the one that the next answer is about; an answer to another one is void."""
    if matter.decision.outcome not in (Outcome.ASK, Outcome.PERFORM):
        return []
    shown = SlotSet("offer", _waiting(matter))
    replaced = matter.decision.reason is Reason.OFFER_REPLACED
    return [shown, SlotSet("offer_choice", None)] if replaced else [shown]


class ActionAskOfferChoice(Action):
    """Asks for yes or no to the offer; each button names the offer that it is about."""

    def name(self) -> str:
        return "action_ask_offer_choice"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        dispute = dispute_meant(order, Ask(Request.ANSWER_OFFER, offer=here.tracker.get_slot("offer")))
        fields = {"buttons": offer_buttons(order, dispute) if dispute else []}
        dispatcher.utter_message(response=f"utter_ask_offer_choice{here.put_simply}", fields=fields)
        return []


class ActionAnswerOffer(Action):
    """Writes: accepts or declines the offer that was read back."""

    def name(self) -> str:
        return "action_answer_offer"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        matter = answering(here)
        if matter.decision.reason is not Reason.OFFER_REPLACED:
            return carry_out(dispatcher, here, matter)
        # Another offer came between question and yes: the check shows it, and the answer to the old one is void.
        dispatcher.utter_message(response="utter_decision_changed", fields={})
        return [SlotSet("offer_choice", None), remembered(matter)]
