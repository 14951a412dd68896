"""Settles which case of an order a task is about: by its reference, an item, a button. What it is about: the policy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.case_fields import dispute_fields
from actions.failures import Events, keeps_talking
from actions.finding import item_meant
from actions.offering import Button, button
from actions.policy.claims import covers
from actions.policy.facts import Dispute, Order
from actions.policy.lifecycle import ended
from actions.visit import Visit, visit

_REFERENCE = re.compile(r"\bD[\w.-]*-\d+\b", re.IGNORECASE)


def case_said(here: Visit, order: Order) -> str | None:
    """The reference of the order's case that the buyer named; None where none of this order was named."""
    said = here.tracker.get_slot("dispute")
    return said if said in {dispute.reference for dispute in order.disputes} else None


def cases_meant(order: Order, words: str) -> list[Dispute]:
    """The cases that the words name: by reference, else by an item that they are about."""
    references = {found.upper() for found in _REFERENCE.findall(words)}
    named = [dispute for dispute in order.disputes if dispute.reference.upper() in references]
    sku = item_meant(order, words)
    return named or [dispute for dispute in to_choose_from(order) if sku and covers(dispute, sku)]


def to_choose_from(order: Order) -> list[Dispute]:
    """The cases that go on; where all have ended, all of them."""
    return [dispute for dispute in order.disputes if not ended(dispute)] or list(order.disputes)


def case_buttons(order: Order, disputes: Sequence[Dispute]) -> list[Button]:
    """A case each: its item, what it is about, how it stands."""
    return [
        {**button("case", "inform", dispute=dispute.reference), "fields": dispute_fields(order, dispute)}
        for dispute in disputes
    ]


class ActionAskDispute(Action):
    """Asks which case is meant, each a button."""

    def name(self) -> str:
        return "action_ask_dispute"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        fields = {"buttons": case_buttons(order, to_choose_from(order))}
        dispatcher.utter_message(response=f"utter_ask_dispute{here.put_simply}", fields=fields)
        return []


class ActionFindDispute(Action):
    """Turns what the buyer said into one case of the order, or asks which one it is."""

    def name(self) -> str:
        return "action_find_dispute"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        order = here.order()
        found = cases_meant(order, str(tracker.get_slot("dispute")))
        if len(found) == 1:
            return [SlotSet("dispute", found[0].reference)]
        response = "utter_which_dispute" if found else "utter_dispute_not_found"
        fields = {"buttons": case_buttons(order, found or to_choose_from(order))}
        dispatcher.utter_message(response=response, fields=fields)
        return [SlotSet("dispute", None)]
