"""What is told of a parcel: lost, come after all, confirmed; and what that means for the report that it is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.policy.events import Applied, Clash, Conflict, Event, EventKind, TicketTopic, apply_event
from actions.policy.facts import Dispute, DisputeStatus, OrderStatus
from actions.policy.lifecycle import status, with_inferred_times
from actions.policy.moments import not_received_window
from actions.policy.record import What
from actions.policy.terms import terms_for
from tests.policy import disputed as d
from tests.policy.replay import PLACED, after, an_order, replay

NOW = PLACED + timedelta(days=2)


def test_a_parcel_that_is_lost_had_been_shipped() -> None:
    """A request to cancel it is overtaken by that, as by any shipping (R05)."""
    order, _ = replay(an_order(), "1h paid; 2h payment_verified; 26h cancel reason=other")
    result = apply_event(order, Event("e1", EventKind.LOST, "1001", NOW, {"leg": "out"}), NOW)
    assert isinstance(result, Applied)
    assert (result.change.order.lost_at, result.change.order.shipped_at) == (NOW, NOW)
    assert result.change.order.inferred == {"shipped_at"}
    assert [entry.what for entry in result.change.entries] == [What.PARCEL_LOST, What.CANCELLATION_OVERTAKEN]


@pytest.mark.parametrize(
    ("history", "clash"),
    [
        ("10d delivered", Clash.ALREADY_DELIVERED),
        ("10d receipt_confirmed", Clash.ALREADY_DELIVERED),
        ("9d lost", Clash.ALREADY_LOST),
        ("3h cancel reason=other", Clash.ORDER_CLOSED),
        ("11d shipped", Clash.OUT_OF_ORDER),
    ],
)
def test_a_parcel_is_not_lost_against_what_is_known(history: str, clash: Clash) -> None:
    order, _ = replay(an_order(), f"1h paid; 2h payment_verified; {history}")
    result = apply_event(order, Event("e1", EventKind.LOST, "1001", after("10d")), after("12d"))
    assert isinstance(result, Conflict)
    assert result.reason is clash


def test_lost_twice_at_the_same_instant_is_told_once() -> None:
    order, _ = replay(an_order(), "1d shipped; 9d lost")
    assert apply_event(order, Event("e2", EventKind.LOST, "1001", after("9d")), after("9d")).change.entries == ()


def test_a_lost_parcel_that_comes_counts_as_delivered() -> None:
    order, _ = replay(an_order(), "1d shipped; 9d lost; 12d delivered")
    assert not_received_window(order, terms_for(order)) == (after("12d"), after("27d"))
    assert status(order, after("13d")) is OrderStatus.DELIVERED


def test_what_was_lost_had_been_shipped_until_somebody_tells_when() -> None:
    order, _ = replay(an_order(), "5d lost; 1h paid now=6d; 2h payment_verified now=6d")
    assert (order.shipped_at, order.inferred) == (after("5d"), {"shipped_at"})
    order, _ = replay(order, "1d shipped now=6d")
    assert (order.shipped_at, order.lost_at, order.inferred) == (after("1d"), after("5d"), frozenset())


MISSING = d.missing(d.a_dispute())


@pytest.mark.parametrize(
    "before",
    [MISSING, d.missing(d.offered()), d.missing(d.rejected()), d.missing(d.escalated())],
    ids=lambda one: str(one.status),
)
def test_receipt_confirmed_ends_the_report_that_nothing_came(before: Dispute) -> None:
    order = d.with_disputes(before, history=d.UNDER_WAY)
    result = apply_event(order, Event("e1", EventKind.RECEIPT_CONFIRMED, "1001", after("15d")), after("15d"))
    (ended,) = result.change.order.disputes
    assert (ended.status, ended.closed_at) == (DisputeStatus.WITHDRAWN, after("15d"))
    assert [entry.what for entry in result.change.entries] == [What.RECEIPT_CONFIRMED, What.DISPUTE_WITHDRAWN]
    assert result.change.entries[1].data["reference"] == "D1001-1"


def test_a_report_that_was_later_than_the_confirmed_receipt_ends_with_its_own_time() -> None:
    order = d.with_disputes(MISSING, history=d.UNDER_WAY)
    result = apply_event(order, Event("e1", EventKind.RECEIPT_CONFIRMED, "1001", after("11d")), after("15d"))
    assert result.change.order.disputes[0].closed_at == d.OPENED


@pytest.mark.parametrize("kind", [EventKind.DELIVERED, EventKind.RECEIPT_CONFIRMED])
def test_receipt_says_nothing_about_the_quality(kind: EventKind) -> None:
    order = d.with_disputes(d.rejected(), history=d.UNDER_WAY)
    result = apply_event(order, Event("e1", kind, "1001", after("15d")), after("15d"))
    assert result.change.order.disputes == order.disputes


def test_a_parcel_that_comes_leaves_the_report_open() -> None:
    order = d.with_disputes(MISSING, history=d.UNDER_WAY)
    result = apply_event(order, Event("e1", EventKind.DELIVERED, "1001", after("15d")), after("15d"))
    assert isinstance(result, Applied)
    assert (result.change.order.disputes, result.ticket) == (order.disputes, None)


@pytest.mark.parametrize("kind", [EventKind.DELIVERED, EventKind.RECEIPT_CONFIRMED])
def test_a_parcel_that_comes_after_it_was_paid_back_is_looked_at_by_staff_and_nothing_is_taken_back(
    kind: EventKind,
) -> None:
    order, _ = replay(d.with_disputes(MISSING, history=d.UNDER_WAY), "15d seller_approved")
    result = apply_event(order, Event("e1", kind, "1001", after("20d")), after("20d"))
    assert isinstance(result, Applied)
    assert result.ticket is TicketTopic.NOT_RECEIVED_ARRIVED
    assert result.change.order.refunds == order.refunds


def test_what_the_buyer_has_in_hand_although_it_was_paid_back_is_looked_at_by_staff_too() -> None:
    """The carrier had said delivered when it was reported; now the buyer says so as well."""
    order, _ = replay(d.with_disputes(MISSING), "15d seller_approved")
    result = apply_event(order, Event("e1", EventKind.RECEIPT_CONFIRMED, "1001", after("20d")), after("20d"))
    assert isinstance(result, Applied)
    assert result.ticket is TicketTopic.NOT_RECEIVED_ARRIVED


def test_the_carriers_scan_tells_when_the_parcel_in_hand_came() -> None:
    order, _ = replay(an_order(), "1d shipped")
    order = with_inferred_times(replace(order, in_hand_at=after("10d")))
    assert (order.delivered_at, "delivered_at" in order.inferred) == (after("10d"), True)
    before = apply_event(order, Event("e1", EventKind.DELIVERED, "1001", after("9d")), after("12d"))
    assert before.change.order.delivered_at == after("9d")
    later = apply_event(order, Event("e1", EventKind.DELIVERED, "1001", after("11d")), after("12d"))
    assert isinstance(later, Applied)
    assert (later.change.order.delivered_at, len(later.change.entries)) == (after("10d"), 1)
