"""Says which conversation speaks for an answer, and all that each may have to say; responses are named after both.

A reason is told by the conversation of its request where that one has words for it, else by the conversation that is
the reason's home: where a return stands is told in the same words whether it was disputed, escalated or asked about.
"""

from __future__ import annotations

from collections.abc import Mapping

from actions.policy.decision import Decision
from actions.policy.facts import OrderStatus
from actions.policy.vocabulary import Reason, Request

_WHERE_IT_STANDS = frozenset(Reason(status.value) for status in OrderStatus)

REASONS: Mapping[str, frozenset[Reason]] = {
    "cancellation": frozenset(
        {
            Reason.CANCELS_NOW,
            Reason.CANCELS_UNPAID,
            Reason.QUEUES,
            Reason.REQUESTS,
            Reason.RENEWS_REQUEST,
            Reason.WITHDRAWS,
            Reason.FILES_COMPLAINT,
            Reason.REASON_MISSING,
            Reason.QUEUED_ALREADY,
            Reason.REQUESTED_ALREADY,
            Reason.REJECTED_TWICE,
            Reason.ALREADY_CANCELLED,
            Reason.WHOLE_ORDER_ONLY,
            Reason.OVERTAKEN,
            Reason.NOTHING_TO_WITHDRAW,
            Reason.CANCELLATION_FINAL,
            Reason.NO_COMPLAINT,
            Reason.COMPLAINT_FILED_ALREADY,
            Reason.VERIFICATION_OVERDUE,
            Reason.SHIPPED,
            Reason.DELIVERED,
            Reason.COMPLETED,
            Reason.LAPSED,
        }
    ),
    "refund": frozenset(
        {
            Reason.VERIFICATION_OVERDUE,
            Reason.OPENS_TRACE,
            Reason.PAYS_TO_BALANCE,
            Reason.FAILED_CHOOSE,
            Reason.FAILED_TO_STAFF,
            Reason.NOT_SENT_YET,
            Reason.ON_ITS_WAY,
            Reason.TRACE_OPEN,
            Reason.TRACE_OVERDUE,
            Reason.OVERDUE_UNSENT,
            Reason.CANCELLATION_PENDING,
            Reason.ARRIVED,
            Reason.NEVER_PAID,
            Reason.NOTHING_DUE_CANCELLABLE,
            Reason.NOTHING_DUE_REJECTED,
            Reason.NOTHING_DUE_SHIPPED,
            Reason.NOTHING_DUE_DELIVERED,
            Reason.NOTHING_DUE_COMPLETED,
            Reason.DISPUTE_PENDING,
        }
    ),
    "refusal": frozenset(
        {
            Reason.NEVER_ASKED,
            Reason.CANCELLATION_WAITS,
            Reason.RENEWAL_OPEN,
            Reason.ESCALATION_OPEN,
            Reason.NOTHING_REFUSED,
        }
    ),
    "dispute": frozenset(
        {
            Reason.OPENS_DISPUTE,
            Reason.REPORTS_NOT_RECEIVED,
            Reason.REPLACES_DISPUTE,
            Reason.CHANGES_CLAIM,
            Reason.ADDS_EVIDENCE,
            Reason.ESCALATES,
            Reason.WITHDRAWS_DISPUTE,
            Reason.RECEIPT_UNKNOWN,
            Reason.ITEM_MISSING,
            Reason.DISPUTE_REASON_MISSING,
            Reason.WANTED_MISSING,
            Reason.NOTHING_TO_RETURN,
            Reason.PART_MEANS_REFUND_ONLY,
            Reason.SUM_MISSING,
            Reason.SUM_ZERO,
            Reason.SUM_TOO_HIGH,
            Reason.SUM_OTHER_CURRENCY,
            Reason.EVIDENCE_MISSING,
            Reason.EVIDENCE_UNNAMED,
            Reason.DISPUTE_UNNAMED,
            Reason.NOT_LATE_YET,
            Reason.ANSWER_PENDING,
            Reason.OFFER_WAITS,
            Reason.PLATFORM_DECIDES,
            Reason.NOT_SHIPPED_YET,
            Reason.NOT_ARRIVED_YET,
            Reason.IN_HAND,
            Reason.DISPUTE_WINDOW_CLOSED,
            Reason.ITEM_SETTLED,
            Reason.NOTHING_LEFT,
            Reason.NO_DISPUTE,
            Reason.DISPUTE_CLOSED,
            Reason.CLAIM_CHANGED_ALREADY,
            Reason.PLATFORM_OVERDUE,
            Reason.NEVER_ARRIVED,
        }
    ),
    "offer": frozenset(
        {
            Reason.ACCEPTS_OFFER,
            Reason.DECLINES_OFFER,
            Reason.OFFER_UNANSWERED,
            Reason.OFFER_REPLACED,
            Reason.NO_OFFER,
        }
    ),
    "returns": frozenset(
        {
            Reason.ASKS_FOR_RETURN,
            Reason.STARTS_RETURN,
            Reason.SENDS_RETURN,
            Reason.RETURN_ONLY,
            Reason.TRACKING_MISSING,
            Reason.SELLER_TAKES_NO_RETURNS,
            Reason.RETURN_REFUSED,
            Reason.RETURN_DUE,
            Reason.RETURN_UNDER_WAY,
            Reason.NO_RETURN_DUE,
            Reason.RETURN_NOT_SENT,
            Reason.RETURN_LATE,
            Reason.RETURN_LOST,
            Reason.RETURN_OVERDUE,
        }
    ),
    "receipt": frozenset({Reason.CONFIRMS_RECEIPT, Reason.CONFIRMED_ALREADY}),
    "order_status": _WHERE_IT_STANDS,
}
"""What each conversation may have to say: one response for each, named by the conversation and the reason."""

CONVERSATION: Mapping[Request, str] = {
    Request.CANCEL: "cancellation",
    Request.WITHDRAW_CANCELLATION: "cancellation",
    Request.REFUND_LATE: "refund",
    Request.SELLER_REFUSED: "refusal",
    Request.DISPUTE: "dispute",
    Request.NOT_RECEIVED: "dispute",
    Request.CHANGE_OF_MIND_RETURN: "returns",
    Request.ANSWER_OFFER: "offer",
    Request.ADD_EVIDENCE: "dispute",
    Request.GIVE_TRACKING: "returns",
    Request.ESCALATE: "dispute",
    Request.WITHDRAW_DISPUTE: "dispute",
    Request.CONFIRM_RECEIPT: "receipt",
    Request.STATUS: "order_status",
}
"""The conversation that a request belongs to."""

HOME: Mapping[Reason, str] = {
    **{reason: name for name, reasons in reversed(tuple(REASONS.items())) for reason in reasons},
    **dict.fromkeys(_WHERE_IT_STANDS, "order_status"),
}
"""Where each reason is told when the request's own conversation has no words for it: the first that lists it, and the
order's status where that is the reason."""


def speaks(decision: Decision) -> str:
    """The conversation whose response tells this decision: ``utter_<conversation>_<reason>``."""
    own = CONVERSATION[decision.request]
    return own if decision.reason in REASONS[own] else HOME[decision.reason]
