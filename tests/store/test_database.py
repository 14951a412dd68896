"""Opening the database: what must hold before anything is stored."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from actions.desk import Desk
from actions.store import database, orders
from actions.store.database import open_database, writing
from actions.store.deadline import TooLate, within
from tests.store.building import a_shop, contents


def test_whoever_opens_a_new_file_at_the_same_moment_gets_in(tmp_path: Path) -> None:
    # The change to the write-ahead log is the one thing SQLite's own timeout does not wait for: seen once in 25 starts.
    refused: list[Exception] = []

    def opens(path: Path, together: threading.Barrier) -> None:
        engine = open_database(f"sqlite:///{path}")
        together.wait()
        try:
            with engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        except Exception as error:
            refused.append(error)
        engine.dispose()

    for number in range(200):
        arguments = (tmp_path / f"{number}.db", threading.Barrier(8))
        threads = [threading.Thread(target=opens, args=arguments) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert refused == []


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://there/it", "no address"])
def test_an_address_that_cannot_serve_is_refused_with_a_reason(url: str) -> None:
    with pytest.raises(ValueError, match=r"database|memory|use sqlite"):
        open_database(url)


def test_what_was_given_up_meanwhile_is_not_written(desk: Desk) -> None:
    desk.import_orders(a_shop())
    before = contents(desk.engine)
    with pytest.raises(TooLate), ExitStack() as meanwhile, writing(desk.engine) as session:
        _delete_all_items(session, meanwhile)
    assert contents(desk.engine) == before


def _delete_all_items(session: Session, meanwhile: ExitStack) -> None:
    session.connection().exec_driver_sql("DELETE FROM items")
    meanwhile.enter_context(within(0))


def test_what_was_given_up_does_not_begin(engine: Engine) -> None:
    with within(0), pytest.raises(TooLate), writing(engine):
        pytest.fail("it began")


def test_a_lock_is_waited_for_until_the_deadline_and_no_longer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.import_orders(a_shop())
    monkeypatch.setattr(database, "BUSY_SECONDS", 3_600)
    with writing(desk.engine) as first:
        orders.lock(first, "8001")
        with within(0.2), pytest.raises((OperationalError, TooLate)), writing(desk.engine) as second:
            orders.lock(second, "8001")
    with writing(desk.engine) as third:  # the connection was given back as it should be
        orders.lock(third, "8001")
