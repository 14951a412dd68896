"""What happens to disputes and returns by itself: at its instant, once, in sequence, however late, whoever sweeps."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import text

from actions.desk import Desk, EventStatus
from actions.policy.decision import Request
from actions.policy.events import Event, EventKind
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus, Order
from actions.policy.record import Entry, What
from actions.policy.requests import Ask
from tests.store.building import (
    CHANGED_MY_MIND,
    NOW,
    a_claim,
    a_delivered_order,
    a_return,
    a_shop,
    at,
    contents,
    counts,
    days,
    done,
)

SECOND = timedelta(seconds=1)


class Case(NamedTuple):
    """A case that waits, when something happens to it by itself, and what."""

    profile: str
    begin: Callable[[Desk, str], object]
    due: datetime
    what: What
    status: DisputeStatus
    outcome: DisputeOutcome | None = None


def _asked(ask: Ask) -> Callable[[Desk, str], object]:
    return lambda desk, order_id: done(desk, ask, order_id)


def _then(ask: Ask, kind: EventKind, **data: str) -> Callable[[Desk, str], object]:
    """Asked at NOW, answered a day later."""

    def begin(desk: Desk, order_id: str) -> None:
        done(desk, ask, order_id)
        _told(desk, order_id, kind, 1, **data)

    return begin


def _told(desk: Desk, order_id: str, kind: EventKind, after: float, **data: str) -> None:
    when = NOW + days(after)
    answer = at(desk, when).receive(Event(f"{kind}-{order_id}", kind, order_id, when, data))
    assert answer.status is EventStatus.APPLIED, answer.body


def _declined(desk: Desk, order_id: str) -> None:
    _then(a_claim(), EventKind.SELLER_OFFERED, amount="3.00")(desk, order_id)
    done(at(desk, NOW + days(2)), Ask(Request.ANSWER_OFFER, choice="decline", offer=f"D{order_id}-1-O1"), order_id)


def _sent_back(desk: Desk, order_id: str) -> None:
    _then(a_return(), EventKind.SELLER_APPROVED)(desk, order_id)
    done(at(desk, NOW + days(2)), Ask(Request.GIVE_TRACKING, tracking="RX1"), order_id)
    _told(desk, order_id, EventKind.RETURN_DELIVERED, 5)


_S, _O = DisputeStatus, DisputeOutcome
_BY_ITSELF = What.DISPUTE_ESCALATED_BY_ITSELF
CASES = {
    "silence of the seller": Case("guides", _asked(a_claim()), NOW + days(7), _BY_ITSELF, _S.ESCALATED),
    "silence that grants": Case(
        "current", _asked(a_claim()), NOW + days(5), What.CLAIM_GRANTED, _S.RESOLVED, _O.REFUND
    ),
    "silence that grants a return": Case(
        "current", _asked(a_return()), NOW + days(5), What.RETURN_GRANTED, _S.RETURN_DUE
    ),
    "silence about a change of mind": Case(
        "guides", _asked(CHANGED_MY_MIND), NOW + days(7), What.RETURN_REFUSED, _S.REJECTED, _O.RETURN_REFUSED
    ),
    "silence that takes it back": Case(
        "current", _asked(CHANGED_MY_MIND), NOW + days(5), What.RETURN_GRANTED, _S.RETURN_DUE
    ),
    "a refusal that nobody took up": Case(
        "guides", _then(a_claim(), EventKind.SELLER_REJECTED), NOW + days(8), _BY_ITSELF, _S.ESCALATED
    ),
    "an offer that nobody answered": Case(
        "guides", _then(a_claim(), EventKind.SELLER_OFFERED, amount="3.00"), NOW + days(8), _BY_ITSELF, _S.ESCALATED
    ),
    "an offer that was declined": Case("guides", _declined, NOW + days(7), _BY_ITSELF, _S.ESCALATED),
    "an offer that was declined, where silence grants": Case(
        "current", _declined, NOW + days(5), _BY_ITSELF, _S.ESCALATED
    ),
    "goods that were not sent back": Case(
        "guides",
        _then(a_return(), EventKind.SELLER_APPROVED),
        NOW + days(11),
        What.RETURN_NOT_SENT,
        _S.REJECTED,
        _O.RETURN_NOT_SENT,
    ),
    "goods that the seller does not confirm": Case(
        "guides", _sent_back, NOW + days(15), What.RETURN_REFUNDED, _S.RESOLVED, _O.RETURN
    ),
}


@pytest.fixture(params=CASES, ids=lambda name: name.replace(" ", "_"))
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def _begun(desk: Desk, case: Case, *order_ids: str) -> Desk:
    desk.import_orders(a_shop(*(a_delivered_order(number, profile=case.profile) for number in order_ids)))
    for number in order_ids:
        case.begin(desk, number)
    return desk


def _order(desk: Desk, order_id: str = "8001") -> Order:
    order = desk.any_order(order_id)
    assert order is not None
    return order


def _dispute(desk: Desk, when: datetime) -> Dispute:
    return _order(at(desk, when)).disputes[-1]


def _as_another(told: object, order_id: str) -> str:
    """What is told of one order, as if it were told of the other."""
    return repr(told).replace(order_id, "…")


def _all_told(desk: Desk, order_id: str, when: datetime) -> tuple[str, str, str]:
    news = [(one.kind, one.at, one.data) for one in desk.outbox() if one.order_id == order_id]
    order, history = _order(at(desk, when), order_id), at(desk, when).history(order_id)
    return _as_another(order, order_id), _as_another(history, order_id), _as_another(news, order_id)


def test_nothing_has_happened_one_second_before_and_everything_at_the_instant(desk: Desk, case: Case) -> None:
    _begun(desk, case, "8001")
    before = contents(desk.engine)
    early = _dispute(desk, case.due - SECOND)
    assert at(desk, case.due - SECOND).apply_due() == 0
    assert contents(desk.engine) == before
    for moment in (case.due, case.due + SECOND):
        assert (_dispute(desk, moment).status, _dispute(desk, moment).outcome) == (case.status, case.outcome)
    assert at(desk, case.due + SECOND).apply_due() == 1
    last: Entry = at(desk, NOW).history("8001")[-1]
    assert (last.what, last.at) == (case.what, case.due)
    assert early.status is not case.status or early.outcome is not case.outcome
    before = contents(desk.engine)
    assert at(desk, case.due + SECOND).apply_due() == 0
    assert contents(desk.engine) == before


def test_the_kept_date_is_the_instant(desk: Desk, case: Case) -> None:
    _begun(desk, case, "8001")
    with desk.engine.connect() as connection:
        kept = connection.execute(text("SELECT next_due FROM orders")).scalar_one()
    assert str(kept)[:19] == str(case.due)[:19]


def test_one_sweep_after_sixty_days_is_sixty_daily_sweeps(desk: Desk, case: Case) -> None:
    _begun(desk, case, "8001", "8002")
    end = case.due + days(60)
    for day in range(62):
        moment = case.due + days(day - 1)
        at(desk, moment)._apply_due("8001", moment)  # a sweep of this order alone
    assert at(desk, end).apply_due() >= 1
    assert _all_told(desk, "8001", end) == _all_told(desk, "8002", end)


@pytest.mark.slow
@pytest.mark.parametrize("sweepers", [2, 4])
def test_sweepers_that_race_write_each_case_once(desk: Desk, sweepers: int) -> None:
    cases = list(CASES.values())
    for number, one in enumerate(cases):
        _begun(desk, one, f"{8000 + number}")
    later = NOW + days(90)
    with ThreadPoolExecutor(sweepers) as racing:
        changed = list(racing.map(lambda _: at(desk, later).apply_due(), range(sweepers)))
    assert sum(changed) == len(cases)
    assert at(desk, later).apply_due() == 0
    told = [entry.what for number in range(len(cases)) for entry in at(desk, NOW).history(f"{8000 + number}")]
    assert sum(what in {one.what for one in cases} for what in told) >= len(cases)
    for number in range(len(cases)):
        history = at(desk, NOW).history(f"{8000 + number}")
        assert [entry.at for entry in history] == sorted(entry.at for entry in history)
        assert len({(entry.what, entry.at) for entry in history}) == len(history)


def test_a_sweep_goes_on_beyond_its_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.desk._AT_ONCE", 3)
    _begun(desk, CASES["silence of the seller"], *(f"{8000 + n}" for n in range(8)))
    assert at(desk, NOW + days(10)).apply_due() == 8
    assert counts(desk.engine)["history"] == 16


def test_dates_reckoned_by_other_terms_are_reckoned_anew(desk: Desk) -> None:
    _begun(desk, CASES["silence of the seller"], "8001", "8002")
    desk.apply_due()
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE orders SET next_due = NULL WHERE order_id = '8001'"))
    assert at(desk, NOW + days(10)).apply_due() == 1
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE due_terms SET fingerprint = 'of other terms'"))
    assert at(desk, NOW + days(10)).apply_due() == 1
    assert _dispute(at(desk, NOW), NOW).status is DisputeStatus.ESCALATED


def test_a_date_that_nobody_can_reckon_stops_no_other(desk: Desk) -> None:
    _begun(desk, CASES["silence of the seller"], "8001", "8002")
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE orders SET profile = 'gone', next_due = NULL WHERE order_id = '8001'"))
    assert at(desk, NOW + days(10)).apply_due() == 1
