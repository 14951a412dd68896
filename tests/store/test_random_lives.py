"""Random lives of orders: the database accepts what the policy allows, and remembers exactly what the policy says."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from actions.desk import Desk
from actions.policy.decision import Outcome, Request
from actions.policy.due import settle
from actions.policy.effects import perform
from actions.policy.events import Event, EventKind
from actions.policy.facts import CancellationReason, Order, RefundStatus
from actions.policy.requests import Ask, decide, decide_complaint
from tests.store.building import CHAT, NOW, a_shop, an_old_order, an_order, an_unpaid_order, at, days, told_to_both

KINDS = (
    *(EventKind.PAID, EventKind.PAYMENT_FAILED, EventKind.PAYMENT_VERIFIED, EventKind.SHIPPED, EventKind.DELIVERED),
    *(EventKind.RECEIPT_CONFIRMED, EventKind.SELLER_APPROVED, EventKind.SELLER_REJECTED),
    *(EventKind.REFUND_SENT, EventKind.REFUND_PAID, EventKind.REFUND_FAILED),
)
ASKS = (
    Ask(Request.CANCEL, CancellationReason.OUT_OF_STOCK),
    Ask(Request.CANCEL, CancellationReason.OTHER),
    Ask(Request.CANCEL, CancellationReason.OUT_OF_STOCK, choice="complaint"),
    Ask(Request.WITHDRAW_CANCELLATION),
    Ask(Request.REFUND_LATE),
    Ask(Request.REFUND_LATE, choice="balance"),
)
PAUSES, OFTEN = (0, 0.01, 0.2, 1, 3, 10, 40), (8, 8, 5, 4, 2, 1, 1)
STARTS = (an_order, an_old_order, an_unpaid_order)


def _asked(desk: Desk, order: Order, ask: Ask, now: datetime) -> Order:
    """The ask carried out in the shop if it can be; what the policy alone makes of it."""
    complaint = ask.choice == "complaint"
    alone = decide_complaint(order, ask.reason, now) if complaint else decide(order, ask, now)
    shown = desk.any_order(order.order_id)
    assert shown is not None
    decision = desk.decide(shown, ask)
    assert decision == alone
    proposal = desk.propose(order.buyer_id, shown, ask, decision, f"{CHAT} {now}")
    receipt = desk.perform(order.buyer_id, order.order_id, ask, proposal, f"{CHAT} {now}")
    assert receipt.performed is (decision.outcome is Outcome.PERFORM)
    return perform(order, alone, ask, now).order if receipt.performed else order


def _live(desk: Desk, chance: random.Random, order_id: str) -> None:
    order = desk.any_order(order_id)
    assert order is not None
    now = NOW
    for step in range(14):
        now += days(chance.choices(PAUSES, OFTEN)[0])
        moment = at(desk, now)
        if chance.random() < 0.4:
            when = now - days(chance.choice((0, 0, 0, 0.4, 5)))
            order = told_to_both(moment, order, Event(f"{order_id}-{step}", chance.choice(KINDS), order_id, when), now)
        else:
            order = _asked(moment, order, chance.choice(ASKS), now)
        if chance.random() < 0.3:
            moment.apply_due()
        order = settle(order, now).order
        assert moment.any_order(order_id) == order
        given_back = sum(refund.amount for refund in order.refunds if refund.status is not RefundStatus.FAILED)
        assert given_back <= (order.total_minor if order.paid_at else 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_shop_remembers_what_the_policy_says_through_random_lives(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    for order_id in (f"{8000 + n}" for n in range(10)):
        desk.import_orders(a_shop(chance.choice(STARTS)(order_id)))
        _live(desk, chance, order_id)
