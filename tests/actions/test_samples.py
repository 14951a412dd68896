"""The samples: each is a legal history, and stands at the moment of the clause that samples.md says it stands at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Event

import pytest

from actions.changes import COMPLAINT
from actions.desk import Desk, open_desk
from actions.policy.calendar import Measure, Unit
from actions.policy.decision import Decision, Request
from actions.policy.due import next_due
from actions.policy.facts import Order
from actions.policy.requests import Ask
from actions.policy.terms import profile_named
from actions.settings import Settings
from actions.store import sample
from actions.store.asks import ask_of as asked_for
from actions.store.times import parse_shift
from actions.sweeping import apply_all_due

ROOT = Path(__file__).parents[2]
SECOND = timedelta(seconds=1)
# A working day, the last minute of a Saturday, the eve of a holiday of ``current``, a leap day.
MOMENTS = ["2026-03-04T10:00", "2026-03-07T23:59", "2026-12-24T18:00", "2028-02-29T12:00"]


@dataclass(frozen=True)
class Row:
    order: str
    buyer: str
    shows: str
    clause: str
    asked: str
    now: str
    due: str
    later: str


def rows_of(file: Path) -> list[Row]:
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| \d{16} \|", line)]
    return [Row(*cells) for cells in table]


ROWS = rows_of(ROOT / "actions/store/samples.md")


@pytest.fixture(scope="module", params=MOMENTS)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("samples")
    desk = open_desk_at(home, datetime.fromisoformat(request.param).replace(tzinfo=timezone.utc))
    sample.fill(desk)
    return desk


def test_the_samples_come_in_beside_a_server_that_sweeps(tmp_path: Path) -> None:
    server = open_desk(Settings.from_env({"RECOURSE_HOME": str(tmp_path)}))
    over = Event()

    def sweep() -> None:
        while not over.is_set():
            apply_all_due(server)

    with ThreadPoolExecutor(1) as beside:
        sweeping = beside.submit(sweep)
        try:
            before = datetime.now(timezone.utc)
            assert sample.fill(server) == len(server.all_orders())
            assert before <= server.now() <= datetime.now(timezone.utc), "the clock runs on as before"
        finally:
            over.set()
        sweeping.result()


def open_desk_at(home: Path, now: datetime) -> Desk:
    return open_desk(Settings.from_env({"RECOURSE_HOME": str(home), "RECOURSE_NOW": now.isoformat()}))


def decided(desk: Desk, row: Row, at: datetime) -> Decision:
    then = Desk(replace(desk.settings, now=at), desk.engine)
    order = then.order(row.buyer, row.order)
    assert order is not None
    return then.decide(order, ask_of(row.asked, order))


def ask_of(asked: str, order: Order) -> Ask:
    """The request, for one item where a sku stands beside it, with what else was said as ``key=value``."""
    word, *more = asked.split()
    if word == "complaint":
        return Ask(Request.CANCEL, reason=order.cancellation.reason if order.cancellation else None, choice=COMPLAINT)
    said = dict(pair.split("=") if "=" in pair else ("item", pair) for pair in more)
    reason = {"reason": "no_longer_needed"} if word == "cancel" else {}
    return asked_for({"request": word, **reason, **said}, order.currency)


def due_of(row: Row, desk: Desk) -> datetime:
    """``+22h`` from now, or ``-6d + 15 business days``: the end of the 15th business day after 6 days ago."""
    shift, _, business_days = row.due.partition(" + ")
    start = desk.now() + parse_shift(shift)
    if not business_days:
        return start
    order = desk.any_order(row.order)
    assert order is not None
    days = Measure(int(business_days.split()[0]), Unit.BUSINESS_DAYS)
    return profile_named(order.profile).calendar.after(start, days)


def said(decision: Decision) -> str:
    return f"{decision.outcome} {decision.reason}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.order)
def test_each_sample_is_decided_now_as_the_table_says(shop: Desk, row: Row) -> None:
    decision = decided(shop, row, shop.now())
    assert (said(decision), row.clause in decision.clauses) == (row.now, True), decision


@pytest.mark.parametrize("row", [row for row in ROWS if row.due != "–"], ids=lambda row: row.order)
def test_each_sample_is_decided_as_the_table_says_before_and_after_its_next_due_date(shop: Desk, row: Row) -> None:
    due = due_of(row, shop)
    assert due > shop.now()
    assert said(decided(shop, row, due - SECOND)) == row.now
    assert said(decided(shop, row, due + SECOND)) == row.later


@pytest.mark.parametrize("row", [row for row in ROWS if row.due == "–"], ids=lambda row: row.order)
def test_where_the_table_names_no_date_nothing_happens_by_itself(shop: Desk, row: Row) -> None:
    order = shop.any_order(row.order)
    assert order is not None
    assert next_due(order, shop.now()) is None


def test_every_sample_order_stands_in_the_table_once() -> None:
    documents = sample.samples()
    assert [row.order for row in ROWS] == [entry["order_id"] for entry in documents["orders"]]
    assert [row.buyer for row in ROWS] == [entry["buyer_id"] for entry in documents["orders"]]


def test_the_readme_has_the_same_table() -> None:
    shown = rows_of(ROOT / "README.md")
    assert shown in ([], ROWS)


def test_the_samples_have_the_variety_that_is_promised() -> None:
    documents = sample.samples()
    of: Callable[[str, str], set[str]] = lambda section, field: {entry[field] for entry in documents[section]}  # noqa: E731
    assert len(documents["orders"]) >= 30
    assert of("buyers", "buyer_id") == {"b1", "b2", "b3", "b4"}
    assert len(of("buyers", "zone")) >= 2
    assert len(of("buyers", "locale")) >= 2
    assert len(documents["sellers"]) == 3
    assert {"JPY", "KWD"} <= of("orders", "currency")
    assert all(re.fullmatch(r"\d{16}", order) for order in of("orders", "order_id"))


def test_the_histories_of_the_samples_happened_at_their_own_times(shop: Desk) -> None:
    history = [(entry.at - shop.now(), str(entry.what)) for entry in shop.history("6120885430925368")]
    assert history == [
        (timedelta(days=-10), "cancellation_requested"),
        (timedelta(days=-8), "cancellation_rejected"),
        (timedelta(days=-6), "cancellation_requested"),
        (timedelta(days=-5), "cancellation_rejected"),
    ]


def test_a_story_that_is_no_legal_history_leaves_an_empty_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = json.loads(json.dumps(sample.samples()))
    documents["stories"]["7745019263848439"].append({"at": "-1d", "event": "seller_rejected"})
    monkeypatch.setattr(sample, "samples", lambda: documents)
    desk = open_desk_at(tmp_path, datetime(2026, 3, 4, 10, tzinfo=timezone.utc))
    with pytest.raises(sample.SampleError, match="7745019263848439, step 4"):
        sample.fill(desk)
    assert desk.all_orders() == []
