"""What cannot be true is refused when it is built: naive times, negative money, digits no currency has."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.policy.facts import Dispute, DisputeStatus, FactError, Item
from actions.policy.lifecycle import NotAllowed, dispute_named, ended, move_dispute, open_dispute
from actions.policy.money import Money, MoneyError, decimals
from tests.policy.disputed import a_dispute, declined, offered, rejected, resolved, return_sent, with_disputes
from tests.policy.replay import LAMP, PLACED, an_order, sold_by

_WITHDRAWN = a_dispute(status=DisputeStatus.WITHDRAWN)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"placed_at": datetime(2026, 3, 2)}, "placed_at has no time zone"),  # noqa: DTZ001  the very mistake
        ({"placed_at": datetime(1889, 3, 2, tzinfo=timezone.utc)}, "outside the years"),
        ({"paid_at": datetime(9999, 3, 2, tzinfo=timezone.utc)}, "paid_at lies outside the years"),
        ({"shipping_fee": -1}, "shipping_fee is negative"),
        ({"discount": 1451}, "discount is larger"),
        ({"items": ()}, "items are none"),
        ({"items": (LAMP, LAMP)}, "the same sku"),
    ],
)
def test_an_order_that_cannot_be_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(FactError, match=words):
        an_order(**change)


@pytest.mark.parametrize("change", [{"quantity": 0}, {"quantity": -1}, {"unit_price": -1}])
def test_an_item_that_cannot_be_is_refused(change: dict[str, int]) -> None:
    with pytest.raises(FactError):
        replace(LAMP, **change)


@pytest.mark.parametrize("terms", [{"immediate_hours": 10**9}, {"dispute_window_days": 10_001}, {"ship_days": -1}])
def test_terms_that_nobody_can_mean_are_refused(terms: dict[str, int]) -> None:
    with pytest.raises(FactError, match=next(iter(terms))):
        sold_by(**terms)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"claim": 0}, "claim is nothing"),
        ({"claim": -1}, "claim is negative"),
        ({"answer_by": datetime(2026, 3, 2)}, "answer_by has no time zone"),  # noqa: DTZ001  the very mistake
        ({"escalated_at": datetime(2300, 3, 2, tzinfo=timezone.utc)}, "escalated_at lies outside the years"),
    ],
)
def test_a_dispute_that_cannot_be_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(FactError, match=words):
        a_dispute(**change)


def test_only_an_offer_that_waits_is_the_offer() -> None:
    assert a_dispute().offer is None
    assert offered().offer == offered().offers[-1]
    assert declined().offer is None
    assert replace(offered(), status=DisputeStatus.ESCALATED).offer is None


@pytest.mark.parametrize(
    ("dispute", "over"),
    [(a_dispute(), False), (rejected(), False), (return_sent(), False), (resolved(), True), (_WITHDRAWN, True)],
)
def test_a_dispute_has_ended_with_its_outcome_or_its_withdrawal(dispute: Dispute, over: bool) -> None:
    order = with_disputes(dispute)
    assert ended(dispute) is over
    assert (open_dispute(order, "LAMP-1") is None) is over
    if over:
        with pytest.raises(NotAllowed, match=f"is {dispute.status} cannot become"):
            move_dispute(order, replace(dispute, status=DisputeStatus.OPEN))


def test_no_record_moves_against_its_table() -> None:
    order = with_disputes(return_sent())
    with pytest.raises(NotAllowed, match="return_sent cannot become withdrawn"):
        move_dispute(order, replace(order.disputes[0], status=DisputeStatus.WITHDRAWN))
    with pytest.raises(LookupError, match="D7-1"):
        dispute_named(order, "D7-1")


def test_an_order_may_cost_nothing() -> None:
    assert an_order(discount=1450).total_minor == 0
    assert an_order(items=(Item("A", "A", 2, 500),), discount=100, placed_at=PLACED).total_minor == 1150


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("14.50", "EUR", 1450), ("14.5", "EUR", 1450), ("14", "EUR", 1400), ("1450", "JPY", 1450), ("1.450", "KWD", 1450)],
)
def test_an_amount_is_read_in_its_currency(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("14.505", "EUR"),
        ("14.5", "JPY"),
        ("-1", "EUR"),
        ("1e3", "EUR"),
        ("", "EUR"),
        (".", "EUR"),
        ("1.2.3", "EUR"),
        ("NaN", "EUR"),
        ("١٢", "EUR"),
        ("12,50", "EUR"),
        ("9" * 30, "EUR"),
        ("12", "eur"),
        ("12", "EURO"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, currency: str) -> None:
    with pytest.raises(MoneyError):
        Money.parse(text, currency)


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_an_amount_is_written_as_it_is_read(minor: int, currency: str) -> None:
    text = Money(minor, currency).decimal()
    assert Money.parse(text, currency).minor == minor
    assert len(text.partition(".")[2]) == decimals(currency)
