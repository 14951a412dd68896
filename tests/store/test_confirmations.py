"""Sixty-four confirmations of one proposal at once, from four processes: done once, answered alike."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from actions.desk import Desk
from tests.store.building import a_delivered_order, a_shop, counts, proposed
from tests.store.confirming import ASKS

PROCESSES, EACH = 4, 16
ROOT = Path(__file__).parents[2]


def _start(desk: Desk, what: str, proposal: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.confirming", desk.settings.database_url]
    return subprocess.Popen(
        [*command, str(desk.settings.home), what, proposal, str(EACH)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _all_answers(desk: Desk, what: str) -> list[dict[str, object]]:
    """What everybody is answered who says yes to this at once; the same to all, but done once."""
    proposal = proposed(desk, ASKS[what])
    workers = [_start(desk, what, proposal) for _ in range(PROCESSES)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    found = [json.loads(worker.communicate(timeout=120)[0]) for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * PROCESSES
    answers = [answer for part in found for answer in part]
    assert len(answers) == PROCESSES * EACH
    assert all(answer["performed"] for answer in answers)
    assert [answer["repeated"] for answer in answers].count(False) == 1
    assert len({json.dumps(answer["answer"], sort_keys=True) for answer in answers}) == 1
    return answers


@pytest.mark.slow
def test_64_confirmations_in_4_processes_do_it_once_and_are_answered_alike(desk: Desk) -> None:
    desk.import_orders(a_shop())
    _all_answers(desk, "cancel")
    found = counts(desk.engine)
    assert {name: found[name] for name in ("history", "refunds", "cancellations", "proposals")} == {
        "history": 1,
        "refunds": 1,
        "cancellations": 1,
        "proposals": 1,
    }
    with desk.engine.connect() as connection:
        assert connection.execute(text("SELECT amount FROM refunds")).scalars().all() == [1450]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["claim", "return"])
def test_64_confirmations_in_4_processes_open_one_dispute(desk: Desk, what: str) -> None:
    desk.import_orders(a_shop(a_delivered_order()))
    answers = _all_answers(desk, what)
    assert {answer["answer"]["reference"] for answer in answers} == {"D8001-1"}  # type: ignore[index]
    found = counts(desk.engine)
    assert {name: found[name] for name in ("history", "disputes", "evidence", "proposals", "outbox", "refunds")} == {
        "history": 1,
        "disputes": 1,
        "evidence": 2,
        "proposals": 1,
        "outbox": 1,
        "refunds": 0,
    }
