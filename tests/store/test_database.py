"""Opening the database: what must hold before anything is stored."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from actions.store.database import open_database


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
