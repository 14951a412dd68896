"""Turns a request that a test gives (``before:``) into the question that the policy is asked; it knows ``actions``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.policy.decision import Request
from actions.policy.facts import CancellationReason, DisputeReason, EvidenceKind, Wanted
from actions.policy.money import Money, MoneyError
from actions.policy.requests import Ask

PLAIN = ("item", "choice", "description", "dispute", "offer", "tracking", "received")


class GivenError(ValueError):
    """What a test gives cannot be: there is no such order, or the policy does not perform the request."""


def ask_of(asked: Mapping[str, Any], currency: str) -> Ask:
    """What the buyer had asked for; ``reason`` is one of the request, ``amount`` a sum in the currency of the order."""
    try:
        request = Request(asked["request"])
        return Ask(request, **_plain(asked), **_reason(request, asked), **_case(asked, currency))
    except (ValueError, MoneyError) as error:
        raise GivenError(f"before: {error}") from None


def _plain(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {key: asked[key] for key in PLAIN if key in asked}


def _reason(request: Request, asked: Mapping[str, Any]) -> dict[str, Any]:
    if "reason" not in asked:
        return {}
    if request is Request.DISPUTE:
        return {"dispute_reason": DisputeReason(asked["reason"])}
    return {"reason": CancellationReason(asked["reason"])}


def _case(asked: Mapping[str, Any], currency: str) -> dict[str, Any]:
    pieces = tuple((EvidenceKind(piece["kind"]), str(piece["name"])) for piece in asked.get("evidence", ()))
    amount = {"amount": Money.parse(asked["amount"], currency)} if "amount" in asked else {}
    wanted = {"wanted": Wanted(asked["wanted"])} if "wanted" in asked else {}
    return {**amount, **wanted, "evidence": pieces}
