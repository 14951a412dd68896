"""What carrier and seller tell of goods on their way back: seen, lost, found, brought, confirmed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.policy.events import Applied, Clash, Conflict, TicketTopic
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus
from tests.policy import disputed as d
from tests.policy.disputed import NOW, the_dispute, told
from tests.policy.replay import after


def test_goods_that_came_back_wait_ten_days_for_the_seller() -> None:
    result = told(d.with_disputes(d.return_sent()), "return_delivered")
    back = the_dispute(result).parcel_back
    assert back is not None
    assert (back.delivered_at, back.sent_at) == (NOW, after("15d"))
    assert result.change.entries[0].data["confirm_by"] == "2026-03-27T10:00:00Z"
    assert result.change.order.refunds == ()


@pytest.mark.parametrize("kind", ["return_delivered", "return_received", "lost"])
def test_goods_that_are_seen_on_their_way_had_been_sent(kind: str) -> None:
    """Nobody gave a number, but the carrier or the seller has them: the sending is inferred and marked (R05)."""
    data = {"leg": "back"} if kind == "lost" else {}
    result = told(d.with_disputes(d.return_due()), kind, **data)
    back = the_dispute(result).parcel_back
    assert back is not None
    assert back.sent_at == NOW
    assert result.change.order.inferred == {"D1001-1.sent_at"}
    assert the_dispute(result).status is not DisputeStatus.REJECTED


@pytest.mark.parametrize("before", [d.return_due(), d.return_sent()], ids=["due", "sent"])
def test_goods_that_the_seller_confirms_are_paid_back(before: Dispute) -> None:
    result = told(d.with_disputes(before), "return_received", after("16d"))
    after_ = the_dispute(result)
    assert (after_.status, after_.outcome) == (DisputeStatus.RESOLVED, DisputeOutcome.RETURN)
    assert after_.parcel_back is not None
    assert after_.parcel_back.received_at == after_.parcel_back.delivered_at == after("16d")
    (refund,) = result.change.order.refunds
    assert (refund.amount, refund.due_since) == (1450, after("16d"))
    assert result.change.entries[0].clauses == ("F20", "F22", "F23", "F26", "F41")


def test_goods_lost_on_their_way_back_are_looked_at_by_staff_until_they_are_found() -> None:
    result = told(d.with_disputes(d.return_sent()), "lost", leg="back")
    assert isinstance(result, Applied)
    assert result.ticket is TicketTopic.RETURN_LOST
    back = the_dispute(result).parcel_back
    assert back is not None
    assert back.lost_at == NOW
    assert told(result.change.order, "lost", after("16d"), leg="back").ticket is TicketTopic.EVENT_CONFLICT
    found = the_dispute(told(result.change.order, "return_delivered", after("17d"))).parcel_back
    assert found is not None
    assert (found.lost_at, found.delivered_at) == (None, after("17d"))


def test_goods_that_came_back_cannot_be_lost() -> None:
    order = told(d.with_disputes(d.return_sent()), "return_delivered").change.order
    result = told(order, "lost", after("16d"), leg="back")
    assert isinstance(result, Conflict)
    assert result.reason is Clash.ALREADY_DELIVERED


def test_a_change_of_mind_brings_no_outward_shipping_back() -> None:
    """Its claim never holds more, and were it more, no more than that would be paid (R16, R20)."""
    order = d.with_disputes(replace(d.mind_changed(d.return_sent()), claim=1450))
    result = told(order, "return_received")
    assert [refund.amount for refund in result.change.order.refunds] == [1200]
    assert "F23" not in result.change.entries[0].clauses
