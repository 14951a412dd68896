"""Decides whether a dispute goes to the platform: after a rejection or a declined offer; else whose turn it is (R18).

A change of mind never goes there: the seller's refusal ends it (F42, R16).
"""

from __future__ import annotations

from datetime import datetime

from actions.policy.answers import Deed, perform, question
from actions.policy.decision import Actor, Decision, Effect, NextStep, Reason, Step
from actions.policy.facts import Dispute, DisputeStatus
from actions.policy.lifecycle import ended
from actions.policy.moments import declined_offer
from actions.policy.no_goods import order_closed
from actions.policy.profiles import TermName
from actions.policy.situation import Rule, Situation
from actions.policy.standing import changed_mind
from actions.policy.which_dispute import able_ones, nothing_to_do, the_one


def may_escalate(dispute: Dispute) -> bool:
    """Whether the buyer need not wait any longer (R18)."""
    if ended(dispute) or changed_mind(dispute):
        return False
    return dispute.status is DisputeStatus.REJECTED or declined_offer(dispute) is not None


def dispute_unnamed(facts: Situation, now: datetime) -> Decision | None:
    if len(able_ones(facts, may_escalate)) < 2:
        return None
    return question(facts, Reason.DISPUTE_UNNAMED, "F38")


def escalates(facts: Situation, now: datetime) -> Decision | None:
    """The platform steps in and decides in its time; more evidence may be given until then (F38)."""
    dispute = the_one(facts, may_escalate)
    if dispute is None:
        return None
    until = facts.terms.after(TermName.PLATFORM_DECISION, now)
    steps = (
        NextStep(Actor.PLATFORM, Step.DECIDE_DISPUTE, until),
        NextStep(Actor.BUYER, Step.GIVE_EVIDENCE, until),
        NextStep(Actor.BUYER, Step.KEEP_COPIES),
    )
    clauses = ("F34", "F38", "F43", "F45")
    return perform(facts, Deed(Reason.ESCALATES, Effect.ESCALATE, clauses, steps, None, dispute.reference))


RULES: tuple[Rule, ...] = (order_closed, dispute_unnamed, escalates, nothing_to_do)
