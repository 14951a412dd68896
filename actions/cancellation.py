"""Cancelling an order, taking a cancellation or a dispute back, complaining about a seller: the actions of it all."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.answering import Matter, answer, decide
from actions.case_choice import case_said
from actions.changes import COMPLAINT
from actions.doing import carry_out
from actions.failures import Events, keeps_talking
from actions.finding import WHOLE_ORDER, item_meant
from actions.policy.decision import Outcome, Request
from actions.policy.facts import CancellationReason, Order
from actions.policy.requests import Ask
from actions.reason_words import named
from actions.visit import Visit, visit, without_unknown

_REASON = "cancellation_reason"


def cancelling(here: Visit) -> Matter:
    order = here.order()
    ask = Ask(Request.CANCEL, here.cancellation_reason(), _item(here, order))
    return Matter("cancellation", "cancellation", order, ask, here.desk.decide(order, ask))


def withdrawing(here: Visit) -> Matter:
    """An open cancellation is meant first, then a dispute; of an order with neither, the answer is the former's."""
    order = here.order()
    cancellation = decide(here, "withdrawal", order, Ask(Request.WITHDRAW_CANCELLATION))
    if cancellation.decision.outcome is Outcome.PERFORM or not order.disputes:
        return cancellation
    return decide(here, "withdrawal", order, Ask(Request.WITHDRAW_DISPUTE, dispute=case_said(here, order)))


def complaining(here: Visit) -> Matter:
    """The complaint for the reason the buyer gave, now or with the cancellation; else for the time that ran out."""
    order = here.order()
    given = here.cancellation_reason() or (order.cancellation.reason if order.cancellation else None)
    matters = [_complaint(here, order, reason) for reason in (given, CancellationReason.TAKES_TOO_LONG)]
    return next((matter for matter in matters if matter.decision.outcome is Outcome.PERFORM), matters[0])


def _complaint(here: Visit, order: Order, reason: CancellationReason | None) -> Matter:
    ask = Ask(Request.CANCEL, reason, choice=COMPLAINT)
    return Matter("cancellation", "complaint", order, ask, here.desk.decide(order, ask))


def _reason_given(here: Visit) -> Events:
    """Empties the slot of what is no reason; where the message only denied the one before, takes the one it names."""
    denied = here.said(_REASON)
    reason = named(str(here.message.get("text") or ""), denied) if denied else None
    if reason is None or here.tracker.get_slot(_REASON) is not None:
        return without_unknown(here, _REASON, CancellationReason)
    taken: Events = [SlotSet(_REASON, str(reason))]
    here.tracker.add_slots(taken)
    return taken


def _item(here: Visit, order: Order) -> str | None:
    """The sku of the one item that is meant; None for the whole order."""
    word = here.tracker.get_slot("item")
    if not word or word == WHOLE_ORDER:
        return None
    return word if word in {item.sku for item in order.items} else item_meant(order, word)


class ActionCheckCancellation(Action):
    """Reads: whether the order may be cancelled, and how."""

    def name(self) -> str:
        return "action_check_cancellation"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return [*_reason_given(here), *answer(dispatcher, here, cancelling(here))]


class ActionCancelOrder(Action):
    """Writes: cancels, queues or requests what was read back."""

    def name(self) -> str:
        return "action_cancel_order"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return carry_out(dispatcher, here, cancelling(here))


class ActionCheckWithdrawal(Action):
    """Reads: whether a cancellation or a dispute can be taken back."""

    def name(self) -> str:
        return "action_check_withdrawal"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return answer(dispatcher, here, withdrawing(here))


class ActionWithdrawCancellation(Action):
    """Writes: takes the cancellation or the dispute back."""

    def name(self) -> str:
        return "action_withdraw_cancellation"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return carry_out(dispatcher, here, withdrawing(here))


class ActionCheckComplaint(Action):
    """Reads: whether the seller is at fault, so that a complaint can be filed."""

    def name(self) -> str:
        return "action_check_complaint"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return [*_reason_given(here), *answer(dispatcher, here, complaining(here))]


class ActionFileComplaint(Action):
    """Writes: files the complaint."""

    def name(self) -> str:
        return "action_file_complaint"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        return carry_out(dispatcher, here, complaining(here))
