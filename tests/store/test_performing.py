"""What becomes of a yes: it is carried out once, or it is decided otherwise now and nothing is written."""

from __future__ import annotations

import pytest

from actions.desk import Desk
from actions.policy.decision import Outcome, Reason, Request
from actions.policy.events import EventKind
from actions.policy.facts import CancellationReason, CancellationStatus, RefundStatus
from actions.policy.record import What
from actions.policy.requests import Ask
from actions.store.errors import NotFound
from tests.store.building import (
    CANCEL,
    CHAT,
    NOW,
    WITHDRAW,
    a_shop,
    an_event,
    an_old_order,
    an_order,
    an_unpaid_order,
    at,
    contents,
    counts,
    days,
    done,
    proposed,
)


def test_a_yes_cancels_the_order_and_opens_one_refund(desk: Desk) -> None:
    desk.import_orders(a_shop())
    receipt = done(desk)
    assert (receipt.performed, receipt.repeated, receipt.reference) == (True, False, "C8001-1")
    order = desk.order("b1", "8001")
    assert order is not None
    assert order == receipt.order
    assert order.cancelled_at == NOW
    assert [(r.status, r.amount) for r in order.refunds] == [(RefundStatus.DUE, 1450)]
    assert [entry.what for entry in desk.history("8001")] == [What.CANCELLED]


def test_the_same_yes_again_gets_the_same_answer_and_writes_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal = proposed(desk)
    first = desk.perform("b1", "8001", CANCEL, proposal, CHAT)
    before = contents(desk.engine)
    again = desk.perform("b1", "8001", CANCEL, proposal, CHAT)
    assert (again.performed, again.repeated) == (True, True)
    assert (again.reference, again.decision, again.order) == (first.reference, first.decision, first.order)
    assert contents(desk.engine) == before


def test_the_first_answer_still_stands_when_the_order_has_moved_on(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    proposal = proposed(desk)
    first = desk.perform("b1", "8001", CANCEL, proposal, CHAT)
    later = at(desk, NOW + days(1))
    later.receive(an_event(EventKind.SHIPPED, when=NOW + days(1)))
    again = later.perform("b1", "8001", CANCEL, proposal, CHAT)
    assert (again.repeated, again.reference, again.decision) == (True, first.reference, first.decision)
    assert again.order.shipped_at == NOW + days(1)


def test_a_proposal_holds_while_only_time_passes(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal = proposed(desk)
    receipt = at(desk, NOW + days(0.25)).perform("b1", "8001", CANCEL, proposal, CHAT)
    assert receipt.performed


def test_a_proposal_ends_with_the_24_hours_and_nothing_is_written(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal, before = proposed(desk), contents(desk.engine)
    receipt = at(desk, NOW + days(1)).perform("b1", "8001", CANCEL, proposal, CHAT)
    assert not receipt.performed
    assert receipt.decision.reason is Reason.REQUESTS
    assert contents(desk.engine) == before


def test_an_order_shipped_between_question_and_yes_is_not_cancelled(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal = proposed(desk)
    desk.receive(an_event(EventKind.SHIPPED))
    before = contents(desk.engine)
    receipt = desk.perform("b1", "8001", CANCEL, proposal, CHAT)
    assert (receipt.performed, receipt.decision.outcome) == (False, Outcome.EXPLAIN)
    assert contents(desk.engine) == before


def test_what_fell_due_between_question_and_yes_is_not_written_by_a_yes_that_fails(desk: Desk) -> None:
    desk.import_orders(a_shop(an_unpaid_order()))
    proposal, before = proposed(desk), contents(desk.engine)
    receipt = at(desk, NOW + days(30)).perform("b1", "8001", CANCEL, proposal, CHAT)
    assert not receipt.performed
    assert receipt.order.lapsed_at is not None
    assert contents(desk.engine) == before


@pytest.mark.parametrize(
    "other",
    [
        Ask(Request.CANCEL, CancellationReason.DUPLICATE),
        Ask(Request.CANCEL, CancellationReason.NO_LONGER_NEEDED, item="LAMP"),
        Ask(Request.REFUND_LATE),
        Ask(Request.STATUS),
    ],
    ids=str,
)
def test_a_yes_counts_only_for_what_was_shown(desk: Desk, other: Ask) -> None:
    desk.import_orders(a_shop())
    proposal, before = proposed(desk), contents(desk.engine)
    assert not desk.perform("b1", "8001", other, proposal, CHAT).performed
    assert contents(desk.engine) == before


def test_a_yes_from_another_conversation_does_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal, before = proposed(desk), contents(desk.engine)
    assert not desk.perform("b1", "8001", CANCEL, proposal, "chat-2").performed
    assert contents(desk.engine) == before


def test_a_performed_proposal_is_no_answer_for_another_conversation(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal = proposed(desk)
    desk.perform("b1", "8001", CANCEL, proposal, CHAT)
    before = contents(desk.engine)
    assert not desk.perform("b1", "8001", CANCEL, proposal, "chat-2").performed
    assert contents(desk.engine) == before


def test_an_invented_proposal_does_nothing(desk: Desk) -> None:
    desk.import_orders(a_shop())
    before = contents(desk.engine)
    for invented in ("", "P-0", "P-" + "f" * 24, "'; DROP TABLE orders; --", "\x01", "🙂" * 5000):
        assert not desk.perform("b1", "8001", CANCEL, invented, CHAT).performed
    assert contents(desk.engine) == before


def test_another_buyers_order_and_an_unknown_order_are_the_same(desk: Desk) -> None:
    desk.import_orders(a_shop(an_order("8001"), an_order("8002", buyer_id="b2")))
    before = contents(desk.engine)
    assert desk.order("b1", "8002") is None
    assert desk.order("b1", "9999") is None
    said = []
    for order_id in ("8002", "9999"):
        with pytest.raises(NotFound) as refused:
            desk.perform("b1", order_id, CANCEL, proposed(desk, order_id="8002"), CHAT)
        said.append(str(refused.value).replace(order_id, "…"))
    assert said[0] == said[1]
    assert contents(desk.engine) == before


def test_two_conversations_cannot_both_cancel(desk: Desk) -> None:
    desk.import_orders(a_shop())
    first, second = proposed(desk, chat="one"), proposed(desk, chat="two")
    assert first != second
    assert desk.perform("b1", "8001", CANCEL, first, "one").performed
    receipt = desk.perform("b1", "8001", CANCEL, second, "two")
    assert (receipt.performed, receipt.decision.reason) == (False, Reason.ALREADY_CANCELLED)
    assert counts(desk.engine)["refunds"] == 1


def test_a_request_is_withdrawn_and_made_again_as_a_second_record(desk: Desk) -> None:
    desk.import_orders(a_shop(an_old_order()))
    done(desk)
    assert done(desk, WITHDRAW).reference == "C8001-1"
    assert done(desk).reference == "C8001-2"
    order = desk.order("b1", "8001")
    assert order is not None
    assert [c.status for c in order.cancellations] == [CancellationStatus.WITHDRAWN, CancellationStatus.REQUESTED]


def test_a_complaint_is_filed_once_and_moves_no_money(desk: Desk) -> None:
    desk.import_orders(a_shop())
    done(desk, Ask(Request.CANCEL, CancellationReason.OUT_OF_STOCK))
    before = counts(desk.engine)
    complaint = Ask(Request.CANCEL, CancellationReason.OUT_OF_STOCK, choice="complaint")
    receipt = done(desk, complaint)
    assert receipt.reference == "K8001-1"
    assert not done(desk, complaint).performed
    after = counts(desk.engine)
    assert after["complaints"] == before["complaints"] + 1
    assert after["refunds"] == before["refunds"]


def test_an_order_that_is_told_again_keeps_its_records_and_its_answers(desk: Desk) -> None:
    desk.import_orders(a_shop())
    proposal = proposed(desk)
    first = desk.perform("b1", "8001", CANCEL, proposal, CHAT)
    before = contents(desk.engine)
    desk.import_orders(a_shop(), replace=True)
    assert contents(desk.engine) == before
    assert desk.perform("b1", "8001", CANCEL, proposal, CHAT).reference == first.reference
