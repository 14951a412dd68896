"""Late or missing money: patience with a date, a search, another way to pay it out, our staff."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.desk import open_desk
from actions.policy.facts import PaymentMethod, RefundStatus
from tests.actions.casework import DISPUTE, LAMP, a_disputed_shop, delivered, disputed
from tests.actions.talking import ORDER, Chat, a_shop, an_item, an_order, later, sent, stored, tell, unpaid

pytestmark = pytest.mark.usefixtures("home")


def cancelled() -> None:
    """An order that was cancelled at once; its refund is due."""
    a_shop(an_order())
    chat = Chat(slots={"order": ORDER, "cancellation_reason": "other"})
    chat.run("action_check_cancellation")
    chat.run("action_cancel_order")


def asked(**slots: str) -> Chat:
    chat = Chat(slots={"order": ORDER, **slots})
    chat.run("action_check_refund", intent="refund_delay")
    return chat


def test_a_refund_that_is_not_late_is_told_with_its_dates():
    cancelled()
    chat = asked()
    (said,) = chat.said
    assert (said.response, said.decision["outcome"]) == ("utter_refund_not_sent_yet", "wait")
    assert said.lines[0] == "utter_refund_expected"
    assert chat.slots["refund_check"] == "told"


def test_a_refund_that_was_sent_is_on_its_way():
    cancelled()
    tell("refund_sent")
    (said,) = asked().said
    assert said.response == "utter_refund_on_its_way"
    assert "sent_on" in said.fields


def test_a_refund_that_was_paid_out_says_so_and_promises_no_money():
    cancelled()
    tell("refund_sent")
    tell("refund_paid")
    (said,) = asked().said
    assert said.response == "utter_refund_arrived"
    assert not [line for line in said.lines if line.startswith("utter_refund_")]


def test_a_refund_that_should_have_been_sent_goes_to_staff_only_after_a_yes():
    cancelled()
    later(days=40)
    before = stored()
    chat = asked()
    assert chat.slots["refund_check"] == "refer"
    assert chat.read_back == ["utter_refund_overdue_unsent", "utter_next_answer_ticket_by"]
    assert stored() == before
    said = chat.run("action_open_ticket", intent="affirm")
    assert said.response == "utter_ticket_open"
    assert said.decision["reason"] == "overdue_unsent"
    assert stored()[2] == before[2] + 1
    ticket = open_desk().tickets()[-1]
    assert (ticket.id, ticket.order_id, ticket.buyer_id, ticket.topic) == (
        said.fields["ticket"],
        ORDER,
        "b1",
        "overdue_unsent",
    )


def test_a_refund_that_was_sent_and_is_late_is_searched_for_with_a_reference_for_the_bank():
    cancelled()
    tell("refund_sent")
    later(days=40)
    chat = asked()
    assert "utter_refund_opens_trace" in chat.read_back
    said = chat.run("action_pursue_refund", intent="affirm")
    assert said.response == "utter_refund_opens_trace_done"
    assert said.fields["reference"] == f"T{ORDER}-1"
    assert {"amount", "sent_on", "method"} <= said.fields.keys()
    (again,) = asked().said
    assert (again.response, again.fields["trace"]) == ("utter_refund_trace_open", f"T{ORDER}-1")


def bounced() -> None:
    cancelled()
    tell("refund_sent")
    tell("refund_failed")


def test_a_refund_that_bounced_asks_where_it_should_go():
    bounced()
    chat = asked()
    assert chat.slots["refund_check"] == "ask"
    (said,) = chat.said
    assert (said.response, said.decision["missing"]) == ("utter_refund_failed_choose", ["choice"])
    assert {"amount", "order_id", "title"} <= said.fields.keys()


def test_a_bounced_refund_goes_to_the_store_balance_after_a_yes():
    bounced()
    chat = asked(refund_choice="balance")
    assert "utter_refund_pays_to_balance" in chat.read_back
    before = open_desk().any_order(ORDER).refunds
    chat.run("action_pursue_refund", intent="affirm")
    refunds = open_desk().any_order(ORDER).refunds
    assert (len(before), len(refunds)) == (1, 2)
    assert (refunds[-1].method, refunds[-1].status) == (PaymentMethod.BALANCE, RefundStatus.DUE)


def test_a_bounced_refund_goes_to_staff_when_the_buyer_wants_that():
    bounced()
    chat = asked(refund_choice="staff")
    assert chat.slots["refund_check"] == "refer"
    assert chat.read_back[0] == "utter_refund_failed_to_staff"


def test_a_choice_that_is_none_is_asked_again():
    bounced()
    assert asked(refund_choice="gold").slots["refund_check"] == "ask"


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (unpaid(), "never_paid"),
        (an_order(), "nothing_due_cancellable"),
        (sent(), "nothing_due_shipped"),
        (sent(delivered_at="-1h"), "nothing_due_delivered"),
    ],
)
def test_where_nothing_is_due_it_is_said_why_and_what_is_open(order, reason):
    a_shop(order)
    before = stored()
    (said,) = asked().said
    assert said.response == f"utter_refund_{reason}"
    assert said.lines
    assert stored() == before


def test_the_last_day_is_the_day_that_ends_and_not_the_one_after():
    cancelled()
    (said,) = asked().said
    expected_by = open_desk().any_order(ORDER).refunds[0].expected_by
    assert said.fields["expected_by"]["date"] == (expected_by - timedelta(seconds=1)).isoformat().replace("+00:00", "Z")


def test_money_that_a_dispute_has_not_decided_is_waited_for_with_the_sellers_date():
    a_disputed_shop()
    before = stored()
    (said,) = asked().said
    assert (said.response, said.decision["outcome"]) == ("utter_refund_dispute_pending", "wait")
    assert said.fields["dispute"] == DISPUTE
    assert "utter_next_answer_dispute_by" in said.lines
    assert stored() == before


def test_where_no_refund_exists_the_request_that_can_start_one_is_a_button():
    a_shop(delivered())
    (said,) = asked().said
    assert said.response == "utter_refund_nothing_due_delivered"
    assert f'/item_not_as_described{{"order": "{ORDER}"}}' in said.buttons


def test_of_several_refunds_the_one_that_bounced_is_spoken_of():
    a_shop(delivered(items=[an_item(), LAMP]))
    for number, sku in ((1, "RUNNING"), (2, "DESK")):
        disputed(item=sku, amount="5.00")
        tell("seller_approved", dispute=f"{DISPUTE[:-1]}{number}")
    tell("refund_sent", refund=f"R{ORDER}-2")
    tell("refund_failed", refund=f"R{ORDER}-2")
    chat = asked(refund_choice="balance")
    chat.run("action_pursue_refund", intent="affirm")
    first, failed, new = open_desk().any_order(ORDER).refunds
    assert (first.status, failed.status) == (RefundStatus.DUE, RefundStatus.FAILED)
    assert (new.replaces, new.method, new.dispute) == (failed.reference, PaymentMethod.BALANCE, failed.dispute)
