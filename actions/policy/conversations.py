"""Says which conversation speaks for a request, and all it may have to say; responses are named after both."""

from __future__ import annotations

from collections.abc import Mapping

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
        }
    ),
    "order_status": _WHERE_IT_STANDS,
}
"""What each conversation may have to say: one response for each, named by the conversation and the reason."""

CONVERSATION: Mapping[Request, str] = {
    Request.CANCEL: "cancellation",
    Request.WITHDRAW_CANCELLATION: "cancellation",
    Request.REFUND_LATE: "refund",
    Request.STATUS: "order_status",
}
"""The conversation that speaks for a request."""
