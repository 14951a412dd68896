"""Goods that are wrong or never came, and open cases: the order's facts now, and a ticket for our staff."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, tell
from actions.failures import Events, keeps_talking
from actions.order_status import standing, to_staff
from actions.policy.decision import Outcome, Request
from actions.policy.facts import Order
from actions.policy.lifecycle import CLOSED_ORDER, UNSHIPPED, status
from actions.policy.requests import Ask
from actions.visit import Visit, visit

TOPICS = frozenset(
    {
        "item_not_as_described",
        "item_not_received",
        "request_refund",
        "answer_offer",
        "add_evidence",
        "give_tracking_number",
        "escalate",
        "confirm_receipt",
        "dispute_status",
    }
)
# Before anything was sent, these need no staff: the order's own facts answer them.
_ABOUT_THE_PARCEL = frozenset({"item_not_received", "request_refund", "confirm_receipt"})


class ActionNoteTopic(Action):
    """Reads: what the case is about, by the intent that began it."""

    def name(self) -> str:
        return "action_note_topic"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        frames = (tracker.get_slot("flow_state") or {}).get("frames") or [{}]
        begun_by = frames[-1].get("intent") or visit(tracker).intent
        return [SlotSet("ticket_topic", begun_by if begun_by in TOPICS else "dispute_status")]


class ActionCheckCase(Action):
    """Reads: tells the order's facts; where these do not settle it, prepares a ticket."""

    def name(self) -> str:
        return "action_check_case"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        topic, order = str(tracker.get_slot("ticket_topic")), here.order()
        settled = _settled(here, order, topic)
        if settled is not None:
            return tell(dispatcher, here, settled, settled.response)
        return to_staff(here, standing(here, order, "case"), topic)


def _settled(here: Visit, order: Order, topic: str) -> Matter | None:
    """The answer that the order's own facts give: not sent yet, or cancelled and the money is what counts."""
    stands = status(order, here.now)
    if stands not in UNSHIPPED | CLOSED_ORDER or topic not in _ABOUT_THE_PARCEL:
        return None
    ask = Ask(Request.REFUND_LATE)
    money = Matter("refund", "case", order, ask, here.desk.decide(order, ask))
    if topic == "request_refund" and money.decision.outcome in (Outcome.WAIT, Outcome.EXPLAIN):
        return money
    return standing(here, order, "case")
