"""What staff ask on the command line: each request in full, the outbox, and what another profile would mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from actions.desk import open_desk
from actions.policy.decision import Request
from actions.settings import Settings
from tests.actions.commanding import AIR_FRYER, HEADPHONES, TESTED, Run, a_runner, failed, shown
from tests.actions.receiving import Marketplace

SHOES = "5031442187354092"
"""Delivered three days ago."""


# decide


def decided(run: Run, *arguments: str) -> tuple[str, str]:
    decision = shown(run("decide", *arguments, "--json"))
    return decision["outcome"], decision["reason"]


def test_every_word_a_buyer_could_say_can_be_given(run: Run) -> None:
    said = ("--reason", "defective", "--wanted", "refund_only", "--amount", "5", "--evidence", "video:a.mp4")
    assert decided(run, SHOES, "dispute") == ("ask", "dispute_reason_missing")
    assert decided(run, SHOES, "dispute", *said[:2]) == ("ask", "wanted_missing")
    assert decided(run, SHOES, "dispute", *said[:4]) == ("ask", "sum_missing")
    assert decided(run, SHOES, "dispute", *said[:6]) == ("ask", "evidence_missing")
    assert decided(run, SHOES, "dispute", *said) == ("perform", "opens_dispute")
    assert decided(run, SHOES, "dispute", *said[:6], "--evidence", "video") == ("perform", "opens_dispute")
    assert decided(run, SHOES, "dispute", *said[:4], "--amount", "1000")[1] == "sum_too_high"


def test_a_parcel_that_nobody_has_seen_is_a_matter_of_the_buyers_word(run: Run) -> None:
    shipped = "5031442187351207"
    assert decided(run, shipped, "dispute") == ("ask", "receipt_unknown")
    assert decided(run, shipped, "dispute", "--not-received") == ("explain", "not_arrived_yet")
    assert decided(run, shipped, "dispute", "--received") == ("ask", "dispute_reason_missing")


def test_a_dispute_reason_with_rules_of_its_own_is_decided_by_them(run: Run) -> None:
    assert decided(run, SHOES, "dispute", "--reason", "change_of_mind") == decided(run, SHOES, "change_of_mind_return")
    assert decided(run, SHOES, "dispute", "--reason", "not_received") == decided(run, SHOES, "not_received")


def test_all_requests_stand_in_one_table_of_120_columns(run: Run) -> None:
    for order in [line["order_id"] for line in shown(run("orders", "list", "--json"))]:
        lines = run("decide", order).stdout.splitlines()
        assert max(map(len, lines)) <= 120
        requests = [line.split()[0] for line in lines[3:] if line[:1] != " "]
        assert requests == [str(request) for request in Request]


def test_what_is_asked_for_is_named(run: Run) -> None:
    text = run("decide", SHOES, "dispute", "--reason", "damaged", "--wanted", "return_and_refund").stdout
    assert "photo_parcel" in text
    assert "photo_item" in text


# outbox


def outbox(run: Run, *options: str) -> list[dict[str, Any]]:
    return list(shown(run("outbox", *options, "--json")))


def test_the_outbox_tells_how_far_each_piece_has_come(run: Run) -> None:
    told = outbox(run)
    assert {news["status"] for news in told} == {"pending"}
    assert set(told[0]) == {
        *("event_id", "kind", "order_id", "at", "data", "status"),
        *("attempts", "next_try", "last_error", "delivered_at"),
    }
    assert outbox(run, "--status", "dead") == []
    assert "nothing dead" in run("outbox", "--status", "dead").stderr
    assert told[0]["event_id"] in run("outbox", "--status", "pending").stdout
    assert failed(run("outbox", "--status", "lost"), 2)


def test_all_of_it_is_sent_on_demand_in_the_sequence_of_each_order(own: Run, market: Marketplace) -> None:
    count = len(outbox(own))
    done = shown(own("outbox", "send", "--json", RECOURSE_MARKETPLACE_URL=market.url))
    assert done == {"sent": count, "failed": 0, "given_up": 0, "pending": 0, "dead": 0}
    assert {news["status"] for news in outbox(own)} == {"sent"}
    told = [news["event_id"] for news in outbox(own)]
    for order in {news["order_id"] for news in outbox(own)}:
        theirs = [one.news["event_id"] for one in market.got if one.news["order_id"] == order]
        assert theirs == sorted(theirs, key=told.index)


def test_what_the_marketplace_refuses_is_told_and_ends_as_a_dead_letter(own: Run, market: Marketplace) -> None:
    market.answer = lambda _: 422
    result = own("outbox", "send", RECOURSE_MARKETPLACE_URL=market.url)
    assert result.exit_code == 1
    assert "answered 422" in result.stderr
    heads = [news for news in outbox(own) if news["attempts"]]
    assert {news["last_error"] for news in heads} == {"answered 422 no, thanks"}
    assert len(heads) == len({news["order_id"] for news in outbox(own)})
    for _ in range(29):
        own("outbox", "send", RECOURSE_MARKETPLACE_URL=market.url)
    dead = outbox(own, "--status", "dead")
    assert [news["event_id"] for news in dead] == [news["event_id"] for news in heads]
    assert shown(own("outbox", "retry", dead[0]["event_id"], "--json")) == {"retried": 1}
    assert len(outbox(own, "--status", "dead")) == len(dead) - 1
    assert shown(own("outbox", "retry", "--all-dead", "--json")) == {"retried": len(dead) - 1}
    market.answer = lambda _: 200
    assert own("outbox", "send", RECOURSE_MARKETPLACE_URL=market.url).exit_code == 0
    assert {news["status"] for news in outbox(own)} == {"sent"}


def test_nothing_is_sent_nowhere_and_nothing_unknown_is_retried(own: Run, market: Marketplace) -> None:
    assert "RECOURSE_MARKETPLACE_URL" in failed(own("outbox", "send"), 2)
    assert failed(own("outbox", "retry"), 2)
    first = outbox(own)[0]["event_id"]
    assert failed(own("outbox", "retry", first, "--all-dead"), 2)
    assert failed(own("outbox", "retry", "no-such-event"), 3)
    assert own("outbox", "send", RECOURSE_MARKETPLACE_URL=market.url).exit_code == 0
    assert "delivered already" in failed(own("outbox", "retry", first), 4)


@pytest.mark.parametrize(
    "url", ["shop.example", "ftp://shop.example/", "http://", "http://u:p@shop.example/", "http://x:0/"]
)
def test_an_address_that_cannot_be_used_is_told_by_its_name(run: Run, url: str) -> None:
    assert "RECOURSE_MARKETPLACE_URL" in failed(run("outbox", RECOURSE_MARKETPLACE_URL=url), 2)


# what another profile would mean


def test_the_json_of_the_differences_is_what_it_was(run: Run) -> None:
    rows = shown(run("policy", "--diff", "current", "--json"))
    assert {"clause", "parameter", "guides", "current"} == set(rows[0])


def test_the_impact_names_answers_parties_money_and_orders(run: Run) -> None:
    impact = shown(run("policy", "--diff", "current", "--impact", "--json"))
    assert impact["differences"] == shown(run("policy", "--diff", "current", "--json"))
    assert impact["orders"] == len(shown(run("orders", "list", "--json")))
    assert 0 < impact["other_answers"] <= impact["changed"] <= impact["open"] <= impact["orders"]
    assert set(impact["felt_by"]) == {"buyer", "seller", "platform"}
    for change in impact["changes"]:
        answers = change["before"], change["after"]
        assert change["cases"] >= len(change["examples"]) > 0
        example = change["examples"][0]
        before = shown(run("decide", example, change["request"], "--json"))
        after = shown(run("decide", example, change["request"], "--profile", "current", "--json"))
        assert answers == tuple({"outcome": one["outcome"], "reason": one["reason"]} for one in (before, after))
        if answers[0] == answers[1]:
            assert any(before[part] != after[part] for part in ("deadline", "refund", "next_steps"))


def test_an_order_that_nobody_ships_would_be_paid_back_sooner(run: Run) -> None:
    at = ("--at", "+9d")
    assert decided(run, AIR_FRYER, "cancel", *at) == ("wait", "requested_already")
    assert decided(run, AIR_FRYER, "cancel", *at, "--profile", "current") == ("explain", "already_cancelled")
    impact = shown(run("policy", "--diff", "current", "--impact", "--json", *at))
    [found] = [
        change for change in impact["changes"] if AIR_FRYER in change["examples"] and change["request"] == "cancel"
    ]
    assert found["before"]["reason"] == "requested_already"
    assert found["felt_by"]["buyer"] == found["felt_by"]["seller"] == found["cases"]
    assert float(next(money for money in found["money"] if money["currency"] == "GBP")["more"]) >= 79.89


def test_the_impact_is_shown_after_the_differences_and_can_be_left_out(run: Run) -> None:
    text = run("policy", "--diff", "current").stdout
    assert text.index("F06") < text.index("decided otherwise")
    assert "felt by" in text
    assert max(len(line) for line in text.splitlines()[text.splitlines().index("") :]) <= 120
    assert "decided otherwise" not in run("policy", "--diff", "current", "--no-impact").stdout
    assert run("policy", "--diff", "guides").exit_code == 0
    assert failed(run("policy", "--impact"), 2)


def test_looking_at_the_impact_writes_nothing(own: Run) -> None:
    before = own("orders", "show", HEADPHONES, "--json").stdout
    own("policy", "--diff", "current", "--at", "+60d")
    assert own("orders", "show", HEADPHONES, "--json").stdout == before


def test_many_orders_are_compared_by_several_processes_with_the_same_result(tmp_path: Path) -> None:
    settings = Settings.from_env({"RECOURSE_HOME": str(tmp_path), **TESTED})
    entry = {"buyer_id": "b1", "seller_id": "s1", "currency": "EUR", "payment_method": "card"}
    items = [{"sku": "A", "title": "Mug", "quantity": 1, "unit_price": "10.00"}]
    orders = [
        {"order_id": f"9{n:05}", **entry, "items": items, "placed_at": "-9d", "paid_at": "-9d", **verified}
        for n in range(2100)
        for verified in ({"payment_verified_at": f"-{n % 9}d"},)
    ]
    open_desk(settings).import_orders({"orders": orders})
    result = a_runner(tmp_path, **TESTED)("policy", "--diff", "current", "--impact", "--json")
    impact = json.loads(result.stdout)
    assert (impact["orders"], impact["open"]) == (2100, 2100)
    status = [change for change in impact["changes"] if change["request"] == "status"]
    assert sum(change["cases"] for change in status) == impact["changed"]
    assert status[0]["examples"] == sorted(status[0]["examples"])
