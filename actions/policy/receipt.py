"""Decides confirming the receipt, with its warning: check the goods first, since it ends part of the protection (F46).

It ends the report of a missing parcel alone; what is wrong with the goods is disputed until F32's window ends (R15).
"""

from __future__ import annotations

from datetime import datetime

from actions.policy.answers import Deed, explain, perform
from actions.policy.decision import Actor, Decision, Effect, NextStep, Reason, Step
from actions.policy.facts import Dispute, DisputeReason, Order
from actions.policy.items import going_on
from actions.policy.no_goods import NO_GOODS
from actions.policy.situation import Rule, Situation
from actions.policy.steps import dispute_steps


def open_report(order: Order) -> Dispute | None:
    """The report of a missing parcel that goes on, or None; a confirmed receipt takes it back (R15)."""
    reports = (dispute for dispute in going_on(order) if dispute.reason is DisputeReason.NOT_RECEIVED)
    return next(reports, None)


def confirmed_already(facts: Situation, now: datetime) -> Decision | None:
    if facts.order.receipt_confirmed_at is None:
        return None
    return explain(facts, Reason.CONFIRMED_ALREADY, ("F32", "F46"), dispute_steps(facts, now))


def confirms(facts: Situation, now: datetime) -> Decision | None:
    """Never before the goods are in hand and checked; a report that they did not come is taken back with it (F47)."""
    report = open_report(facts.order)
    steps: tuple[NextStep, ...] = (NextStep(Actor.BUYER, Step.CHECK_GOODS),)
    if report is not None:
        steps += (NextStep(Actor.PLATFORM, Step.WITHDRAW_DISPUTE),)
    clauses = ("F32", "F46", "F47" if report else "")
    reference = report.reference if report else None
    return perform(facts, Deed(Reason.CONFIRMS_RECEIPT, Effect.CONFIRM_RECEIPT, clauses, steps, dispute=reference))


RULES: tuple[Rule, ...] = (*NO_GOODS, confirmed_already, confirms)
