"""Where an order is, and which orders there are: answered at any moment, whatever task is open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, tell
from actions.case_fields import dispute_fields
from actions.cases import Case, open_cases
from actions.failures import Events, keeps_talking
from actions.offering import MOST_ORDERS, Button, order_buttons
from actions.order_choice import ask_which, greet_stranger, meant_by
from actions.policy.decision import Request
from actions.policy.facts import Order
from actions.policy.lifecycle import ended
from actions.policy.requests import Ask
from actions.saying import a_line, lines, order_fields
from actions.visit import Visit, visit

_STATUS = "order_status"


def standing(here: Visit, order: Order, flow: str = _STATUS) -> Matter:
    """How the order stands, and what is open for it; ``flow``: the task that wants to know."""
    ask = Ask(Request.STATUS)
    return Matter(_STATUS, flow, order, ask, here.desk.decide(order, ask))


class ActionOrderStatus(Action):
    """Tells how the order stands that the message means, else the one that was spoken of."""

    def name(self) -> str:
        return "action_order_status"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        orders = here.orders()
        if greet_stranger(dispatcher, here, bool(orders)) != "known":
            return []
        named = meant_by(here, orders)
        found = self._in_question(here, orders) if named is None else named
        if len(found) == 1:
            return self._tell(dispatcher, here, found[0])
        if here.intent == "inform" and named is None:
            dispatcher.utter_message(response="utter_not_understood", fields={})
            return []
        question = "utter_which_order" if found else "utter_ask_order" if named is None else "utter_order_not_found"
        ask_which(dispatcher, here, found or orders, (question, _STATUS))
        return []

    def _in_question(self, here: Visit, orders: list[Order]) -> list[Order]:
        """Without a word about which: the order of the open task, the one spoken of last, or the only one."""
        slots = (here.tracker.get_slot(name) for name in ("order", "order_in_focus"))
        spoken_of = [order for order in map(here.find_order, slots) if order]
        if here.intent == "inform":
            return []
        return spoken_of[:1] or (orders if len(orders) == 1 else [])

    def _tell(self, dispatcher: CollectingDispatcher, here: Visit, order: Order) -> Events:
        matter = standing(here, order)
        steps = matter.fields(here)["next"]["lines"]
        matter = replace(matter, more={"next": lines(*_going_on(order), *steps)})
        said = tell(dispatcher, here, matter, matter.response)
        return [event for event in said if event["name"] != "order_status_check"]


def _going_on(order: Order) -> list[dict[str, Any]]:
    """The order's cases that have not ended: what each is about, and who has it."""
    open_ones = [dispute for dispute in order.disputes if not ended(dispute)]
    return [a_line("utter_case_standing", dispute_fields(order, dispute)) for dispute in open_ones]


class ActionListOrders(Action):
    """Lists the newest orders with what is open and by when; each is a button to its best next step."""

    def name(self) -> str:
        return "action_list_orders"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        orders = here.orders()
        if greet_stranger(dispatcher, here, bool(orders)) != "known":
            return []
        newest = orders[:MOST_ORDERS]
        going_on = {order.order_id: next(iter(open_cases(here, [order])), None) for order in newest}
        fields = {
            "orders": lines(*(_order_line(here, order, going_on[order.order_id]) for order in newest)),
            "buttons": [_order_button(here, order, going_on[order.order_id]) for order in newest],
            "reader": here.reader(),
            "shown": len(newest),
            "count": len(orders),
        }
        more = "_more" if len(orders) > len(newest) else ""
        dispatcher.utter_message(response=f"utter_my_orders{more}", fields=fields)
        return []


def _order_line(here: Visit, order: Order, case: Case | None) -> dict[str, Any]:
    fields = order_fields(order, here.now)
    if case is None:
        return a_line("utter_order_line", fields)
    return a_line("utter_order_line_open", {**fields, "next": case.fields(here)["next"]})


def _order_button(here: Visit, order: Order, case: Case | None) -> Button:
    """The buyer's own next step, where it is the buyer's turn; else how the order stands."""
    (plain,) = order_buttons([order], _STATUS, here.now)
    return (case.buyers_step() if case else None) or plain
