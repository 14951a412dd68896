"""Decides where a refund is and what to do when it is late: patience with a date, a trace, another way, or staff.

The rules in their order: a refund that exists, by its state (failed, arrived, traced, unsent, sent); then why there is
none: a cancellation is pending, nothing was paid, or nothing is due because the order goes on (conflict settlement 6).
"""

from __future__ import annotations

from datetime import datetime

from actions.policy.decision import Actor, Decision, Effect, NextStep, Outcome, Reason, Request, Step, WouldChange
from actions.policy.facts import PaymentMethod, Refund, RefundStatus, Trace
from actions.policy.moments import plan_for, plan_of, refund_late_at, trace_answer_by
from actions.policy.money import Money
from actions.policy.nothing_due import NOTHING_DUE
from actions.policy.profiles import TermName
from actions.policy.refund_state import refund_in_question
from actions.policy.situation import Rule, Situation
from actions.policy.steps import by_clause, clauses_of, refund_steps, staff_step

BALANCE, STAFF = "balance", "staff"


def open_trace(facts: Situation) -> Trace | None:
    """The search for the refund in question that is still going on, or None."""
    refund = refund_in_question(facts.order)
    ours = [t for t in facts.order.traces if refund and t.refund == refund.reference and t.status == "open"]
    return ours[-1] if ours else None


def failed_unchosen(facts: Situation, now: datetime) -> Decision | None:
    """The refund bounced: the buyer chooses store balance or staff (R23)."""
    refund = _in_state(facts, RefundStatus.FAILED)
    if refund is None or facts.ask.choice in (BALANCE, STAFF):
        return None
    step = NextStep(Actor.BUYER, Step.CHOOSE_REFUND)
    return Decision(
        Request.REFUND_LATE,
        Outcome.ASK,
        Reason.FAILED_CHOOSE,
        ("F22", "F24"),
        (step,),
        plan_of(facts.order, refund),
        would_change=WouldChange.CHOICE,
        missing=("choice",),
    )


def failed_to_balance(facts: Situation, now: datetime) -> Decision | None:
    """Into the store balance, with a window that starts anew (R23)."""
    refund = _in_state(facts, RefundStatus.FAILED)
    if refund is None or facts.ask.choice != BALANCE:
        return None
    plan = plan_for(Money(refund.amount, facts.order.currency), PaymentMethod.BALANCE, facts.terms, now)
    return Decision(
        Request.REFUND_LATE,
        Outcome.PERFORM,
        Reason.PAYS_TO_BALANCE,
        ("F20", "F24", "F25", "F26"),
        refund_steps(facts.terms, plan, now, now),
        plan,
        Effect.REFUND_TO_BALANCE,
        deadline=plan.expected_by,
    )


def failed_to_staff(facts: Situation, now: datetime) -> Decision | None:
    refund = _in_state(facts, RefundStatus.FAILED)
    return None if refund is None else _refer(Reason.FAILED_TO_STAFF, ("F22", "F24"), facts, now)


def arrived(facts: Situation, now: datetime) -> Decision | None:
    refund = _in_state(facts, RefundStatus.PAID)
    if refund is None:
        return None
    step = NextStep(Actor.BUYER, Step.CHECK_PAYMENT_METHOD)
    plan = plan_of(facts.order, refund)
    return Decision(Request.REFUND_LATE, Outcome.EXPLAIN, Reason.ARRIVED, ("F22", "F24", "F25"), (step,), plan)


def traced(facts: Situation, now: datetime) -> Decision | None:
    """A trace is open: its answer is waited for; without one in time, staff."""
    trace = open_trace(facts)
    if trace is None:
        return None
    until = trace_answer_by(trace, facts.terms)
    if now >= until:
        return _refer(Reason.TRACE_OVERDUE, ("F24",), facts, now)
    return _wait(Reason.TRACE_OPEN, ("F24",), facts, (NextStep(Actor.BANK, Step.ANSWER_TRACE, until),))


def not_sent_yet(facts: Situation, now: datetime) -> Decision | None:
    refund = _in_state(facts, RefundStatus.DUE)
    if refund is None or now >= refund_late_at(refund, facts.terms):
        return None
    plan = plan_of(facts.order, refund)
    steps = refund_steps(facts.terms, plan, refund.due_since, now)
    clauses = by_clause("F21" if len(steps) > 1 else "", *clauses_of(facts, refund))
    return _wait(Reason.NOT_SENT_YET, clauses, facts, steps)


def overdue_unsent(facts: Situation, now: datetime) -> Decision | None:
    """Due, not sent, and past its latest date: staff (conflict settlement 6)."""
    if _in_state(facts, RefundStatus.DUE) is None:
        return None
    return _refer(Reason.OVERDUE_UNSENT, ("F20", "F24", "F26"), facts, now)


def on_its_way(facts: Situation, now: datetime) -> Decision | None:
    refund = _in_state(facts, RefundStatus.SENT)
    if refund is None or now >= refund_late_at(refund, facts.terms):
        return None
    steps = (
        NextStep(Actor.BANK, Step.PAY_OUT_REFUND, refund_late_at(refund, facts.terms)),
        NextStep(Actor.BUYER, Step.CHECK_PAYMENT_METHOD),
    )
    return _wait(Reason.ON_ITS_WAY, by_clause("F24", *clauses_of(facts, refund)), facts, steps)


def sent_and_late(facts: Situation, now: datetime) -> Decision | None:
    """Sent, and later than it may take: a trace, with a reference to show to the bank (conflict settlement 6)."""
    refund = _in_state(facts, RefundStatus.SENT)
    if refund is None:
        return None
    until = facts.terms.after(TermName.TRACE_ANSWER, now)
    return Decision(
        Request.REFUND_LATE,
        Outcome.PERFORM,
        Reason.OPENS_TRACE,
        ("F22", "F24"),
        (NextStep(Actor.BANK, Step.ANSWER_TRACE, until), NextStep(Actor.BUYER, Step.CHECK_PAYMENT_METHOD)),
        plan_of(facts.order, refund),
        Effect.OPEN_TRACE,
        deadline=until,
    )


RULES: tuple[Rule, ...] = (
    failed_unchosen,
    failed_to_balance,
    failed_to_staff,
    arrived,
    traced,
    not_sent_yet,
    overdue_unsent,
    on_its_way,
    sent_and_late,
    *NOTHING_DUE,
)


def _in_state(facts: Situation, state: RefundStatus) -> Refund | None:
    refund = refund_in_question(facts.order)
    return refund if refund is not None and refund.status is state else None


def _wait(reason: Reason, clauses: tuple[str, ...], facts: Situation, steps: tuple[NextStep, ...]) -> Decision:
    refund = refund_in_question(facts.order)
    plan = plan_of(facts.order, refund) if refund else None
    change = WouldChange.REFUND_SENT if reason is Reason.NOT_SENT_YET else WouldChange.REFUND_PAID
    return Decision(
        Request.REFUND_LATE, Outcome.WAIT, reason, clauses, steps, plan, would_change=change, deadline=steps[0].by
    )


def _refer(reason: Reason, clauses: tuple[str, ...], facts: Situation, now: datetime) -> Decision:
    step = staff_step(facts.terms, now)
    refund = refund_in_question(facts.order)
    plan = plan_of(facts.order, refund) if refund else None
    return Decision(Request.REFUND_LATE, Outcome.REFER, reason, clauses, (step,), plan, deadline=step.by)
