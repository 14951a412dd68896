"""With many orders, a buyer's orders and what is due are found by an index, and lists are read with few queries."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from actions.desk import Desk
from actions.store import orders
from actions.store.database import reading
from tests.store.building import NOW, a_claim, a_delivered_order, a_shop, an_order, an_unpaid_order, days, done


def _plan(engine: Engine, query: str) -> str:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # a table of a few rows is read whole
            explained = connection.exec_driver_sql(f"EXPLAIN {query}")
        else:
            explained = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")
        return "\n".join(str(row) for row in explained)


def _queries(desk: Desk, look: Any) -> int:
    asked = []
    event.listen(desk.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    look()
    return len(asked)


def test_a_buyers_orders_are_found_by_an_index(engine: Engine) -> None:
    query = "SELECT * FROM orders WHERE buyer_id = 'b1' ORDER BY placed_at DESC, order_id DESC"
    plan = _plan(engine, query)
    assert "orders_of_buyer" in plan
    assert "TEMP B-TREE" not in plan


def test_what_is_due_is_found_by_an_index(engine: Engine) -> None:
    query = "SELECT order_id FROM orders WHERE next_due <= '2026-06-01 10:00:00.000000' ORDER BY next_due LIMIT 100"
    assert "orders_by_next_due" in _plan(engine, query)


def test_every_record_of_an_order_is_found_by_an_index(engine: Engine) -> None:
    tables = ("items", "cancellations", "refunds", "traces", "complaints", "disputes", "evidence", "offers", "history")
    for table in tables:
        plan = _plan(engine, f"SELECT * FROM {table} WHERE order_id = '8001'")
        assert "ndex" in plan.lower(), table
        assert "SCAN" not in plan.replace("Index Scan", "").replace("Bitmap Heap Scan", ""), table


def test_a_list_of_orders_takes_as_many_queries_as_one_order(desk: Desk) -> None:
    desk.import_orders(a_shop(*(an_order(f"{n}") for n in range(8000, 8030)), an_order("1", buyer_id="b2")))
    assert _queries(desk, lambda: desk.orders_of("b1")) == _queries(desk, lambda: desk.orders_of("b2")) <= 10


def test_a_list_of_orders_with_disputes_takes_a_handful_of_queries(desk: Desk) -> None:
    desk.import_orders(a_shop(*(a_delivered_order(f"{n}") for n in range(8000, 8010))))
    for number in range(8000, 8010):
        done(desk, a_claim(), f"{number}")
    assert _queries(desk, lambda: desk.orders_of("b1")) <= 12


def test_every_order_comes_once_in_batches_of_few_queries(desk: Desk) -> None:
    desk.import_orders(a_shop(*(a_delivered_order(f"{n}") for n in range(8000, 8025))))
    done(desk, a_claim(), "8007")
    with reading(desk.engine) as session:
        batches = list(orders.stream(session, batch=10))
    assert [len(batch) for batch in batches] == [10, 10, 5]
    assert [order for batch in batches for order in batch] == sorted(desk.all_orders(), key=lambda o: o.order_id)
    with reading(desk.engine) as session:
        assert _queries(desk, lambda: list(orders.stream(session, batch=25))) <= 14


def test_a_sweep_looks_only_at_what_is_due(desk: Desk) -> None:
    paid = (an_order(f"{n}") for n in range(8000, 8050))
    desk.import_orders(a_shop(*paid, an_unpaid_order("1")))
    desk.apply_due()  # the first sweep of all reckons every date once
    assert _queries(desk, lambda: desk.apply_due(NOW + days(10))) < 30
