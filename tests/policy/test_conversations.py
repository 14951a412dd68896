"""Each reason is told somewhere, and by the conversation that the buyer is in where that one has words for it."""

from __future__ import annotations

import pytest

from actions.policy.conversations import CONVERSATION, HOME, REASONS, speaks
from actions.policy.decision import Decision, Outcome, Reason, Request


def said(request: Request, reason: Reason) -> Decision:
    return Decision(request, Outcome.EXPLAIN, reason, ())


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_home_that_lists_it(reason: Reason) -> None:
    assert reason in REASONS[HOME[reason]]


def test_every_request_belongs_to_a_conversation() -> None:
    assert CONVERSATION.keys() == set(Request)
    assert set(CONVERSATION.values()) == REASONS.keys()


@pytest.mark.parametrize(
    ("request_", "reason", "conversation"),
    [
        (Request.CANCEL, Reason.SHIPPED, "cancellation"),
        (Request.STATUS, Reason.SHIPPED, "order_status"),
        (Request.DISPUTE, Reason.CANCELLED, "order_status"),
        (Request.ESCALATE, Reason.RETURN_DUE, "returns"),
        (Request.CHANGE_OF_MIND_RETURN, Reason.RECEIPT_UNKNOWN, "dispute"),
        (Request.SELLER_REFUSED, Reason.REJECTED_TWICE, "cancellation"),
        (Request.ESCALATE, Reason.ESCALATION_OPEN, "refusal"),
        (Request.REFUND_LATE, Reason.VERIFICATION_OVERDUE, "refund"),
    ],
)
def test_a_reason_is_told_where_there_are_words_for_it(request_: Request, reason: Reason, conversation: str) -> None:
    assert speaks(said(request_, reason)) == conversation
