"""A buyer, a seller and a platform that act on the same dispute at the same moment: one consistent result, always."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from actions.desk import Desk, EventStatus
from actions.policy.decision import Request
from actions.policy.events import Event, EventKind
from actions.policy.facts import DisputeOutcome, DisputeStatus, Order
from actions.policy.requests import Ask
from tests.store.building import CHAT, NOW, a_claim, a_delivered_order, a_shop, at, counts, days, done, proposed

NUMBERS = [f"{8000 + n}" for n in range(8)]
LATER = NOW + days(1)
pytestmark = pytest.mark.slow


@pytest.fixture
def offered(desk: Desk) -> Desk:
    """Eight orders, an offer of 3.00 waiting on each; a day later."""
    desk.import_orders(a_shop(*map(a_delivered_order, NUMBERS)))
    for number in NUMBERS:
        done(desk, a_claim(), number)
        desk.receive(Event(f"o{number}", EventKind.SELLER_OFFERED, number, NOW, {"amount": "3.00"}))
    return at(desk, LATER)


def _answer(choice: str, number: str) -> Ask:
    return Ask(Request.ANSWER_OFFER, choice=choice, offer=f"D{number}-1-O1")


def _yes(desk: Desk, ask: Ask, number: str) -> Callable[[], bool]:
    proposal = proposed(desk, ask, number)
    return lambda: desk.perform("b1", number, ask, proposal, CHAT).performed


def _event(desk: Desk, kind: EventKind, number: str, **data: str) -> Callable[[], bool]:
    event = Event(f"{kind}{number}", kind, number, LATER, data)
    return lambda: desk.receive(event).status is EventStatus.APPLIED


def _at_once(one: Callable[[], bool], other: Callable[[], bool]) -> tuple[bool, bool]:
    start = Barrier(2)

    def run(act: Callable[[], bool]) -> bool:
        start.wait()
        return act()

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(run, (one, other))
    return first, second


def _order(desk: Desk, number: str) -> Order:
    order = desk.any_order(number)
    assert order is not None
    return order


def test_accepting_while_the_seller_offers_anew_is_one_of_the_two(offered: Desk) -> None:
    for number in NUMBERS:
        accept = _yes(offered, _answer("accept", number), number)
        accepted, new = _at_once(accept, _event(offered, EventKind.SELLER_OFFERED, number, amount="4.00"))
        assert accepted != new
        order = _order(offered, number)
        [dispute] = order.disputes
        if accepted:
            assert (dispute.outcome, [refund.amount for refund in order.refunds]) == (DisputeOutcome.OFFER, [300])
            assert len(dispute.offers) == 1
        else:
            assert (dispute.status, [offer.amount for offer in dispute.offers]) == (DisputeStatus.OFFERED, [300, 400])
            assert order.refunds == ()


def test_accepting_and_declining_at_once_is_one_of_the_two(offered: Desk) -> None:
    for number in NUMBERS:
        accept, decline = (_yes(offered, _answer(choice, number), number) for choice in ("accept", "decline"))
        accepted, declined = _at_once(accept, decline)
        assert accepted != declined
        assert len(_order(offered, number).refunds) == int(accepted)


def test_the_seller_and_the_platform_at_once_refund_once(offered: Desk) -> None:
    for number in NUMBERS:
        seller = _event(offered, EventKind.SELLER_APPROVED, number)
        platform = _event(offered, EventKind.PLATFORM_DECIDED, number, outcome="refund")
        assert sorted(_at_once(seller, platform)) == [False, True]
        assert [refund.amount for refund in _order(offered, number).refunds] == [500]
    assert len(offered.tickets()) == len(NUMBERS)


def test_an_acceptance_at_the_instant_of_a_sweep_is_one_of_the_two(offered: Desk) -> None:
    """At the instant itself the offer has lapsed for whoever looks; a yes that was given before it was in time."""
    due = NOW + days(7)
    for number in NUMBERS:
        accept = _yes(offered, _answer("accept", number), number)
        accepted, swept = _at_once(accept, partial(at(offered, due)._apply_due, number, due))
        [dispute] = _order(at(offered, due), number).disputes
        assert accepted != swept
        assert (dispute.outcome is DisputeOutcome.OFFER) is accepted
        assert (dispute.status is DisputeStatus.ESCALATED) is not accepted


def test_two_buyers_windows_open_one_dispute_on_an_item(desk: Desk) -> None:
    desk.import_orders(a_shop(*map(a_delivered_order, NUMBERS)))
    for number in NUMBERS:
        whole, part = a_claim("all"), a_claim("LAMP")
        opened = _at_once(_yes(desk, whole, number), _yes(desk, part, number))
        assert sorted(opened) == [False, True]
    assert counts(desk.engine)["disputes"] == len(NUMBERS)
