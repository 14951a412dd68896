"""Checks what is claimed: the sum against what was paid (F35, R20, R25), and what is wanted against the reason (R17).

``Claim`` holds what is known of it; the sum is None, or what speaks against it is a question to the buyer.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from actions.policy.answers import question
from actions.policy.claims import claimable, seller_at_fault
from actions.policy.decision import Decision, Reason
from actions.policy.facts import DisputeReason, Wanted
from actions.policy.moments import plan_for
from actions.policy.money import Money
from actions.policy.situation import Situation


class Claim(NamedTuple):
    """A claim for an item (or ALL_ITEMS), before its sum is known to be right."""

    item: str
    reason: DisputeReason
    wanted: Wanted


def most_of(facts: Situation, claim: Claim) -> int:
    """The most that may be claimed, in minor units (R20)."""
    return claimable(facts.order, claim.item, seller_at_fault(claim.reason))


def sum_of(facts: Situation, claim: Claim) -> int:
    """The sum that is claimed: of a return all that may be; else what was named, or all of what did not come."""
    amount = facts.ask.amount
    if claim.wanted is Wanted.RETURN_AND_REFUND or amount is None:
        return most_of(facts, claim)
    return amount.minor


def sum_objection(facts: Situation, claim: Claim, now: datetime) -> Decision | None:
    """What is wrong with the sum, as a question with the most that may be claimed; None where it holds."""
    reason = _wrong_sum(facts, claim)
    if reason is None:
        return None
    clauses = ("F36",) if reason is Reason.PART_MEANS_REFUND_ONLY else ("F35", _shipping(facts, claim))
    most = Money(most_of(facts, claim), facts.order.currency)
    plan = plan_for(most, facts.order.payment_method, facts.terms, now) if most.minor else None
    return replace(question(facts, reason, *clauses), refund=plan)


def _wrong_sum(facts: Situation, claim: Claim) -> Reason | None:
    amount, most = facts.ask.amount, most_of(facts, claim)
    returns = claim.wanted is Wanted.RETURN_AND_REFUND
    if amount is None:
        needed = not returns and claim.reason is not DisputeReason.NOT_RECEIVED
        return Reason.SUM_MISSING if needed else None
    if amount.currency != facts.order.currency:
        return Reason.SUM_OTHER_CURRENCY
    if amount.minor > most:
        return Reason.SUM_TOO_HIGH
    if returns and amount.minor < most:
        return Reason.PART_MEANS_REFUND_ONLY
    return None if amount.minor else Reason.SUM_ZERO


def _shipping(facts: Situation, claim: Claim) -> str:
    return "F23" if facts.order.shipping_fee and seller_at_fault(claim.reason) else ""
