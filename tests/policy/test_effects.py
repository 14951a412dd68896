"""What a performed decision leaves: its records with their references, one entry of history, and nothing else."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from actions.policy.decision import Actor, Request, decision_json
from actions.policy.effects import NotPerforming, perform
from actions.policy.facts import CancellationReason, CancellationStatus
from actions.policy.horizon import next_change
from actions.policy.lifecycle import NotAllowed, move_cancellation
from actions.policy.requests import Ask, AskError, decide
from tests.policy.replay import CABLE, LAMP, PLACED, after, an_order, replay

VERIFIED = "1h paid; 2h payment_verified"
OTHER = Ask(Request.CANCEL, CancellationReason.OTHER)


def test_a_cancellation_is_one_record_one_refund_and_one_entry() -> None:
    order, _ = replay(an_order(), VERIFIED)
    now = after("3h")
    done = perform(order, decide(order, OTHER, now), OTHER, now)
    changed = {field.name for field in fields(order) if getattr(order, field.name) != getattr(done.order, field.name)}
    assert changed == {"cancelled_at", "cancellations", "refunds"}
    (entry,) = done.entries
    assert (entry.at, entry.actor, str(entry.what)) == (now, Actor.BUYER, "cancelled")
    assert entry.data == {
        "reference": "C1001-1",
        "reason": "other",
        "refund": {
            "reference": "R1001-1",
            "amount": "14.50",
            "currency": "EUR",
            "method": "card",
            "expected_from": "2026-03-05T00:00:00Z",
            "expected_by": "2026-03-24T00:00:00Z",
        },
    }


def test_references_count_on() -> None:
    history = f"{VERIFIED}; 26h cancel reason=other; 27h withdraw_cancellation; 28h cancel reason=duplicate"
    order, _ = replay(an_order(), history)
    assert [record.reference for record in order.cancellations] == ["C1001-1", "C1001-2"]


@pytest.mark.parametrize(
    ("history", "ask", "at"),
    [("", Ask(Request.STATUS), "1d"), ("", Ask(Request.CANCEL), "1d"), (f"{VERIFIED}; 3d shipped", OTHER, "4d")],
)
def test_what_does_not_perform_is_not_carried_out(history: str, ask: Ask, at: str) -> None:
    order, _ = replay(an_order(), history)
    with pytest.raises(NotPerforming):
        perform(order, decide(order, ask, after(at)), ask, after(at))


def test_a_cancellation_that_is_over_moves_no_more() -> None:
    order, _ = replay(an_order(), f"{VERIFIED}; 3h cancel reason=other")
    with pytest.raises(NotAllowed, match="approved cannot become withdrawn"):
        move_cancellation(order, CancellationStatus.WITHDRAWN, after("4h"))


def test_what_was_due_is_written_before_what_was_asked() -> None:
    """Silence had granted the request; the next morning the buyer files the complaint: both are told, in sequence."""
    order, _ = replay(an_order(), f"{VERIFIED}; 26h cancel reason=other")
    order, entries = replay(order, "16d complain reason=seller_asked")
    assert [str(entry.what) for entry in entries] == ["cancellation_granted", "complaint_filed"]
    assert [entry.at for entry in entries] == [after("15d2h"), after("16d")]


@pytest.mark.parametrize("ask", [Ask(Request.CANCEL, item="SHOE-9"), Ask(Request.REFUND_LATE, choice="cash")])
def test_a_question_that_cannot_be_meant_names_its_field(ask: Ask) -> None:
    with pytest.raises(AskError) as wrong:
        decide(an_order(items=(LAMP, CABLE)), ask, PLACED)
    assert wrong.value.field == ("item" if ask.item else "choice")


def test_a_decision_has_the_shape_of_the_contract() -> None:
    order, _ = replay(an_order(), VERIFIED)
    told = decision_json(decide(order, OTHER, after("3h")))
    assert told["next"] == {"who": "platform", "what": "send_refund", "by": "2026-03-24T00:00:00Z"}
    assert told["refund"] == {
        "amount": "14.50",
        "currency": "EUR",
        "method": "card",
        "expected_from": "2026-03-05T00:00:00Z",
        "expected_by": "2026-03-24T00:00:00Z",
    }
    assert told["may_do"] == ["cancel"]
    assert told["would_change"] is None
    assert told["checks"][-1] == {"rule": "inside_the_window", "result": "decided"}
    assert {"rule": "shipped", "result": "passed"} in told["checks"]


def test_every_rule_that_was_looked_at_is_among_the_checks() -> None:
    order, _ = replay(an_order(), f"{VERIFIED}; 3d shipped")
    checks = decide(order, OTHER, after("4d")).checks
    assert [(check.rule, check.result) for check in checks] == [
        ("lapsed", "passed"),
        ("already_cancelled", "passed"),
        ("completed", "passed"),
        ("delivered", "passed"),
        ("overtaken", "passed"),
        ("shipped", "objected"),
    ]


@pytest.mark.parametrize(
    ("history", "at", "change"),
    [
        ("", "1d", "7d"),
        ("1h paid", "2h", "1d"),
        ("1h paid", "1d", "3d1h"),
        ("1h paid", "3d1h", None),
        (VERIFIED, "3h", "26h"),
        (VERIFIED, "26h", "30d2h"),
        (f"{VERIFIED}; 26h cancel reason=other", "27h", "15d2h"),
        (f"{VERIFIED}; 3d shipped promised_by=20d", "4d", "20d"),
        (f"{VERIFIED}; 3d shipped; 10d delivered", "11d", "25d"),
        (f"{VERIFIED}; 3h cancel reason=other", "4h", "7d3h"),
        (f"{VERIFIED}; 3h cancel reason=other", "8d", "2026-03-24T00:00:00Z"),
        (f"{VERIFIED}; 3h cancel reason=other", "30d", None),
    ],
)
def test_the_next_change_is_known(history: str, at: str, change: str | None) -> None:
    order, _ = replay(an_order(), history)
    assert next_change(order, after(at)) == (after(change) if change else None)
    assert next_change(order, after(at)) != after(at) + timedelta(0)
