"""What is open for a buyer, over all orders: disputes, requests to cancel, money on its way; with their next dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, decide, remembered, tell
from actions.case_choice import cases_meant
from actions.case_fields import dispute_meant, item_field
from actions.failures import Events, keeps_talking
from actions.offering import Button, button, next_buttons, order_buttons, request_button
from actions.order_choice import greet_stranger, meant_by
from actions.policy.decision import Actor, Outcome, Reason, Request, Step
from actions.policy.facts import Dispute, Order
from actions.policy.lifecycle import ended, open_cancellation
from actions.policy.requests import Ask
from actions.saying import Field, Fields, a_line, a_word, lines, title_of
from actions.visit import Visit, visit

_FLOW = "cases"
_MOST_CASES = 5
_NO_DATE = datetime.max.replace(tzinfo=timezone.utc)
# Money that is not there yet: whatever else the policy says of a refund is no open case.
_MONEY_IS_OPEN = frozenset(
    {
        Reason.NOT_SENT_YET,
        Reason.ON_ITS_WAY,
        Reason.TRACE_OPEN,
        Reason.TRACE_OVERDUE,
        Reason.OVERDUE_UNSENT,
        Reason.OPENS_TRACE,
        Reason.FAILED_CHOOSE,
    }
)


@dataclass(frozen=True)
class Case:
    """Something that goes on. ``matter``: what the policy says of it; ``dispute``: None for a cancellation or money."""

    matter: Matter
    dispute: Dispute | None = None

    @property
    def order(self) -> Order:
        return self.matter.order

    @property
    def item(self) -> Field:
        return item_field(self.order, self.dispute.item) if self.dispute else title_of(self.order)

    def fields(self, here: Visit) -> Fields:
        """The item, what it is about, and the first thing that happens next."""
        told, request = self.matter.fields(here), self.matter.decision.request
        about = a_word("dispute_reason", self.dispute.reason) if self.dispute else a_word("case", request)
        return {**told, "item": self.item, "about": about, "next": lines(*self._first_step(told))}

    def _first_step(self, told: Fields) -> list[dict[str, Any]]:
        if self._money_is_late():  # what follows has not begun yet
            return [a_line("utter_money_is_late", told)]
        steps = [line for line in told["next"]["lines"] if line["response"] != "utter_seller_wrote"]
        return steps[:1] or [a_line("utter_your_turn", told)]

    def _money_is_late(self) -> bool:
        decision = self.matter.decision
        return decision.request is Request.REFUND_LATE and decision.outcome in (Outcome.PERFORM, Outcome.REFER)

    def button(self) -> Button:
        """What the buyer can do about it, where it is the buyer's turn; else the whole of it."""
        about = {"dispute": self.dispute.reference} if self.dispute else {}
        look = button("look", "dispute_status", order=self.order.order_id, **about)
        return self.buyers_step() or self._named(look)

    def buyers_step(self) -> Button | None:
        """The step that it waits for, where that is the buyer's and has a door."""
        decision = self.matter.decision
        if self._money_is_late() or (decision.request is Request.REFUND_LATE and decision.outcome is Outcome.ASK):
            return self._named(request_button(self.order, Request.REFUND_LATE))
        steps = decision.next_steps[:1]
        if not steps or steps[0].who is not Actor.BUYER:
            return None
        if steps[0].what is Step.ANSWER_OFFER:  # the offer is shown before it is answered
            return self._named(request_button(self.order, Request.ANSWER_OFFER, self.dispute))
        found = next_buttons(self.order, replace(decision, next_steps=steps), self.matter.ask)
        return next((self._named(new) for new in found if "order" in new["payload"]), None)

    def _named(self, step: Button) -> Button:
        """The button with the item in its title: there is one for each case."""
        words = {"step": {"word": step["word"], "fields": step.get("fields") or {}}, "item": self.item}
        return {"word": "button_for_item", "payload": step["payload"], "fields": words}


def open_cases(here: Visit, orders: Iterable[Order]) -> list[Case]:
    """Everything that goes on for these orders: what waits for the buyer first, then by date."""
    kinds = (_disputes, _cancelling, _money)
    cases = [case for order in orders for found in kinds for case in found(here, order)]
    return sorted(cases, key=lambda case: (case.buyers_step() is None, case.matter.decision.deadline or _NO_DATE))


def case_matter(here: Visit, order: Order, dispute: Dispute) -> Matter:
    """How a dispute stands: what the policy says to disputing its item (again)."""
    return decide(here, _FLOW, order, Ask(Request.DISPUTE, item=dispute.item, dispute=dispute.reference))


def _disputes(here: Visit, order: Order) -> Iterator[Case]:
    for dispute in order.disputes:
        if not ended(dispute):
            yield Case(case_matter(here, order, dispute), dispute)


def _cancelling(here: Visit, order: Order) -> Iterator[Case]:
    waiting = open_cancellation(order)
    if waiting is not None:
        yield Case(decide(here, _FLOW, order, Ask(Request.CANCEL, waiting.reason)))


def _money(here: Visit, order: Order) -> Iterator[Case]:
    if order.refunds:
        matter = decide(here, _FLOW, order, Ask(Request.REFUND_LATE))
        if matter.decision.reason in _MONEY_IS_OPEN:
            yield Case(matter)


class ActionListCases(Action):
    """Tells the one case that is meant or open; lists several with their next dates; says so where nothing is open."""

    def name(self) -> str:
        return "action_list_cases"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        orders = here.orders()
        if greet_stranger(dispatcher, here, bool(orders)) != "known":
            return []
        named = meant_by(here, orders) or []
        cases = _of_the_case_named(here, open_cases(here, named or orders))
        if len(cases) == 1:
            return _tell(dispatcher, here, cases[0])
        if cases:
            return _list(dispatcher, here, cases)
        return _nothing_open(dispatcher, here, named, orders)


def _of_the_case_named(here: Visit, cases: list[Case]) -> list[Case]:
    """The cases that the message names by reference or button; all, where it names none."""
    said = [entity.get("value") for entity in here.message.get("entities") or [] if entity.get("entity") == "dispute"]
    words = " ".join(map(str, [here.message.get("text") or "", *said]))
    named = [case for case in cases if case.dispute and case.dispute in cases_meant(case.order, words)]
    return named or cases


def _tell(dispatcher: CollectingDispatcher, here: Visit, case: Case) -> Events:
    said = tell(dispatcher, here, case.matter, case.matter.response)
    return [event for event in said if event["name"] != f"{_FLOW}_check"]


def _list(dispatcher: CollectingDispatcher, here: Visit, cases: list[Case]) -> Events:
    shown = cases[:_MOST_CASES]
    fields = {
        "cases": lines(*(a_line("utter_case_line", case.fields(here)) for case in shown)),
        "buttons": [case.button() for case in shown],
        "reader": here.reader(),
        "shown": len(shown),
        "count": len(cases),
    }
    response = "utter_my_cases_more" if len(cases) > len(shown) else "utter_my_cases"
    dispatcher.utter_message(response=response, fields=fields)
    return []


def _nothing_open(dispatcher: CollectingDispatcher, here: Visit, named: list[Order], orders: list[Order]) -> Events:
    """Of a named order, how its last case ended; else that nothing is open, with the orders to go on with."""
    last = dispute_meant(named[0], Ask(Request.DISPUTE)) if len(named) == 1 else None
    if last is not None:
        matter = decide(here, _FLOW, named[0], Ask(Request.ESCALATE, dispute=last.reference))
        return [*_tell(dispatcher, here, Case(matter, last)), remembered(matter)]
    fields = {"buttons": order_buttons(named or orders, "order_status", here.now), "reader": here.reader()}
    dispatcher.utter_message(response="utter_no_cases", fields=fields)
    return []
