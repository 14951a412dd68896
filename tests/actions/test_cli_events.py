"""What the marketplace tells, what is due, what it must be told, and tickets, on the command line."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from tests.actions.commanding import HEADPHONES, Run, failed, shown


def test_an_event_is_applied(own: Run) -> None:
    said = own("event", HEADPHONES, "shipped", "tracking=GB1", "promised_by=2026-03-10T12:00Z", "--json")
    assert (said.exit_code, json.loads(said.stdout)["status"]) == (0, "applied")
    assert shown(own("orders", "show", HEADPHONES, "--json"))["status"] == "shipped"


def test_a_promised_time_may_be_relative_to_the_shops_now(own: Run) -> None:
    assert own("event", HEADPHONES, "shipped", "promised_by=+5d").exit_code == 0
    promised = datetime.fromisoformat(shown(own("orders", "show", HEADPHONES, "--json"))["promised_by"][:-1])
    now = datetime.fromisoformat(own("clock").stdout.strip()[:-1])
    assert timedelta(days=4, hours=23, minutes=55) < promised - now <= timedelta(days=5)


def test_an_event_may_be_told_twice(own: Run) -> None:
    event = ("event", HEADPHONES, "shipped", "--event-id", "m-1", "--at", "-1m")
    assert own(*event).stdout.startswith("applied")
    assert own(*event).exit_code == 0


def test_an_event_that_contradicts_is_kept_and_refused(own: Run) -> None:
    said = own("event", "7745019263843514", "shipped", "--json")
    assert (said.exit_code, json.loads(said.stdout)["status"]) == (4, "conflict")
    assert shown(own("orders", "show", "7745019263843514", "--json"))["status"] == "cancelled"
    topics = [t["topic"] for t in shown(own("tickets", "list", "--json")) if t["order_id"] == "7745019263843514"]
    assert topics == ["event_conflict"]


@pytest.mark.parametrize(
    "arguments",
    [
        (HEADPHONES, "teleported"),
        (HEADPHONES, "shipped", "promised_by"),
        (HEADPHONES, "shipped", "=soon"),
        (HEADPHONES, "shipped", "tracking=1", "tracking=2"),
        (HEADPHONES, "shipped", "promised_by=soon"),
        (HEADPHONES, "shipped", "promised_by=+soon"),
        (HEADPHONES, "shipped", "tracking=" + "x" * 3000),
        (HEADPHONES, "shipped", "--at", "+1d"),
        (HEADPHONES, "shipped", "--at", "-99d"),
        (HEADPHONES, "shipped", "--at", "soon"),
        (HEADPHONES, "refund_sent", "refund=R1"),
        (HEADPHONES,),
    ],
)
def test_a_malformed_event_is_bad_input_and_changes_nothing(run: Run, arguments: tuple[str, ...]) -> None:
    before = run("orders", "show", HEADPHONES, "--json").stdout
    assert failed(run("event", *arguments), 2)
    assert run("orders", "show", HEADPHONES, "--json").stdout == before


def test_an_event_for_an_unknown_order_is_not_found(run: Run) -> None:
    assert "there is no order" in failed(run("event", "4999999999999999", "shipped"), 3)


def test_what_is_due_is_written_once(own: Run) -> None:
    first, second = own("due", "--json"), own("due", "--json")
    assert shown(first)["changed"] >= 1
    assert shown(second)["changed"] == 0
    assert shown(own("due", "--at", "+40d", "--json"))["changed"] > 10


def test_the_outbox_holds_what_the_marketplace_must_do(run: Run) -> None:
    news = shown(run("outbox", "--json"))
    assert {"event_id", "kind", "order_id", "at", "data"} <= set(news[0])
    assert {"cancelled", "refund_due", "cancellation_requested"} <= {one["kind"] for one in news}
    assert [one["at"] for one in news] == sorted(one["at"] for one in news)


def test_a_ticket_is_taken_written_under_and_given_back(own: Run) -> None:
    [ticket] = shown(own("tickets", "list", "--json"))
    assert set(ticket) == {"id", "order_id", "conversation", "topic", "status", "due", "opened_at"}
    assert shown(own("tickets", "take", ticket["id"], "--json"))["status"] == "taken"
    assert failed(own("tickets", "take", ticket["id"]), 4)
    said = shown(own("tickets", "say", ticket["id"], "Refund\u0007 is\ntriggered.", "--json"))
    assert said["summary"].endswith("[2026-03-04 10:00Z] Refund  is triggered.")
    assert shown(own("tickets", "return", ticket["id"], "--json"))["status"] == "open"
    assert shown(own("tickets", "take", ticket["id"], "--json"))["status"] == "taken"
    assert shown(own("tickets", "return", ticket["id"], "--close", "--json"))["status"] == "closed"
    assert "is closed" in failed(own("tickets", "say", ticket["id"], "more"), 4)


@pytest.mark.parametrize("ticket", ["H9999", "H", "9", "H1001; --", "H١٠٠١", "H" + "9" * 40])
def test_an_unknown_ticket_is_not_found(run: Run, ticket: str) -> None:
    for command in ("show", "take", "return"):
        assert "there is no ticket" in failed(run("tickets", command, ticket), 3)
