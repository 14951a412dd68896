"""What a seller may promise of its own about disputes and returns, and where R12 holds it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from actions.policy import profiles
from actions.policy.calendar import Measure, Unit
from actions.policy.facts import DisputeReason, FactError, PaymentMethod
from actions.policy.moments import answer_dispute_by
from actions.policy.profiles import EVIDENCE, PROFILES, TermName
from actions.policy.terms import terms_for
from tests.policy.replay import PLACED, after, an_order, sold_by


@pytest.mark.parametrize(
    ("profile", "given", "days", "notes"),
    [
        ("guides", 3, 3, ["applied: 3 days"]),
        ("guides", 7, 7, []),
        ("guides", 0, 1, ["clamped: 0 days to 1 days (R12)"]),
        ("guides", 8, 7, ["clamped: 8 days to 7 days (R12)"]),
        ("current", 8, 5, ["clamped: 8 days to 5 days (R12)"]),
        ("current", 2, 2, ["applied: 2 days"]),
    ],
)
def test_a_seller_may_answer_disputes_sooner_never_later(profile: str, given: int, days: int, notes: list[str]) -> None:
    terms = terms_for(an_order(profile=profile, seller=sold_by(answer_days_dispute=given)))
    assert answer_dispute_by(terms, after("12d")) == after("12d") + timedelta(days=days)
    assert [(note.rule, note.result) for note in terms.notes] == [
        ("seller_terms.answer_dispute", result) for result in notes
    ]
    assert (TermName.ANSWER_DISPUTE in terms.of_seller) == (days != {"guides": 7, "current": 5}[profile])
    assert ("F37" in terms.clauses_of_seller) == (TermName.ANSWER_DISPUTE in terms.of_seller)


@pytest.mark.parametrize(
    ("own", "note", "clauses"),
    [
        ({"change_of_mind": "accept"}, ("change_of_mind", "applied: accept"), {"F42"}),
        ({"change_of_mind": "refuse"}, ("change_of_mind", "applied: refuse"), {"F42"}),
        ({"return_shipping": "seller"}, ("return_shipping", "applied: seller"), {"F42"}),
        ({"return_shipping": "buyer"}, ("return_shipping", "clamped: buyer to a change of mind only (R12)"), set()),
    ],
)
def test_what_a_seller_says_of_changed_minds_is_noted(
    own: dict[str, str], note: tuple[str, str], clauses: set[str]
) -> None:
    terms = terms_for(an_order(seller=sold_by(**own)))
    assert [(check.rule, check.result) for check in terms.notes] == [(f"seller_terms.{note[0]}", note[1])]
    assert terms.clauses_of_seller == clauses


@pytest.mark.parametrize(
    "own", [{"change_of_mind": "sometimes"}, {"return_shipping": "nobody"}, {"change_of_mind": ""}]
)
def test_words_that_no_seller_can_mean_are_refused(own: dict[str, str]) -> None:
    with pytest.raises(FactError, match=next(iter(own))):
        sold_by(**own)


def test_orders_of_the_same_kind_share_their_terms() -> None:
    first = an_order(seller=sold_by(ship_days=9))
    again = an_order(order_id="1002", placed_at=PLACED + timedelta(days=40), seller=sold_by(ship_days=9))
    assert terms_for(first) is terms_for(again)


@pytest.mark.parametrize(
    "change",
    [
        {"profile": "current"},
        {"seller": sold_by(ship_days=8)},
        {"payment_method": PaymentMethod.BALANCE, "seller": sold_by(refund_business_days=2)},
    ],
    ids=["profile", "seller", "payment method"],
)
def test_what_terms_depend_on_parts_them(change: dict[str, object]) -> None:
    same = {"seller": sold_by(ship_days=9), **({"seller": change["seller"]} if len(change) > 1 else {})}
    assert terms_for(an_order(**{**same, **change})) != terms_for(an_order(**same))


def test_a_profile_that_is_exchanged_is_seen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terms that were found before belong to the profile as it was."""
    before = terms_for(an_order())
    new = profiles.Term(Measure(9, Unit.DAYS), datetime(2026, 1, 1, tzinfo=timezone.utc), "F37")
    guides = PROFILES["guides"]
    dated = {**guides.terms, TermName.ANSWER_DISPUTE: (*guides.terms[TermName.ANSWER_DISPUTE], new)}
    monkeypatch.setitem(profiles.PROFILES, "guides", profiles.Profile("guides", guides.calendar, dated))
    assert (before.count(TermName.ANSWER_DISPUTE), terms_for(an_order()).count(TermName.ANSWER_DISPUTE)) == (7, 9)
    older = an_order(placed_at=datetime(2025, 12, 31, tzinfo=timezone.utc))
    assert terms_for(older).count(TermName.ANSWER_DISPUTE) == 7


def test_each_reason_says_what_evidence_it_needs() -> None:
    assert set(EVIDENCE) == set(DisputeReason)
    none = [reason for reason, kinds in EVIDENCE.items() if not kinds]
    assert none == [DisputeReason.NOT_RECEIVED, DisputeReason.CHANGE_OF_MIND]
