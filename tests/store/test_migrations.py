"""The database is brought to this version from code: from nothing, twice, by several at once; the models agree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from actions.desk import Desk
from actions.policy.decision import Request
from actions.policy.events import Event, EventKind
from actions.policy.facts import CancellationStatus, RefundStatus
from actions.policy.lifecycle import CANCELLATION_TABLE, REFUND_TABLE
from actions.policy.record import What
from actions.policy.requests import Ask
from actions.store import migrate as migrating
from actions.store.database import open_database
from actions.store.ledger import history
from actions.store.migrate import HEAD, current_version, migrate
from tests.store.building import (
    NOW,
    a_claim,
    a_delivered_order,
    a_shop,
    an_order,
    at,
    contents,
    counts,
    days,
    done,
    settings,
)

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(migrating.__file__).parent / "migrations"
metadata = history.metadata


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return current_version(connection)


def test_an_empty_database_is_brought_to_this_version(empty_url: str) -> None:
    engine = open_database(empty_url)
    assert _version(engine) is None
    migrate(engine)
    assert _version(engine) == HEAD
    assert set(metadata.tables) < set(inspect(engine).get_table_names())
    engine.dispose()


def test_the_version_in_the_code_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [HEAD]


def test_migrating_again_changes_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop())
    before = contents(desk.engine)
    migrate(desk.engine)
    migrate(desk.engine)
    assert contents(desk.engine) == before


@pytest.mark.slow
def test_processes_that_start_at_once_migrate_once(empty_url: str) -> None:
    code = (
        "import sys; from actions.store.database import open_database; from actions.store.migrate import migrate;"
        " print('ready', flush=True); sys.stdin.readline(); migrate(open_database(sys.argv[1]))"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, "-c", code, empty_url]
    workers = [subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(4)]  # type: ignore[call-overload]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    errors = [worker.communicate(timeout=120)[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 4, errors
    engine = open_database(empty_url)
    assert _version(engine) == HEAD
    engine.dispose()


def test_models_and_migrations_agree_on_columns_and_indexes(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_models_and_migrations_agree_on_every_check(url: str, kind: str, make_database: object) -> None:
    migrated, made = open_database(url), open_database(make_database(kind))  # type: ignore[operator]
    metadata.create_all(made)
    assert _checks(migrated) == _checks(made)
    assert sum(len(found) for found in _checks(made).values()) == sum(
        isinstance(rule, CheckConstraint) for table in metadata.tables.values() for rule in table.constraints
    )
    migrated.dispose()
    made.dispose()


def _checks(engine: Engine) -> dict[str, set[tuple[str, str]]]:
    found = inspect(engine)
    return {
        table: {(check["name"], re.sub(r"\s+", " ", check["sqltext"])) for check in found.get_check_constraints(table)}
        for table in metadata.tables
    }


def test_erasing_removes_everything_history_included(desk: Desk) -> None:
    desk.import_orders(a_shop(an_order("8001"), a_delivered_order("8002")))
    done(desk)
    done(desk, a_claim(), "8002")
    desk.receive(Event("yes", EventKind.SELLER_APPROVED, "8002", NOW))
    at(desk, NOW + days(1)).receive(Event("no", EventKind.REFUND_FAILED, "8002", NOW + days(1)))
    done(at(desk, NOW + days(2)), Ask(Request.REFUND_LATE, choice="balance"), "8002")
    desk.erase()
    assert set(counts(desk.engine).values()) == {0}
    desk.import_orders(a_shop())
    assert done(desk).performed


T = "'2026-06-01 10:00:00.000000'"
BEFORE_DISPUTES = (
    "INSERT INTO buyers (buyer_id) VALUES ('b1')",
    "INSERT INTO sellers (seller_id, name) VALUES ('s1', 'Lights & Co')",
    f"INSERT INTO seller_terms (id, seller_id, told_at, terms) VALUES (1, 's1', {T}, '{{}}')",
    "INSERT INTO orders (order_id, buyer_id, seller_id, terms_id, currency, payment_method, profile, shipping_fee,"
    " discount, total, placed_at, paid_at, payment_verified_at, cancelled_at, inferred)"
    f" VALUES ('8001', 'b1', 's1', 1, 'EUR', 'card', 'guides', 0, 0, 1050, {T}, {T}, {T}, {T}, '[]')",
    "INSERT INTO items (order_id, number, sku, title, quantity, unit_price) VALUES ('8001', 1, 'A', 'Lamp', 1, 1050)",
    "INSERT INTO refunds (reference, order_id, number, status, amount, currency, method, due_since, expected_from,"
    f" expected_by) VALUES ('R8001-1', '8001', 1, 'due', 1050, 'EUR', 'card', {T}, {T}, {T})",
    "INSERT INTO history (id, order_id, at, actor, what, clauses, data)"
    f" VALUES (1, '8001', {T}, 'buyer', 'cancelled', '[]', '{{}}')",
    "INSERT INTO outbox (id, event_id, order_id, kind, at, data, status)"
    f" VALUES (1, 'n1', '8001', 'cancelled', {T}, '{{}}', 'pending')",
)


def test_a_shop_of_the_first_version_comes_over_with_all_that_it_knows(empty_url: str, tmp_path: Path) -> None:
    engine = open_database(empty_url)
    migrating._move(engine, "0004")
    with engine.begin() as connection:
        for statement in BEFORE_DISPUTES:
            connection.exec_driver_sql(statement)
    migrate(engine)
    desk = Desk(settings(tmp_path, empty_url, now=NOW), engine)
    order = desk.order("b1", "8001")
    assert order is not None
    assert (order.disputes, order.in_hand_at, order.lost_at) == ((), None, None)
    assert [(r.amount, r.dispute, r.replaces) for r in order.refunds] == [(1050, None, None)]
    assert [entry.what for entry in desk.history("8001")] == [What.CANCELLED]
    assert [(news.kind, news.attempts) for news in desk.outbox()] == [("cancelled", 0)]
    desk.apply_due()
    engine.dispose()


def test_the_guard_of_cancellations_is_the_lifecycle_of_the_policy(desk: Desk) -> None:
    desk.import_orders(a_shop())
    for old in CancellationStatus:
        allowed = {new for new in CancellationStatus if new is not old and _may_cancellation(desk, old, new)}
        assert allowed == CANCELLATION_TABLE[old], old


def test_the_guard_of_refunds_is_the_lifecycle_of_the_policy(desk: Desk) -> None:
    desk.import_orders(a_shop())
    for old in RefundStatus:
        allowed = {new for new in RefundStatus if new is not old and _may_refund(desk, old, new)}
        assert allowed == REFUND_TABLE[old], old


def _may_cancellation(desk: Desk, old: CancellationStatus, new: CancellationStatus) -> bool:
    """Whether the database lets it go from one status to the other, on an order where both could be."""
    cancelled = "UPDATE orders SET cancelled_at = placed_at"
    granted = old in (CancellationStatus.APPROVED, CancellationStatus.LAPSED_TO_APPROVED)
    columns = "reference, order_id, number, status, reason, requested_at, decide_by"
    made = (
        f"INSERT INTO cancellations ({columns}) SELECT 'C', order_id, 1, '{old}', 'other', paid_at, paid_at FROM orders"
    )
    moved = f"UPDATE cancellations SET status = '{new}'"
    return _may(desk, [*([cancelled] if granted else []), made, cancelled], moved)


def _may_refund(desk: Desk, old: RefundStatus, new: RefundStatus) -> bool:
    times = ("due_since", "expected_from", "expected_by", "sent_at", "paid_at", "failed_at")
    columns = f"reference, order_id, number, status, amount, currency, method, {', '.join(times)}"
    values = f"'R', order_id, 1, '{old}', 1, currency, 'card', {', '.join(['paid_at'] * len(times))}"
    made = f"INSERT INTO refunds ({columns}) SELECT {values} FROM orders"
    return _may(desk, [made], f"UPDATE refunds SET status = '{new}'")


def _may(desk: Desk, prepared: list[str], asked: str) -> bool:
    with desk.engine.connect() as connection:
        for statement in prepared:
            connection.exec_driver_sql(statement)
        try:
            connection.exec_driver_sql(asked)
        except IntegrityError:
            return False
        finally:
            connection.rollback()
        return True
