"""Chooses the buttons under an answer: the steps and requests that the policy leaves open, the best first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from actions.case_fields import dispute_meant
from actions.finding import WHOLE_ORDER
from actions.policy.decision import Decision, Request, Step
from actions.policy.facts import Dispute, Order, Word
from actions.policy.money import Money
from actions.policy.requests import Ask
from actions.saying import an_amount, order_fields

Button = dict[str, Any]
MOST_ORDERS = 5
_MOST_STEPS = 3

INTENTS: dict[Request, str] = {
    Request.CANCEL: "cancel_order",
    Request.WITHDRAW_CANCELLATION: "withdraw_request",
    Request.REFUND_LATE: "refund_delay",
    Request.SELLER_REFUSED: "seller_refused",
    Request.DISPUTE: "item_not_as_described",
    Request.NOT_RECEIVED: "item_not_received",
    Request.CHANGE_OF_MIND_RETURN: "request_refund",
    Request.ANSWER_OFFER: "answer_offer",
    Request.ADD_EVIDENCE: "add_evidence",
    Request.GIVE_TRACKING: "give_tracking_number",
    Request.ESCALATE: "escalate",
    Request.WITHDRAW_DISPUTE: "withdraw_request",
    Request.CONFIRM_RECEIPT: "confirm_receipt",
    Request.STATUS: "order_status",
}
# What a button says besides its intent, where the intent alone could mean something else.
_ALSO_SAID: dict[Request, dict[str, str]] = {
    Request.CHANGE_OF_MIND_RETURN: {"dispute_reason": "change_of_mind"},
}
_ABOUT_A_DISPUTE = frozenset(
    {
        Request.ANSWER_OFFER,
        Request.ADD_EVIDENCE,
        Request.GIVE_TRACKING,
        Request.ESCALATE,
        Request.WITHDRAW_DISPUTE,
    }
)
_DOORS: dict[Word, Request] = {
    Step.CANCEL_ORDER: Request.CANCEL,
    Step.WITHDRAW_CANCELLATION: Request.WITHDRAW_CANCELLATION,
    Step.OPEN_DISPUTE: Request.DISPUTE,
    Step.REPORT_NOT_RECEIVED: Request.NOT_RECEIVED,
    Step.RETURN_ITEM_LATER: Request.CHANGE_OF_MIND_RETURN,
    Step.DISPUTE_AFTER_ARRIVAL: Request.DISPUTE,
    Step.ASK_FOR_RETURN: Request.CHANGE_OF_MIND_RETURN,
    Step.ANSWER_OFFER: Request.ANSWER_OFFER,
    Step.ESCALATE: Request.ESCALATE,
    Step.WITHDRAW_DISPUTE: Request.WITHDRAW_DISPUTE,
    Step.GIVE_EVIDENCE: Request.ADD_EVIDENCE,
    Step.SEND_BACK: Request.GIVE_TRACKING,
    Step.GIVE_TRACKING: Request.GIVE_TRACKING,
    Step.CHECK_GOODS: Request.CONFIRM_RECEIPT,
}
# Open, and still no offer of ours unless a step names it: confirming receipt ends part of the protection (F46).
_NEVER_PRESSED_ON = frozenset({Request.STATUS, Request.CONFIRM_RECEIPT})
# Asking is open at any time; the answer may be that our staff take it.
_ALWAYS_OPEN: dict[Word, Request] = {
    Step.ASK_ABOUT_REFUND: Request.REFUND_LATE,
    Step.CHOOSE_REFUND: Request.REFUND_LATE,
}
FALLBACKS: tuple[Button, ...] = (
    {"word": "button_my_orders", "payload": "/list_orders"},
    {"word": "button_talk_to_human", "payload": "/talk_to_human"},
)


def button(word: str, intent: str, **entities: str) -> Button:
    """A button whose title is the response ``utter_word_button_<word>``; it sends the intent with these entities."""
    return {"word": f"button_{word}", "payload": f"/{intent}{json.dumps(entities) if entities else ''}"}


def confirming(flow: str, proposal: str) -> list[Button]:
    """Yes to this very proposal, or no."""
    return [button(f"yes_{flow}", "affirm", proposal=proposal), button("no", "deny")]


def next_buttons(order: Order, decision: Decision, ask: Ask) -> list[Button]:
    """What the buyer can do now: first the steps that the answer named, then other open requests; never nothing."""
    found: dict[str, Button] = {}
    dispute = dispute_meant(order, ask, decision)
    for step in decision.next_steps:
        for new in _step_buttons(order, step.what, decision, dispute):
            found.setdefault(new["payload"], new)
    for request in decision.may_do:
        if request not in (decision.request, *_NEVER_PRESSED_ON):
            for new in request_buttons(order, request, dispute):
                found.setdefault(new["payload"], new)
    return list(found.values())[:_MOST_STEPS] or list(FALLBACKS)


def request_button(order: Order, request: Request, dispute: Dispute | None = None) -> Button:
    """The button that makes this request for the order; ``dispute``: the one it is about, where it is about one."""
    about = {"dispute": dispute.reference} if dispute and request in _ABOUT_A_DISPUTE else {}
    return button(str(request), INTENTS[request], order=order.order_id, **about, **_ALSO_SAID.get(request, {}))


def request_buttons(order: Order, request: Request, dispute: Dispute | None) -> list[Button]:
    """The request's button; of an offer that waits, yes to its sum and no."""
    if request is Request.ANSWER_OFFER and dispute and dispute.offer:
        return offer_buttons(order, dispute)
    return [request_button(order, request, dispute)]


def offer_buttons(order: Order, dispute: Dispute) -> list[Button]:
    """To take the offer that waits, and to decline it; each names the offer that is meant (R19)."""
    offer = dispute.offer
    if offer is None:
        return []
    about = {"order": order.order_id, "dispute": dispute.reference, "offer": offer.id}
    accept = button("accept_offer", "answer_offer", **about, offer_choice="accept")
    accept["fields"] = {"offer": an_amount(Money(offer.amount, order.currency))}
    return [accept, button("decline_offer", "answer_offer", **about, offer_choice="decline")]


def order_buttons(orders: Iterable[Order], intent: str, now: datetime) -> list[Button]:
    """Up to five orders, as title, date and status; each says the number, for the intent that asks for it."""
    return [
        {
            "word": "order_button",
            "fields": order_fields(order, now),
            "payload": f"/{intent}{json.dumps({'order': order.order_id})}",
        }
        for order in list(orders)[:MOST_ORDERS]
    ]


def _step_buttons(order: Order, step: Word, decision: Decision, dispute: Dispute | None) -> list[Button]:
    if step is Step.CANCEL_WHOLE_ORDER:
        return [button("whole_order", "cancel_order", order=order.order_id, item=WHOLE_ORDER)]
    if step is Step.FILE_COMPLAINT:
        return [button("file_complaint", "file_complaint", order=order.order_id)]
    if step is Step.SAY_IT_ARRIVED:
        return [button("it_arrived", "item_not_as_described", order=order.order_id, received="yes")]
    if step is Step.TALK_TO_STAFF:
        return [dict(FALLBACKS[1])]
    if step in _ALWAYS_OPEN:
        return [request_button(order, _ALWAYS_OPEN[step])]
    request = _DOORS.get(step)
    # A step may be named before its door is open ("keep it and return that item later"): then it is no button yet.
    if request is None or request is decision.request or request not in decision.may_do:
        return []
    return request_buttons(order, request, dispute)
