"""A process killed at any statement leaves the whole change or nothing of it, and the next one gets through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from actions.desk import Desk
from actions.policy.decision import Request
from actions.policy.events import EventKind
from actions.policy.requests import Ask
from actions.store.database import open_database
from actions.store.migrate import HEAD, current_version, migrate
from tests.store.building import (
    CANCEL,
    CHAT,
    NOW,
    a_claim,
    a_delivered_order,
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
    proposed,
)
from tests.store.killing import killed_at_every_statement

Work = Callable[[Desk], object]
pytestmark = pytest.mark.slow


def _dies_whole_or_not_at_all(desk: Desk, work: Work) -> int:
    def in_child(engine: Engine) -> object:
        return work(Desk(desk.settings, engine))

    before, kills = contents(desk.engine), 0
    for kills in killed_at_every_statement(desk.engine, in_child):
        assert contents(desk.engine) == before, f"killed at statement {kills}: half of it was left"
    assert contents(desk.engine) != before
    return kills


def test_a_yes_killed_at_any_statement_is_carried_out_whole_or_not(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal = proposed(desk)
    kills = _dies_whole_or_not_at_all(desk, lambda own: own.perform("b1", "8001", CANCEL, proposal, CHAT))
    assert kills > 10
    assert {name: counts(desk.engine)[name] for name in ("history", "refunds", "outbox")} == {
        "history": 1,
        "refunds": 1,
        "outbox": 2,
    }
    assert desk.perform("b1", "8001", CANCEL, proposal, CHAT).repeated


def test_an_event_killed_at_any_statement_is_taken_whole_or_not(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    assert _dies_whole_or_not_at_all(desk, lambda own: own.receive(an_event(EventKind.SHIPPED))) > 10


def test_a_conflict_killed_at_any_statement_leaves_its_ticket_or_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop())
    done(desk)
    assert _dies_whole_or_not_at_all(desk, lambda own: own.receive(an_event(EventKind.SHIPPED))) > 10
    assert counts(desk.engine)["tickets"] == 1


def test_a_sweep_killed_at_any_statement_leaves_whole_orders(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    desk.apply_due()  # the first sweep of all reckons every date once
    assert _dies_whole_or_not_at_all(desk, lambda own: own.apply_due(NOW + days(30), limit=1)) > 5


def test_an_import_killed_at_any_statement_takes_all_or_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop(an_order("8001")))
    document = a_shop(an_order("8001", discount="0"), an_order("8002"))
    assert _dies_whole_or_not_at_all(desk, lambda own: own.import_orders(document, replace=True)) > 10


def test_a_migration_killed_at_any_statement_leaves_the_old_version(empty_url: str) -> None:
    engine = open_database(empty_url)
    for nth in killed_at_every_statement(engine, migrate):
        assert inspect(engine).get_table_names() == [], f"killed at statement {nth}: half of the tables were left"
    with engine.connect() as connection:
        assert current_version(connection) == HEAD
    engine.dispose()


def _an_offer_waits(desk: Desk) -> Desk:
    desk.import_orders(a_shop(a_delivered_order()))
    done(desk, a_claim())
    desk.receive(an_event(EventKind.SELLER_OFFERED, "offer", amount="3.00"))
    return at(desk, NOW + days(1))


ACCEPT = Ask(Request.ANSWER_OFFER, choice="accept", offer="D8001-1-O1")
LATER = NOW + days(1)


def test_a_dispute_killed_at_any_statement_is_opened_whole_or_not(desk: Desk) -> None:
    desk.import_orders(a_shop(a_delivered_order()))
    proposal = proposed(desk, a_claim())
    assert _dies_whole_or_not_at_all(desk, lambda own: own.perform("b1", "8001", a_claim(), proposal, CHAT)) > 10
    found = counts(desk.engine)
    assert [found[name] for name in ("disputes", "evidence", "history", "outbox", "proposals")] == [1, 2, 1, 1, 1]


def test_an_acceptance_killed_at_any_statement_refunds_or_leaves_the_offer(desk: Desk) -> None:
    later = _an_offer_waits(desk)
    proposal = proposed(later, ACCEPT)
    assert _dies_whole_or_not_at_all(later, lambda own: own.perform("b1", "8001", ACCEPT, proposal, CHAT)) > 10
    assert counts(desk.engine)["refunds"] == 1


@pytest.mark.parametrize(
    ("told", "data"),
    [
        (EventKind.SELLER_OFFERED, {"amount": "4.00"}),
        (EventKind.SELLER_APPROVED, {}),
        (EventKind.SELLER_REJECTED, {"words": "no"}),
        (EventKind.PLATFORM_DECIDED, {"outcome": "refund", "amount": "2.00"}),
    ],
    ids=str,
)
def test_an_answer_killed_at_any_statement_is_taken_whole_or_not(
    desk: Desk, told: EventKind, data: dict[str, str]
) -> None:
    later = _an_offer_waits(desk)
    assert _dies_whole_or_not_at_all(later, lambda own: own.receive(an_event(told, when=LATER, **data))) > 10


def test_what_a_dispute_comes_to_by_itself_is_written_whole_or_not(desk: Desk) -> None:
    later = _an_offer_waits(desk)
    later.apply_due()
    assert _dies_whole_or_not_at_all(later, lambda own: own.apply_due(NOW + days(30), limit=1)) > 5
    assert counts(desk.engine)["history"] == 3


def test_sweeps_of_many_orders_killed_midway_go_on_where_they_were_killed(desk: Desk) -> None:
    desk.import_orders(a_shop(*(an_unpaid_order(f"80{n:02}") for n in range(5))))
    later = NOW + days(30)
    written = [
        counts(desk.engine)["history"]
        for _ in killed_at_every_statement(desk.engine, lambda own: Desk(desk.settings, own).apply_due(later))
    ]
    assert written == sorted(written)
    assert set(written) & {1, 2, 3, 4}
    assert counts(desk.engine)["history"] == 5
