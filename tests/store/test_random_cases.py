"""Random lives of whole cases, with disputes and returns: never more out than in, one open dispute an item, no state
outside its table, a history that only grows, and a database that holds exactly what the policy alone makes of it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime
from itertools import combinations
from typing import Any

import pytest

from actions.desk import Desk
from actions.policy.claims import covers
from actions.policy.decision import Outcome, Request
from actions.policy.due import settle
from actions.policy.effects import perform
from actions.policy.events import Event, EventKind
from actions.policy.facts import (
    ALL_ITEMS,
    CancellationReason,
    DisputeReason,
    EvidenceKind,
    Order,
    RefundStatus,
    Wanted,
)
from actions.policy.lifecycle import CANCELLATION_TABLE, DISPUTE_TABLE, REFUND_TABLE, ended
from actions.policy.money import Money
from actions.policy.profiles import EVIDENCE
from actions.policy.record import Entry
from actions.policy.requests import Ask, decide
from tests.store.building import CHAT, NOW, a_delivered_order, a_shop, an_old_order, an_order, at, days, told_to_both

STEPS = 22
PAUSES, OFTEN = (0, 0.1, 1, 3, 7, 11, 30), (60, 60, 40, 12, 6, 3, 1)
SHIPPED = {"shipped_at": "2026-05-25T10:00:00Z", "promised_by": "2026-05-31T10:00:00Z"}
KINDS = {
    **dict.fromkeys((EventKind.SELLER_OFFERED, EventKind.SELLER_REJECTED, EventKind.SELLER_APPROVED), 6),
    **dict.fromkeys((EventKind.RETURN_DELIVERED, EventKind.RETURN_RECEIVED, EventKind.PLATFORM_DECIDED), 5),
    **dict.fromkeys((EventKind.REFUND_SENT, EventKind.REFUND_FAILED, EventKind.REFUND_PAID), 3),
    **dict.fromkeys((EventKind.DELIVERED, EventKind.LOST, EventKind.SHIPPED, EventKind.RECEIPT_CONFIRMED), 1),
}
WISHES = {
    Request.DISPUTE: 6,
    Request.NOT_RECEIVED: 2,
    Request.CHANGE_OF_MIND_RETURN: 2,
    Request.ANSWER_OFFER: 5,
    Request.GIVE_TRACKING: 5,
    Request.ESCALATE: 3,
    Request.ADD_EVIDENCE: 2,
    Request.WITHDRAW_DISPUTE: 1,
    Request.REFUND_LATE: 2,
    Request.CANCEL: 1,
    Request.CONFIRM_RECEIPT: 1,
}


def _some(chance: random.Random, weighted: Mapping[Any, int]) -> Any:
    return chance.choices(list(weighted), list(weighted.values()))[0]


def _wish(chance: random.Random, order: Order) -> Ask:
    """A buyer's request, most often with all the words that it needs."""
    nothing_open = all(ended(dispute) for dispute in order.disputes)
    request = Request.DISPUTE if nothing_open and chance.random() < 0.4 else _some(chance, WISHES)
    reason = chance.choice([one for one in DisputeReason if one is not DisputeReason.NOT_RECEIVED])
    waiting = [dispute.offer.id for dispute in order.disputes if dispute.offer]
    item = chance.choice([*(line.sku for line in order.items), ALL_ITEMS])
    wanted = chance.choice(list(Wanted))
    words: dict[Request, dict[str, Any]] = {
        Request.DISPUTE: {
            "item": item,
            "dispute_reason": reason,
            "wanted": wanted,
            "amount": Money(chance.choice((1, 100, 300, 1000)), "EUR") if wanted is Wanted.REFUND_ONLY else None,
            "evidence": tuple((kind, f"{kind}.jpg") for kind in EVIDENCE[reason]),
            "received": chance.choice((None, True, True)),
        },
        Request.CHANGE_OF_MIND_RETURN: {"item": item, "wanted": Wanted.RETURN_AND_REFUND, "received": True},
        Request.ANSWER_OFFER: {
            "choice": chance.choice(("accept", "decline", "decline")),
            "offer": chance.choice(waiting) if waiting else None,
        },
        Request.GIVE_TRACKING: {"tracking": f"RX{chance.randrange(99)}"},
        Request.ADD_EVIDENCE: {"evidence": ((EvidenceKind.CHAT, f"{chance.randrange(99)}.txt"),)},
        Request.REFUND_LATE: {"choice": chance.choice((None, "balance"))},
        Request.CANCEL: {"reason": CancellationReason.OTHER},
    }
    some_dispute = {"dispute": chance.choice(order.disputes).reference} if order.disputes else {}
    takes_one = request in (Request.ANSWER_OFFER, Request.ESCALATE, Request.ADD_EVIDENCE, Request.GIVE_TRACKING)
    return Ask(request, **words.get(request, {}), **(some_dispute if takes_one and chance.random() < 0.5 else {}))


def _news(chance: random.Random, order: Order, name: str, now: datetime) -> Event:
    kind = _some(chance, KINDS)
    data: dict[EventKind, dict[str, str]] = {
        EventKind.SELLER_OFFERED: {"amount": chance.choice(("0.01", "1.00", "2.50", "99.00"))},
        EventKind.SELLER_REJECTED: {"words": "no"},
        EventKind.PLATFORM_DECIDED: {"outcome": chance.choice(("refund", "return", "reject"))},
        EventKind.LOST: {"leg": chance.choice(("out", "back"))},
    }
    given = dict(data.get(kind, {}))
    takes_one = kind in (*list(KINDS)[:6],)
    if takes_one and order.disputes and chance.random() < 0.7:
        given["dispute"] = chance.choice(order.disputes).reference
    return Event(name, kind, order.order_id, now - days(chance.choice((0, 0, 0, 0.5))), given)


def _asked(desk: Desk, order: Order, ask: Ask, now: datetime) -> Order:
    """The ask carried out in the shop if it can be; what the policy alone makes of it."""
    alone = decide(order, ask, now)
    shown = desk.any_order(order.order_id)
    assert shown is not None
    assert desk.decide(shown, ask) == alone
    chat = f"{CHAT} {now}"
    proposal = desk.propose(order.buyer_id, shown, ask, alone, chat)
    receipt = desk.perform(order.buyer_id, order.order_id, ask, proposal, chat)
    assert receipt.performed is (alone.outcome is Outcome.PERFORM)
    return perform(order, alone, ask, now).order if receipt.performed else order


def _reachable(table: Mapping[Any, frozenset[Any]], start: object) -> set[object]:
    found, waiting = {start}, [start]
    while waiting:
        following = table[waiting.pop()] - found
        found |= following
        waiting += following
    return found


def _check_money(order: Order) -> None:
    back = [refund for refund in order.refunds if refund.status is not RefundStatus.FAILED]
    assert sum(refund.amount for refund in back) <= (order.total_minor if order.paid_at else 0)
    for dispute in order.disputes:
        assert sum(refund.amount for refund in back if refund.dispute == dispute.reference) <= dispute.claim


def _check_disputes(before: Order, after: Order) -> None:
    going_on = [dispute for dispute in after.disputes if not ended(dispute)]
    assert not any(covers(one, other.item) for one, other in combinations(going_on, 2))
    for was, now in zip(before.disputes, after.disputes, strict=False):
        assert (now.reference, now.item, now.reason) == (was.reference, was.item, was.reason)
        assert now.evidence[: len(was.evidence)] == was.evidence
        assert now.status in _reachable(DISPUTE_TABLE, was.status)
        assert not ended(was) or now == was
    for dispute in after.disputes:
        assert all(0 < offer.amount <= after.total_minor for offer in dispute.offers)
        assert ended(dispute) == (dispute.closed_at is not None)


def _check_records(before: Order, after: Order) -> None:
    for old, new in zip(before.cancellations, after.cancellations, strict=False):
        assert new.status in _reachable(CANCELLATION_TABLE, old.status)
    for was, now in zip(before.refunds, after.refunds, strict=False):
        assert now.status in _reachable(REFUND_TABLE, was.status)
        assert (now.reference, now.amount, now.dispute, now.replaces) == (
            was.reference,
            was.amount,
            was.dispute,
            was.replaces,
        )
    for name in ("cancellations", "refunds", "traces", "complaints", "disputes"):
        assert len(getattr(after, name)) >= len(getattr(before, name))


def _live(desk: Desk, chance: random.Random, order_id: str) -> Order:
    order = desk.any_order(order_id)
    assert order is not None
    now, history = NOW, list[Entry]()
    for step in range(STEPS):
        now += days(chance.choices(PAUSES, OFTEN)[0])
        moment, before = at(desk, now), settle(order, now).order
        if chance.random() < 0.45:
            order = told_to_both(moment, order, _news(chance, before, f"{order_id}-{step}", now), now)
        else:
            order = _asked(moment, order, _wish(chance, before), now)
        if chance.random() < 0.3:
            moment.apply_due()
        order = settle(order, now).order
        assert moment.any_order(order_id) == order
        _check_money(order)
        _check_disputes(before, order)
        _check_records(before, order)
        told = moment.history(order_id)
        assert told[: len(history)] == history
        history = told
    return order


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_shop_remembers_whole_cases_as_the_policy_makes_them(desk: Desk, seed: int) -> None:
    chance = random.Random(1000 + seed)
    lived = list[Order]()
    for order_id in (f"{8000 + n}" for n in range(10)):
        profile = {"profile": chance.choice(("guides", "current"))}
        start = chance.choice((a_delivered_order(order_id), an_old_order(order_id, **SHIPPED), an_order(order_id)))
        desk.import_orders(a_shop({**start, **profile}))
        lived.append(_live(desk, chance, order_id))
    assert sum(len(order.disputes) for order in lived) > 4
