"""Holds the shapes of an answer: what the policy may say to a request. No rules here, and no wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from actions.policy.facts import PaymentMethod
from actions.policy.money import Money
from actions.policy.vocabulary import Actor, Effect, Outcome, Reason, Request, Step, WouldChange

__all__ = [
    "Actor",
    "Check",
    "Decision",
    "Effect",
    "NextStep",
    "Outcome",
    "Reason",
    "RefundPlan",
    "Request",
    "Step",
    "WouldChange",
    "decision_json",
    "utc",
]


@dataclass(frozen=True)
class NextStep:
    """Who acts next, what, and until when (None: no deadline)."""

    who: Actor
    what: Step
    by: datetime | None = None


@dataclass(frozen=True)
class RefundPlan:
    """The money a decision gives back (or that is on its way): how much, to which method, expected when."""

    amount: Money
    method: PaymentMethod
    expected_from: datetime
    expected_by: datetime


@dataclass(frozen=True)
class Check:
    """One rule that was looked at, for staff. ``result``: passed | objected | a note such as a clamped seller term."""

    rule: str
    result: str


@dataclass(frozen=True)
class Decision:
    """The one answer to a request.

    ``next_steps``: never empty unless it performs. ``deadline``: until when one waits, the seller or staff answer, or a
    door stays open. ``may_do``: the requests that are open for this order now. ``missing``: what an *ask* asks for.
    ``refund``: where a sum is asked for, the most that may be claimed. ``dispute``: the dispute that is spoken of.
    """

    request: Request
    outcome: Outcome
    reason: Reason
    clauses: tuple[str, ...]
    next_steps: tuple[NextStep, ...] = ()
    refund: RefundPlan | None = None
    effect: Effect | None = None
    may_do: tuple[Request, ...] = ()
    would_change: WouldChange | None = None
    checks: tuple[Check, ...] = ()
    missing: tuple[str, ...] = ()
    deadline: datetime | None = None
    dispute: str | None = None


def decision_json(decision: Decision) -> dict[str, Any]:
    """The decision in the contract's shape: times UTC ``…Z``, money as decimal strings; ``next`` is the first step."""
    steps = [_step_json(step) for step in decision.next_steps]
    return {
        "request": str(decision.request),
        "outcome": str(decision.outcome),
        "reason": str(decision.reason),
        "clauses": list(decision.clauses),
        "next": steps[0] if steps else None,
        "next_steps": steps,
        "refund": _refund_json(decision.refund),
        "effect": str(decision.effect) if decision.effect else None,
        "may_do": [str(request) for request in decision.may_do],
        "would_change": str(decision.would_change) if decision.would_change else None,
        "missing": list(decision.missing),
        "deadline": utc(decision.deadline),
        "dispute": decision.dispute,
        "checks": [{"rule": check.rule, "result": check.result} for check in decision.checks],
    }


def utc(moment: datetime | None) -> str | None:
    """``2026-12-24T10:00:00Z``, or None."""
    if moment is None:
        return None
    text = moment.astimezone(timezone.utc).isoformat()
    return text.replace("+00:00", "Z")


def _step_json(step: NextStep) -> dict[str, str | None]:
    return {"who": str(step.who), "what": str(step.what), "by": utc(step.by)}


def _refund_json(plan: RefundPlan | None) -> dict[str, str | None] | None:
    if plan is None:
        return None
    return {
        "amount": plan.amount.decimal(),
        "currency": plan.amount.currency,
        "method": str(plan.method),
        "expected_from": utc(plan.expected_from),
        "expected_by": utc(plan.expected_by),
    }
