"""Rules that the database keeps by itself: SQL that goes around the code is refused, and nothing is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from actions.desk import Desk
from actions.policy.events import EventKind
from actions.store.migrations import guards
from tests.store.building import NOW, a_shop, an_event, an_old_order, an_order, at, contents, days, done, refuses

CANCELLATION = (
    "INSERT INTO cancellations (reference, order_id, number, status, reason, requested_at, decide_by)"
    " VALUES ('{0}', '{1}', {2}, '{3}', 'other', '2026-06-01 10:00:00.000000', '2026-06-02 10:00:00.000000')"
)
REFUND = (
    "INSERT INTO refunds (reference, order_id, number, status, amount, currency, method, due_since, expected_from,"
    " expected_by) VALUES ('{0}', '{1}', {2}, 'due', {3}, '{4}', 'card', '2026-06-01 10:00:00.000000',"
    " '2026-06-04 10:00:00.000000', '2026-06-05 10:00:00.000000')"
)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """8001 cancelled and refunded, 8002 with an open request, 8003 shipped, 8004 unpaid, 8005 paid."""
    unpaid = an_order("8004", paid_at=None, payment_verified_at=None)
    shipped = an_old_order("8003", shipped_at="2026-05-30T10:00:00Z")
    desk.import_orders(a_shop(an_order("8001"), an_old_order("8002"), shipped, unpaid, an_order("8005")))
    done(desk, order_id="8001")
    done(desk, order_id="8002")
    return desk


REFUSED = {
    "history is never changed": ["UPDATE history SET what = 'nothing'", "UPDATE history SET at = at"],
    "history is never removed": ["DELETE FROM history", "DELETE FROM history WHERE id = 1"],
    "a second open request": [
        CANCELLATION.format("X", "8002", 2, "requested"),
        CANCELLATION.format("X", "8002", 2, "queued"),
    ],
    "a second grant": [CANCELLATION.format("X", "8001", 2, "approved")],
    "a request on an order that is shipped or closed": [
        CANCELLATION.format("X", "8003", 1, "requested"),
        CANCELLATION.format("X", "8001", 2, "queued"),
    ],
    "a grant on an order that goes on": [
        CANCELLATION.format("X", "8003", 1, "approved"),
        CANCELLATION.format("X", "8005", 1, "lapsed_to_approved"),
        "UPDATE cancellations SET status = 'approved' WHERE order_id = '8002'",
    ],
    "a request without a date": ["UPDATE cancellations SET decide_by = NULL WHERE order_id = '8002'"],
    "steps that the lifecycle does not have": [
        "UPDATE cancellations SET status = 'withdrawn' WHERE order_id = '8001'",
        "UPDATE cancellations SET status = 'queued' WHERE order_id = '8002'",
        "UPDATE cancellations SET status = 'requested' WHERE order_id = '8001'",
    ],
    "words that are none": [
        "UPDATE cancellations SET status = 'maybe' WHERE order_id = '8002'",
        "UPDATE cancellations SET reason = 'whim' WHERE order_id = '8002'",
        "UPDATE refunds SET method = 'cash'",
        "UPDATE refunds SET status = 'gone'",
        "UPDATE orders SET payment_method = 'cash'",
        "UPDATE orders SET currency = 'eur' WHERE order_id = '8005'",
    ],
    "more refunded than was paid": [
        REFUND.format("X", "8001", 2, 1, "EUR"),
        REFUND.format("X", "8005", 1, 1451, "EUR"),
        REFUND.format("X", "8004", 1, 1, "EUR"),
        "UPDATE refunds SET amount = amount + 1",
        "UPDATE orders SET total = total - 1 WHERE order_id = '8001'",
        "UPDATE orders SET paid_at = NULL, payment_verified_at = NULL WHERE order_id = '8001'",
    ],
    "money that is none": [
        REFUND.format("X", "8005", 1, -1, "EUR"),
        REFUND.format("X", "8005", 1, 1450, "USD"),
        "UPDATE orders SET shipping_fee = -1 WHERE order_id = '8005'",
        "UPDATE orders SET discount = 2000000000000000 WHERE order_id = '8005'",
        "UPDATE items SET unit_price = -1",
        "UPDATE items SET quantity = 0",
    ],
    "a refund that was sent without a time": [
        "UPDATE refunds SET status = 'sent'",
        "UPDATE refunds SET status = 'paid'",
    ],
    "times that contradict": [
        "UPDATE orders SET shipped_at = placed_at WHERE order_id = '8001'",
        "UPDATE orders SET shipped_at = placed_at WHERE order_id = '8004'",
        "UPDATE orders SET delivered_at = placed_at WHERE order_id = '8005'",
        "UPDATE orders SET receipt_confirmed_at = placed_at WHERE order_id = '8003'",
        "UPDATE orders SET cancelled_at = placed_at WHERE order_id = '8003'",
        "UPDATE orders SET lapsed_at = placed_at WHERE order_id = '8001'",
        "UPDATE orders SET paid_at = NULL WHERE order_id = '8005'",
    ],
    "records of nothing": [
        CANCELLATION.format("X", "9999", 1, "requested"),
        REFUND.format("X", "9999", 1, 1, "EUR"),
        "DELETE FROM orders WHERE order_id = '8001'",
        "DELETE FROM sellers",
        "DELETE FROM buyers",
        "UPDATE orders SET buyer_id = 'nobody'",
    ],
    "what was told is changed": [
        "UPDATE seller_terms SET terms = '{}'",
        "UPDATE proposals SET reference = 'X'",
        "UPDATE outbox SET kind = 'other'",
        "UPDATE outbox SET data = '{}'",
        "DELETE FROM outbox",
    ],
    "two clocks": ["INSERT INTO shop_clock (id, ahead_us) VALUES (2, 0)"],
}


@pytest.mark.parametrize("rule", REFUSED, ids=lambda rule: rule.replace(" ", "_"))
def test_the_database_itselfrefuses(shop: Desk, rule: str) -> None:
    before = contents(shop.engine)
    for statement in REFUSED[rule]:
        assert refuses(shop.engine, statement), statement
    assert contents(shop.engine) == before


def test_history_is_not_replaced_either(shop: Desk) -> None:
    before = contents(shop.engine)
    columns = "id, order_id, at, actor, what, clauses, data"
    again = f"INSERT INTO history ({columns}) SELECT {columns} FROM history"
    if shop.engine.dialect.name == "sqlite":
        again = again.replace("INSERT", "INSERT OR REPLACE", 1)
    with pytest.raises(IntegrityError), shop.engine.begin() as connection:
        connection.exec_driver_sql(again)
    assert contents(shop.engine) == before


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgresql"])
def test_history_is_not_truncated(shop: Desk, kind: str) -> None:
    before = contents(shop.engine)
    with pytest.raises(IntegrityError), shop.engine.begin() as connection:
        connection.exec_driver_sql("TRUNCATE history")
    assert contents(shop.engine) == before


def test_received_events_stay_as_they_were_answered(shop: Desk) -> None:
    at(shop, NOW + days(0.1)).receive(an_event(EventKind.REFUND_SENT, when=NOW + days(0.1)))
    before = contents(shop.engine)
    for statement in ("UPDATE received_events SET status = 'conflict'", "DELETE FROM received_events"):
        with pytest.raises(IntegrityError), shop.engine.begin() as connection:
            connection.exec_driver_sql(statement)
    assert contents(shop.engine) == before


def test_a_failed_refund_leaves_room_for_another_but_not_for_both(shop: Desk) -> None:
    when = "'2026-06-02 10:00:00.000000'"
    with shop.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE refunds SET status = 'failed', failed_at = {when}")
        connection.exec_driver_sql(REFUND.format("X", "8001", 2, 1450, "EUR"))
    before = contents(shop.engine)
    with pytest.raises(IntegrityError), shop.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE refunds SET status = 'sent', sent_at = {when} WHERE number = 1")
    assert contents(shop.engine) == before


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgresql"])
def test_two_refunds_at_once_cannot_together_exceed_what_was_paid(shop: Desk, kind: str) -> None:
    """The second waits for the first; on SQLite there is one writer at a time anyway."""
    with shop.engine.connect() as first, shop.engine.connect() as second:
        first.exec_driver_sql(REFUND.format("X1", "8005", 1, 1000, "EUR"))
        second.exec_driver_sql("SET LOCAL lock_timeout = '300ms'")
        with pytest.raises(DBAPIError, match="lock timeout"):
            second.exec_driver_sql(REFUND.format("X2", "8005", 2, 1000, "EUR"))
        first.commit()
        second.rollback()
        with pytest.raises(IntegrityError, match="more is refunded than was paid"):
            second.exec_driver_sql(REFUND.format("X2", "8005", 2, 1000, "EUR"))


def test_every_guard_is_there(engine: Engine) -> None:
    """A migration that forgot a guard on one of the databases would be seen here."""
    if engine.dialect.name == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    scripts = ScriptDirectory(str(Path(guards.__file__).parent))
    made = {guard.name for script in scripts.walk_revisions() for guard in getattr(script.module, "GUARDS", ())}
    with engine.connect() as connection:
        assert made <= set(connection.execute(text(query)).scalars())
    assert len(made) > 40
