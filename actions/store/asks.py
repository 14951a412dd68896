"""Reads a request as a story or a test writes it down: the question to the policy, with what was said to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.policy.decision import Request
from actions.policy.facts import CancellationReason, DisputeReason, EvidenceKind, Wanted
from actions.policy.money import Money
from actions.policy.requests import Ask

_AS_THEY_ARE = ("item", "choice", "description", "dispute", "offer", "tracking", "received")


def ask_of(asked: Mapping[str, Any], currency: str) -> Ask:
    """The question that was put.

    ``reason`` is a word of the request (why one cancels, what one disputes), ``amount`` a sum in the order's currency,
    ``evidence`` a list of ``{"kind", "name"}``. Raises ValueError (MoneyError) for words and sums that there are not.
    """
    request = Request(asked["request"])
    said: dict[str, Any] = {name: asked[name] for name in _AS_THEY_ARE if name in asked}
    if "reason" in asked:
        said |= _reason(request, asked["reason"])
    if "amount" in asked:
        said["amount"] = Money.parse(asked["amount"], currency)
    if "wanted" in asked:
        said["wanted"] = Wanted(asked["wanted"])
    pieces = tuple((EvidenceKind(piece["kind"]), str(piece["name"])) for piece in asked.get("evidence", ()))
    return Ask(request, evidence=pieces, **said)


def _reason(request: Request, word: str) -> dict[str, Any]:
    if request is Request.DISPUTE:
        return {"dispute_reason": DisputeReason(word)}
    return {"reason": CancellationReason(word)}
