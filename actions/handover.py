"""A person instead of the assistant: what would be handed over, about which order, by when it is answered."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import REFER
from actions.failures import Events, keeps_talking
from actions.saying import Fields, a_line, lines, order_fields
from actions.tickets import staff_time, ticket_proposal
from actions.visit import Visit, visit

_TOPIC = "talk_to_human"


class ActionCheckHandover(Action):
    """Reads: prepares a ticket, about the order that was spoken of last, if any. Guests may have one too."""

    def name(self) -> str:
        return "action_check_handover"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        proposal = self._proposal(visit(tracker))
        return [SlotSet("handover_check", REFER), SlotSet("proposal", proposal)]

    def _proposal(self, here: Visit) -> dict[str, Any]:
        slots = (here.tracker.get_slot(name) for name in ("order", "order_in_focus"))
        order = next((order for order in map(here.find_order, slots) if order), None)
        fields: Fields = {"staff_time": staff_time(here, order)}
        if order is None:
            offer = lines(a_line("utter_handover_offer", fields))
            return ticket_proposal(here, _TOPIC, None, {"read_back": offer})
        fields |= order_fields(order, here.now)
        offer = lines(a_line("utter_handover_offer_order", fields))
        return {**ticket_proposal(here, _TOPIC, None, {**fields, "read_back": offer}), "order": order.order_id}
