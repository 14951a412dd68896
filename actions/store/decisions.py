"""Turns a decision into a JSON document and back without losing anything, so a repeated yes gets the first answer."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from actions.policy.decision import (
    Actor,
    Check,
    Decision,
    Effect,
    NextStep,
    Outcome,
    Reason,
    RefundPlan,
    Request,
    Step,
)
from actions.policy.facts import PaymentMethod
from actions.policy.money import Money

W = TypeVar("W", bound=Enum)


def pack(value: Any) -> Any:
    """A fact as plain JSON: times as ISO text, words by their value, money in minor units."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: pack(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (frozenset, set)):
        return sorted(pack(member) for member in value)
    return [pack(member) for member in value] if isinstance(value, (list, tuple)) else value


def unpack(kept: dict[str, Any]) -> Decision:
    """The decision that was packed."""
    return Decision(
        request=Request(kept["request"]),
        outcome=Outcome(kept["outcome"]),
        reason=Reason(kept["reason"]),
        clauses=tuple(kept["clauses"]),
        next_steps=tuple(_step(step) for step in kept["next_steps"]),
        refund=_refund(kept["refund"]),
        effect=_word(Effect, kept["effect"]),
        may_do=tuple(Request(request) for request in kept["may_do"]),
        would_change=kept["would_change"],
        checks=tuple(Check(**check) for check in kept["checks"]),
        missing=tuple(kept["missing"]),
        deadline=_time(kept["deadline"]),
    )


def _word(kind: type[W], value: str | None) -> W | None:
    return None if value is None else kind(value)


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _step(kept: dict[str, Any]) -> NextStep:
    return NextStep(Actor(kept["who"]), Step(kept["what"]), _time(kept["by"]))


def _refund(kept: dict[str, Any] | None) -> RefundPlan | None:
    if kept is None:
        return None
    window = (datetime.fromisoformat(kept["expected_from"]), datetime.fromisoformat(kept["expected_by"]))
    return RefundPlan(Money(**kept["amount"]), PaymentMethod(kept["method"]), *window)
