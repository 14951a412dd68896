"""Chooses the buttons under an answer: the steps and requests that the policy leaves open, the best first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from actions.finding import WHOLE_ORDER
from actions.policy.decision import Decision, Request, Step
from actions.policy.facts import Order, Word
from actions.saying import order_fields

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
    Request.WITHDRAW_DISPUTE: "dispute_status",
    Request.CONFIRM_RECEIPT: "confirm_receipt",
    Request.STATUS: "order_status",
}
_DOORS: dict[Word, Request] = {
    Step.CANCEL_ORDER: Request.CANCEL,
    Step.WITHDRAW_CANCELLATION: Request.WITHDRAW_CANCELLATION,
    Step.OPEN_DISPUTE: Request.DISPUTE,
    Step.REPORT_NOT_RECEIVED: Request.NOT_RECEIVED,
    Step.RETURN_ITEM_LATER: Request.CHANGE_OF_MIND_RETURN,
    Step.DISPUTE_AFTER_ARRIVAL: Request.DISPUTE,
}
# Asking is open at any time; the answer may be that our staff take it.
_ALWAYS_OPEN: dict[Word, Request] = {
    Step.ASK_ABOUT_REFUND: Request.REFUND_LATE,
    Step.CHOOSE_REFUND: Request.REFUND_LATE,
}
_FALLBACKS: tuple[Button, ...] = (
    {"word": "button_my_orders", "payload": "/list_orders"},
    {"word": "button_talk_to_human", "payload": "/talk_to_human"},
)


def button(word: str, intent: str, **entities: str) -> Button:
    """A button whose title is the response ``utter_word_button_<word>``; it sends the intent with these entities."""
    return {"word": f"button_{word}", "payload": f"/{intent}{json.dumps(entities) if entities else ''}"}


def confirming(flow: str, proposal: str) -> list[Button]:
    """Yes to this very proposal, or no."""
    return [button(f"yes_{flow}", "affirm", proposal=proposal), button("no", "deny")]


def next_buttons(order: Order, decision: Decision) -> list[Button]:
    """What the buyer can do now: first the steps that the answer named, then other open requests; never nothing."""
    found: dict[str, Button] = {}
    for step in decision.next_steps:
        _add(found, _step_button(order, step.what, decision))
    for request in decision.may_do:
        if request not in (decision.request, Request.STATUS):
            _add(found, request_button(order, request))
    return list(found.values())[:_MOST_STEPS] or list(_FALLBACKS)


def request_button(order: Order, request: Request) -> Button:
    return button(str(request), INTENTS[request], order=order.order_id)


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


def _add(found: dict[str, Button], new: Button | None) -> None:
    if new is not None:
        found.setdefault(new["payload"], new)


def _step_button(order: Order, step: Word, decision: Decision) -> Button | None:
    if step is Step.CANCEL_WHOLE_ORDER:
        return button("whole_order", "cancel_order", order=order.order_id, item=WHOLE_ORDER)
    if step is Step.FILE_COMPLAINT:
        return button("file_complaint", "file_complaint", order=order.order_id)
    if step is Step.TALK_TO_STAFF:
        return dict(_FALLBACKS[1])
    if step in _ALWAYS_OPEN:
        return request_button(order, _ALWAYS_OPEN[step])
    request = _DOORS.get(step)
    # A step may be named before its door is open ("keep it and return that item later"): then it is no button yet.
    if request is None or request is decision.request or request not in decision.may_do:
        return None
    return request_button(order, request)
