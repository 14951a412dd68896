"""What happens to disputes and returns by itself: at its instant, not before, and the same in one sweep or many."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.policy.due import next_due, settle
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus, Offer, Order, Return, Wanted
from actions.policy.horizon import next_change
from actions.policy.moments import MissingTime, escalates_at, not_received_window, offer_lapses_at
from actions.policy.record import What
from actions.policy.terms import terms_for
from tests.policy import disputed as d
from tests.policy.replay import after, an_order, replay, sold_by

TICK = timedelta(microseconds=1)
ESCALATED, REJECTED, RETURN_DUE, RESOLVED = (
    (DisputeStatus.ESCALATED, None),
    (DisputeStatus.REJECTED, DisputeOutcome.RETURN_REFUSED),
    (DisputeStatus.RETURN_DUE, None),
    (DisputeStatus.RESOLVED, DisputeOutcome.REFUND),
)
BROUGHT = Return(after("23d"), "BACK1", sent_at=after("15d"), delivered_at=after("18d"))
WANTS_RETURN = d.a_dispute(wanted=Wanted.RETURN_AND_REFUND)
DECLINED_LATE = d.declined(offers=(Offer("D1001-1-O1", 500, after("18d"), declined_at=after("21d")),))
CHANGED_SINCE = d.declined(claim_changed_at=after("15d"), answer_by=after("22d"))
OFFERED_SINCE = d.declined(claim_changed_at=after("12d12h"), answer_by=after("19d12h"))
NOT_SENT = (DisputeStatus.REJECTED, DisputeOutcome.RETURN_NOT_SENT)
RETURNED = (DisputeStatus.RESOLVED, DisputeOutcome.RETURN)

SILENCES = [
    ("the seller does not answer", "guides", d.a_dispute(), "19d", ESCALATED, "F37 F38"),
    ("the seller does not answer", "current", d.a_dispute(), "19d", RESOLVED, "F20 F22 F23 F26 F37 F38"),
    ("the seller does not answer about a return", "guides", WANTS_RETURN, "19d", ESCALATED, "F37 F38"),
    ("the seller does not answer about a return", "current", WANTS_RETURN, "19d", RETURN_DUE, "F37 F38 F40"),
    ("no answer to a change of mind", "guides", d.mind_changed(d.a_dispute()), "19d", REJECTED, "F37 F42"),
    ("no answer to a change of mind", "current", d.mind_changed(d.a_dispute()), "19d", RETURN_DUE, "F37 F40 F42"),
    ("nothing after a declined offer", "guides", d.declined(), "19d", ESCALATED, "F37 F38"),
    ("nothing after a declined offer", "current", d.declined(), "19d", ESCALATED, "F37 F38"),
    ("an offer declined late", "guides", DECLINED_LATE, "21d", ESCALATED, "F37 F38"),
    ("an offer declined late", "current", DECLINED_LATE, "21d", ESCALATED, "F37 F38"),
    ("a declined change of mind", "current", d.mind_changed(d.declined()), "19d", REJECTED, "F37 F42"),
    ("no answer to a changed claim", "guides", CHANGED_SINCE, "22d", ESCALATED, "F37 F38"),
    ("no answer to a changed claim", "current", CHANGED_SINCE, "22d", RESOLVED, "F20 F22 F23 F26 F37 F38"),
    ("a declined offer to a changed claim", "current", OFFERED_SINCE, "19d12h", ESCALATED, "F37 F38"),
    ("the buyer leaves an offer", "guides", d.offered(), "20d", ESCALATED, "F38"),
    ("the buyer leaves an offer", "current", d.offered(), "20d", ESCALATED, "F38"),
    ("the buyer leaves an offer for a return", "guides", d.mind_changed(d.offered()), "20d", REJECTED, "F42"),
    ("the buyer leaves a refusal", "guides", d.rejected(), "20d", ESCALATED, "F38"),
    ("the buyer leaves a refusal", "current", d.rejected(), "20d", ESCALATED, "F38"),
    ("nothing is sent back", "guides", d.return_due(), "23d", NOT_SENT, "F40"),
    ("nothing is sent back", "current", d.return_due(), "23d", NOT_SENT, "F40"),
    ("the seller has it", "guides", d.return_sent(parcel_back=BROUGHT), "28d", RETURNED, "F20 F22 F23 F26 F41"),
    ("the seller has it", "current", d.return_sent(parcel_back=BROUGHT), "28d", RETURNED, "F20 F22 F23 F26 F41"),
]


@pytest.mark.parametrize(("silence", "profile", "before", "at", "then", "clauses"), SILENCES)
def test_silence_has_its_effect_at_its_instant_and_not_before(
    silence: str, profile: str, before: Dispute, at: str, then: tuple[object, object], clauses: str
) -> None:
    order = d.with_disputes(before, profile=profile)
    due = after(at)
    assert settle(order, due - TICK).entries == ()
    assert settle(order, due - TICK).order == order
    assert next_due(order, d.OPENED) == due
    change = settle(order, due)
    (now,) = change.order.disputes
    assert (now.status, now.outcome) == then
    (entry,) = change.entries
    assert (entry.at, " ".join(entry.clauses)) == (due, clauses)
    assert bool(change.order.refunds) == ("refund" in entry.data) == ("F26" in clauses)
    assert all(refund.due_since == due for refund in change.order.refunds)
    assert now.closed_at == (due if now.outcome else None)


@pytest.mark.parametrize(
    "before",
    [d.escalated(), d.return_sent(), d.return_sent(parcel_back=replace(BROUGHT, delivered_at=None)), d.resolved()],
    ids=["with the platform", "on its way", "not scanned yet", "ended"],
)
def test_nothing_happens_by_itself(before: Dispute) -> None:
    order = d.with_disputes(before)
    assert settle(order, after("300d")).order == order
    assert next_due(order, d.OPENED) is None


def test_a_lost_return_waits_for_staff() -> None:
    lost = d.return_sent(parcel_back=Return(after("23d"), "B1", sent_at=after("15d"), lost_at=after("17d")))
    assert next_due(d.with_disputes(lost), d.OPENED) is None


def test_the_platform_has_seven_days_from_the_instant_it_took_over() -> None:
    order = settle(d.with_disputes(d.a_dispute()), after("40d")).order
    assert order.disputes[0].escalated_at == after("19d")
    (entry,) = settle(d.with_disputes(d.a_dispute()), after("40d")).entries
    assert entry.data["decide_by"] == "2026-03-28T10:00:00Z"


def test_one_silence_follows_the_other() -> None:
    """Granted as a return on the 19th day, nothing sent until the 29th: told late, both happened at their instants."""
    change = settle(d.with_disputes(WANTS_RETURN, profile="current"), after("90d"))
    assert [(entry.what, entry.at) for entry in change.entries] == [
        (What.RETURN_GRANTED, after("19d")),
        (What.RETURN_NOT_SENT, after("29d")),
    ]


def test_the_sellers_own_time_is_named() -> None:
    order = d.with_disputes(d.a_dispute(), seller=sold_by(answer_days_dispute=3))
    assert settle(order, after("19d")).entries[0].clauses == ("F14", "F37", "F38")


STATES = [
    d.a_dispute(),
    WANTS_RETURN,
    d.mind_changed(d.a_dispute()),
    d.missing(d.a_dispute()),
    d.offered(),
    d.declined(),
    DECLINED_LATE,
    CHANGED_SINCE,
    d.rejected(),
    d.escalated(),
    d.return_due(),
    d.return_sent(),
    d.return_sent(parcel_back=BROUGHT),
]
pairs = st.builds(
    d.two_items,
    st.sampled_from(STATES),
    st.sampled_from(STATES),
    profile=st.sampled_from(["guides", "current"]),
)
sweeps = st.lists(st.integers(0, 40 * 24), min_size=1, max_size=5).map(sorted)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(pairs, sweeps)
def test_one_sweep_or_many_leave_the_same_order_and_the_same_history(order: Order, hours: list[int]) -> None:
    moments = [d.OPENED + timedelta(hours=count) for count in hours]
    swept, entries = order, ()
    for moment in moments:
        change = settle(swept, moment)
        swept, entries = change.order, (*entries, *change.entries)
    once = settle(order, moments[-1])
    assert (swept, entries) == (once.order, once.entries)
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert sum(refund.amount for refund in swept.refunds) <= order.total_minor


@settings(max_examples=150, deadline=None, derandomize=True)
@given(pairs, st.integers(0, 40 * 24))
def test_what_is_due_next_is_when_something_happens_next(order: Order, hour: int) -> None:
    now = d.OPENED + timedelta(hours=hour)
    due = next_due(order, now)
    settled = settle(order, now).order
    if due is None:
        assert settle(settled, now + timedelta(days=1000)).entries == ()
    else:
        assert settle(settled, due - TICK).entries == ()
        assert settle(settled, due).entries[0].at == due


@pytest.mark.parametrize(
    ("before", "at", "change"),
    [
        (d.a_dispute(), "13d", "19d"),
        (d.offered(), "13d", "20d"),
        (d.rejected(), "13d", "20d"),
        (d.escalated(), "14d", "21d"),
        (d.escalated(), "21d", "25d"),  # the window of the order itself
        (d.return_due(), "13d", "23d"),
        (d.return_sent(), "30d", "75d"),
        (d.return_sent(parcel_back=BROUGHT), "26d", "28d"),
        (d.resolved(), "26d", None),
    ],
)
def test_the_next_change_of_what_is_said_is_known(before: Dispute, at: str, change: str | None) -> None:
    assert next_change(d.with_disputes(before), after(at)) == (after(change) if change else None)


def test_every_refund_that_is_not_paid_changes_what_is_said() -> None:
    order, _ = replay(d.two_items(d.a_dispute(), d.a_dispute()), "13d seller_approved dispute=D1001-1")
    order, _ = replay(order, "16d seller_approved")
    first, second = order.refunds
    late = sorted(refund.expected_by for refund in (first, second))
    assert next_change(order, after("26d")) == late[0]
    assert next_change(order, late[0]) == late[1]


@pytest.mark.parametrize(
    ("profile", "history", "opens", "closes"),
    [
        ("guides", "1d shipped promised_by=8d", "8d", "23d"),
        ("guides", "1d shipped", "61d", "76d"),
        ("guides", "1d shipped promised_by=8d; 5d lost", "5d", "23d"),
        ("guides", "1d shipped promised_by=8d; 12d lost", "8d", "27d"),
        ("guides", "1d shipped; 5d lost", "5d", "76d"),
        ("guides", "5d lost", "5d", "80d"),
        ("guides", "1d shipped promised_by=8d; 10d delivered", "10d", "25d"),
        ("current", "1d shipped promised_by=30d", "11d", "45d"),
        ("current", "1d shipped promised_by=5d23h59m", "1d", "20d23h59m"),
        ("current", "1d shipped promised_by=6d", "6d", "21d"),
        ("current", "1d shipped promised_by=30d; 5d lost", "5d", "45d"),
    ],
)
def test_a_missing_parcel_is_reported_from_then_until_then(profile: str, history: str, opens: str, closes: str) -> None:
    order, _ = replay(an_order(profile=profile), history)
    assert not_received_window(order, terms_for(order)) == (after(opens), after(closes))


@pytest.mark.parametrize("before", [d.escalated(), d.return_due(), d.resolved()])
def test_what_does_not_escalate_has_no_date_for_it(before: Dispute) -> None:
    terms = terms_for(an_order())
    with pytest.raises(MissingTime):
        escalates_at(before, terms)
    with pytest.raises(MissingTime):
        offer_lapses_at(before, terms)


def test_the_time_to_answer_ends_at_the_same_instant_in_any_zone() -> None:
    from zoneinfo import ZoneInfo

    elsewhere: datetime = after("19d").astimezone(ZoneInfo("Asia/Tokyo"))
    order = d.with_disputes(d.a_dispute(answer_by=elsewhere))
    assert settle(order, after("19d") - TICK).entries == ()
    assert settle(order, after("19d")).order.disputes[0].status is DisputeStatus.ESCALATED
