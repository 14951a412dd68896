"""Answers requests: runs a request's rules over an order's facts, in order, until one decides. No I/O, no wording."""

from __future__ import annotations

from dataclasses import dataclass

from actions.policy.decision import Request
from actions.policy.facts import CancellationReason
from actions.policy.money import Money


class NotDecided(LookupError):
    """This request has no rules yet; the message names it."""


class AskError(ValueError):
    """The question itself is wrong (an item that the order does not have, …). ``field`` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True)
class Ask:
    """What the buyer wants. ``choice``: ``balance`` or ``staff``, where a failed refund goes (R23)."""

    request: Request
    reason: CancellationReason | None = None
    item: str | None = None
    amount: Money | None = None
    choice: str | None = None


DECIDED: frozenset[Request] = frozenset(
    {Request.CANCEL, Request.WITHDRAW_CANCELLATION, Request.REFUND_LATE, Request.STATUS}
)
