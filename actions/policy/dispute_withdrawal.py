"""Decides whether a dispute is taken back: until it is decided; a return that has begun runs its course (F47)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.policy.answers import Deed, perform, question, stands
from actions.policy.decision import Decision, Effect, Outcome, Reason
from actions.policy.lifecycle import ended
from actions.policy.moments import dispute_window, not_received_window
from actions.policy.no_goods import order_closed
from actions.policy.situation import Rule, Situation
from actions.policy.which_dispute import able_ones, before_decision, nothing_to_do, spoken_of, the_one


def dispute_unnamed(facts: Situation, now: datetime) -> Decision | None:
    if len(able_ones(facts, before_decision)) < 2:
        return None
    return question(facts, Reason.DISPUTE_UNNAMED, "F47")


def withdraws(facts: Situation, now: datetime) -> Decision | None:
    """At once; ``deadline``: until when it may be opened anew, None where that is over (F32, F47)."""
    dispute = the_one(facts, before_decision)
    if dispute is None:
        return None
    deed = Deed(Reason.WITHDRAWS_DISPUTE, Effect.WITHDRAW_DISPUTE, ("F32", "F47"), dispute=dispute.reference)
    return replace(perform(facts, deed), deadline=_anew_until(facts, now))


def return_has_begun(facts: Situation, now: datetime) -> Decision | None:
    """The goods are to go back, or on their way: who keeps them lets the time for it run out (F40)."""
    dispute = spoken_of(facts)
    if dispute is None or ended(dispute):
        return None
    said = stands(facts, dispute, now)
    return said if said.outcome is Outcome.REFER else replace(said, outcome=Outcome.EXPLAIN)


RULES: tuple[Rule, ...] = (order_closed, dispute_unnamed, withdraws, return_has_begun, nothing_to_do)


def _anew_until(facts: Situation, now: datetime) -> datetime | None:
    """The end of the door that a new dispute would go through, while it is open."""
    arrived = facts.order.delivered_at is not None
    window = (dispute_window if arrived else not_received_window)(facts.order, facts.terms)
    return window.closes if window.holds(now) else None
