"""Which numbers an order is judged by, and how time is counted with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from actions.policy import profiles
from actions.policy.calendar import Calendar, Measure, Unit
from actions.policy.decision import Request
from actions.policy.profiles import PROFILES, Term, TermName
from actions.policy.requests import Ask, decide
from actions.policy.terms import UnknownProfile, terms_for
from tests.policy.replay import PLACED, an_order, sold_by

NEW_TERM = datetime(2026, 4, 1, tzinfo=timezone.utc)


@pytest.fixture
def shorter_from_april(monkeypatch: pytest.MonkeyPatch) -> None:
    """From 1 April 2026 on, unpaid orders lapse after 5 days."""
    guides = PROFILES["guides"]
    old = guides.terms[TermName.UNPAID_LAPSE]
    dated = (*old, Term(Measure(5, Unit.DAYS), NEW_TERM, "F03"))
    changed = replace(guides, terms={**guides.terms, TermName.UNPAID_LAPSE: dated})
    monkeypatch.setitem(profiles.PROFILES, "guides", changed)


@pytest.mark.usefixtures("shorter_from_april")
@pytest.mark.parametrize(
    ("placed_at", "days"), [(NEW_TERM - timedelta(seconds=1), 7), (NEW_TERM, 5), (NEW_TERM + timedelta(days=9), 5)]
)
def test_an_order_is_judged_by_the_terms_it_was_placed_under(placed_at: datetime, days: int) -> None:
    order = an_order(placed_at=placed_at)
    assert decide(order, Ask(Request.STATUS), placed_at).deadline == placed_at + timedelta(days=days)


def test_an_order_older_than_every_term_has_the_first() -> None:
    order = an_order(placed_at=datetime(1999, 1, 1, tzinfo=timezone.utc))
    assert terms_for(order).values[TermName.UNPAID_LAPSE] == Measure(7, Unit.DAYS)


def test_an_unknown_profile_is_named() -> None:
    with pytest.raises(UnknownProfile, match="'gone'"):
        terms_for(an_order(profile="gone"))


def test_dated_terms_stand_in_the_order_of_their_dates() -> None:
    for profile in PROFILES.values():
        for dated in profile.terms.values():
            assert [term.since for term in dated] == sorted(term.since for term in dated)


def test_what_only_one_profile_has_is_known_by_name() -> None:
    more = PROFILES["current"].terms.keys() - PROFILES["guides"].terms.keys()
    assert more == {
        TermName.NOT_RECEIVED_EARLY,
        TermName.QUICK_PROMISE,
        TermName.SILENCE_GRANTS_CLAIM,
        TermName.COUNTERFEIT_TIMES,
    }
    assert PROFILES["guides"].terms.keys() < PROFILES["current"].terms.keys()


def test_a_seller_changes_nothing_of_another_payment_method() -> None:
    terms = terms_for(an_order(seller=sold_by(refund_business_days=2)))
    assert terms.count(TermName.REFUND_BY_CARD) == 2
    assert terms.count(TermName.REFUND_BY_WALLET) == 7


def test_terms_that_the_seller_leaves_open_are_not_noted() -> None:
    assert terms_for(an_order(seller=sold_by(immediate_hours=24, ship_days=30))).notes == ()


def test_the_same_length_in_another_unit_is_no_term_of_the_seller() -> None:
    terms = terms_for(an_order(profile="current", seller=sold_by(answer_days_cancel=3)))
    assert terms.values[TermName.ANSWER_CANCEL] == Measure(72, Unit.HOURS)
    assert not terms.of_seller


SHANGHAI = Calendar("Asia/Shanghai", frozenset({(1, 1), (12, 25)}))
BERLIN = Calendar("Europe/Berlin")


@pytest.mark.parametrize(
    ("calendar", "start", "days", "end"),
    [
        (Calendar("UTC"), "2026-03-06T23:59:59", 1, "2026-03-10T00:00:00"),  # Friday: Monday ends
        (Calendar("UTC"), "2026-03-07T00:00:00", 1, "2026-03-10T00:00:00"),  # Saturday: the same
        (Calendar("UTC"), "2026-03-09T00:00:00", 1, "2026-03-11T00:00:00"),  # Monday: Tuesday ends
        (SHANGHAI, "2026-03-09T15:59:59", 1, "2026-03-10T16:00:00"),  # still Monday there
        (SHANGHAI, "2026-03-09T16:00:00", 1, "2026-03-11T16:00:00"),  # already Tuesday there
        (SHANGHAI, "2026-12-31T10:00:00", 1, "2027-01-04T16:00:00"),  # a holiday, then a weekend
        (BERLIN, "2026-03-27T10:00:00", 1, "2026-03-30T22:00:00"),  # the clocks change in between
    ],
)
def test_business_days_end_at_midnight_of_the_zone(calendar: Calendar, start: str, days: int, end: str) -> None:
    begun = datetime.fromisoformat(start).replace(tzinfo=timezone.utc)
    assert calendar.end_of_business_day(begun, days) == datetime.fromisoformat(end).replace(tzinfo=timezone.utc)


def test_days_are_24_hours_even_when_the_clocks_change() -> None:
    from zoneinfo import ZoneInfo

    start = datetime(2026, 3, 28, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert BERLIN.after(start, Measure(2, Unit.DAYS)) - start == timedelta(hours=48)


def test_the_zone_of_a_time_makes_no_difference() -> None:
    from zoneinfo import ZoneInfo

    elsewhere = an_order(placed_at=PLACED.astimezone(ZoneInfo("Asia/Tokyo")))
    now = PLACED + timedelta(days=1)
    assert decide(elsewhere, Ask(Request.STATUS), now).deadline == decide(an_order(), Ask(Request.STATUS), now).deadline
