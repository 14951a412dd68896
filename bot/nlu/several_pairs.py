"""Which two intents in one message are two requests, and which are mostly one story. Data, and two questions to it."""

from __future__ import annotations

# What becomes a task that is worked through, and what is answered on the spot.
REQUESTS = frozenset(
    {"cancel_order", "withdraw_request", "refund_delay", "seller_refused", "request_refund", "talk_to_human"}
    | {"item_not_as_described", "item_not_received", "file_complaint"}
)
QUESTIONS = frozenset(
    {"order_status", "list_orders", "ask_cancellation_policy", "ask_refund_policy", "ask_how_to_dispute"}
)

ON_THE_SPOT = QUESTIONS | {"dispute_status"}
"""Comes first where something else is asked for as well: that then waits as a task."""

_APART = frozenset(
    map(
        frozenset,
        [
            *([intent, "talk_to_human"] for intent in REQUESTS | QUESTIONS),
            *([intent, "list_orders"] for intent in ("cancel_order", "withdraw_request", "refund_delay")),
            *([intent, "order_status"] for intent in ("cancel_order", "withdraw_request")),
            *([intent, "refund_delay"] for intent in ("cancel_order", "withdraw_request")),
            ["order_status", "item_not_as_described"],
            ["order_status", "ask_cancellation_policy"],
            ["order_status", "ask_refund_policy"],
            ["cancel_order", "ask_refund_policy"],
            ["cancel_order", "file_complaint"],
        ],
    )
)

# Who says these beside something else says them for their own sake,
_FOR_ITS_OWN_SAKE = QUESTIONS | {"dispute_status", "answer_offer", "give_tracking_number", "confirm_receipt"}
# save where one follows from the other: "it has not come, where is it", "it came, but I want to return it".
_ONE_STORY = frozenset(
    map(
        frozenset,
        [
            ["order_status", "item_not_received"],
            ["order_status", "item_not_as_described"],
            ["order_status", "seller_refused"],
            ["dispute_status", "item_not_as_described"],
            ["dispute_status", "item_not_received"],
            ["dispute_status", "seller_refused"],
            ["dispute_status", "withdraw_request"],
            ["answer_offer", "item_not_as_described"],
            ["answer_offer", "escalate"],
            ["confirm_receipt", "request_refund"],
            ["confirm_receipt", "item_not_as_described"],
            ["ask_how_to_dispute", "item_not_as_described"],
        ],
    )
)
_CLAIMS_NOTHING = frozenset(
    ["out_of_scope", "inform", "greet", "goodbye", "thank", "affirm", "deny", "stop_flow", "help"]
)


def are_apart(one: str, other: str) -> bool:
    """Whether these two are seldom one story, so that asking for the second is enough."""
    return frozenset((one, other)) in _APART


def are_two_matters(one: str, other: str) -> bool:
    """Whether both are meant where the message as a whole says much of both."""
    pair = frozenset((one, other))
    return bool(pair & _FOR_ITS_OWN_SAKE) and not pair & _CLAIMS_NOTHING and pair not in _ONE_STORY
