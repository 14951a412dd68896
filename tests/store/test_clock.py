"""The shop's clock: one for all processes, moved in demo mode only; a process may have a fixed one of its own."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from actions.desk import Desk
from actions.store.errors import BadInput
from tests.store.building import NOW, a_shop, an_unpaid_order, contents, days, settings

ROOT = Path(__file__).parents[2]
A_MOMENT = timedelta(seconds=20)


@pytest.fixture
def running(desk: Desk) -> Desk:
    """The same shop with a clock that runs."""
    return Desk(settings(desk.settings.home, desk.settings.database_url), desk.engine)


def _real() -> datetime:
    return datetime.now(timezone.utc)


def test_the_shops_clock_is_real_time_until_somebody_moves_it(running: Desk) -> None:
    assert abs(running.now() - _real()) < A_MOMENT
    assert running.now().utcoffset() == timedelta(0)


def test_a_move_counts_from_the_shops_time_and_the_clock_runs_on(running: Desk) -> None:
    told = running.move_clock(days(14))
    assert abs(told - _real() - days(14)) < A_MOMENT
    running.move_clock(-days(4))
    assert abs(running.now() - _real() - days(10)) < A_MOMENT
    first = running.now()
    assert running.now() > first


def test_the_clock_is_set_to_an_instant_and_back(running: Desk) -> None:
    goal = datetime(2030, 12, 24, 11, 0, tzinfo=timezone(timedelta(hours=1)))
    assert abs(running.move_clock(goal) - goal) < A_MOMENT
    assert abs(running.now() - goal) < A_MOMENT
    running.move_clock(None)
    assert abs(running.now() - _real()) < A_MOMENT


def test_another_process_has_the_same_clock(running: Desk) -> None:
    running.move_clock(days(100))
    code = (
        "import sys; from pathlib import Path; from actions.desk import Desk;"
        " from tests.store.building import settings;"
        " from actions.store.database import open_database;"
        " print(Desk(settings(Path('x'), sys.argv[1]), open_database(sys.argv[1])).now().isoformat())"
    )
    command = [sys.executable, "-c", code, running.settings.database_url]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120).stdout.strip()
    assert abs(datetime.fromisoformat(told) - _real() - days(100)) < timedelta(seconds=60)


def test_a_fixed_clock_stands_still_whatever_the_shops_clock_does(desk: Desk, running: Desk) -> None:
    running.move_clock(days(14))
    assert desk.now() == NOW


def test_waiting_with_the_clock_lets_things_happen(running: Desk) -> None:
    running.import_orders(a_shop(an_unpaid_order(placed_at="-1d")))
    assert running.order("b1", "8001").lapsed_at is None  # type: ignore[union-attr]
    running.move_clock(days(6))
    assert running.order("b1", "8001").lapsed_at is not None  # type: ignore[union-attr]
    assert running.apply_due() == 1


def test_live_mode_has_real_time_and_no_other(desk: Desk, running: Desk) -> None:
    running.move_clock(days(14))
    live = Desk(settings(desk.settings.home, desk.settings.database_url, mode="live"), desk.engine)
    assert abs(live.now() - _real()) < A_MOMENT
    for move in (days(1), NOW, None):
        with pytest.raises(BadInput):
            live.move_clock(move)


def test_a_live_shop_is_not_erased(desk: Desk) -> None:
    desk.import_orders(a_shop())
    before = contents(desk.engine)
    with pytest.raises(BadInput):
        Desk(settings(desk.settings.home, desk.settings.database_url, mode="live"), desk.engine).erase()
    assert contents(desk.engine) == before


def test_a_time_that_no_calendar_has_is_refused(running: Desk) -> None:
    with pytest.raises(BadInput):
        running.move_clock(timedelta(days=999_999_999))
    assert abs(running.now() - _real()) < A_MOMENT
