"""The marketplace's events: each taken once, with the same answer when it comes again; contradictions are kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.desk import Desk, EventStatus
from actions.policy.events import Event, EventError, EventKind
from actions.policy.facts import CancellationStatus, RefundStatus
from actions.policy.record import What
from actions.store.errors import NotFound
from tests.store.building import (
    NOW,
    a_shop,
    an_event,
    an_old_order,
    an_order,
    an_unpaid_order,
    at,
    contents,
    counts,
    days,
    done,
)


def test_an_event_is_applied_and_answered_with_where_the_order_stands(desk: Desk) -> None:
    desk.import_orders(a_shop())
    answer = desk.receive(an_event(EventKind.SHIPPED, tracking="X1"))
    assert answer.status is EventStatus.APPLIED
    assert answer.body == {"event_id": "e1", "order_id": "8001", "status": "applied", "order_status": "shipped"}
    assert desk.any_order("8001").tracking == "X1"  # type: ignore[union-attr]


def test_an_event_told_again_gets_the_same_answer_and_does_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop())
    first = desk.receive(an_event(EventKind.SHIPPED))
    before = contents(desk.engine)
    again = at(desk, NOW + days(5)).receive(an_event(EventKind.SHIPPED))
    assert again.status is EventStatus.REPEATED
    assert again.body == first.body
    assert contents(desk.engine) == before


def test_a_contradicting_event_is_stored_with_a_ticket_and_the_order_stays(desk: Desk) -> None:
    desk.import_orders(a_shop())
    cancelled = done(desk).order
    answer = desk.receive(an_event(EventKind.SHIPPED))
    assert answer.status is EventStatus.CONFLICT
    assert answer.body["ticket"] == desk.tickets()[0].id
    assert desk.any_order("8001") == cancelled
    assert [entry.what for entry in desk.history("8001")] == [What.CANCELLED, What.EVENT_CONFLICT]
    before = contents(desk.engine)
    again = desk.receive(an_event(EventKind.SHIPPED))
    assert (again.status, again.body) == (EventStatus.REPEATED, answer.body)
    assert contents(desk.engine) == before


def test_an_event_id_that_was_used_for_something_else_is_a_conflict(desk: Desk) -> None:
    desk.import_orders(a_shop(an_order("8001"), an_order("8002")))
    desk.receive(an_event(EventKind.SHIPPED))
    order = desk.any_order("8001")
    for other in (an_event(EventKind.DELIVERED), Event("e1", EventKind.SHIPPED, "8002", NOW)):
        for _ in range(2):
            answer = desk.receive(other)
            assert (answer.status, answer.body["reason"]) == (EventStatus.CONFLICT, "event_id_used_twice")
    assert len(desk.tickets()) == 2
    assert desk.any_order("8001") == order
    assert desk.any_order("8002").shipped_at is None  # type: ignore[union-attr]


def test_an_event_of_an_unknown_order_is_not_kept(desk: Desk) -> None:
    desk.import_orders(a_shop())
    before = contents(desk.engine)
    with pytest.raises(NotFound):
        desk.receive(Event("e1", EventKind.SHIPPED, "9999", NOW))
    assert contents(desk.engine) == before


def test_a_malformed_event_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.import_orders(a_shop())
    before = contents(desk.engine)
    with pytest.raises(EventError):
        desk.receive(an_event(EventKind.SHIPPED, promised_by="tomorrow"))
    assert contents(desk.engine) == before


def test_the_seller_who_ships_overtakes_a_request(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    desk.receive(an_event(EventKind.SHIPPED))
    order = desk.any_order("8001")
    assert order is not None
    assert order.cancellations[0].status is CancellationStatus.OVERTAKEN


def test_a_refund_goes_its_way_by_events(desk: Desk) -> None:
    desk.import_orders(a_shop())
    done(desk)
    for step, kind in enumerate((EventKind.REFUND_SENT, EventKind.REFUND_FAILED), 1):
        when = NOW + days(step)
        assert at(desk, when).receive(an_event(kind, f"e{step}", when)).status is EventStatus.APPLIED
    refund = desk.any_order("8001").refunds[0]  # type: ignore[union-attr]
    assert (refund.status, refund.sent_at, refund.failed_at) == (RefundStatus.FAILED, NOW + days(1), NOW + days(2))


def test_a_payment_for_a_lapsed_order_comes_back_with_a_ticket(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    later = at(desk, NOW + days(10))
    answer = later.receive(an_event(EventKind.PAID, when=NOW + days(9)))
    assert answer.body["order_status"] == "lapsed"
    assert answer.body["ticket"] == later.tickets()[0].id
    assert later.tickets()[0].topic == "late_payment"
    assert [refund.amount for refund in later.any_order("8001").refunds] == [1450]  # type: ignore[union-attr]


def test_what_was_due_before_an_event_is_written_first(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    answer = at(desk, NOW + days(15)).receive(an_event(EventKind.SELLER_REJECTED, when=NOW + days(1)))
    assert answer.status is EventStatus.CONFLICT
    assert [entry.what for entry in desk.history("8001")][1:] == [What.CANCELLATION_GRANTED, What.EVENT_CONFLICT]


def test_history_names_what_it_came_from(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    desk.receive(an_event(EventKind.SHIPPED, "event-77"))
    with desk.engine.connect() as connection:
        causes = connection.exec_driver_sql("SELECT cause FROM history ORDER BY id").scalars().all()
    assert [cause[:2] for cause in causes] == ["P-", "ev", "ev"]


@pytest.mark.slow
def test_the_same_event_at_several_servers_at_once_is_applied_once(desk: Desk) -> None:
    desk.import_orders(a_shop())
    with ThreadPoolExecutor(8) as servers:
        answers = list(servers.map(lambda _: desk.receive(an_event(EventKind.SHIPPED)), range(16)))
    assert sorted(str(answer.status) for answer in answers) == ["applied", *["repeated"] * 15]
    assert len({str(answer.body) for answer in answers}) == 1
    assert counts(desk.engine)["history"] == 1


@pytest.mark.slow
def test_a_yes_and_a_shipment_at_once_leave_one_of_the_two(desk: Desk) -> None:
    desk.import_orders(a_shop(*(an_order(f"{n}") for n in range(8000, 8012))))

    def cancel(order_id: str) -> bool:
        return done(desk, order_id=order_id).performed

    def ship(order_id: str) -> bool:
        return desk.receive(Event(f"s{order_id}", EventKind.SHIPPED, order_id, NOW)).status is EventStatus.APPLIED

    with ThreadPoolExecutor(8) as both:
        asked = [(both.submit(cancel, f"{n}"), both.submit(ship, f"{n}")) for n in range(8000, 8012)]
        results = [(one.result(), other.result()) for one, other in asked]
    assert all(one != other for one, other in results)
