"""Disputes are remembered as the policy made them: opened once, with their references, offers, evidence and returns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.desk import Desk, EventStatus
from actions.policy.decision import Reason, Request
from actions.policy.events import EventKind
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus, EvidenceKind, Order, RefundStatus, Wanted
from actions.policy.money import Money
from actions.policy.record import What
from actions.policy.requests import Ask
from actions.store import orders
from actions.store.database import reading
from actions.store.decisions import pack, unpack
from tests.store.building import (
    CHANGED_MY_MIND,
    CHAT,
    NOTHING_CAME,
    NOW,
    a_claim,
    a_delivered_order,
    a_return,
    a_shop,
    an_event,
    an_old_order,
    at,
    contents,
    counts,
    days,
    done,
    proposed,
)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """8001 came yesterday; what the seller promises is the profile's."""
    desk.import_orders(a_shop(a_delivered_order()))
    return desk


def _stored(desk: Desk) -> Order:
    with reading(desk.engine) as session:
        order = orders.load(session, "8001")
    assert order is not None
    return order


def _dispute(desk: Desk) -> Dispute:
    return _stored(desk).disputes[-1]


def _told(desk: Desk, kind: EventKind, after: float, **data: Any) -> None:
    when = NOW + days(after)
    answer = at(desk, when).receive(an_event(kind, f"e{kind}{after}", when, **data))
    assert answer.status is EventStatus.APPLIED, answer.body


def test_a_yes_opens_one_dispute_with_its_evidence_and_tells_its_number(shop: Desk) -> None:
    receipt = done(shop, a_claim(description="a crack"))
    assert (receipt.performed, receipt.reference) == (True, "D8001-1")
    dispute = _dispute(shop)
    assert dispute == receipt.order.disputes[0]
    assert (dispute.status, dispute.claim, dispute.description) == (DisputeStatus.OPEN, 500, "a crack")
    assert [(piece.kind, piece.name) for piece in dispute.evidence] == [
        (EvidenceKind.PHOTO_PARCEL, "box.jpg"),
        (EvidenceKind.PHOTO_ITEM, "lamp.jpg"),
    ]
    assert [news.kind for news in shop.outbox()] == ["dispute_opened"]


def test_the_same_yes_again_is_answered_alike_and_opens_nothing(shop: Desk) -> None:
    proposal = proposed(shop, a_claim())
    first = shop.perform("b1", "8001", a_claim(), proposal, CHAT)
    before = contents(shop.engine)
    again = at(shop, NOW + days(3)).perform("b1", "8001", a_claim(), proposal, CHAT)
    assert (again.repeated, again.reference, again.decision) == (True, first.reference, first.decision)
    assert contents(shop.engine) == before


OTHER_WORDS = {
    "item": "BULB",
    "amount": Money(400, "EUR"),
    "wanted": Wanted.RETURN_AND_REFUND,
    "received": True,
    "description": "other words",
    "evidence": ((EvidenceKind.PHOTO_PARCEL, "box.jpg"), (EvidenceKind.PHOTO_ITEM, "other.jpg")),
    "dispute_reason": "defective",
    "choice": "balance",
    "offer": "D8001-1-O1",
    "tracking": "X1",
    "reason": "other",
    "dispute": "D8001-1",
    "request": Request.NOT_RECEIVED,
}


@pytest.mark.parametrize("field", sorted(vars(a_claim())))
def test_a_proposal_counts_for_no_other_word_of_the_ask(shop: Desk, field: str) -> None:
    """Each field of an ask is another proposal, whatever the policy reads of it."""
    order = shop.any_order("8001")
    assert order is not None
    ask = a_claim()
    decision = shop.decide(order, ask)
    said = {shop.propose("b1", order, asked, decision, CHAT) for asked in (ask, replace(ask, **_other(field)))}
    assert len(said) == 2


def _other(field: str) -> dict[str, Any]:
    return {field: OTHER_WORDS[field]}


def test_a_proposal_holds_while_only_time_passes(shop: Desk) -> None:
    proposal = proposed(shop, a_claim())
    assert proposed(at(shop, NOW + days(2)), a_claim()) == proposal
    receipt = at(shop, NOW + days(2)).perform("b1", "8001", a_claim(), proposal, CHAT)
    assert receipt.performed
    assert receipt.order.disputes[0].answer_by == NOW + days(9)


def test_a_yes_to_a_sum_that_is_no_longer_left_writes_nothing(shop: Desk) -> None:
    proposal = proposed(shop, a_claim(amount="10.00"))
    done(shop, a_claim(amount="2.00"), chat="chat-2")
    before = contents(shop.engine)
    assert not shop.perform("b1", "8001", a_claim(amount="10.00"), proposal, CHAT).performed
    assert contents(shop.engine) == before


def test_an_accepted_offer_names_its_dispute_and_refunds_its_sum(shop: Desk) -> None:
    done(shop, a_claim())
    _told(shop, EventKind.SELLER_OFFERED, 1, amount="3.00")
    _told(shop, EventKind.SELLER_OFFERED, 2, amount="4.00")
    later = at(shop, NOW + days(3))
    receipt = done(later, Ask(Request.ANSWER_OFFER, choice="accept", offer="D8001-1-O2"))
    assert receipt.reference == "D8001-1"
    order = _stored(shop)
    assert order == receipt.order
    assert [offer.amount for offer in order.disputes[0].offers] == [300, 400]
    assert order.disputes[0].outcome is DisputeOutcome.OFFER
    assert [(r.amount, r.dispute, r.status) for r in order.refunds] == [(400, "D8001-1", RefundStatus.DUE)]


def test_an_offer_that_was_replaced_is_not_accepted(shop: Desk) -> None:
    done(shop, a_claim())
    _told(shop, EventKind.SELLER_OFFERED, 1, amount="3.00")
    accept = Ask(Request.ANSWER_OFFER, choice="accept", offer="D8001-1-O1")
    proposal = proposed(at(shop, NOW + days(1)), accept)
    _told(shop, EventKind.SELLER_OFFERED, 2, amount="2.00")
    before = contents(shop.engine)
    receipt = at(shop, NOW + days(2)).perform("b1", "8001", accept, proposal, CHAT)
    assert (receipt.performed, receipt.decision.reason) == (False, Reason.OFFER_REPLACED)
    assert contents(shop.engine) == before


def test_goods_that_go_back_are_remembered_step_by_step(shop: Desk) -> None:
    done(shop, a_return())
    _told(shop, EventKind.SELLER_APPROVED, 1)
    done(at(shop, NOW + days(2)), Ask(Request.GIVE_TRACKING, tracking="RX9"))
    _told(shop, EventKind.RETURN_DELIVERED, 5)
    back = _dispute(shop).parcel_back
    assert back is not None
    assert (back.ship_by, back.tracking, back.sent_at, back.delivered_at) == (
        NOW + days(11),
        "RX9",
        NOW + days(2),
        NOW + days(5),
    )
    _told(shop, EventKind.RETURN_RECEIVED, 6)
    assert (_dispute(shop).status, _dispute(shop).outcome) == (DisputeStatus.RESOLVED, DisputeOutcome.RETURN)
    assert _stored(shop).refunds[0].dispute == "D8001-1"


def test_a_failed_refund_of_a_dispute_goes_to_the_balance_and_says_what_it_replaces(shop: Desk) -> None:
    done(shop, a_claim())
    _told(shop, EventKind.SELLER_APPROVED, 1)
    _told(shop, EventKind.REFUND_FAILED, 2)
    receipt = done(at(shop, NOW + days(3)), Ask(Request.REFUND_LATE, choice="balance"))
    assert receipt.reference == "R8001-2"
    assert [(r.dispute, r.replaces) for r in _stored(shop).refunds] == [("D8001-1", None), ("D8001-1", "R8001-1")]


def test_the_words_of_buyer_and_seller_are_kept_as_they_are(shop: Desk) -> None:
    done(shop, a_claim(description="пришло разбитым 💔"))
    _told(shop, EventKind.SELLER_REJECTED, 1, words="Não é verdade; 'DROP TABLE'")
    assert (_dispute(shop).description, _dispute(shop).seller_words) == (
        "пришло разбитым 💔",
        "Não é verdade; 'DROP TABLE'",
    )


def test_a_report_that_becomes_a_dispute_is_one_step(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order(shipped_at="2026-05-22T10:00:00Z", promised_by="2026-05-30T10:00:00Z")))
    done(desk, NOTHING_CAME)
    receipt = done(at(desk, NOW + days(1)), a_claim(received=True))
    assert receipt.reference == "D8001-2"
    order = _stored(desk)
    assert [one.status for one in order.disputes] == [DisputeStatus.WITHDRAWN, DisputeStatus.OPEN]
    assert (order.in_hand_at, order.delivered_at) == (NOW + days(1), NOW + days(1))
    assert "delivered_at" in order.inferred


def test_a_change_of_mind_that_is_refused_is_kept_with_its_end(shop: Desk) -> None:
    done(shop, CHANGED_MY_MIND)
    _told(shop, EventKind.SELLER_REJECTED, 1, words="no")
    dispute = _dispute(shop)
    assert (dispute.outcome, dispute.shipping_by) == (DisputeOutcome.RETURN_REFUSED, "buyer")


def test_a_confirmed_receipt_has_no_number(shop: Desk) -> None:
    receipt = done(shop, Ask(Request.CONFIRM_RECEIPT))
    assert (receipt.performed, receipt.reference) == (True, None)


def test_what_arrives_after_it_was_refunded_as_missing_makes_a_ticket(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order(shipped_at="2026-05-22T10:00:00Z", promised_by="2026-05-30T10:00:00Z")))
    done(desk, NOTHING_CAME)
    _told(desk, EventKind.SELLER_APPROVED, 1)
    _told(desk, EventKind.DELIVERED, 4)
    assert [ticket.topic for ticket in desk.tickets()] == ["not_received_arrived"]
    assert [refund.amount for refund in _stored(desk).refunds] == [1450]


def test_who_confirms_what_was_refunded_as_missing_makes_one_ticket(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order(shipped_at="2026-05-22T10:00:00Z", promised_by="2026-05-30T10:00:00Z")))
    done(desk, NOTHING_CAME)
    _told(desk, EventKind.SELLER_APPROVED, 1)
    later, confirms = at(desk, NOW + days(4)), Ask(Request.CONFIRM_RECEIPT)
    proposal = proposed(later, confirms)
    receipts = [later.perform("b1", "8001", confirms, proposal, CHAT) for _ in range(2)]
    assert [receipt.repeated for receipt in receipts] == [False, True]
    assert [(ticket.topic, ticket.buyer_id) for ticket in desk.tickets()] == [("not_received_arrived", "b1")]
    assert [refund.amount for refund in _stored(desk).refunds] == [1450]


def test_goods_that_are_lost_on_the_way_back_make_a_ticket(shop: Desk) -> None:
    done(shop, a_return())
    _told(shop, EventKind.SELLER_APPROVED, 1)
    done(at(shop, NOW + days(2)), Ask(Request.GIVE_TRACKING, tracking="RX9"))
    _told(shop, EventKind.LOST, 5, leg="back")
    assert len(shop.tickets()) == 1
    assert _dispute(shop).parcel_back.lost_at == NOW + days(5)  # type: ignore[union-attr]


def test_every_kind_of_decision_is_kept_and_read_back_without_loss(shop: Desk) -> None:
    ask = a_claim(received=True, description="x", dispute="D1", offer="O1", tracking="T", choice="accept")
    assert unpack(Ask, pack(ask)) == ask
    order = shop.any_order("8001")
    assert order is not None
    for decision in (*shop.decide_all(order), shop.decide(order, a_claim()), shop.decide(order, a_return())):
        assert unpack(type(decision), pack(decision)) == decision


def test_a_second_dispute_about_the_item_changes_nothing(shop: Desk) -> None:
    done(shop, a_claim())
    before = counts(shop.engine)
    assert not done(shop, a_claim(description="again")).performed
    assert done(shop, a_claim("BULB", "1.00")).reference == "D8001-2"
    assert counts(shop.engine)["disputes"] == before["disputes"] + 1
    assert [entry.what for entry in shop.history("8001")] == [What.DISPUTE_OPENED] * 2
