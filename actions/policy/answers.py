"""Builds the answers to requests about goods: each outcome with what always belongs to it. No rules here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from actions.policy.decision import (
    Actor,
    Decision,
    Effect,
    NextStep,
    Outcome,
    Reason,
    RefundPlan,
    Step,
    WouldChange,
)
from actions.policy.facts import Dispute
from actions.policy.situation import Situation
from actions.policy.standing import standing
from actions.policy.steps import by_clause, staff_step

Steps = tuple[NextStep, ...]
Clauses = tuple[str, ...]


class _Question(NamedTuple):
    missing: str
    step: Step
    would_change: WouldChange


_ITEM = _Question("item", Step.CHOOSE_ITEM, WouldChange.ITEM)
_WANTED = _Question("wanted", Step.CHOOSE_WANTED, WouldChange.WANTED)
_SUM = _Question("amount", Step.STATE_SUM, WouldChange.SUM)

QUESTIONS: Mapping[Reason, _Question] = {
    Reason.RECEIPT_UNKNOWN: _Question("received", Step.SAY_IT_ARRIVED, WouldChange.DELIVERY),
    Reason.ITEM_MISSING: _ITEM,
    Reason.DISPUTE_REASON_MISSING: _Question("dispute_reason", Step.CHOOSE_DISPUTE_REASON, WouldChange.REASON),
    Reason.WANTED_MISSING: _WANTED,
    Reason.NOTHING_TO_RETURN: _WANTED,
    Reason.PART_MEANS_REFUND_ONLY: _WANTED,
    Reason.RETURN_ONLY: _WANTED,
    Reason.SUM_MISSING: _SUM,
    Reason.SUM_ZERO: _SUM,
    Reason.SUM_TOO_HIGH: _SUM,
    Reason.SUM_OTHER_CURRENCY: _SUM,
    Reason.EVIDENCE_MISSING: _Question("evidence", Step.GIVE_EVIDENCE, WouldChange.EVIDENCE),
    Reason.EVIDENCE_UNNAMED: _Question("evidence", Step.GIVE_EVIDENCE, WouldChange.EVIDENCE),
    Reason.DISPUTE_UNNAMED: _Question("dispute", Step.CHOOSE_DISPUTE, WouldChange.DISPUTE),
    Reason.OFFER_UNANSWERED: _Question("choice", Step.ANSWER_OFFER, WouldChange.OFFER_ANSWER),
    Reason.OFFER_REPLACED: _Question("offer", Step.ANSWER_OFFER, WouldChange.OFFER),
    Reason.TRACKING_MISSING: _Question("tracking", Step.GIVE_TRACKING, WouldChange.TRACKING_NUMBER),
}
"""What each question asks for: a field of the ask, the buyer's step, and what the answer would change."""


def question(facts: Situation, reason: Reason, *clauses: str) -> Decision:
    """Asks the buyer for what is missing."""
    asked = QUESTIONS[reason]
    return Decision(
        facts.ask.request,
        Outcome.ASK,
        reason,
        by_clause(*clauses),
        (NextStep(Actor.BUYER, asked.step),),
        would_change=asked.would_change,
        missing=(asked.missing,),
    )


def explain(facts: Situation, reason: Reason, clauses: Clauses, steps: Steps) -> Decision:
    """Says why not; the first step is the next best one that is open."""
    return Decision(
        facts.ask.request, Outcome.EXPLAIN, reason, by_clause(*clauses), steps, deadline=steps[0].by if steps else None
    )


def wait(facts: Situation, reason: Reason, clauses: Clauses, steps: Steps) -> Decision:
    """Somebody else acts, by the date of the first step."""
    return Decision(facts.ask.request, Outcome.WAIT, reason, by_clause(*clauses), steps, deadline=steps[0].by)


def refer(facts: Situation, reason: Reason, clauses: Clauses, now: datetime) -> Decision:
    """Staff look at it, with a ticket and a date."""
    step = staff_step(facts.terms, now)
    return Decision(facts.ask.request, Outcome.REFER, reason, by_clause(*clauses), (step,), deadline=step.by)


class Deed(NamedTuple):
    """What would be done, what it rests on, what follows, and the money it is about."""

    reason: Reason
    effect: Effect
    clauses: Clauses
    steps: Steps = ()
    plan: RefundPlan | None = None
    dispute: str | None = None


def perform(facts: Situation, deed: Deed) -> Decision:
    return Decision(
        facts.ask.request,
        Outcome.PERFORM,
        deed.reason,
        by_clause(*deed.clauses),
        deed.steps,
        deed.plan,
        deed.effect,
        deadline=deed.steps[0].by if deed.steps else None,
        dispute=deed.dispute,
    )


def stands(facts: Situation, dispute: Dispute, now: datetime) -> Decision:
    """Where a dispute that goes on stands, as the answer to the request."""
    found = standing(dispute, facts.terms, now)
    steps = (staff_step(facts.terms, now),) if found.outcome is Outcome.REFER else found.steps
    return Decision(
        facts.ask.request,
        found.outcome,
        found.reason,
        by_clause(*found.clauses),
        steps,
        would_change=found.would_change,
        deadline=steps[0].by,
        dispute=dispute.reference,
    )
