"""Disputes as commands show them: in the contract's shape, with the dates that count and the way back."""

from __future__ import annotations

import pytest

from actions.commands.shapes import order_json
from actions.desk import Desk
from actions.policy.decision import Request
from actions.policy.events import EventKind
from actions.policy.facts import Order
from actions.policy.requests import Ask
from tests.store.building import (
    NOTHING_CAME,
    NOW,
    a_claim,
    a_delivered_order,
    a_return,
    a_shop,
    an_event,
    an_old_order,
    at,
    days,
    done,
)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """8001 came yesterday."""
    desk.import_orders(a_shop(a_delivered_order()))
    return desk


def _stored(desk: Desk) -> Order:
    order = desk.any_order("8001")
    assert order is not None
    return order


def _told(desk: Desk, kind: EventKind, after: float, **data: str) -> None:
    at(desk, NOW + days(after)).receive(an_event(kind, f"e{kind}{after}", NOW + days(after), **data))


def test_disputes_are_shown_in_the_contracts_shape(shop: Desk) -> None:
    done(shop, a_claim(description="a crack"))
    _told(shop, EventKind.SELLER_OFFERED, 1, amount="3.00")
    order = _stored(shop)
    [shown] = order_json(order, shop.history("8001"), NOW + days(1))["disputes"]
    assert shown == {
        "id": "D8001-1",
        "status": "offered",
        "reason": "damaged",
        "wanted": "refund_only",
        "item": "LAMP",
        "claim": "5.00",
        "currency": "EUR",
        "opened_at": "2026-06-01T10:00:00Z",
        "answer_by": "2026-06-08T10:00:00Z",
        "offer": {"id": "D8001-1-O1", "amount": "3.00"},
        "evidence": [
            {"kind": "photo_parcel", "name": "box.jpg", "added_at": "2026-06-01T10:00:00Z"},
            {"kind": "photo_item", "name": "lamp.jpg", "added_at": "2026-06-01T10:00:00Z"},
        ],
        "return": None,
        "decide_by": None,
        "outcome": None,
        "description": "a crack",
        "seller_words": None,
        "offers": [
            {"id": "D8001-1-O1", "amount": "3.00", "offered_at": "2026-06-02T10:00:00Z", "declined_at": None},
        ],
        "claim_changed_at": None,
        "rejected_at": None,
        "escalated_at": None,
        "closed_at": None,
    }


def test_the_platforms_date_and_the_way_back_are_shown(shop: Desk) -> None:
    done(shop, a_return())
    _told(shop, EventKind.SELLER_REJECTED, 1)
    done(at(shop, NOW + days(2)), Ask(Request.ESCALATE))
    [shown] = order_json(_stored(shop), (), NOW + days(2))["disputes"]
    assert (shown["status"], shown["decide_by"]) == ("escalated", "2026-06-10T10:00:00Z")
    _told(shop, EventKind.PLATFORM_DECIDED, 3, outcome="return")
    [shown] = order_json(_stored(shop), (), NOW + days(3))["disputes"]
    assert shown["return"]["ship_by"] == "2026-06-14T10:00:00Z"
    assert shown["return"]["tracking"] is None


def test_the_whole_parcel_of_one_line_is_shown_by_its_sku(desk: Desk) -> None:
    one = {"sku": "LAMP", "title": "Desk lamp", "quantity": 1, "unit_price": "10.50"}
    times = {"shipped_at": "2026-05-22T10:00:00Z", "promised_by": "2026-05-30T10:00:00Z"}
    desk.import_orders(a_shop(an_old_order(items=[one], **times)))
    done(desk, NOTHING_CAME)
    [shown] = order_json(_stored(desk), (), NOW)["disputes"]
    assert shown["item"] == "LAMP"
