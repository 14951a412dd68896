"""What seller, platform and carrier tell of a dispute or a return: taken in, told twice, contradicting, malformed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from actions.policy.events import Applied, Clash, Conflict, Event, EventError, EventKind, TicketTopic, apply_event
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus, RefundStatus, Wanted
from actions.policy.record import What
from tests.policy import disputed as d
from tests.policy.disputed import NOW, the_dispute, told
from tests.policy.replay import after, sold_by

WANTS_RETURN = d.a_dispute(wanted=Wanted.RETURN_AND_REFUND)
ANSWERABLE = [d.a_dispute(), d.offered(), d.declined(), d.rejected()]


@pytest.mark.parametrize("before", [*ANSWERABLE, d.escalated()], ids=lambda one: str(one.status))
def test_a_claim_that_the_seller_accepts_is_paid_back(before: Dispute) -> None:
    result = told(d.with_disputes(before), "seller_approved", words="Sorry for that")
    after_ = the_dispute(result)
    assert (after_.status, after_.outcome, after_.closed_at) == (DisputeStatus.RESOLVED, DisputeOutcome.REFUND, NOW)
    assert after_.seller_words == "Sorry for that"
    (refund,) = result.change.order.refunds
    assert (refund.dispute, refund.amount, refund.due_since) == ("D1001-1", 1450, NOW)
    (entry,) = result.change.entries
    assert (entry.what, entry.clauses) == (What.CLAIM_ACCEPTED, ("F20", "F22", "F23", "F26", "F37"))
    assert entry.data["refund"]["amount"] == "14.50"
    assert {key: entry.data[key] for key in ("reference", "item", "claim", "words", "outcome")} == {
        "reference": "D1001-1",
        "item": "LAMP-1",
        "claim": "14.50",
        "words": "Sorry for that",
        "outcome": "refund",
    }


def test_a_return_that_the_seller_accepts_is_due_for_ten_days_and_nothing_is_paid_yet() -> None:
    result = told(d.with_disputes(WANTS_RETURN), "seller_approved")
    back = the_dispute(result).parcel_back
    assert the_dispute(result).status is DisputeStatus.RETURN_DUE
    assert back is not None
    assert back.ship_by == after("25d")
    assert result.change.order.refunds == ()
    assert result.change.entries[0].clauses == ("F37", "F40")


@pytest.mark.parametrize("before", ANSWERABLE[:3], ids=lambda one: str(one.status))
def test_a_claim_that_the_seller_refuses_goes_on(before: Dispute) -> None:
    result = told(d.with_disputes(before), "seller_rejected", words="It left us whole")
    after_ = the_dispute(result)
    assert (after_.status, after_.outcome, after_.rejected_at) == (DisputeStatus.REJECTED, None, NOW)
    (entry,) = result.change.entries
    assert (entry.what, entry.clauses) == (What.CLAIM_REJECTED, ("F37", "F38"))
    assert (entry.data["words"], entry.data["escalates_at"]) == ("It left us whole", "2026-03-24T10:00:00Z")


def test_a_second_no_is_noted_but_the_time_to_react_runs_from_the_first() -> None:
    result = told(d.with_disputes(d.rejected()), "seller_rejected", words="No")
    assert (the_dispute(result).rejected_at, the_dispute(result).seller_words) == (after("13d"), "No")
    assert result.change.entries[0].data["escalates_at"] == "2026-03-22T10:00:00Z"


def test_a_change_of_mind_that_is_refused_has_ended() -> None:
    result = told(d.with_disputes(d.mind_changed(d.a_dispute())), "seller_rejected")
    after_ = the_dispute(result)
    assert (after_.status, after_.outcome) == (DisputeStatus.REJECTED, DisputeOutcome.RETURN_REFUSED)
    assert after_.closed_at == NOW
    assert result.change.entries[0].clauses == ("F42",)
    assert "escalates_at" not in result.change.entries[0].data


@pytest.mark.parametrize("before", ANSWERABLE, ids=lambda one: str(one.status))
def test_a_new_offer_replaces_the_one_before(before: Dispute) -> None:
    result = told(d.with_disputes(before), "seller_offered", amount="7.25")
    after_ = the_dispute(result)
    assert after_.status is DisputeStatus.OFFERED
    assert after_.offer is not None
    assert (after_.offer.id, after_.offer.amount) == (f"D1001-1-O{len(before.offers) + 1}", 725)
    assert after_.offers[:-1] == before.offers
    (entry,) = result.change.entries
    assert entry.data["offer"] == {"id": after_.offer.id, "amount": "7.25"}
    assert entry.data["react_by"] == "2026-03-24T10:00:00Z"


@pytest.mark.parametrize("before", [*ANSWERABLE, d.escalated()], ids=lambda one: str(one.status))
@pytest.mark.parametrize(
    ("data", "outcome", "amount"),
    [
        ({"outcome": "refund"}, DisputeOutcome.PLATFORM_REFUND, 1450),
        ({"outcome": "refund", "amount": "0.01"}, DisputeOutcome.PLATFORM_REFUND, 1),
        ({"outcome": "reject"}, DisputeOutcome.PLATFORM_REJECT, None),
        ({"outcome": "reject", "amount": "3.00"}, DisputeOutcome.PLATFORM_REJECT, None),
    ],
)
def test_the_platforms_word_is_the_last(
    before: Dispute, data: dict[str, str], outcome: DisputeOutcome, amount: int | None
) -> None:
    result = told(d.with_disputes(before), "platform_decided", **data)
    after_ = the_dispute(result)
    assert (after_.status, after_.outcome, after_.closed_at) == (DisputeStatus.RESOLVED, outcome, NOW)
    assert [refund.amount for refund in result.change.order.refunds] == ([] if amount is None else [amount])
    assert result.change.entries[0].data["decision"] == data["outcome"]


def test_the_platform_may_want_the_goods_back_first() -> None:
    result = told(d.with_disputes(d.escalated()), "platform_decided", outcome="return")
    assert the_dispute(result).status is DisputeStatus.RETURN_DUE
    assert result.change.entries[0].clauses == ("F38", "F40")
    assert result.change.entries[0].data["ship_by"] == "2026-03-27T10:00:00Z"


AGAIN = [
    ("seller_approved", {}, d.a_dispute()),
    ("seller_approved", {}, WANTS_RETURN),
    ("seller_rejected", {"words": "No"}, d.a_dispute()),
    ("seller_rejected", {}, d.mind_changed(d.a_dispute())),
    ("seller_offered", {"amount": "5.00"}, d.a_dispute()),
    ("platform_decided", {"outcome": "refund"}, d.escalated()),
    ("platform_decided", {"outcome": "return"}, d.escalated()),
    ("platform_decided", {"outcome": "reject"}, d.escalated()),
    ("return_delivered", {}, d.return_sent()),
    ("return_received", {}, d.return_sent()),
    ("lost", {"leg": "back"}, d.return_sent()),
]


@pytest.mark.parametrize("key", [{}, {"dispute": "D1001-1"}], ids=["without key", "with key"])
@pytest.mark.parametrize(("kind", "data", "before"), AGAIN)
def test_the_same_told_again_changes_nothing(
    kind: str, data: dict[str, str], before: Dispute, key: dict[str, str]
) -> None:
    once = told(d.with_disputes(before), kind, **data, **key)
    assert isinstance(once, Applied)
    again = told(once.change.order, kind, **data, **key)
    assert isinstance(again, Applied)
    assert (again.change.order, again.change.entries, again.ticket) == (once.change.order, (), None)


CONTRADICTIONS = [
    (d.resolved(), "seller_approved", {}, Clash.NO_OPEN_DISPUTE),
    (d.resolved(), "seller_approved", {"dispute": "D1001-1"}, Clash.DISPUTE_CLOSED),
    (d.resolved(), "seller_offered", {"amount": "1"}, Clash.NO_OPEN_DISPUTE),
    (d.resolved(), "platform_decided", {"outcome": "reject"}, Clash.NO_OPEN_DISPUTE),
    (d.resolved(), "platform_decided", {"outcome": "refund", "dispute": "D1001-1"}, Clash.DISPUTE_CLOSED),
    (d.resolved(), "return_received", {"dispute": "D1001-1"}, Clash.DISPUTE_CLOSED),
    (d.resolved(), "return_delivered", {}, Clash.NO_OPEN_DISPUTE),
    (d.a_dispute(status=DisputeStatus.WITHDRAWN), "seller_rejected", {"dispute": "D1001-1"}, Clash.DISPUTE_CLOSED),
    (d.escalated(), "seller_rejected", {}, Clash.WITH_PLATFORM),
    (d.escalated(), "seller_offered", {"amount": "1"}, Clash.WITH_PLATFORM),
    (d.return_due(), "seller_approved", {}, Clash.RETURN_STARTED),
    (d.return_due(), "seller_rejected", {}, Clash.RETURN_STARTED),
    (d.return_sent(), "seller_offered", {"amount": "1"}, Clash.RETURN_STARTED),
    (d.return_sent(), "platform_decided", {"outcome": "refund"}, Clash.RETURN_STARTED),
    (d.mind_changed(d.a_dispute()), "platform_decided", {"outcome": "refund"}, Clash.SELLERS_ALONE),
    (d.missing(d.escalated()), "platform_decided", {"outcome": "return"}, Clash.NOTHING_TO_RETURN),
    (d.a_dispute(), "return_delivered", {}, Clash.NO_RETURN),
    (d.a_dispute(), "return_received", {}, Clash.NO_RETURN),
    (d.a_dispute(), "lost", {"leg": "back"}, Clash.NO_RETURN),
    (d.a_dispute(), "lost", {}, Clash.ALREADY_DELIVERED),
]


@pytest.mark.parametrize(("before", "kind", "data", "clash"), CONTRADICTIONS)
def test_what_contradicts_is_a_conflict_and_changes_nothing(
    before: Dispute, kind: str, data: dict[str, str], clash: Clash
) -> None:
    order = d.with_disputes(before)
    result = told(order, kind, **data)
    assert isinstance(result, Conflict)
    assert (result.reason, result.change.order) == (clash, order)
    assert result.ticket is TicketTopic.EVENT_CONFLICT


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("seller_offered", {}, "amount"),
        ("seller_offered", {"amount": "0"}, "amount"),
        ("seller_offered", {"amount": "14.51"}, "amount"),
        ("seller_offered", {"amount": "1.001"}, "amount"),
        ("seller_offered", {"amount": "-1"}, "amount"),
        ("seller_offered", {"amount": 5}, "amount"),
        ("seller_offered", {"amount": "1" * 30}, "amount"),
        ("seller_offered", {"amount": "5", "dispute": "D1001-2"}, "dispute"),
        ("seller_approved", {"dispute": ""}, "dispute"),
        ("seller_rejected", {"words": ["no"]}, "words"),
        ("platform_decided", {}, "outcome"),
        ("platform_decided", {"outcome": "half"}, "outcome"),
        ("platform_decided", {"outcome": "refund", "amount": "0.00"}, "amount"),
        ("platform_decided", {"outcome": "refund", "amount": "14.51"}, "amount"),
        ("platform_decided", {"outcome": "refund", "dispute": "D7-1"}, "dispute"),
        ("return_received", {"dispute": "D7-1"}, "dispute"),
        ("lost", {"leg": "sideways"}, "leg"),
    ],
)
def test_a_malformed_event_names_its_field_and_changes_nothing(kind: str, data: dict[str, Any], field: str) -> None:
    with pytest.raises(EventError) as wrong:
        told(d.with_disputes(d.a_dispute()), kind, **data)
    assert wrong.value.field == field


@pytest.mark.parametrize(
    ("kind", "data"),
    [("seller_approved", {}), ("seller_offered", {"amount": "1"}), ("platform_decided", {"outcome": "reject"})],
)
def test_of_two_disputes_the_key_says_which(kind: str, data: dict[str, str]) -> None:
    order = d.two_items(d.a_dispute(), d.a_dispute())
    with pytest.raises(EventError) as wrong:
        told(order, kind, **data)
    assert wrong.value.field == "dispute"
    result = told(order, kind, **data, dispute="D1001-2")
    assert isinstance(result, Applied)
    assert result.change.order.disputes[0] == order.disputes[0]
    assert result.change.order.disputes[1].status is not DisputeStatus.OPEN


def test_without_a_key_the_only_dispute_that_can_take_it_is_meant() -> None:
    result = told(d.two_items(d.escalated(), d.a_dispute()), "seller_rejected")
    assert [one.status for one in result.change.order.disputes] == [DisputeStatus.ESCALATED, DisputeStatus.REJECTED]


def test_the_same_answer_to_the_other_dispute_at_the_same_instant_is_not_told_twice() -> None:
    first = told(d.two_items(d.a_dispute(), d.a_dispute()), "seller_approved", dispute="D1001-1")
    second = told(first.change.order, "seller_approved")
    assert [refund.dispute for refund in second.change.order.refunds] == ["D1001-1", "D1001-2"]


def test_an_answer_to_the_claim_before_is_no_answer_to_the_changed_one() -> None:
    changed = d.a_dispute(claim=900, claim_changed_at=after("14d"))
    for kind, data in (("seller_approved", {}), ("seller_rejected", {}), ("seller_offered", {"amount": "13.00"})):
        result = told(d.with_disputes(changed), kind, after("13d"), **data)
        assert isinstance(result, Conflict)
        assert result.reason is Clash.OUT_OF_ORDER


def test_a_clock_that_runs_behind_a_little_is_no_contradiction() -> None:
    result = told(d.with_disputes(d.a_dispute(opened_at=NOW)), "seller_rejected", after("15d-5m"))
    assert the_dispute(result).rejected_at == NOW


def test_what_the_seller_gave_before_the_platform_took_over_counts_from_then() -> None:
    result = told(d.with_disputes(d.escalated()), "seller_approved", after("13d"))
    assert the_dispute(result).closed_at == after("14d")


def test_an_answer_that_comes_after_silence_was_counted_is_a_conflict() -> None:
    """It was given in time, but nobody told: the platform has it already, and a refusal changes nothing (R04)."""
    order = d.with_disputes(d.a_dispute())
    result = apply_event(order, Event("e1", EventKind.SELLER_REJECTED, "1001", after("18d")), after("20d"))
    assert isinstance(result, Conflict)
    assert result.reason is Clash.WITH_PLATFORM
    assert [entry.what for entry in result.entries] == [What.DISPUTE_ESCALATED_BY_ITSELF, What.EVENT_CONFLICT]


def test_the_sellers_own_time_for_refunds_holds_for_disputes_too() -> None:
    order = d.with_disputes(d.a_dispute(), seller=sold_by(refund_business_days=2))
    result = told(order, "seller_approved")
    (refund,) = result.change.order.refunds
    assert refund.expected_by == datetime.fromisoformat("2026-03-20T00:00:00+00:00")
    assert "F14" in result.change.entries[0].clauses
    assert refund.status is RefundStatus.DUE
