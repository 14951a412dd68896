"""What the policy says, on the command line: to one request and to all, and the clauses it rests on."""

from __future__ import annotations

import pytest

from actions.policy.decision import Request
from tests.actions.commanding import HEADPHONES, MONITOR, MUGS, Run, failed, shown


def test_a_decision_has_the_shape_of_the_contract(run: Run) -> None:
    decision = shown(run("decide", HEADPHONES, "cancel", "--reason", "other", "--json"))
    wanted = {"request", "outcome", "reason", "clauses", "next", "refund", "may_do", "would_change", "checks"}
    assert wanted <= set(decision)
    assert (decision["outcome"], decision["refund"]["amount"]) == ("perform", "132.99")
    assert "F05" in decision["clauses"]
    assert set(decision["next"]) == {"who", "what", "by"}


def test_without_a_request_every_request_is_decided(run: Run) -> None:
    decisions = shown(run("decide", HEADPHONES, "--json"))
    assert [decision["request"] for decision in decisions][:2] == ["cancel", "withdraw_cancellation"]
    table = run("decide", HEADPHONES).stdout.splitlines()
    assert table[1].split()[:4] == ["request", "outcome", "reason", "clauses"]
    assert len(table) == 3 + len(decisions)


def test_a_decision_of_any_outcome_is_done(run: Run) -> None:
    assert {run("decide", order, "cancel", "--reason", "other").exit_code for order in (HEADPHONES, MUGS, MONITOR)} == {
        0
    }


def test_deciding_writes_nothing(run: Run) -> None:
    before = run("orders", "show", HEADPHONES, "--json").stdout
    run("decide", HEADPHONES, "cancel", "--reason", "other", "--at", "+40d")
    assert run("orders", "show", HEADPHONES, "--json").stdout == before


def reason_at(run: Run, *options: str) -> str:
    return str(shown(run("decide", HEADPHONES, "cancel", "--reason", "other", "--json", *options))["reason"])


def test_a_decision_can_be_asked_for_another_time(run: Run) -> None:
    assert reason_at(run, "--at", "+21h59m59s") == "cancels_now"
    assert reason_at(run, "--at", "2026-03-05T08:00:00Z") == "requests"
    assert reason_at(run, "--at", "+30d") == "already_cancelled"


def test_a_decision_can_be_asked_under_another_profile(run: Run) -> None:
    later = ("--at", "+20d")
    assert reason_at(run, *later) == "requests"
    assert reason_at(run, *later, "--profile", "current") == "already_cancelled"


@pytest.mark.parametrize(
    "options",
    [
        ("cancel", "--reason", "boredom"),
        ("refund",),
        ("cancel", "--at", "tomorrow"),
        ("cancel", "--at", "2026-03-05T08:00"),
        ("cancel", "--profile", "kind"),
        ("cancel", "--reason", "other", "--item", "NO-SUCH-SKU"),
        ("refund_late", "--amount", "1e3"),
        ("refund_late", "--amount", "0.001"),
        ("refund_late", "--amount", "-5"),
        ("refund_late", "--amount", "9" * 30),
        ("cancel", "--reason", "defective"),
        ("dispute", "--reason", "found_cheaper"),
        ("dispute", "--wanted", "everything"),
        ("dispute", "--evidence", "selfie:me.jpg"),
        ("dispute", "--evidence", "photo_item:" + "x" * 300),
        ("answer_offer", "--choice", "balance"),
        ("escalate", "--dispute", "D1"),
        ("give_tracking", "--tracking", " "),
        ("--reason", "other"),
        ("--received",),
        ("cancel", "--nonsense"),
    ],
)
def test_a_wrong_question_is_bad_input(run: Run, options: tuple[str, ...]) -> None:
    assert failed(run("decide", HEADPHONES, *options), 2)


@pytest.mark.parametrize("asked", sorted(str(request) for request in Request))
def test_every_request_is_decided(run: Run, asked: str) -> None:
    assert run("decide", HEADPHONES, asked).exit_code == 0


def test_the_policy_is_shown_with_its_sources(run: Run) -> None:
    clauses = shown(run("policy", "--json"))
    assert {"id", "sentence", "source", "parameters"} <= set(clauses[0])
    assert set(clauses[0]["source"]) >= {"document", "section"}
    assert {clause["id"] for clause in clauses} >= {f"F{n:02}" for n in (*range(1, 15), *range(20, 27))}
    assert "F05" in run("policy").stdout


def test_two_profiles_are_compared(run: Run) -> None:
    text = run("policy", "--diff", "current").stdout
    assert "F06" in text
    assert "F10" not in text
    assert shown(run("policy", "--diff", "current", "--json"))
    assert shown(run("policy", "--diff", "guides", "--json")) in ([], {})


def test_an_unknown_profile_is_bad_input(run: Run) -> None:
    assert "no policy profile" in failed(run("policy", "--profile", "kind"), 2)
    assert "no policy profile" in failed(run("policy", "--diff", "kind"), 2)
