"""Compares what an order is answered under its own profile with what it would be answered under another. Pure.

Two answers to a request are different when outcome, reason, a date or the money is. The same instant, the same facts:
only the numbers of the profile change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from actions.policy.decision import Actor, Decision, Outcome, Reason, Request
from actions.policy.due import settle
from actions.policy.facts import Order, OrderStatus, RefundStatus
from actions.policy.lifecycle import ended, status
from actions.policy.requests import plain_answers
from actions.policy.situation import Ask, situation

_CLOSED = frozenset({OrderStatus.CANCELLED, OrderStatus.LAPSED, OrderStatus.COMPLETED})

PARTIES = (Actor.BUYER, Actor.SELLER, Actor.PLATFORM)
"""By whom a change can be felt; carrier, bank, staff and the clockwork are the platform's."""


class Verdict(NamedTuple):
    """What of an answer is compared. ``refund`` in minor units; ``by``: its dates, in their sequence."""

    outcome: Outcome
    reason: Reason
    refund: int
    by: tuple[datetime, ...]


@dataclass(frozen=True)
class Difference:
    """One request that would be answered otherwise, and by whom that is felt."""

    request: Request
    before: Verdict
    after: Verdict
    felt_by: tuple[Actor, ...]

    @property
    def money(self) -> int:
        """How much more (or, below zero, less) would come back to the buyer."""
        return self.after.refund - self.before.refund


def is_open(order: Order, now: datetime) -> bool:
    """Whether anything can still come of the order: it is not closed, or money or a dispute is under way."""
    if status(order, now) not in _CLOSED:
        return True
    replaced = {refund.replaces for refund in order.refunds}
    owed = (one for one in order.refunds if one.status is not RefundStatus.PAID and one.reference not in replaced)
    return any(owed) or not all(ended(dispute) for dispute in order.disputes)


def differences(order: Order, profile: str, now: datetime) -> list[Difference] | None:
    """What would be answered otherwise under the profile; None where nothing is open under the order's own."""
    own = settle(order, now).order
    if not is_open(own, now):
        return None
    if own.profile == profile:
        return []
    before, after = _answers(own, now), _answers(settle(replace(order, profile=profile), now).order, now)
    pairs = ((request, said, after[request]) for request, said in before.items())
    return [
        Difference(request, was, would, _felt_by(old, new, was, would))
        for request, old, new in pairs
        if (was := _verdict(old)) != (would := _verdict(new))
    ]


def _answers(settled: Order, now: datetime) -> dict[Request, Decision]:
    return plain_answers(situation(settled, Ask(Request.STATUS), now), now)


def _verdict(decision: Decision) -> Verdict:
    plan = decision.refund
    dates = (decision.deadline, *(step.by for step in decision.next_steps), plan.expected_by if plan else None)
    told = tuple(date for date in dates if date is not None)
    return Verdict(decision.outcome, decision.reason, plan.amount.minor if plan else 0, told)


def _felt_by(old: Decision, new: Decision, was: Verdict, would: Verdict) -> tuple[Actor, ...]:
    """Whose next step is another, or has another date; the buyer gets another answer, and money is the seller's too."""
    felt = {_party(step.who) for step in {*old.next_steps} ^ {*new.next_steps}}
    if (was.outcome, was.reason) != (would.outcome, would.reason) or old.refund != new.refund or not felt:
        felt.add(Actor.BUYER)
    if was.refund != would.refund:
        felt.add(Actor.SELLER)
    return tuple(party for party in PARTIES if party in felt)


def _party(who: Actor) -> Actor:
    return who if who in PARTIES else Actor.PLATFORM
