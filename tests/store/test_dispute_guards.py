"""What the database itself keeps of disputes: SQL that goes around the code is refused, and nothing is left of it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from actions.desk import Desk
from actions.policy.decision import Request
from actions.policy.events import Event, EventKind
from actions.policy.facts import DisputeStatus
from actions.policy.lifecycle import DISPUTE_TABLE
from actions.policy.requests import Ask
from tests.store.building import (
    NOW,
    a_claim,
    a_delivered_order,
    a_shop,
    an_event,
    an_old_order,
    an_order,
    at,
    contents,
    days,
    done,
    refuses,
)

T = "'2026-06-01 10:00:00.000000'"
DISPUTE = (
    "INSERT INTO disputes (reference, order_id, number, item, reason, wanted, claim, status, opened_at, answer_by,"
    " shipping_by, outcome, closed_at) VALUES"
    " ('X', '{0}', 9, '{1}', '{2}', '{3}', {4}, '{5}', " + T + ", " + T + ", 'seller', {6}, {7})"
)


def _dispute(
    order_id: str = "8002",
    item: str = "LAMP",
    reason: str = "damaged",
    wanted: str = "refund_only",
    claim: int = 100,
    status: str = "open",
    ended: tuple[str, str] = ("NULL", "NULL"),
) -> str:
    return DISPUTE.format(order_id, item, reason, wanted, claim, status, *ended)


REFUND = (
    "INSERT INTO refunds (reference, order_id, number, status, amount, currency, method, due_since, expected_from,"
    " expected_by, dispute, replaces) VALUES ('{0}', '{1}', {2}, 'due', {3}, 'EUR', 'card',"
    " " + T + ", " + T + ", " + T + ", {4}, {5})"
)
OFFER = (
    "INSERT INTO offers (id, dispute, number, order_id, amount, offered_at)"
    " VALUES ('X', '{0}', 9, '{1}', {2}, " + T + ")"
)
EVIDENCE = (
    "INSERT INTO evidence (dispute, number, order_id, kind, name, added_at)"
    " VALUES ('{0}', 9, '{1}', '{2}', 'x.jpg', " + T + ")"
)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """8001: an offer waits; 8002: nothing asked; 8003: refunded; 8004: not shipped; 8005: on its way; 8006: parcel."""
    came = [a_delivered_order(number) for number in ("8001", "8002", "8003", "8006")]
    desk.import_orders(a_shop(*came, an_order("8004"), an_old_order("8005", shipped_at="2026-05-30T10:00:00Z")))
    done(desk, a_claim(), "8001")
    done(desk, a_claim(), "8003")
    done(desk, a_claim("all"), "8006")
    desk.receive(an_event(EventKind.SELLER_OFFERED, "o1", amount="3.00"))
    desk.receive(Event("a3", EventKind.SELLER_APPROVED, "8003", NOW))
    desk.receive(Event("a6", EventKind.SELLER_REJECTED, "8006", NOW))
    return desk


REFUSED = {
    "a second open dispute on an item": [_dispute("8001"), _dispute("8001", reason="defective")],
    "one on the parcel while one on an item is open": [_dispute("8001", item="all")],
    "one on an item while one on the parcel is open": [_dispute("8006"), _dispute("8006", item="BULB")],
    "a dispute before its time": [
        _dispute("8004"),
        _dispute("8005"),
        _dispute("8004", "all", "not_received"),
    ],
    "a dispute of nothing": [_dispute("9999"), _dispute(item="NONE"), _dispute(claim=0), _dispute(claim=-1)],
    "more claimed than was paid": [
        _dispute(claim=1451),
        "UPDATE disputes SET claim = 1451 WHERE order_id = '8001'",
    ],
    "a dispute that begins at its end": [
        _dispute(status="resolved", ended=("'refund'", T)),
        _dispute(status="escalated"),
        _dispute(status="offered"),
        _dispute(status="return_due", wanted="return_and_refund"),
    ],
    "words that are none": [
        _dispute(reason="ugly"),
        _dispute(wanted="exchange"),
        "UPDATE disputes SET status = 'maybe' WHERE order_id = '8001'",
        "UPDATE disputes SET shipping_by = 'nobody'",
        EVIDENCE.format("D8001-1", "8001", "rumour"),
    ],
    "what a reason does not have": [
        _dispute("8005", "LAMP", "not_received"),
        _dispute("8005", "all", "not_received", "return_and_refund"),
        _dispute(reason="change_of_mind"),
        "UPDATE disputes SET escalated_at = opened_at, reason = 'change_of_mind' WHERE order_id = '8001'",
    ],
    "a state without its time or its outcome": [
        "UPDATE disputes SET status = 'rejected' WHERE order_id = '8001'",
        "UPDATE disputes SET status = 'escalated' WHERE order_id = '8001'",
        "UPDATE disputes SET status = 'return_due' WHERE order_id = '8001'",
        "UPDATE disputes SET status = 'resolved' WHERE order_id = '8001'",
        f"UPDATE disputes SET status = 'resolved', closed_at = {T} WHERE order_id = '8001'",
        "UPDATE disputes SET status = 'resolved', outcome = 'refund' WHERE order_id = '8001'",
        f"UPDATE disputes SET status = 'resolved', outcome = 'return_refused', closed_at = {T} WHERE number = 1",
        "UPDATE disputes SET status = 'withdrawn' WHERE order_id = '8001'",
        f"UPDATE disputes SET closed_at = {T} WHERE order_id = '8001'",
        f"UPDATE disputes SET return_sent_at = {T} WHERE order_id = '8001'",
    ],
    "an end that is taken back": [
        "UPDATE disputes SET status = 'open', outcome = NULL, closed_at = NULL WHERE order_id = '8003'",
        "UPDATE disputes SET outcome = 'offer' WHERE order_id = '8003'",
        "UPDATE disputes SET claim = 499 WHERE order_id = '8003'",
    ],
    "a dispute that becomes another": [
        "UPDATE disputes SET item = 'BULB' WHERE order_id = '8001'",
        "UPDATE disputes SET reason = 'defective' WHERE order_id = '8001'",
        "UPDATE disputes SET order_id = '8002' WHERE order_id = '8001'",
        "UPDATE disputes SET opened_at = answer_by WHERE order_id = '8001'",
    ],
    "an offer that cannot be": [
        OFFER.format("D8001-1", "8001", 501),
        OFFER.format("D8001-1", "8001", 0),
        OFFER.format("D8001-1", "8002", 1),
        OFFER.format("D8003-1", "8003", 1),
        "UPDATE offers SET amount = 1",
        "UPDATE disputes SET status = 'offered' WHERE order_id = '8006'",
    ],
    "evidence that is changed, or too late": [
        "UPDATE evidence SET name = 'other.jpg'",
        EVIDENCE.format("D8003-1", "8003", "video"),
        EVIDENCE.format("D8001-1", "8002", "video"),
    ],
    "a refund that no dispute granted": [
        REFUND.format("X", "8001", 1, 100, "'D8001-1'", "NULL"),
        REFUND.format("X", "8002", 1, 100, "'D8003-1'", "NULL"),
        REFUND.format("X", "8002", 1, 100, "'D9999-1'", "NULL"),
    ],
    "more refunded than was claimed": [
        REFUND.format("X", "8003", 2, 1, "'D8003-1'", "NULL"),
        "UPDATE refunds SET amount = 501 WHERE order_id = '8003'",
    ],
    "a refund in the place of one that has not failed": [
        REFUND.format("X", "8003", 2, 500, "'D8003-1'", "'R8003-1'"),
        REFUND.format("X", "8003", 2, 1, "NULL", "'R8003-1'"),
    ],
    "a refund that becomes another": [
        "UPDATE refunds SET dispute = NULL",
        "UPDATE refunds SET amount = 1",
        "UPDATE refunds SET method = 'wallet'",
    ],
    "records taken away": [
        "DELETE FROM disputes",
        "DELETE FROM evidence",
        "DELETE FROM offers",
        "DELETE FROM refunds",
    ],
    "a parcel in hand or lost that was never sent": [
        f"UPDATE orders SET in_hand_at = {T} WHERE order_id = '8004'",
        f"UPDATE orders SET lost_at = {T} WHERE order_id = '8004'",
    ],
}


@pytest.mark.parametrize("rule", REFUSED, ids=lambda rule: rule.replace(" ", "_"))
def test_the_database_itselfrefuses(shop: Desk, rule: str) -> None:
    before = contents(shop.engine)
    for statement in REFUSED[rule]:
        assert refuses(shop.engine, statement), statement
    assert contents(shop.engine) == before


def test_what_is_refused_elsewhere_is_taken_where_it_belongs(shop: Desk) -> None:
    """The statements of the other tests are refused for what they say, not for how they are written."""
    for statement in (
        _dispute(),
        _dispute("8001", item="BULB"),
        _dispute("8005", "all", "not_received"),
        OFFER.format("D8001-1", "8001", 500),
        EVIDENCE.format("D8001-1", "8001", "video"),
        REFUND.format("X", "8002", 1, 100, "NULL", "NULL"),
    ):
        with shop.engine.connect() as connection:
            connection.exec_driver_sql(statement)
            connection.rollback()


def test_an_offer_is_declined_once(shop: Desk) -> None:
    done(at(shop, NOW + days(1)), Ask(Request.ANSWER_OFFER, choice="decline", offer="D8001-1-O1"))
    before = contents(shop.engine)
    assert refuses(shop.engine, "UPDATE offers SET declined_at = NULL")
    assert refuses(shop.engine, "UPDATE offers SET declined_at = offered_at")
    assert contents(shop.engine) == before


def test_a_replaced_refund_is_never_sent_again(shop: Desk) -> None:
    at(shop, NOW + days(1)).receive(Event("f", EventKind.REFUND_FAILED, "8003", NOW + days(1)))
    done(at(shop, NOW + days(2)), Ask(Request.REFUND_LATE, choice="balance"), "8003")
    before = contents(shop.engine)
    assert refuses(shop.engine, f"UPDATE refunds SET status = 'sent', sent_at = {T} WHERE reference = 'R8003-1'")
    assert refuses(shop.engine, REFUND.format("X", "8003", 3, 500, "'D8003-1'", "'R8003-1'"))
    assert contents(shop.engine) == before


@pytest.mark.parametrize("old", list(DisputeStatus), ids=str)
def test_the_guard_of_disputes_is_the_lifecycle_of_the_policy(shop: Desk, old: DisputeStatus) -> None:
    allowed = {new for new in DisputeStatus if new is not old and _may_step(shop, old, new)}
    assert allowed == DISPUTE_TABLE[old] - {old}


def _may_step(desk: Desk, old: DisputeStatus, new: DisputeStatus) -> bool:
    """Whether the database lets it go from one state to the other, with all the times that both could need."""
    times = ", ".join(f"{name} = {T}" for name in ("rejected_at", "escalated_at", "return_ship_by", "return_sent_at"))
    with desk.engine.connect() as connection:
        try:
            connection.exec_driver_sql(f"UPDATE disputes SET {times} WHERE order_id = '8001'")
            for step in _path(old):
                connection.exec_driver_sql(_move(step))
            connection.exec_driver_sql(_move(new))
        except IntegrityError:
            return False
        finally:
            connection.rollback()
        return True


def _path(goal: DisputeStatus) -> list[DisputeStatus]:
    """From the offer that waits to the state, by steps that the policy has."""
    if goal is DisputeStatus.OFFERED:
        return []
    return [DisputeStatus.RETURN_DUE, goal] if goal is DisputeStatus.RETURN_SENT else [goal]


def _move(to: DisputeStatus) -> str:
    end = {
        DisputeStatus.RESOLVED: f", outcome = 'refund', closed_at = {T}",
        DisputeStatus.WITHDRAWN: f", closed_at = {T}",
    }
    return f"UPDATE disputes SET status = '{to}'{end.get(to, '')} WHERE order_id = '8001'"
