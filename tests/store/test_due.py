"""What happens by itself: seen by everyone at its instant, written once at that instant, however often one sweeps."""

from __future__ import annotations

import logging
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import pytest
from sqlalchemy import text

from actions.desk import Desk
from actions.policy.due import settle
from actions.policy.facts import CancellationStatus
from actions.policy.lifecycle import status
from actions.policy.record import What
from tests.store.building import (
    NOW,
    a_shop,
    an_old_order,
    an_order,
    an_unpaid_order,
    at,
    contents,
    counts,
    days,
    done,
)

LAPSE = datetime(2026, 6, 7, 10, 0, tzinfo=timezone.utc)  # seven days after an_unpaid_order was placed
SECOND = days(1) / 86400


def _next_due(desk: Desk, order_id: str = "8001") -> str:
    with desk.engine.connect() as connection:
        found = connection.execute(
            text("SELECT next_due FROM orders WHERE order_id = :id"), {"id": order_id}
        ).scalar_one()
    return str(found)[:19]


def test_a_read_shows_what_is_due_and_writes_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    before = contents(desk.engine)
    assert at(desk, LAPSE - SECOND).order("b1", "8001").lapsed_at is None  # type: ignore[union-attr]
    for later in (LAPSE, LAPSE + days(400)):
        shown = at(desk, later)
        assert shown.order("b1", "8001").lapsed_at == LAPSE  # type: ignore[union-attr]
        assert [order.lapsed_at for order in shown.orders_of("b1")] == [LAPSE]
        assert shown.any_order("8001").lapsed_at == LAPSE  # type: ignore[union-attr]
        assert [(entry.what, entry.at) for entry in shown.history("8001")] == [(What.ORDER_LAPSED, LAPSE)]
    assert contents(desk.engine) == before


def test_a_sweep_writes_it_at_its_instant_and_the_next_sweep_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    assert desk.apply_due(LAPSE - SECOND) == 0
    assert desk.apply_due(LAPSE + days(3)) == 1
    before = contents(desk.engine)
    assert at(desk, NOW).history("8001")[0].at == LAPSE
    assert desk.apply_due(LAPSE + days(3)) == 0
    assert desk.apply_due(LAPSE + days(400)) == 0
    assert contents(desk.engine) == before


def test_one_sweep_or_many_leave_the_same(desk: Desk) -> None:
    document = a_shop(an_old_order("8001"), an_old_order("8002"))
    desk.import_orders(document)
    for order_id in ("8001", "8002"):
        done(desk, order_id=order_id)
    for day in range(20):
        desk.apply_due(NOW + days(day))
    one = at(desk, NOW + days(20)).any_order("8001")
    assert one is not None
    assert one.cancellations[0].status is CancellationStatus.LAPSED_TO_APPROVED
    again = at(desk, NOW + days(20)).any_order("8002")
    assert again is not None
    assert (one.cancelled_at, one.refunds[0].expected_by) == (again.cancelled_at, again.refunds[0].expected_by)


@pytest.mark.slow
def test_sweepers_that_race_write_everything_once(desk: Desk) -> None:
    desk.import_orders(a_shop(*(an_unpaid_order(f"{n}") for n in range(8000, 8040))))
    with ThreadPoolExecutor(6) as sweepers:
        changed = list(sweepers.map(lambda _: desk.apply_due(LAPSE), range(6)))
    assert sum(changed) == 40
    assert counts(desk.engine)["history"] == 40


def test_a_sweep_takes_the_longest_overdue_first_and_no_more_than_it_may(desk: Desk) -> None:
    late = an_unpaid_order("8002", placed_at="2026-05-30T10:00:00Z")
    desk.import_orders(a_shop(an_unpaid_order("8001"), late, an_unpaid_order("8003")))
    assert desk.apply_due(LAPSE, limit=1) == 1
    assert at(desk, NOW).any_order("8002").lapsed_at is not None  # type: ignore[union-attr]
    assert desk.apply_due(LAPSE, limit=10) == 2


def test_what_was_overdue_when_it_was_imported_is_swept_too(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order(placed_at="2026-05-01T10:00:00Z")))
    assert desk.apply_due() == 1
    assert counts(desk.engine)["history"] == 1


def test_the_next_due_date_is_kept_with_the_order(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order("8001"), an_unpaid_order("8002")))
    assert _next_due(desk, "8001") == "2026-06-20 10:00:00"  # verified + 30 days: time to ship
    assert _next_due(desk, "8002") == "2026-06-07 10:00:00"
    done(desk, order_id="8001")
    assert _next_due(desk, "8001") == "2026-06-15 10:00:00"  # requested now + 14 days
    desk.apply_due(NOW + days(30))
    assert _next_due(desk, "8001") == "None"


def test_the_kept_date_is_the_first_at_which_the_order_changes(desk: Desk) -> None:
    """Over random lives of orders: one second before it nothing is due, at it something is."""
    chance = random.Random(7)
    desk.import_orders(
        a_shop(*(an_order(f"{n}") for n in range(8000, 8020)), *(an_unpaid_order(f"{n}") for n in (1, 2)))
    )
    for order in desk.all_orders():
        moment = at(desk, NOW + days(chance.uniform(0, 3)))
        if chance.random() < 0.7:
            done(moment, order_id=order.order_id)
    with desk.engine.connect() as connection:
        kept = connection.execute(text("SELECT order_id FROM orders WHERE next_due IS NULL")).scalars().all()
    for order in desk.all_orders():
        if order.order_id in kept:
            assert not settle(order, NOW + days(4000)).entries
            continue
        due = datetime.fromisoformat(_next_due(desk, order.order_id)).replace(tzinfo=timezone.utc)
        assert not settle(order, due - SECOND).entries
        assert settle(order, due + SECOND).entries
        assert status(settle(order, due + SECOND).order, due) != status(order, due)


def test_an_order_that_cannot_be_swept_does_not_stop_the_others(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.import_orders(a_shop(an_unpaid_order("8001"), an_unpaid_order("8002")))
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE orders SET profile = 'gone' WHERE order_id = '8001'"))
    with caplog.at_level(logging.ERROR, "recourse.desk"):
        assert desk.apply_due(LAPSE) == 1
    assert "8001" in caplog.text
