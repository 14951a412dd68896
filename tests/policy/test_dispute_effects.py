"""What a performed decision about a dispute leaves: the record, and all that the marketplace must know of it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from actions.policy.decision import Actor, Decision
from actions.policy.effects import NotPerforming, perform
from actions.policy.facts import Dispute, DisputeStatus, Order
from actions.policy.record import OUTWARD, Change, Entry, What
from actions.policy.requests import AskError, decide
from tests.policy.replay import CABLE, LAMP, after, an_order, ask_for, replay, sold_by

DELIVERED = "1h paid; 2h payment_verified; 3d shipped; 10d delivered"
SHIPPED = "1h paid; 2h payment_verified; 3d shipped promised_by=8d"
BROKEN = "dispute item=LAMP-1 reason=defective wanted=refund_only amount=5.00 evidence=video:lamp.mp4"
DISPUTED = f"{DELIVERED}; 11d {BROKEN}"


def done(order: Order, text: str, at: str) -> tuple[Decision, Change]:
    ask, now = ask_for(text), after(at)
    decision = decide(order, ask, now)
    return decision, perform(order, decision, ask, now)


def changed(before: Order, after_: Order) -> set[str]:
    return {field.name for field in fields(before) if getattr(before, field.name) != getattr(after_, field.name)}


def told(change: Change) -> list[str]:
    return [str(entry.what) for entry in change.entries]


def newest(change: Change) -> tuple[Dispute, Entry]:
    return change.order.disputes[-1], change.entries[-1]


def test_a_dispute_is_one_record_and_one_line_that_tells_all_of_it() -> None:
    order, _ = replay(an_order(items=(LAMP, CABLE)), DELIVERED)
    decision, change = done(order, BROKEN, "11d")
    dispute, entry = newest(change)
    assert changed(order, change.order) == {"disputes"}
    assert told(change) == ["dispute_opened"]
    assert (entry.at, entry.actor, entry.clauses) == (after("11d"), Actor.BUYER, decision.clauses)
    assert entry.data == {
        "reference": "D1001-1",
        "item": "LAMP-1",
        "reason": "defective",
        "wanted": "refund_only",
        "claim": "5.00",
        "currency": "EUR",
        "status": "open",
        "answer_by": "2026-03-20T10:00:00Z",
        "evidence": [{"kind": "video", "name": "lamp.mp4"}],
    }
    assert dispute.answer_by == decision.deadline
    assert decision.refund is not None
    assert decision.refund.amount.minor == dispute.claim == 500


def test_what_the_buyer_says_is_in_hand_is_recorded_before_the_dispute_about_it() -> None:
    order, _ = replay(an_order(), SHIPPED)
    _, change = done(order, f"{BROKEN} received=yes", "5d")
    assert told(change) == ["parcel_in_hand", "dispute_opened"]
    assert change.order.in_hand_at == change.order.delivered_at == after("5d")
    assert "delivered_at" in change.order.inferred


def test_what_a_carrier_delivered_is_not_told_again_as_in_hand() -> None:
    order, _ = replay(an_order(), DELIVERED)
    _, change = done(order, f"{BROKEN} received=yes", "11d")
    assert told(change) == ["dispute_opened"]
    assert change.order.in_hand_at is None


def test_a_report_that_gives_way_is_withdrawn_and_its_evidence_kept() -> None:
    order, _ = replay(an_order(), f"{SHIPPED}; 9d not_received; 9d1h add_evidence evidence=chat:b1-7; 10d delivered")
    _, change = done(order, BROKEN, "11d")
    report, dispute = change.order.disputes
    assert told(change) == ["dispute_withdrawn", "dispute_opened"]
    assert report.status is DisputeStatus.WITHDRAWN
    assert (dispute.reference, dispute.status) == ("D1001-2", DisputeStatus.OPEN)
    assert [piece.name for piece in dispute.evidence] == ["b1-7", "lamp.mp4"]


def test_a_missing_parcel_is_about_all_of_it_and_others_read_its_only_item() -> None:
    order, _ = replay(an_order(), SHIPPED)
    _, change = done(order, "not_received", "9d")
    dispute, entry = newest(change)
    assert (dispute.item, dispute.claim) == ("all", 1450)
    assert (entry.data["item"], entry.data["claim"]) == ("LAMP-1", "14.50")


@pytest.mark.parametrize(
    ("terms", "status", "shipping_by", "ship_by"),
    [
        ({}, DisputeStatus.OPEN, "buyer", None),
        ({"return_shipping": "seller"}, DisputeStatus.OPEN, "seller", None),
        ({"change_of_mind": "accept"}, DisputeStatus.RETURN_DUE, "buyer", "2026-03-23T10:00:00Z"),
    ],
)
def test_a_change_of_mind_waits_for_the_seller_or_for_the_goods(
    terms: dict[str, str], status: DisputeStatus, shipping_by: str, ship_by: str | None
) -> None:
    order, _ = replay(an_order(seller=sold_by(**terms)), DELIVERED)
    _, change = done(order, "change_of_mind_return", "11d")
    dispute, entry = newest(change)
    assert (dispute.status, dispute.shipping_by, dispute.claim) == (status, shipping_by, 1200)
    assert entry.data.get("ship_by") == ship_by


def test_a_claim_that_is_changed_tells_what_it_was() -> None:
    order, _ = replay(an_order(), DISPUTED)
    decision, change = done(order, "dispute amount=7.00", "12d")
    dispute, entry = newest(change)
    assert (dispute.claim, dispute.answer_by, dispute.claim_changed_at) == (700, after("19d"), after("12d"))
    assert decision.deadline == dispute.answer_by
    assert (entry.data["claim"], entry.data["claim_before"], entry.data["wanted_before"]) == (
        "7.00",
        "5.00",
        "refund_only",
    )


def test_evidence_is_added_once_however_often_it_is_given() -> None:
    order, _ = replay(an_order(), DISPUTED)
    given = "add_evidence evidence=video:lamp.mp4,photo_item:a.jpg,photo_item:a.jpg"
    _, change = done(order, given, "12d")
    dispute, entry = newest(change)
    assert [piece.name for piece in dispute.evidence] == ["lamp.mp4", "a.jpg"]
    assert entry.data["evidence"] == [{"kind": "photo_item", "name": "a.jpg"}]
    again = decide(change.order, ask_for(given), after("12d"))
    assert (again.effect, str(again.reason)) == (None, "answer_pending")


def test_an_offer_that_is_accepted_gives_its_sum_back_and_names_it() -> None:
    order, _ = replay(an_order(), f"{DISPUTED}; 12d seller_offered amount=3.00")
    decision, change = done(order, "answer_offer offer=D1001-1-O1 choice=accept", "13d")
    dispute, entry = newest(change)
    (refund,) = change.order.refunds
    assert (refund.amount, refund.dispute) == (300, "D1001-1")
    assert decision.refund is not None
    assert (refund.expected_by, decision.refund.amount.minor) == (decision.refund.expected_by, 300)
    assert (str(dispute.outcome), entry.data["offer"]) == ("offer", {"id": "D1001-1-O1", "amount": "3.00"})
    assert entry.data["refund"]["amount"] == "3.00"


def test_an_offer_that_is_declined_leaves_the_claim_before_the_seller() -> None:
    order, _ = replay(an_order(), f"{DISPUTED}; 12d seller_offered amount=3.00")
    _, change = done(order, "answer_offer offer=D1001-1-O1 choice=decline", "13d")
    dispute, _ = newest(change)
    assert (dispute.status, dispute.offers[-1].declined_at) == (DisputeStatus.OPEN, after("13d"))
    assert change.order.refunds == ()


def test_a_confirmed_receipt_takes_the_report_of_a_missing_parcel_back() -> None:
    order, _ = replay(an_order(), f"{SHIPPED}; 9d not_received")
    decision, change = done(order, "confirm_receipt", "10d")
    assert told(change) == ["receipt_confirmed", "dispute_withdrawn"]
    assert decision.dispute == "D1001-1"
    assert change.order.delivered_at == after("10d")
    assert {"F46", "F47"} <= set(decision.clauses)


def test_money_that_goes_another_way_stays_the_money_of_its_dispute() -> None:
    failed = "13d answer_offer offer=D1001-1-O1 choice=accept; 14d refund_sent; 15d refund_failed"
    order, _ = replay(an_order(), f"{DISPUTED}; 12d seller_offered amount=3.00; {failed}")
    _, change = done(order, "refund_late choice=balance", "16d")
    first, second = change.order.refunds
    assert (second.replaces, second.dispute, second.amount) == (first.reference, "D1001-1", 300)


def test_whatever_the_buyer_does_about_a_dispute_goes_out_to_the_marketplace() -> None:
    steps = f"{DISPUTED}; 12d add_evidence evidence=chat:x; 13d dispute amount=7.00; 14d seller_rejected; 15d escalate"
    _, entries = replay(an_order(), f"{steps}; 16d withdraw_dispute")
    ours = [entry for entry in entries if entry.actor is Actor.BUYER]
    assert {entry.what for entry in ours} <= OUTWARD
    assert all(entry.data["reference"] == "D1001-1" for entry in ours)
    assert What.DISPUTE_ESCALATED in {entry.what for entry in ours}


@pytest.mark.parametrize("dispute", [None, "D1001-9"])
def test_a_decision_about_another_dispute_is_not_carried_out(dispute: str | None) -> None:
    order, _ = replay(an_order(), DISPUTED)
    ask, now = ask_for("withdraw_dispute"), after("12d")
    decision = replace(decide(order, ask, now), dispute=dispute)
    with pytest.raises(NotPerforming, match="has no dispute"):
        perform(order, decision, ask, now)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("dispute item=SHOE-9", "item"),
        ("escalate dispute=D1001-9", "dispute"),
        ("answer_offer choice=balance", "choice"),
        (f"give_tracking tracking={'9' * 201}", "tracking"),
        (f"add_evidence evidence=video:{'x' * 201}", "evidence"),
    ],
)
def test_a_question_that_cannot_be_meant_names_its_field(text: str, field: str) -> None:
    order, _ = replay(an_order(), DISPUTED)
    with pytest.raises(AskError) as wrong:
        decide(order, ask_for(text), after("12d"))
    assert wrong.value.field == field
