"""Settles which order a task is about: who is asking, which own order is meant; asks where several fit.

Another buyer's number and an invented one get the very same answer (R26).
"""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.failures import Events, keeps_talking
from actions.finding import Hints, fitting, hints_of, text_hints
from actions.offering import order_buttons
from actions.order_correction import meant_instead
from actions.policy.decision import Outcome, Reason, Request
from actions.policy.facts import Order
from actions.policy.requests import Ask
from actions.visit import Visit, visit

# Requests that make sense for few orders: where one has the door open, that one is meant.
_FOR_FEW = {
    "withdraw_request": (Request.WITHDRAW_CANCELLATION, Request.WITHDRAW_DISPUTE),
    "refund_delay": (Request.REFUND_LATE,),
    "seller_refused": (Request.SELLER_REFUSED,),
    "answer_offer": (Request.ANSWER_OFFER,),
    "add_evidence": (Request.ADD_EVIDENCE,),
    "give_tracking_number": (Request.GIVE_TRACKING,),
    "escalate": (Request.ESCALATE,),
    "confirm_receipt": (Request.CONFIRM_RECEIPT,),
}
# Something that exists is meant: then the order that was spoken of last is not, if it has nothing of the kind.
_ABOUT_A_RECORD = frozenset({"withdraw_request", "answer_offer", "add_evidence", "give_tracking_number", "escalate"})
_DOOR_OPEN, _GOES_ON, _NOTHING_THERE = range(3)
_REFUSED = frozenset({Reason.RENEWAL_OPEN, Reason.REJECTED_TWICE, Reason.ESCALATION_OPEN, Reason.RETURN_REFUSED})


def greet_stranger(dispatcher: CollectingDispatcher, here: Visit, has_orders: bool) -> str:
    """``known``; a guest is told how to sign in, a buyer without orders that there are none."""
    if here.buyer_id is None:
        dispatcher.utter_message(response="utter_sign_in", fields={})
        return "guest"
    if not has_orders:
        dispatcher.utter_message(response="utter_no_orders", fields={})
        return "no_orders"
    return "known"


def ask_which(dispatcher: CollectingDispatcher, here: Visit, orders: list[Order], question: tuple[str, str]) -> None:
    """Puts a question with up to five orders as buttons; ``question``: its response, the intent of the buttons."""
    response, intent = question
    fields = {"buttons": order_buttons(orders, intent, here.now), "reader": here.reader()}
    dispatcher.utter_message(response=response, fields=fields)


def meant_by(here: Visit, orders: list[Order]) -> list[Order] | None:
    """The orders that the latest message names in any way; None where it names none."""
    hints = hints_of(here.message)
    if hints:
        return fitting(orders, hints, here.zone)
    return fitting(orders, text_hints(_text(here)), here.zone) or None


def _text(here: Visit) -> str:
    text = str(here.message.get("text") or "")
    return "" if text.startswith("/") else text


class ActionCheckBuyer(Action):
    """Reads: who is asking. A guest gets nothing about any order, only how to sign in."""

    def name(self) -> str:
        return "action_check_buyer"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return [SlotSet("buyer_check", greet_stranger(dispatcher, here, here.has_orders()))]


class ActionAskOrder(Action):
    """Takes the order that goes without saying, else asks with the buyer's orders as buttons."""

    def name(self) -> str:
        return "action_ask_order"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        orders = here.orders()
        understood = self._understood(here, orders)
        if len(understood) == 1:
            return [SlotSet("order", understood[0].order_id)]
        question = "utter_which_order" if understood else f"utter_ask_order{here.put_simply}"
        ask_which(dispatcher, here, understood or orders, (question, "inform"))
        return []

    def _understood(self, here: Visit, orders: list[Order]) -> list[Order]:
        if len(orders) == 1:
            return orders
        named = meant_by(here, orders)
        if named:
            return named
        focus = here.find_order(here.tracker.get_slot("order_in_focus"))
        if focus and here.begun_by not in _ABOUT_A_RECORD:
            return [focus]
        likely = _likely(here, orders)
        return [focus] if focus and (focus in likely or not likely) else likely


class ActionAskOrderAgain(Action):
    """Puts the question again, with the buyer's orders as buttons. What was said in between means no order."""

    def name(self) -> str:
        return "action_ask_order_again"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        ask_which(dispatcher, here, here.orders(), ("utter_ask_order_again", "inform"))
        return []


def _likely(here: Visit, orders: list[Order]) -> list[Order]:
    """The orders for which the request makes sense: those where its door is open, else where it waits for something."""
    requests = _FOR_FEW.get(here.begun_by, ())
    if not requests:
        return []
    ranks = [min(_nearness(here, order, request) for request in requests) for order in orders]
    best = min(ranks)
    return [] if best == _NOTHING_THERE else [o for o, rank in zip(orders, ranks, strict=True) if rank == best]


def _nearness(here: Visit, order: Order, request: Request) -> int:
    decision = here.desk.decide(order, Ask(request))
    if decision.outcome in (Outcome.PERFORM, Outcome.ASK) or decision.reason in _REFUSED:
        return _DOOR_OPEN
    return _GOES_ON if decision.outcome in (Outcome.WAIT, Outcome.REFER) else _NOTHING_THERE


class ActionFindOrder(Action):
    """Turns what the buyer said into one of the buyer's own orders, or asks which one it is."""

    def name(self) -> str:
        return "action_find_order"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here, said = visit(tracker), tracker.get_slot("order")
        own = here.find_order(str(said))
        if own is not None:
            return [SlotSet("order", own.order_id), SlotSet("order_in_focus", own.order_id)]
        orders = here.orders()
        found = fitting(orders, self._hints(here, said), here.zone)
        known = here.find_order(here.replaced.get("order"))
        if known is not None:
            found = meant_instead(here.message, known, found, insists=here.intent in ("deny", here.begun_by))
        if len(found) == 1:
            return [SlotSet("order", found[0].order_id), SlotSet("order_in_focus", found[0].order_id)]
        question = "utter_which_order" if found else "utter_order_not_found"
        ask_which(dispatcher, here, found or orders, (question, "inform"))
        return [SlotSet("order", None)]

    def _hints(self, here: Visit, said: object) -> Hints:
        """The message's own hints; where it has none (a value of an earlier message), those of the value itself."""
        words = said if isinstance(said, str) else ""
        return hints_of(_said_with(here, words)) or text_hints(words)


def _said_with(here: Visit, words: str) -> dict[str, Any]:
    """The message with the entities of these words alone: the rest of it may be about another order."""
    text = _text(here)
    if not text or not words:
        return here.message
    entities = here.message.get("entities") or []
    meant = [entity for entity in entities if text[entity.get("start", 0) : entity.get("end")] in words]
    return {"text": text, "entities": meant}
