"""Makes a question for the policy of what was given on the command line; what cannot be meant is bad input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.policy.decision import Request
from actions.policy.facts import CancellationReason, DisputeReason, EvidenceKind, Order, Wanted
from actions.policy.money import Money
from actions.policy.requests import Ask, AskError

_AS_GIVEN = ("item", "received", "description", "choice", "dispute", "offer", "tracking")


def ask_of(request: Request, order: Order, given: Mapping[str, Any]) -> Ask:
    """The question about the order. ``given``: the options of ``recourse decide`` by name; absent ones are None."""
    amount, wanted = given["amount"], given["wanted"]
    return Ask(
        request,
        amount=Money.parse(amount, order.currency) if amount else None,
        wanted=Wanted(wanted) if wanted else None,
        evidence=_evidence(given["evidence"]),
        **_reasons(request, given["reason"]),
        **{name: given[name] for name in _AS_GIVEN},
    )


def _reasons(request: Request, word: str | None) -> dict[str, Any]:
    """A reason to cancel or of a dispute, by the request; some words are both."""
    if word is None:
        return {}
    name, words = ("reason", CancellationReason) if request is Request.CANCEL else ("dispute_reason", DisputeReason)
    try:
        return {name: words(word)}
    except ValueError:
        raise AskError("reason", f"{word} is no reason to {request}; there are {', '.join(map(str, words))}") from None


def _evidence(given: Sequence[str]) -> tuple[tuple[EvidenceKind, str], ...]:
    pieces = []
    for text in given:
        kind, _, name = text.partition(":")
        try:
            pieces.append((EvidenceKind(kind), name or kind))
        except ValueError:
            kinds = ", ".join(map(str, EvidenceKind))
            raise AskError("evidence", f"{kind!r} is no kind of evidence; there are {kinds}") from None
    return tuple(pieces)
