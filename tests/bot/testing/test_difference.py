"""What counts as a change of the shop, and what a test has to list."""

from __future__ import annotations

import copy

from bot.testing.difference import shop_differences

BEFORE = {
    "orders": {
        "1": {
            "status": "pending_shipment",
            "cancellation": None,
            "refunds": [],
            "history": [{"what": "paid", "at": "x"}],
        },
        "2": {"status": "shipped", "cancellation": {"status": "requested", "reason": "other"}, "refunds": []},
    },
    "tickets": [{"id": "T1", "topic": "old"}],
}


def after(**changes):
    shop = copy.deepcopy(BEFORE)
    shop["orders"]["1"].update(changes)
    return shop


CANCELLED = {
    "status": "cancelled",
    "cancellation": {"reference": "C1-1", "status": "approved"},
    "refunds": [{"id": "R1-1", "status": "due"}],
    "history": [{"what": "paid", "at": "x"}, {"what": "cancelled", "at": "y"}],
}
LISTED = {"status": "cancelled", "cancellation": {"status": "approved"}, "refunds": [{"status": "due"}]}


def what(before, after_, listed):
    return [difference.what for difference in shop_differences(before, after_, listed)]


def test_nothing_changed_and_nothing_listed_is_no_difference():
    assert what(BEFORE, copy.deepcopy(BEFORE), {}) == []


def test_every_listed_change_is_accepted_and_a_new_record_may_be_listed_in_part():
    assert what(BEFORE, after(**CANCELLED), {"orders": {"1": LISTED}}) == []


def test_a_change_that_is_not_listed_is_a_difference():
    listed = {key: value for key, value in LISTED.items() if key != "refunds"}
    assert what(BEFORE, after(**CANCELLED), {"orders": {"1": listed}}) == ["database.orders.1.refunds"]


def test_a_change_of_another_order_is_a_difference():
    shop = after(**CANCELLED)
    shop["orders"]["2"]["status"] = "delivered"
    assert what(BEFORE, shop, {"orders": {"1": LISTED}}) == ["database.orders.2.status"]


def test_a_listed_change_that_did_not_happen_is_a_difference():
    assert "database.orders.1.status" in what(BEFORE, copy.deepcopy(BEFORE), {"orders": {"1": LISTED}})


def test_in_a_record_that_was_there_each_changed_field_must_be_listed():
    shop = copy.deepcopy(BEFORE)
    shop["orders"]["2"]["cancellation"] = {"status": "withdrawn", "reason": "duplicate"}
    listed = {"orders": {"2": {"cancellation": {"status": "withdrawn"}}}}
    assert what(BEFORE, shop, listed) == ["database.orders.2.cancellations[1].reason"]


def test_history_may_be_listed_by_its_new_words():
    listed = {**LISTED, "history": ["cancelled"]}
    assert what(BEFORE, after(**CANCELLED), {"orders": {"1": listed}}) == []
    assert what(BEFORE, after(**CANCELLED), {"orders": {"1": {**LISTED, "history": ["queued"]}}}) != []


def test_history_that_grows_without_any_listed_change_is_a_difference():
    assert what(BEFORE, after(history=CANCELLED["history"]), {}) == ["database.orders.1.history"]


def test_a_second_record_is_a_difference():
    twice = {**CANCELLED, "refunds": CANCELLED["refunds"] * 2}
    assert what(BEFORE, after(**twice), {"orders": {"1": LISTED}}) == ["database.orders.1.refunds"]


def test_a_new_ticket_must_be_listed():
    shop = copy.deepcopy(BEFORE)
    shop["tickets"].append({"id": "T2", "topic": "handover"})
    assert what(BEFORE, shop, {}) == ["database.tickets"]
    assert what(BEFORE, shop, {"tickets": [{"topic": "handover"}]}) == []
    assert what(BEFORE, shop, {"tickets": [{"topic": "refund"}]}) == ["database.tickets[2].topic"]


def test_an_order_that_vanished_is_a_difference():
    shop = copy.deepcopy(BEFORE)
    del shop["orders"]["2"]
    assert what(BEFORE, shop, {}) == ["database.orders.2"]


def test_times_follow_from_a_listed_status_and_from_nothing_else():
    shop = after(**CANCELLED, cancelled_at="y")
    assert what(BEFORE, shop, {"orders": {"1": LISTED}}) == []
    assert what(BEFORE, after(tracking="L1"), {"orders": {"1": {"refunds": []}}}) == ["database.orders.1.tracking"]


def test_a_renewed_request_stands_beside_the_old_one():
    first, second = {"reference": "C1-1", "status": "rejected"}, {"reference": "C1-2", "status": "requested"}
    before = copy.deepcopy(BEFORE)
    before["orders"]["1"].update(cancellation=first, cancellations=[first])
    renewed = copy.deepcopy(before)
    renewed["orders"]["1"].update(cancellation=second, cancellations=[first, second])
    assert what(before, renewed, {"orders": {"1": {"cancellation": {"status": "requested"}}}}) == []
    assert what(before, renewed, {}) == ["database.orders.1.cancellations"]
    renewed["orders"]["1"]["history"] = CANCELLED["history"]
    assert what(before, renewed, {"orders": {"1": {"cancellation": {"status": "requested"}}}}) == []
    assert what(before, renewed, {"orders": {"1": {"cancellation": {"status": "rejected"}}}}) != []


def test_no_request_to_cancel_can_be_listed():
    assert what(BEFORE, copy.deepcopy(BEFORE), {"orders": {"1": {"cancellation": None}}}) == []
    assert what(BEFORE, after(**CANCELLED), {"orders": {"1": {**LISTED, "cancellation": None}}}) != []
