"""Puts the questions of a dispute, one at a time, each with its answers as buttons beside free text. Reads only."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.case_fields import item_field
from actions.dispute_slots import OTHER_REASONS, YES, Wish, wish_of
from actions.failures import Events, keeps_talking
from actions.finding import WHOLE_ORDER
from actions.offering import Button, button
from actions.policy.facts import DisputeReason, Order, Wanted
from actions.policy.items import free_lines
from actions.policy.money import Money
from actions.saying import an_amount
from actions.sums import ALL, HALF, sum_meant
from actions.visit import Visit, visit

_MOST_LINES = 8
_FIRST_REASONS = 5
_GOODS = (
    DisputeReason.DAMAGED,
    DisputeReason.DEFECTIVE,
    DisputeReason.NOT_AS_DESCRIBED,
    DisputeReason.WRONG_ITEM,
    DisputeReason.PARTS_MISSING,
    DisputeReason.WRONG_SIZE,
    DisputeReason.COUNTERFEIT,
    DisputeReason.NOT_RECEIVED,
    DisputeReason.CHANGE_OF_MIND,
)
# Who wants the money back and names nothing wrong: a change of mind is as likely as any.
_MONEY_BACK = (
    DisputeReason.CHANGE_OF_MIND,
    *(reason for reason in _GOODS if reason is not DisputeReason.CHANGE_OF_MIND),
)


def reasons_shown(begun_by: str, second_half: bool) -> tuple[DisputeReason, ...]:
    """The reasons in one message: the likelier five by how the matter began, then the others."""
    ordered = _MONEY_BACK if begun_by == "request_refund" else _GOODS
    return ordered[_FIRST_REASONS:] if second_half else ordered[:_FIRST_REASONS]


def reason_buttons(begun_by: str, second_half: bool) -> list[Button]:
    shown = reasons_shown(begun_by, second_half)
    buttons = [button(f"because_{reason}", "inform", dispute_reason=str(reason)) for reason in shown]
    return buttons if second_half else [*buttons, button("other_reasons", "inform", dispute_reason=OTHER_REASONS)]


def item_buttons(order: Order) -> list[Button]:
    """The lines that can still be claimed for; the whole parcel where that holds for every line."""
    free = free_lines(order, with_shipping=True)
    lines = [
        {**button("item", "inform", item=line.sku), "fields": {"item": line.title}}
        for line in order.items
        if line.sku in free
    ][:_MOST_LINES]
    return [*lines, button("whole_parcel", "inform", item=WHOLE_ORDER)] if len(free) == len(order.items) else lines


class ActionAskItem(Action):
    """Reads: asks which of the order's items it is about."""

    def name(self) -> str:
        return "action_ask_item"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        _put(dispatcher, here, "utter_ask_item", item_buttons(here.order()))
        return []


class ActionAskDisputeReason(Action):
    """Reads: asks what is wrong, in plain words: five reasons, and on request the others."""

    def name(self) -> str:
        return "action_ask_dispute_reason"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        second_half = tracker.get_slot("more_reasons") == YES
        response = "utter_ask_dispute_reason_more" if second_half else f"utter_ask_dispute_reason{here.put_simply}"
        fields = {"buttons": reason_buttons(here.begun_by, second_half), "reader": here.reader()}
        dispatcher.utter_message(response=response, fields=fields)
        return []


class ActionAskWanted(Action):
    """Reads: asks whether it is kept for money back, or sent back for all of it."""

    def name(self) -> str:
        return "action_ask_wanted"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        _put(dispatcher, here, "utter_ask_wanted", [button(str(one), "inform", wanted=str(one)) for one in Wanted])
        return []


class ActionAskClaim(Action):
    """Reads: asks for the sum, with the most that it can be."""

    def name(self) -> str:
        return "action_ask_claim"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        most = wish_of(here, here.order()).most
        _put(dispatcher, here, "utter_ask_claim", [_share(share, most) for share in (ALL, HALF)])
        return []


class ActionAskEvidenceName(Action):
    """Reads: asks for the evidence that is missing, one kind at a time, by name."""

    def name(self) -> str:
        return "action_ask_evidence_name"

    @keeps_talking
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        here = visit(tracker)
        fields = {"kind": {"word": f"evidence_{tracker.get_slot('evidence_kind')}"}, "reader": here.reader()}
        dispatcher.utter_message(response=f"utter_ask_evidence_name{here.put_simply}", fields=fields)
        return []


def _put(dispatcher: CollectingDispatcher, here: Visit, question: str, buttons: list[Button]) -> None:
    order = here.order()
    wish: Wish = wish_of(here, order)
    fields = {"item": item_field(order, wish.item), "limit": an_amount(wish.most), "reader": here.reader(order)}
    dispatcher.utter_message(response=f"{question}{here.put_simply}", fields={**fields, "buttons": buttons})


def _share(share: str, most: Money) -> Button:
    sum_ = sum_meant(share, most) or most
    return {**button(f"claim_{share}", "inform", money=share), "fields": {"sum": an_amount(sum_)}}
