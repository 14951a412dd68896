"""Decides about goods that go back: a tracking number in time, where they are, or why none are expected (F40, R22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import Deed, explain, perform, question, refer, stands
from actions.policy.decision import Actor, Decision, Effect, NextStep, Reason, Step
from actions.policy.facts import Dispute, DisputeOutcome, DisputeStatus
from actions.policy.no_goods import onward, order_closed
from actions.policy.profiles import TermName
from actions.policy.situation import Rule, Situation
from actions.policy.which_dispute import able_ones, named, the_one


def awaits_number(dispute: Dispute) -> bool:
    """The goods are to be sent, and are not lost on the way already."""
    back = dispute.parcel_back
    return dispute.status is DisputeStatus.RETURN_DUE and back is not None and back.lost_at is None


def dispute_unnamed(facts: Situation, now: datetime) -> Decision | None:
    if len(able_ones(facts, awaits_number)) < 2:
        return None
    return question(facts, Reason.DISPUTE_UNNAMED, "F40")


def tracking_missing(facts: Situation, now: datetime) -> Decision | None:
    dispute = the_one(facts, awaits_number)
    if dispute is None or facts.ask.tracking:
        return None
    asked = stands(facts, dispute, now)
    return replace(
        question(facts, Reason.TRACKING_MISSING, *asked.clauses),
        next_steps=asked.next_steps,
        deadline=asked.deadline,
        dispute=dispute.reference,
    )


def sends(facts: Situation, now: datetime) -> Decision | None:
    """In time, even if the carrier scans it later (R22); the refund starts when the goods are back (F41)."""
    dispute = the_one(facts, awaits_number)
    if dispute is None:
        return None
    until = facts.terms.after(TermName.RETURN_TRANSIT, now)
    steps = (NextStep(Actor.CARRIER, Step.DELIVER_RETURN, until), NextStep(Actor.SELLER, Step.CONFIRM_RETURN))
    clauses = ("F40", "F41", "F45")
    return perform(facts, Deed(Reason.SENDS_RETURN, Effect.SEND_RETURN, clauses, steps, None, dispute.reference))


def under_way(facts: Situation, now: datetime) -> Decision | None:
    """Sent already, or lost: where the goods are."""
    found = able_ones(facts, lambda dispute: dispute.parcel_back is not None)
    return stands(facts, found[0], now) if found else None


def number_too_late(facts: Situation, now: datetime) -> Decision | None:
    """The dispute was closed because no number came in time (F40); one that comes now is for staff (R22)."""
    known = named(facts)
    late = next((d for d in reversed(known) if d.outcome is DisputeOutcome.RETURN_NOT_SENT), None)
    if late is None:
        return None
    if facts.ask.tracking:
        return replace(refer(facts, Reason.RETURN_LATE, ("F40",), now), dispute=late.reference)
    return replace(explain(facts, Reason.RETURN_NOT_SENT, ("F40",), onward(facts, now)), dispute=late.reference)


def no_return_due(facts: Situation, now: datetime) -> Decision | None:
    return explain(facts, Reason.NO_RETURN_DUE, ("F40",), onward(facts, now))


RULES: tuple[Rule, ...] = (
    order_closed,
    dispute_unnamed,
    tracking_missing,
    sends,
    under_way,
    number_too_late,
    no_return_due,
)
