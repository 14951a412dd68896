"""What the marketplace tells: malformed, late, early, contradicting, and what each event leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from actions.policy.events import (
    _HANDLERS,
    Applied,
    Clash,
    Conflict,
    Event,
    EventError,
    EventKind,
    TicketTopic,
    apply_event,
)
from actions.policy.facts import Order, RefundStatus
from actions.policy.record import What
from tests.policy import disputed as d
from tests.policy.replay import PLACED, after, an_order, replay

NOW = PLACED + timedelta(days=2)


def told(order: Order, kind: EventKind, at: datetime = NOW, **data: Any) -> Applied | Conflict:
    return apply_event(order, Event("e1", kind, order.order_id, at, data), NOW)


@pytest.mark.parametrize(
    ("kind", "at", "data", "field"),
    [
        (EventKind.PAID, NOW + timedelta(minutes=5, seconds=1), {}, "at"),
        (EventKind.PAID, PLACED - timedelta(minutes=5, seconds=1), {}, "at"),
        (EventKind.PAID, NOW.replace(tzinfo=None), {}, "at"),
        (EventKind.LOST, NOW, {"leg": "there"}, "leg"),
        (EventKind.TRACKING, NOW, {}, "number"),
        (EventKind.TRACKING, NOW, {"number": " "}, "number"),
        (EventKind.TRACKING, NOW, {"number": "9" * 3000}, "number"),
        (EventKind.TRACKING, NOW, {"number": 12}, "number"),
        (EventKind.SHIPPED, NOW, {"promised_by": "soon"}, "promised_by"),
        (EventKind.SHIPPED, NOW, {"promised_by": "2026-03-09T10:00:00"}, "promised_by"),
        (EventKind.SHIPPED, NOW, {"promised_by": "9999-03-09T10:00:00Z"}, "data"),
        (EventKind.SHIPPED, NOW, {"promised_by": 17}, "promised_by"),
        (EventKind.SHIPPED, NOW, {"promised_by": "2026-03-01T09:59:59Z"}, "promised_by"),
        (EventKind.TRACKING, NOW, {"number": "1", "promised_by": "2025-03-09T10:00:00Z"}, "promised_by"),
        (EventKind.SELLER_APPROVED, NOW, {"dispute": "D1001-1"}, "dispute"),
        (EventKind.REFUND_SENT, NOW, {"refund": "R7-1"}, "refund"),
    ],
)
def test_a_malformed_event_names_what_is_wrong(kind: EventKind, at: datetime, data: dict[str, Any], field: str) -> None:
    with pytest.raises(EventError) as wrong:
        told(an_order(), kind, at, **data)
    assert wrong.value.field == field


def test_a_clock_that_runs_ahead_a_little_tells_of_now() -> None:
    result = told(an_order(), EventKind.PAID, NOW + timedelta(minutes=5))
    assert isinstance(result, Applied)
    assert result.change.order.paid_at == NOW


def test_an_event_for_an_instant_before_the_order_counts_from_the_order() -> None:
    result = told(an_order(), EventKind.PAID, PLACED - timedelta(seconds=1))
    assert result.change.order.paid_at == PLACED


def test_a_conflict_is_noted_and_makes_a_ticket() -> None:
    order, _ = replay(an_order(), "1h paid; 2h payment_verified; 3h cancel reason=other")
    result = told(order, EventKind.SHIPPED)
    assert isinstance(result, Conflict)
    assert result.reason is Clash.ORDER_CLOSED
    assert result.ticket is TicketTopic.EVENT_CONFLICT
    assert result.change.order == order
    (note,) = result.entries
    assert note.what is What.EVENT_CONFLICT
    assert note.data == {"event_id": "e1", "kind": "shipped", "at": "2026-03-04T10:00:00Z", "conflict": "order_closed"}


def test_what_was_due_before_a_conflict_is_told_with_it() -> None:
    result = apply_event(an_order(), Event("e1", EventKind.SHIPPED, "1001", after("8d")), after("8d"))
    assert isinstance(result, Conflict)
    assert [entry.what for entry in result.entries] == [What.ORDER_LAPSED, What.EVENT_CONFLICT]
    assert result.change.order.lapsed_at == after("7d")
    assert result.change.order.shipped_at is None


def test_a_late_payment_makes_a_ticket() -> None:
    result = apply_event(an_order(), Event("e1", EventKind.PAID, "1001", after("8d")), after("8d"))
    assert isinstance(result, Applied)
    assert result.ticket is TicketTopic.LATE_PAYMENT


def test_a_usual_event_makes_no_ticket() -> None:
    result = told(an_order(), EventKind.PAID)
    assert isinstance(result, Applied)
    assert result.ticket is None


def test_what_follows_by_itself_comes_with_the_event() -> None:
    """Verified 31 days ago, told today: the time to ship is over already."""
    order, _ = replay(an_order(), "1h paid")
    result = apply_event(order, Event("e1", EventKind.PAYMENT_VERIFIED, "1001", after("2h")), after("31d"))
    assert [entry.what for entry in result.change.entries] == [What.PAYMENT_VERIFIED, What.UNSHIPPED_ORDER_CANCELLED]
    assert result.change.entries[1].at == after("30d2h")


def test_the_sellers_own_words_are_kept() -> None:
    order, _ = replay(an_order(), "1h paid; 2h payment_verified; 26h cancel reason=other")
    result = told(order, EventKind.SELLER_REJECTED, words="Already packed, sorry")
    assert result.change.order.cancellations[-1].seller_words == "Already packed, sorry"
    assert result.change.entries[-1].data == {"reference": "C1001-1", "words": "Already packed, sorry"}


def test_inferred_times_are_marked_and_replaced_when_they_are_told() -> None:
    order, entries = replay(an_order(), "5d delivered")
    assert order.inferred == {"paid_at", "payment_verified_at", "shipped_at"}
    assert order.paid_at == order.shipped_at == after("5d")
    assert entries[0].data["inferred"] == ["paid_at", "payment_verified_at", "shipped_at"]
    order, _ = replay(order, "3d shipped now=6d; 1h paid now=6d")
    assert order.inferred == {"payment_verified_at"}
    assert (order.paid_at, order.payment_verified_at, order.shipped_at) == (after("1h"), after("3d"), after("3d"))


def test_the_second_of_two_refunds_is_meant_by_its_reference() -> None:
    history = "1h paid; 2h payment_verified; 3h cancel reason=other; 2d refund_sent; 3d refund_failed"
    order, _ = replay(an_order(), f"{history}; 4d refund_late choice=balance; 5d refund_paid refund=R1001-2")
    assert [(refund.reference, str(refund.status), str(refund.method)) for refund in order.refunds] == [
        ("R1001-1", "failed", "card"),
        ("R1001-2", "paid", "balance"),
    ]


def test_a_date_of_the_day_of_the_order_may_begin_before_it() -> None:
    result = told(an_order(), EventKind.SHIPPED, promised_by="2026-03-02T00:00:00Z")
    assert result.change.order.promised_by == after("-10h")


def test_every_kind_is_taken_in() -> None:
    assert set(_HANDLERS) == set(EventKind)


TWO_REFUNDS = "15d seller_approved dispute=D1001-1; 15d seller_approved dispute=D1001-2"


@pytest.mark.parametrize("kind", ["refund_sent", "refund_paid", "refund_failed"])
def test_of_two_refunds_the_key_says_which(kind: str) -> None:
    order, _ = replay(d.two_items(d.a_dispute(), d.a_dispute()), TWO_REFUNDS)
    with pytest.raises(EventError) as wrong:
        apply_event(order, Event("e1", EventKind(kind), "1001", after("16d")), after("16d"))
    assert wrong.value.field == "refund"
    one, _ = replay(order, f"16d {kind} refund=R1001-2")
    assert [str(refund.status) for refund in one.refunds] == ["due", kind.removeprefix("refund_")]


def test_the_only_refund_that_can_become_that_is_meant() -> None:
    order, _ = replay(d.two_items(d.a_dispute(), d.a_dispute()), f"{TWO_REFUNDS}; 16d refund_paid refund=R1001-1")
    order, _ = replay(order, "17d refund_sent; 18d refund_failed; 19d refund_sent")
    assert [str(refund.status) for refund in order.refunds] == ["paid", "sent"]


def test_a_failed_refund_of_one_dispute_is_sent_again_although_another_was_opened_after_it() -> None:
    order, _ = replay(d.two_items(d.a_dispute(), d.a_dispute()), "15d seller_approved dispute=D1001-1")
    order, _ = replay(order, "16d refund_failed; 17d seller_approved; 18d refund_sent refund=R1001-1")
    assert [str(refund.status) for refund in order.refunds] == ["sent", "due"]


def test_a_failed_refund_that_another_replaces_is_not_sent_again() -> None:
    order, _ = replay(d.with_disputes(d.a_dispute()), "15d seller_approved; 16d refund_failed")
    (failed,) = order.refunds
    other = replace(failed, reference="R1001-2", status=RefundStatus.DUE, failed_at=None, replaces=failed.reference)
    order = replace(order, refunds=(failed, other))
    result = apply_event(order, Event("e1", EventKind.REFUND_SENT, "1001", after("17d"), KEY), after("17d"))
    assert isinstance(result, Conflict)
    assert result.reason is Clash.NO_OPEN_REFUND


KEY = {"refund": "R1001-1"}


def test_a_failed_refund_is_not_sent_again_where_nothing_is_left_of_what_was_paid() -> None:
    order, _ = replay(d.with_disputes(d.a_dispute()), "15d seller_approved; 16d refund_failed")
    other = replace(order.refunds[0], reference="R1001-2", status=RefundStatus.PAID, dispute=None, paid_at=after("16d"))
    order = replace(order, refunds=(*order.refunds, other))
    result = apply_event(order, Event("e1", EventKind.REFUND_SENT, "1001", after("17d"), KEY), after("17d"))
    assert isinstance(result, Conflict)
    assert result.reason is Clash.NOTHING_LEFT
