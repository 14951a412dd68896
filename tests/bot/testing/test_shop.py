"""The shop of a conversation test: what is given is there, at the test's time, and nothing of this machine's own."""

from __future__ import annotations

import os
from datetime import datetime, timezone

import pytest

from bot.testing.recorded_shop import RecordedShop
from bot.testing.script import Given
from bot.testing.shop import UNPLAYABLE, Template

ORDER = {
    "order_id": "5031442187359999",
    "buyer_id": "b1",
    "seller_id": "s3",
    "currency": "GBP",
    "payment_method": "card",
    "placed_at": "-3d",
    "paid_at": "-3d",
    "payment_verified_at": "-2d",
    "items": [{"sku": "X-1", "title": "Picnic blanket", "quantity": 1, "unit_price": "25.00"}],
}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Template(tmp_path_factory.mktemp("shops") / "template")


@pytest.fixture
def opened(template, tmp_path):
    def at(**given):
        return template.opened(tmp_path, Given(**given))

    return at


def test_orders_of_the_test_and_samples_are_there_and_no_others(opened):
    with opened(orders=(ORDER, "5031442187352461")) as shop:
        orders = shop.snapshot()["orders"]
    assert set(orders) == {"5031442187359999", "5031442187352461"}
    assert orders["5031442187359999"]["placed_at"] == "2026-11-28T10:00:00Z"
    assert orders["5031442187352461"]["cancellation"]["requested_at"] == "2026-11-30T10:00:00Z", "its story is told"


def test_what_happened_before_has_its_own_time(opened):
    before = (
        {"request": "cancel", "reason": "other", "order": "5031442187359999", "at": "-1d"},
        {"event": "seller_rejected", "order": "5031442187359999", "at": "-1h"},
    )
    with opened(orders=(ORDER,), before=before) as shop:
        cancellation = shop.snapshot()["orders"]["5031442187359999"]["cancellation"]
    assert cancellation["requested_at"] == "2026-11-30T10:00:00Z"
    assert (cancellation["status"], cancellation["decided_at"]) == ("rejected", "2026-12-01T09:00:00Z")


def test_the_clock_stands_still_until_it_is_moved(opened):
    with opened(clock="2026-12-24T10:00:00Z") as shop:
        first = shop.now()
        assert shop.now() == first
        shop.move_clock("+14d")
        assert shop.now().isoformat() == "2027-01-07T10:00:00+00:00"
        shop.move_clock("2027-03-01T00:00Z")
        assert shop.now().isoformat() == "2027-03-01T00:00:00+00:00"


def test_a_relative_time_in_an_event_counts_from_the_shops_now(opened):
    with opened(orders=(ORDER,)) as shop:
        shop.event({"order": "5031442187359999", "kind": "shipped", "data": {"promised_by": "+5d"}})
        assert shop.snapshot()["orders"]["5031442187359999"]["promised_by"] == "2026-12-06T10:00:00Z"


def test_the_settings_of_this_machine_are_not_used_and_come_back(opened, monkeypatch):
    monkeypatch.setenv("RECOURSE_HOME", "/nowhere")
    monkeypatch.setenv("RECOURSE_PROFILE", "current")
    with opened(orders=(ORDER,)) as shop:
        assert os.environ["RECOURSE_HOME"] == str(shop.home)
        assert shop.snapshot()["orders"]["5031442187359999"]["profile"] == "guides"
    assert (os.environ["RECOURSE_HOME"], os.environ["RECOURSE_PROFILE"]) == ("/nowhere", "current")
    assert "RECOURSE_NOW" not in os.environ


@pytest.mark.parametrize(
    "given",
    [
        {"orders": ("9999999999999999",)},
        {"orders": ({**ORDER, "currency": "XXX1"},)},
        {"orders": (ORDER,), "before": ({"request": "cancel", "order": "5031442187359999", "at": "-1d"},)},
        {
            "orders": (ORDER,),
            "before": ({"request": "cancel", "reason": "rain", "order": ORDER["order_id"], "at": "-1d"},),
        },
        {"orders": (ORDER,), "before": ({"request": "cancel", "order": "1", "at": "-1d"},)},
        {"orders": (ORDER,), "before": ({"event": "teleported", "order": "5031442187359999", "at": "-1d"},)},
    ],
)
def test_what_cannot_be_is_refused(opened, given):
    with pytest.raises(UNPLAYABLE), opened(**given):
        pytest.fail("it was opened")


SENT = {**ORDER, "shipped_at": "-40d", "placed_at": "-44d", "paid_at": "-44d", "payment_verified_at": "-43d"}
AT = {"order": ORDER["order_id"]}
CASE = f"D{ORDER['order_id']}-1"
PIECES = [{"kind": "photo_parcel", "name": "box.jpg"}, {"kind": "photo_item", "name": "it.jpg"}]
DAMAGED = {"request": "dispute", "reason": "damaged", "wanted": "return_and_refund", "evidence": PIECES, "at": "-20d"}
STORY = (
    {**AT, "event": "delivered", "at": "-21d"},
    {**AT, **DAMAGED, "description": "It is torn."},
    {**AT, "request": "add_evidence", "evidence": [{"kind": "other", "name": "more.jpg"}], "at": "-19d"},
    {**AT, "event": "seller_offered", "data": {"amount": "5.00", "words": "Five?"}, "at": "-18d"},
    {**AT, "request": "answer_offer", "choice": "decline", "offer": f"{CASE}-O1", "at": "-17d"},
    {**AT, "request": "escalate", "dispute": CASE, "at": "-16d"},
    {**AT, "event": "platform_decided", "data": {"outcome": "return"}, "at": "-15d"},
    {**AT, "request": "give_tracking", "tracking": "RR123456785DE", "at": "-14d"},
    {**AT, "event": "return_received", "at": "-10d"},
)


def test_a_whole_case_can_have_happened_before(opened):
    with opened(orders=(SENT,), before=STORY) as shop:
        order = shop.snapshot()["orders"][ORDER["order_id"]]
    (dispute,) = order["disputes"]
    assert (dispute["status"], dispute["outcome"], len(dispute["evidence"])) == ("resolved", "return", 3)
    assert (dispute["return"]["tracking"], order["refunds"][0]["amount"]) == ("RR123456785DE", "25.00")


def test_what_happened_before_a_recorded_chat_can_be_told_again(template, opened, tmp_path):
    with opened(orders=(SENT,), before=STORY) as shop:
        now, first = shop.now(), shop.snapshot()["orders"][ORDER["order_id"]]
        real = datetime.now(timezone.utc)
        given = RecordedShop(real, real, {ORDER["order_id"]}, "b1").given()
    again = tmp_path / "again"
    again.mkdir()
    told = {key: tuple(given[key]) for key in ("orders", "before")}
    with template.opened(again, Given(clock=now.isoformat(), **told)) as shop:
        assert shop.snapshot()["orders"][ORDER["order_id"]]["disputes"] == first["disputes"]


@pytest.mark.parametrize(
    "wrong",
    [{"reason": "rain"}, {"wanted": "a pony"}, {"evidence": [{"kind": "song", "name": "x"}]}, {"amount": "1.234"}],
)
def test_a_dispute_that_cannot_be_is_refused(opened, wrong):
    with pytest.raises(UNPLAYABLE), opened(orders=(SENT,), before=(STORY[0], {**AT, **DAMAGED, **wrong})):
        pytest.fail("it was opened")
