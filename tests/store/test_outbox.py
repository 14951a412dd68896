"""What the marketplace is told: every decision it must act on, once, in sequence, in the decision's transaction."""

from __future__ import annotations

from actions.desk import Desk
from actions.policy.decision import Request
from actions.policy.events import EventKind
from actions.policy.facts import CancellationReason
from actions.policy.record import OUTWARD, What
from actions.policy.requests import Ask
from actions.store.outbox import KINDS
from tests.store.building import (
    CANCEL,
    CHAT,
    NOW,
    WITHDRAW,
    a_shop,
    an_event,
    an_old_order,
    an_order,
    an_unpaid_order,
    at,
    days,
    done,
    proposed,
)


def _told(desk: Desk) -> list[str]:
    return [news.kind for news in desk.outbox()]


def test_a_cancellation_tells_of_itself_and_of_its_refund(desk: Desk) -> None:
    desk.import_orders(a_shop())
    done(desk)
    cancelled, refund = desk.outbox()
    assert (cancelled.kind, cancelled.order_id, cancelled.at) == ("cancelled", "8001", NOW)
    assert cancelled.data == {"reference": "C8001-1", "reason": "no_longer_needed"}
    assert refund.kind == "refund_due"
    assert {name: refund.data[name] for name in ("reference", "amount", "currency", "method")} == {
        "reference": "R8001-1",
        "amount": "14.50",
        "currency": "EUR",
        "method": "card",
    }
    assert cancelled.event_id != refund.event_id


def test_an_unpaid_order_that_is_cancelled_has_no_refund_to_tell(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    done(desk)
    assert _told(desk) == ["cancelled"]


def test_a_request_and_its_withdrawal_are_told(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    done(desk, WITHDRAW)
    assert _told(desk) == ["cancellation_requested", "cancellation_withdrawn"]


def test_a_queued_request_is_told_when_it_is_filed_and_its_withdrawal_before_is_not(desk: Desk) -> None:
    verifying = {"placed_at": "2026-05-31T10:00:00Z", "paid_at": "2026-05-31T11:00:00Z", "payment_verified_at": None}
    desk.import_orders(a_shop(an_order("8001", **verifying)))
    done(desk)
    done(desk, WITHDRAW)
    assert _told(desk) == []
    done(desk)
    desk.receive(an_event(EventKind.PAYMENT_VERIFIED))
    assert _told(desk) == ["cancelled", "refund_due"]


def test_what_happens_by_itself_is_told_when_it_is_written(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    desk.apply_due(NOW + days(14))
    assert _told(desk) == ["cancellation_requested", "cancelled", "refund_due"]
    assert desk.outbox()[-1].at == NOW + days(14)


def test_what_the_seller_approved_is_told_as_cancelled_with_its_refund(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    desk.receive(an_event(EventKind.SELLER_APPROVED))
    assert _told(desk) == ["cancellation_requested", "cancelled", "refund_due"]


def test_a_complaint_is_told(desk: Desk) -> None:
    desk.import_orders(a_shop())
    done(desk, Ask(Request.CANCEL, CancellationReason.SELLER_ASKED))
    done(desk, Ask(Request.CANCEL, CancellationReason.SELLER_ASKED, choice="complaint"))
    assert _told(desk) == ["cancelled", "refund_due", "complaint_filed"]


def test_a_trace_is_told_once_and_is_no_refund(desk: Desk) -> None:
    desk.import_orders(a_shop())
    done(desk)
    at(desk, NOW + days(1)).receive(an_event(EventKind.REFUND_SENT, when=NOW + days(1)))
    done(at(desk, NOW + days(60)), Ask(Request.REFUND_LATE))
    assert _told(desk) == ["cancelled", "refund_due", "trace_opened"]


def test_what_is_not_written_is_not_told(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal = proposed(desk)
    desk.perform("b1", "8001", CANCEL, proposal, CHAT)
    told = desk.outbox()
    desk.perform("b1", "8001", CANCEL, proposal, CHAT)
    desk.perform("b1", "8001", CANCEL, "P-invented", CHAT)
    desk.receive(an_event(EventKind.SHIPPED))
    assert desk.outbox() == told


def test_everything_that_the_policy_calls_outward_is_told() -> None:
    with_a_refund_of_its_own = {What.LATE_PAYMENT_REFUNDED, What.REFUND_TO_BALANCE}
    assert set(KINDS) | with_a_refund_of_its_own >= set(OUTWARD)
